//! Which statements are asked for.

use super::by_day::{Question, Table};
use super::fragment::{Fragment, list, one_of};
use super::proof::{documents_by, published_by};
use super::who::is_party;
use super::words::Hits;
use super::{Days, Order, Who, Words};
use crate::numbered::act_named;

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

pub const STATEMENTS: Table = Table {
    name: "statements s",
    short: "s",
    again: "s.document = c.document AND s.n = c.n",
    key: "s.document, s.n",
    by_span: "statements_by_span",
};

impl StatementFilter {
    /// The question in parts.
    pub(super) fn question(&self, order: Order, hits: &Hits) -> Question {
        Question {
            days: self.days,
            order,
            conditions: self.conditions(),
            candidates: self.candidates(hits),
            by_day: if self.acts.len() == 1 {
                "statements_by_act"
            } else {
                "statements_by_day"
            },
        }
    }

    fn conditions(&self) -> Vec<Fragment> {
        let act = match self.acts.as_slice() {
            [one] => Some(Fragment::new("s.act_number = ?").with(act_named(one))),
            several => one_of("s.act", several),
        };
        let form = one_of("s.form", &self.forms);
        let sure = self
            .confidence
            .map(|least| Fragment::new("s.confidence >= ?").with(least));
        let by = (!self.publishers.is_empty()).then(|| published_by(&self.publishers));
        let source = (!self.sources.is_empty()).then(|| is_source(&self.sources));
        let entity =
            "EXISTS (SELECT 1 FROM named_entities p WHERE p.document = s.document AND p.n = s.addressee_entity AND ";
        let addressee = (!self.addressees.is_empty()).then(|| {
            Fragment::new(entity)
                .and_then(is_party("p", &self.addressees))
                .and_then(Fragment::new(")"))
        });
        [act, form, sure, by, source, addressee].into_iter().flatten().collect()
    }

    fn candidates(&self, hits: &Hits) -> Vec<Fragment> {
        let of_documents = |documents: Fragment| {
            Fragment::new("SELECT s.document, s.n FROM (")
                .and_then(documents)
                .and_then(Fragment::new(") x CROSS JOIN statements s ON s.document = x.document"))
        };
        let published = (!self.publishers.is_empty()).then(|| of_documents(documents_by(&self.publishers)));
        let worded = hits.documents().map(of_documents);
        [
            of_sources(&self.sources),
            of_addressees(&self.addressees),
            published,
            worded,
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// The condition that a statement `s` is by one of these.
fn is_source(who: &[Who]) -> Fragment {
    let described = "EXISTS (SELECT 1 FROM entities x LEFT JOIN actors a ON a.id = x.actor
        WHERE x.document = s.document AND x.n = s.source_entity AND ";
    let one = |who: &Who| match who {
        Who::These(actors) => Fragment::new("s.actor IN (SELECT value FROM json_each(?))").with(list(actors)),
        Who::Code { code, sector: None } => Fragment::any(vec![
            Fragment::new("s.actor IN (SELECT id FROM actors WHERE code = ?)").with(code.clone()),
            Fragment::new(described).and_then(Fragment::new("x.code = ?)").with(code.clone())),
        ]),
        Who::Code {
            code,
            sector: Some(sector),
        } => Fragment::new(described).and_then(
            Fragment::new("ifnull(a.code, x.code) = ? AND x.sector = ?)")
                .with(code.clone())
                .with(sector.clone()),
        ),
    };
    Fragment::any(who.iter().map(one).collect())
}

/// A select of the statements that any of these makes; `None` where nobody is asked for.
pub fn of_sources(who: &[Who]) -> Option<Fragment> {
    let one = |who: &Who| match who {
        Who::These(actors) => {
            Fragment::new("SELECT document, n FROM statements WHERE actor IN (SELECT value FROM json_each(?))")
                .with(list(actors))
        }
        Who::Code { code, .. } => Fragment::new(
            "SELECT document, n FROM statements WHERE actor IN (SELECT id FROM actors WHERE code = ?)
             UNION ALL SELECT t.document, t.n FROM entities x JOIN statements t
             ON t.document = x.document AND t.source_entity = x.n WHERE x.code = ?",
        )
        .with(code.clone())
        .with(code.clone()),
    };
    (!who.is_empty()).then(|| Fragment::join(who.iter().map(one), " UNION ALL "))
}

/// A select of the statements of documents that name any of these.
fn of_addressees(who: &[Who]) -> Option<Fragment> {
    let one = |who: &Who| match who {
        Who::These(actors) => {
            Fragment::new("SELECT document FROM entities WHERE actor IN (SELECT value FROM json_each(?))")
                .with(list(actors))
        }
        Who::Code { code, .. } => Fragment::new(
            "SELECT document FROM entities WHERE actor IN (SELECT id FROM actors WHERE code = ?)
             UNION ALL SELECT document FROM entities WHERE code = ?",
        )
        .with(code.clone())
        .with(code.clone()),
    };
    (!who.is_empty()).then(|| {
        Fragment::new("SELECT s.document, s.n FROM (")
            .and_then(Fragment::join(who.iter().map(one), " UNION ALL "))
            .and_then(Fragment::new(
                ") x CROSS JOIN statements s ON s.document = x.document AND s.addressee_entity IS NOT NULL",
            ))
    })
}
