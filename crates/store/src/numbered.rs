//! Values that the store keeps as numbers: The schema has their names, under the same numbers. What is in a store never changes its number:
//! new ones come last.

use demarche_types::{Act, Form, Via};

/// What a statement does.
pub const fn act(act: Act) -> usize {
    match act {
        Act::Assert => 0,
        Act::Deny => 1,
        Act::Demand => 2,
        Act::Threaten => 3,
        Act::Warn => 4,
        Act::Promise => 5,
        Act::Offer => 6,
        Act::Accept => 7,
        Act::Reject => 8,
        Act::Accuse => 9,
        Act::Praise => 10,
        Act::Apologise => 11,
        Act::Ask => 12,
        Act::Announce => 13,
        Act::Believe => 14,
        Act::Intend => 15,
    }
}

/// How it is put.
pub const fn form(form: Form) -> usize {
    match form {
        Form::Direct => 0,
        Form::Mixed => 1,
        Form::Indirect => 2,
    }
}

/// How somebody is mentioned, the commonest first.
pub const fn via(via: Via) -> usize {
    match via {
        Via::Name => 0,
        Via::Nominal => 1,
        Via::Pronoun => 2,
        Via::Title => 3,
        Via::Demonym => 4,
        Via::Metonym => 5,
    }
}

/// How sure the reader is, in thousandths.
#[allow(clippy::cast_possible_truncation, reason = "a share of one")]
pub fn thousandths(confidence: f64) -> i64 {
    (confidence * 1000.0).round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::value;
    use rusqlite::Connection;

    /// The names that the schema gives to the numbers of a column, in their order.
    fn in_schema(column: &str) -> Vec<String> {
        let connection = Connection::open_in_memory().unwrap();
        connection.pragma_update(None, "foreign_keys", false).unwrap();
        let schema = include_str!("../schema/4.sql");
        let start = schema.find("CREATE TABLE statements").unwrap();
        let table = &schema[start..start + schema[start..].find("WITHOUT ROWID;").unwrap()];
        connection.execute_batch(&format!("{table} WITHOUT ROWID;")).unwrap();
        let insert = "INSERT INTO statements (document, n, act_number, form_number, thousandths) VALUES (1, ?1, ?1 % 16, ?1 % 3, 0)";
        (0..16).for_each(|n| assert_eq!(connection.execute(insert, [n]).unwrap(), 1));
        let mut select = connection
            .prepare(&format!("SELECT {column} FROM statements ORDER BY n"))
            .unwrap();
        let names = select.query_map([], |row| row.get(0)).unwrap();
        names.collect::<Result<_, _>>().unwrap()
    }

    #[test]
    fn the_schema_has_the_same_names() {
        let acts: Vec<Act> = in_schema("act").into_iter().map(|act| value(act).unwrap()).collect();
        assert_eq!(
            acts.iter().map(|&of| act(of)).collect::<Vec<_>>(),
            (0..16).collect::<Vec<_>>()
        );
        let forms: Vec<Form> = in_schema("form").into_iter().map(|form| value(form).unwrap()).collect();
        assert_eq!(forms[..3].iter().map(|&of| form(of)).collect::<Vec<_>>(), [0, 1, 2]);
    }

    #[test]
    fn confidence_comes_back_as_it_was() {
        for n in 0..=1000_i32 {
            let confidence = f64::from(n) / 1000.0;
            assert_eq!(thousandths(confidence), i64::from(n));
        }
    }
}
