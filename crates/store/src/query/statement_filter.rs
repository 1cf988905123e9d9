//! Which statements are asked for.

use super::{Days, Who, Words};

/// Which statements are asked for. What is empty or `None` is not asked; of a list, any will do.
#[derive(Clone, Debug, Default)]
pub struct StatementFilter {
    /// Whose they are.
    pub sources: Vec<Who>,
    /// To whom they were made.
    pub addressees: Vec<Who>,
    /// What their sources do by saying it: `assert`, `deny`, `demand` …
    pub acts: Vec<String>,
    /// `direct`, `mixed`, `indirect`.
    pub forms: Vec<String>,
    /// What they are about: words of their content.
    pub about: Option<Words>,
    /// Words anywhere in them: source, cue or content.
    pub text: Option<Words>,
    /// When they were made, or else published.
    pub days: Days,
    /// Who reported them; numbers of publishers.
    pub publishers: Vec<i64>,
    /// How sure the reader is at least, 0 to 1.
    pub confidence: Option<f64>,
}
