//! What became of all that came in.

use super::refusal::Refusal;
use super::writer::Counts;
use crate::Outcome;
use std::collections::BTreeMap;
use std::fmt;

/// Counts of what was added and of what was not.
#[derive(Debug, Default)]
pub struct Summary {
    pub added: Counts,
    /// What is not for us, by kind.
    aside: BTreeMap<&'static str, u64>,
    /// What could not be read, by kind.
    problems: BTreeMap<&'static str, u64>,
}

impl Summary {
    pub fn refuse(&mut self, refusal: &Refusal) {
        let counts = if refusal.aside {
            &mut self.aside
        } else {
            &mut self.problems
        };
        *counts.entry(refusal.kind).or_default() += 1;
    }

    /// Flawed where something could not be read.
    pub fn outcome(&self) -> Outcome {
        if self.problems.is_empty() {
            Outcome::Sound
        } else {
            Outcome::Flawed
        }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.added)?;
        for (title, counts) in [("left aside", &self.aside), ("not read", &self.problems)] {
            if !counts.is_empty() {
                let kinds: Vec<String> = counts.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
                writeln!(f, "{title}: {} ({})", counts.values().sum::<u64>(), kinds.join(", "))?;
            }
        }
        Ok(())
    }
}
