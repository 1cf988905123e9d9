//! How reports are taken, whatever they come from: the arguments that the verbs share which add.

use super::refusal::Refusal;
use demarche::{Given, Limits, Origin, Taken, load, take};
use demarche_sources::{Body, Item};

/// What is taken, and how much of it.
#[derive(Debug, clap::Args)]
pub struct TakingArgs {
    /// Take reports that are not in English too. The model knows no other language: expect little
    #[arg(long)]
    any_language: bool,

    /// How many bytes a report may have, packed or not; one that has more is left out
    #[arg(long, value_name = "N", default_value_t = 20 << 20, value_parser = clap::value_parser!(u32).range(1..=1 << 30))]
    max_bytes: u32,

    /// How many characters its text may have. There is no limit on seconds, so that a report is taken or left out alike on a slow
    /// machine and a fast one
    #[arg(long, value_name = "N", default_value_t = 5_000_000, value_parser = clap::value_parser!(u32).range(1..=100_000_000))]
    max_characters: u32,
}

impl TakingArgs {
    /// How long a report may be.
    pub const fn limits(&self) -> Limits {
        Limits {
            bytes: self.max_bytes as usize,
            characters: self.max_characters as usize,
        }
    }

    /// What is given for all reports.
    pub fn given(&self, publisher: Option<String>) -> Given {
        Given {
            publisher,
            any_language: self.any_language,
            limits: self.limits(),
            ..Given::default()
        }
    }
}

/// Takes a report in.
///
/// # Errors
/// Where it is no report in English.
pub fn take_in(item: Item, given: &Given) -> Result<Taken, Refusal> {
    let given = Given {
        container: item.container,
        ..given.clone()
    };
    let name = item.place.to_string();
    let taken = match item.body {
        Body::File(path) => {
            let origin = Origin::File(path);
            load(&origin, given.limits.bytes).and_then(|bytes| take(&bytes, &origin, &given))
        }
        Body::Text(bytes) => take(&bytes, &Origin::Record { name, page: false }, &given),
        Body::Page(bytes) => take(&bytes, &Origin::Record { name, page: true }, &given),
    };
    taken.map_err(|error| Refusal::of(&error))
}
