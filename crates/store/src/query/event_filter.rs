//! Which events are asked for.

use super::{Days, Who, Words};

/// Which events are asked for. What is empty or `None` is not asked; of a list, any will do.
#[derive(Clone, Debug, Default)]
pub struct EventFilter {
    /// Who does it.
    pub actors: Vec<Who>,
    /// To whom. A meeting is directed at each of those who meet.
    pub recipients: Vec<Who>,
    /// PLOVER's categories.
    pub categories: Vec<String>,
    /// PLOVER's modes.
    pub modes: Vec<String>,
    /// `fact`, `planned`, `possible`, `denied`, `historical`.
    pub statuses: Vec<String>,
    /// When it happened, or else was published.
    pub days: Days,
    /// Codes of the countries where it happened.
    pub countries: Vec<String>,
    /// Names of the places where it happened.
    pub places: Vec<String>,
    /// Who reported it; numbers of publishers.
    pub publishers: Vec<i64>,
    /// Words of the clause that proves it.
    pub text: Option<Words>,
    /// How sure the report is at least, 0 to 1.
    pub confidence: Option<f64>,
    /// Who claims it in any report.
    pub claimed_by: Vec<Who>,
    /// Who denies it in any report.
    pub denied_by: Vec<Who>,
    /// Whether it stands on somebody's word alone: every report of the act gives it as a claim, or the report that is an answer.
    pub claimed: Option<bool>,
    /// Whether any report says that it did not happen.
    pub denied: Option<bool>,
    /// Whether any report of a reply answers any report of it.
    pub answered: Option<bool>,
    /// Whether each report is an answer of its own; otherwise each act is one, by the report that stands for it.
    pub reports: bool,
}
