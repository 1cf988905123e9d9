//! Which events are asked for.

use super::by_day::{Question, Table};
use super::fragment::{Fragment, list, one_of};
use super::proof::{documents_by, published_by};
use super::who::is_party;
use super::words::Hits;
use super::{Days, Order, Who, Words};

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

pub const EVENTS: Table = Table {
    name: "events e",
    short: "e",
    again: "e.id = c.id",
    key: "e.id",
    by_span: "events_by_span",
};

/// Who does something to whom: an actor and a recipient who is another party.
pub const PAIRS: &str = "parties a CROSS JOIN recipients r
    ON r.event = a.event AND (r.role, r.n) <> (a.role, a.n) AND a.role = 'actor'";

/// Relations by which a reply is an answer.
const ANSWERS: &str = "('accepts', 'rejects', 'answers', 'defers', 'retaliates')";

impl EventFilter {
    /// The question in parts.
    pub(super) fn question(&self, order: Order, hits: &Hits) -> Question {
        Question {
            days: self.days,
            order,
            conditions: self.conditions(),
            candidates: self.candidates(hits),
            by_day: if self.categories.len() == 1 {
                "events_by_category"
            } else {
                "events_by_day"
            },
        }
    }

    /// What an event must fulfil besides its day and its words.
    pub(super) fn conditions(&self) -> Vec<Fragment> {
        let mut all = self.common_conditions();
        all.extend(if self.reports {
            self.conditions_of_reports()
        } else {
            self.conditions_of_acts()
        });
        all
    }

    /// What both an act and a report must fulfil.
    pub(super) fn common_conditions(&self) -> Vec<Fragment> {
        let mut all = self.narrow_conditions();
        all.extend(self.party_condition());
        all.extend(self.place_condition());
        all.extend(self.act_conditions());
        all
    }

    /// What only an act must fulfil: it is asked of the report that stands for it, reported by whoever publishes any of its
    /// reports, and a claim where all of them are.
    pub(super) fn conditions_of_acts(&self) -> Vec<Fragment> {
        let any =
            "EXISTS (SELECT 1 FROM events r CROSS JOIN documents d ON d.id = r.document WHERE r.joined = e.joined AND ";
        let publisher = self
            .publisher_condition()
            .map(|by| Fragment::new(any).and_then(by).and_then(Fragment::new(")")));
        let claimed = "(SELECT j.claimed = j.reports FROM joined_events j WHERE j.id = e.joined) = ?";
        let claimed = self.claimed.map(|is| Fragment::new(claimed).with(is));
        let parts = [Some(Fragment::new("e.stands = 1")), publisher, claimed];
        parts.into_iter().flatten().collect()
    }

    /// What only a report must fulfil.
    pub(super) fn conditions_of_reports(&self) -> Vec<Fragment> {
        let claimed = self
            .claimed
            .map(|claimed| Fragment::new("(e.claimed_by IS NOT NULL) = ?").with(claimed));
        self.publisher_condition().into_iter().chain(claimed).collect()
    }

    /// Those that the row itself decides.
    fn narrow_conditions(&self) -> Vec<Fragment> {
        let category = match self.categories.as_slice() {
            [one] => Some(Fragment::new("e.event = ?").with(one.clone())),
            several => one_of("e.event", several),
        };
        let mode = "EXISTS (SELECT 1 FROM json_each(e.mode) m WHERE m.value IN (SELECT value FROM json_each(?)))";
        let modes = (!self.modes.is_empty()).then(|| Fragment::new(mode).with(list(&self.modes)));
        let sure = self
            .confidence
            .map(|least| Fragment::new("e.confidence >= ?").with(least));
        let parts = [category, one_of("e.status", &self.statuses), modes, sure];
        parts.into_iter().flatten().collect()
    }

    /// The actor and the recipient that are asked for are two parties, even where both are called the same.
    fn party_condition(&self) -> Option<Fragment> {
        let parties = match (self.actors.is_empty(), self.recipients.is_empty()) {
            (true, true) => return None,
            (false, true) => "parties a WHERE a.event = e.id AND a.role = 'actor'".to_owned(),
            (true, false) => "recipients r WHERE r.event = e.id".to_owned(),
            (false, false) => format!("{PAIRS} WHERE a.event = e.id"),
        };
        let asked = self.sides().into_iter().flat_map(|side| [Fragment::new(" AND "), side]);
        let exists = Fragment::new(&format!("EXISTS (SELECT 1 FROM {parties}"));
        Some(asked.fold(exists, Fragment::and_then).and_then(Fragment::new(")")))
    }

    /// The conditions on an actor `a` and a recipient `r`.
    pub(super) fn sides(&self) -> Vec<Fragment> {
        let sides = [("a", &self.actors), ("r", &self.recipients)];
        let asked = sides.into_iter().filter(|(_, who)| !who.is_empty());
        asked.map(|(party, who)| is_party(party, who)).collect()
    }

    fn place_condition(&self) -> Option<Fragment> {
        let at = "EXISTS (SELECT 1 FROM places p JOIN locations l ON l.id = p.location
            WHERE p.document = e.document AND p.n = e.place AND ";
        self.location()
            .map(|l| Fragment::new(at).and_then(l).and_then(Fragment::new(")")))
    }

    /// The condition on a location `l`: in one of the countries and of one of the names.
    fn location(&self) -> Option<Fragment> {
        let country = one_of("l.country_code", &self.countries);
        let name = |name: &String| Fragment::new("l.name = ? COLLATE NOCASE").with(name.clone());
        let named = (!self.places.is_empty()).then(|| Fragment::any(self.places.iter().map(name).collect()));
        let both: Vec<Fragment> = country.into_iter().chain(named).collect();
        (!both.is_empty()).then(|| Fragment::join(both, " AND "))
    }

    /// The condition on the document `d` of a report.
    fn publisher_condition(&self) -> Option<Fragment> {
        (!self.publishers.is_empty()).then(|| published_by(&self.publishers))
    }

    /// Those that all reports of the act decide.
    fn act_conditions(&self) -> Vec<Fragment> {
        let denied = "((SELECT j.denied FROM joined_events j WHERE j.id = e.joined) > 0) = ?";
        let answered = format!(
            "EXISTS (SELECT 1 FROM events m JOIN exchanges x ON x.move = m.id WHERE m.joined = e.joined
             AND x.relation IN {ANSWERS}) = ?"
        );
        let denied = self.denied.map(|is| Fragment::new(denied).with(is));
        let answered = self.answered.map(|is| Fragment::new(&answered).with(is));
        let claimed = says(&self.claimed_by, false);
        let denies = says(&self.denied_by, true);
        [denied, answered, claimed, denies].into_iter().flatten().collect()
    }

    /// Selects of events, each of which leaves out none that is asked for.
    pub(super) fn candidates(&self, hits: &Hits) -> Vec<Fragment> {
        let mut all = Vec::new();
        all.extend(self.of_parties(&self.actors, "actor"));
        all.extend(self.of_parties(&self.recipients, "recipient"));
        all.extend(of_speakers(&self.claimed_by, "events r ON r.document = s.document"));
        all.extend(of_speakers(&self.denied_by, DENIED));
        let at = "SELECT e.id FROM locations l CROSS JOIN places p ON p.location = l.id
            CROSS JOIN events e ON e.document = p.document AND e.place = p.n WHERE ";
        all.extend(self.location().map(|l| Fragment::new(at).and_then(l)));
        let acts = "SELECT s.id FROM (";
        let of_acts = ") x CROSS JOIN events r ON r.document = x.document CROSS JOIN events s ON s.joined = r.joined";
        all.extend((!self.publishers.is_empty()).then(|| {
            Fragment::new(acts)
                .and_then(documents_by(&self.publishers))
                .and_then(Fragment::new(of_acts))
        }));
        let of_document = ") x CROSS JOIN events r ON r.document = x.document";
        all.extend(hits.documents().map(|documents| {
            Fragment::new("SELECT r.id FROM (")
                .and_then(documents)
                .and_then(Fragment::new(of_document))
        }));
        all
    }

    /// Events in which any of these has a part. Who is meant by a code is found in the dyads of the categories, the others among
    /// the parties.
    fn of_parties(&self, who: &[Who], role: &str) -> Option<Fragment> {
        let one = |who: &Who| match who {
            Who::Code { code, .. } => {
                let select = Fragment::new(&format!("SELECT id FROM dyads WHERE {role} = ?")).with(code.clone());
                match one_of("event", &self.categories) {
                    Some(categories) => select.and_then(Fragment::new(" AND ")).and_then(categories),
                    None => select,
                }
            }
            Who::These(actors) => {
                Fragment::new("SELECT event AS id FROM parties WHERE actor IN (SELECT value FROM json_each(?))")
                    .with(list(actors))
            }
        };
        (!who.is_empty()).then(|| Fragment::join(who.iter().map(one), " UNION ALL "))
    }
}

/// The condition that one of these says in any report of the act that it happened, or that it did not.
fn says(who: &[Who], denying: bool) -> Option<Fragment> {
    let statement = "EXISTS (SELECT 1 FROM events r, json_each(r.claimed_by) c
        JOIN statements s ON s.document = r.document AND s.n = c.value
        JOIN named_entities x ON x.document = s.document AND x.n = s.source_entity
        WHERE r.joined = e.joined AND r.negation = ? AND ";
    (!who.is_empty()).then(|| {
        Fragment::new(statement)
            .with(denying)
            .and_then(is_party("x", who))
            .and_then(Fragment::new(")"))
    })
}

/// Reports of denials in the documents of statements `s`.
const DENIED: &str = "events r INDEXED BY events_denied
    ON r.document = s.document AND r.negation = 1 AND r.claimed_by IS NOT NULL";

/// Acts of which there are such reports in documents in which one of these says something.
fn of_speakers(who: &[Who], reports: &str) -> Option<Fragment> {
    let speakers = super::statement_filter::of_sources(who)?;
    let acts = format!(") s CROSS JOIN {reports} CROSS JOIN events a ON a.joined = r.joined");
    Some(
        Fragment::new("SELECT a.id FROM (SELECT DISTINCT document FROM (")
            .and_then(speakers)
            .and_then(Fragment::new(&format!("){acts}"))),
    )
}
