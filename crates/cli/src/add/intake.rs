//! From what sources hold to a store.

use super::fetching::visited;
use super::readers::Readers;
use super::refusal::Refusal;
use super::summary::Summary;
use super::taking::take_in;
use super::writer::{Found, Writer};
use crate::bar::Bar;
use crate::in_order::in_order;
use demarche::{Demarche, Given};
use demarche_sources::Item;
use demarche_sources::web::Step;
use demarche_store::Entry;
use rayon::ThreadPool;

/// What reads, and how reports are taken.
pub struct Intake<'a> {
    pub demarche: &'a Demarche,
    pub pool: &'a ThreadPool,
    pub readers: &'a Readers,
    pub given: &'a Given,
    /// Whether the first report that cannot be read ends it.
    pub strict: bool,
    /// Ends what comes, where nothing more of it is taken.
    pub stop: &'a (dyn Fn() + Sync),
}

impl Intake<'_> {
    /// Reads what comes and gives it to the writer in the same order. `bytes` tells how far the sources are read.
    ///
    /// # Errors
    /// Where the store fails, or a report cannot be read and it is strict.
    pub fn run(
        &self,
        steps: impl Iterator<Item = Step> + Send,
        writer: &mut Writer,
        summary: &mut Summary,
        bar: &Bar,
        bytes: impl Fn() -> u64,
    ) -> anyhow::Result<()> {
        in_order(
            self.pool,
            steps,
            weight,
            |step| self.look(step),
            |looked| {
                bar.step_to(bytes(), looked.words);
                looked.warnings.iter().for_each(|warning| bar.tell(warning));
                match looked.result {
                    Ok(found) => found.map_or(Ok(()), |found| writer.take(found))?,
                    Err(refusal) if self.strict && !refusal.aside => anyhow::bail!("{}", refusal.message),
                    Err(refusal) => {
                        bar.tell(&refusal.message);
                        summary.refuse(&refusal);
                    }
                }
                Ok(())
            },
            self.stop,
        )
    }

    fn look(&self, step: Step) -> Looked {
        let (mut warnings, mut words) = (Vec::new(), 0);
        let result = match step {
            Step::Visited(visit) => Ok(Some(Found::Visited(visited(visit)))),
            Step::Found(found) => match *found {
                Ok(item) => self.read(item, &mut warnings, &mut words).map(Some),
                Err(problem) => Err(Refusal::in_source(&problem)),
            },
            Step::Told(what) => {
                warnings.push(what);
                Ok(None)
            }
        };
        Looked {
            result,
            warnings,
            words,
        }
    }

    /// Takes a report in and reads it, unless the store knows it.
    fn read(&self, item: Item, warnings: &mut Vec<String>, words: &mut u64) -> Result<Found, Refusal> {
        let name = item.place.to_string();
        let taken = take_in(item, self.given)?;
        warnings.extend(taken.warnings);
        let document = taken.document;
        *words = document.text.as_str().split_whitespace().count() as u64;
        // Where the store cannot be asked, the document is read in vain, and the writer finds out.
        if self.readers.with(|store| store.knows(&document)).unwrap_or_default() {
            return Ok(Found::Known(document));
        }
        let record = self
            .demarche
            .read(&document)
            .map_err(|error| Refusal::unread(&name, &error))?;
        Ok(Found::Read(Box::new(Entry::new(&document, record))))
    }
}

/// How many bytes a step holds, or is about to.
fn weight(step: &Step) -> usize {
    match step {
        Step::Found(found) => found.as_ref().as_ref().map_or(0, |item| item.body.size()),
        Step::Visited(_) | Step::Told(_) => 0,
    }
}

/// What was found out about a report.
struct Looked {
    /// What is to be written, if anything.
    result: Result<Option<Found>, Refusal>,
    warnings: Vec<String>,
    words: u64,
}
