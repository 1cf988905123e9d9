//! Going through things in the order of their days.

use super::fragment::{Fragment, narrowest};
use super::{Days, MOST_CANDIDATES, Order};
use rusqlite::Connection;

/// A table of things with a `day` and a `document`, and how it is gone through.
pub struct Table {
    /// The table with its short name: `events e`.
    pub name: &'static str,
    /// Its short name.
    pub short: &'static str,
    /// How candidates are found in it again: `e.id = c.id`.
    pub again: &'static str,
    /// What a row is found by later: `e.id`.
    pub key: &'static str,
    /// The index of what is dated, but not to a day.
    pub by_span: &'static str,
}

/// A question in parts.
pub struct Question {
    pub days: Days,
    pub order: Order,
    /// What every row must fulfil, besides its day.
    pub conditions: Vec<Fragment>,
    /// Selects of rows, each of which leaves out none that fulfils all.
    pub candidates: Vec<Fragment>,
    /// The index by which days are gone through, where there are too many candidates.
    pub by_day: &'static str,
}

impl Question {
    /// The selects whose rows, one after the other, are the answers in order: the key, and the sentences of the document.
    pub fn selects(self, connection: &Connection, table: &Table) -> rusqlite::Result<Vec<Fragment>> {
        let narrow = narrowest(connection, self.candidates.clone(), MOST_CANDIDATES)?;
        let short = table.short;
        let dated = self.select(
            table,
            narrow.as_ref(),
            self.by_day,
            self.days.condition(&format!("{short}.day")),
            "day",
        );
        let span = self
            .days
            .span_condition(&format!("{short}.date"), &format!("{short}.enddate"));
        let Some(span) = span else { return Ok(vec![dated]) };
        let undated = Fragment::new(&format!("{short}.day IS NULL AND {short}.date IS NOT NULL AND ")).and_then(span);
        let undated = self.select(table, narrow.as_ref(), table.by_span, Some(undated), "date");
        Ok(vec![dated, undated])
    }

    fn select(
        &self,
        table: &Table,
        narrow: Option<&Fragment>,
        index: &str,
        when: Option<Fragment>,
        by: &str,
    ) -> Fragment {
        let Table { name, short, key, .. } = table;
        let head = Fragment::new(&format!("SELECT {key}, d.first_sentence, d.last_sentence FROM "));
        let conditions: Vec<Fragment> = when.into_iter().chain(self.conditions.iter().cloned()).collect();
        let direction = self.order.direction();
        let order = format!(" ORDER BY {short}.{by} {direction}, d.digest, {short}.n");
        head.and_then(rows(table, narrow, &format!("{name} INDEXED BY {index}")))
            .and_then(Fragment::new(&format!(
                " CROSS JOIN documents d ON d.id = {short}.document"
            )))
            .and_then(Fragment::filter(conditions))
            .and_then(Fragment::new(&order))
    }
}

/// The rows that are looked at: the candidates, or all.
pub fn rows(table: &Table, narrow: Option<&Fragment>, all: &str) -> Fragment {
    match narrow {
        None => Fragment::new(all),
        Some(candidates) => Fragment::new("(SELECT DISTINCT * FROM (")
            .and_then(candidates.clone())
            .and_then(Fragment::new(&format!(
                ")) c CROSS JOIN {} ON {}",
                table.name, table.again
            ))),
    }
}
