//! The days of statements: of the time that governs the cue, or of what the same source said right before, *he added*.

use super::{Dated, Times, governing, top};
use crate::resolve::tense::tense_of;
use crate::tree::Tree;
use demarche_times::Tense;
use demarche_types::{Span, Statement};

/// Gives every statement the day on which it was made, where that is known. The sources must have their entities.
pub(crate) fn date(tree: &Tree<'_>, times: &Times, statements: &mut [Statement]) {
    let cue_of = |(i, statement): (usize, &Statement)| cue(tree, statement).map(|cue| (cue, i));
    let mut cues: Vec<(usize, usize)> = statements.iter().enumerate().filter_map(cue_of).collect();
    cues.sort_unstable();
    let mut last: Option<Said<'_>> = None;
    for (cue, i) in cues {
        let own = governing::of(tree, times, cue);
        let dated = own.or_else(|| last.as_ref()?.goes_on(tree, &statements[i], cue));
        if let Some(dated) = dated {
            set(&mut statements[i], dated);
        }
        last = dated.and_then(|dated| Said::of(&statements[i], cue, dated));
    }
}

/// A statement that has a day.
struct Said<'t> {
    source: String,
    cue: usize,
    dated: &'t Dated,
}

impl<'t> Said<'t> {
    fn of(statement: &Statement, cue: usize, dated: &'t Dated) -> Option<Self> {
        let source = source(statement)?.to_owned();
        Some(Self { source, cue, dated })
    }

    /// The day of the next statement, where the same source goes on to speak in the paragraph or in the next.
    fn goes_on(&self, tree: &Tree<'_>, next: &Statement, cue: usize) -> Option<&'t Dated> {
        let near = tree.block(cue) <= tree.block(self.cue) + 1;
        let same = source(next) == Some(self.source.as_str());
        (near && same && tense_of(tree, cue) == Some(Tense::Past)).then_some(self.dated)
    }
}

/// Who makes a statement, where nobody else tells of it.
fn source(statement: &Statement) -> Option<&str> {
    let source = statement.source.as_ref().filter(|_| statement.within.is_none())?;
    source.entity.as_deref()
}

/// The word by which the tree hangs the cue.
fn cue(tree: &Tree<'_>, statement: &Statement) -> Option<usize> {
    let cue = statement.cue.as_ref()?;
    top(tree, Span::new(cue.start, cue.end))
}

fn set(statement: &mut Statement, dated: &Dated) {
    if let Some(days) = dated.days {
        statement.date = Some(days.first.to_string());
        statement.enddate = Some(days.last.to_string());
        statement.date_basis = Some(dated.time.id.clone());
    }
}
