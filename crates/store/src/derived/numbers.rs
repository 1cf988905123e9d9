//! Numbers for what a million lines would repeat: kinds of events and statements, codes with their sectors.

use super::lines::{Party, fit, number};
use rusqlite::{Connection, OptionalExtension, Params, Row, params};
use std::collections::HashMap;

/// The numbers of kinds and labels, those that were looked up.
#[derive(Debug, Default)]
pub struct Numbers {
    /// Whether none is added: what is not known is no number of a kind or label then.
    known: bool,
    kinds: HashMap<Kind, u32>,
    statement_kinds: HashMap<(String, String), u32>,
    labels: HashMap<(String, String), u32>,
}

/// Category, modes, status, quad category, scale.
type Kind = (String, String, String, i64, i64);

impl Numbers {
    /// Those that there are.
    pub fn known() -> Self {
        Self {
            known: true,
            ..Self::default()
        }
    }

    pub fn kind(&mut self, connection: &Connection, row: &Row) -> rusqlite::Result<u32> {
        let (event, mode, status): (String, String, String) = (row.get(8)?, row.get(9)?, row.get(10)?);
        let kind: Kind = (event, mode, status, row.get(11)?, row.get(12)?);
        if let Some(&number) = self.kinds.get(&kind) {
            return Ok(number);
        }
        let (event, mode, status, quad, scale) = &kind;
        let values = params![event, mode, status, quad, scale];
        let find =
            "SELECT id FROM kinds WHERE event = ?1 AND mode = ?2 AND status = ?3 AND quad_code = ?4 AND scale = ?5";
        let add = "INSERT INTO kinds (event, mode, status, quad_code, scale) VALUES (?1, ?2, ?3, ?4, ?5)";
        let number = self.find_or_add(connection, find, add, values)?;
        self.kinds.insert(kind, number);
        Ok(number)
    }

    pub fn statement_kind(&mut self, connection: &Connection, row: &Row) -> rusqlite::Result<u32> {
        let kind: (String, String) = (row.get(3)?, row.get(4)?);
        if let Some(&number) = self.statement_kinds.get(&kind) {
            return Ok(number);
        }
        let find = "SELECT id FROM statement_kinds WHERE act = ?1 AND form = ?2";
        let add = "INSERT INTO statement_kinds (act, form) VALUES (?1, ?2)";
        let number = self.find_or_add(connection, find, add, params![kind.0, kind.1])?;
        self.statement_kinds.insert(kind, number);
        Ok(number)
    }

    pub fn party(&mut self, connection: &Connection, row: &Row, first: usize) -> rusqlite::Result<Party> {
        let label: (String, String) = (row.get(first)?, row.get(first + 1)?);
        Ok(Party {
            label: self.label(connection, label)?,
            actor: number::<4>(row, first + 2)?,
        })
    }

    fn label(&mut self, connection: &Connection, label: (String, String)) -> rusqlite::Result<u32> {
        if label.0.is_empty() && label.1.is_empty() {
            return Ok(0);
        }
        if let Some(&number) = self.labels.get(&label) {
            return Ok(number);
        }
        let find = "SELECT id FROM labels WHERE code = ?1 AND sector = ?2";
        let add = "INSERT INTO labels (code, sector) VALUES (?1, ?2)";
        let number = self.find_or_add(connection, find, add, params![label.0, label.1])?;
        self.labels.insert(label, number);
        Ok(number)
    }

    fn find_or_add(
        &self,
        connection: &Connection,
        find: &str,
        add: &str,
        values: impl Params + Copy,
    ) -> rusqlite::Result<u32> {
        let mut find = connection.prepare_cached(find)?;
        match find.query_row(values, |row| row.get(0)).optional()? {
            Some(number) => fit::<3>(number),
            None if self.known => Ok(NO_NUMBER),
            None => fit::<3>(connection.prepare_cached(add)?.insert(values)?),
        }
    }
}

/// No kind and no label has it.
const NO_NUMBER: u32 = u32::MAX;
