//! PLOVER's categories, modes, contexts and scores, as `categories.txt` and `contexts.txt` list them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

macro_rules! categories {
    ($($variant:ident = $name:literal,)*) => {
        /// PLOVER's categories.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "PLOVER's manual defines them")]
        pub enum Category { $($variant,)* }

        impl Category {
            /// Every category, in PLOVER's order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Its name in the record.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

categories! {
    Agree = "AGREE",
    Consult = "CONSULT",
    Support = "SUPPORT",
    Concede = "CONCEDE",
    Cooperate = "COOPERATE",
    Aid = "AID",
    Retreat = "RETREAT",
    Request = "REQUEST",
    Accuse = "ACCUSE",
    Reject = "REJECT",
    Threaten = "THREATEN",
    Protest = "PROTEST",
    Sanction = "SANCTION",
    Mobilize = "MOBILIZE",
    Coerce = "COERCE",
    Assault = "ASSAULT",
}

/// What PLOVER says of a category.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    pub quad: u8,
    /// The conflict-cooperation score without a mode.
    pub score: f64,
    /// What it covers, in our words.
    pub about: &'static str,
    /// The modes and their scores.
    pub modes: Vec<(&'static str, f64)>,
}

static TABLE: LazyLock<BTreeMap<&str, Entry>> = LazyLock::new(|| table(include_str!("categories.txt")));

impl Category {
    /// The category of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|c| c.as_str() == name)
    }

    /// What PLOVER says of it.
    #[must_use]
    pub fn entry(self) -> &'static Entry {
        &TABLE[self.as_str()]
    }

    /// Its mode of that name, as PLOVER writes it.
    #[must_use]
    pub fn mode(self, name: &str) -> Option<&'static str> {
        self.entry()
            .modes
            .iter()
            .map(|(mode, _)| *mode)
            .find(|mode| *mode == name)
    }

    /// The conflict-cooperation score: of the mode where there is one.
    #[must_use]
    pub fn score(self, mode: Option<&str>) -> f64 {
        let entry = self.entry();
        let scored = entry.modes.iter().find(|(name, _)| Some(*name) == mode);
        scored.map_or(entry.score, |(_, score)| *score)
    }
}

/// PLOVER's contexts, in its order.
pub fn contexts() -> impl Iterator<Item = &'static str> {
    include_str!("contexts.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
}

fn table(list: &'static str) -> BTreeMap<&'static str, Entry> {
    let lines = list.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.filter_map(entry).collect()
}

fn entry(line: &'static str) -> Option<(&'static str, Entry)> {
    let fields: Vec<&str> = line.split('|').map(str::trim).collect();
    let [name, quad, score, about, modes] = fields[..] else {
        return None;
    };
    let modes = modes.split(',').filter_map(|mode| mode.trim().split_once(' '));
    let modes = modes
        .filter_map(|(name, score)| Some((name, score.parse().ok()?)))
        .collect();
    let (quad, score) = (quad.parse().ok()?, score.parse().ok()?);
    Some((
        name,
        Entry {
            quad,
            score,
            about,
            modes,
        },
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_category_has_its_line() {
        for category in Category::ALL {
            assert!(!category.entry().about.is_empty(), "{}", category.as_str());
            assert_eq!(Category::named(category.as_str()), Some(*category));
        }
        assert_eq!(TABLE.len(), 16);
    }

    #[test]
    fn a_mode_has_its_own_score() {
        let close = |a: f64, b: f64| (a - b).abs() < 1e-9;
        assert!(close(Category::Consult.score(Some("visit")), 4.0));
        assert!(close(Category::Consult.score(None), 2.5));
        assert_eq!(Category::Assault.entry().modes.len(), 15);
        assert_eq!(Category::Coerce.mode("martial-law"), Some("martial-law"));
        assert_eq!(Category::Agree.mode("visit"), None);
    }

    #[test]
    fn contexts_are_listed() {
        assert_eq!(contexts().count(), 37);
    }
}
