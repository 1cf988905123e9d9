//! Values that the store keeps as numbers: their place in these lists. The schema has their names, in the same order. What is in a
//! store never changes its number: new ones come last.

use demarche_types::{Act, Form, Via};

/// What a statement does.
const ACTS: [Act; 16] = [
    Act::Assert,
    Act::Deny,
    Act::Demand,
    Act::Threaten,
    Act::Warn,
    Act::Promise,
    Act::Offer,
    Act::Accept,
    Act::Reject,
    Act::Accuse,
    Act::Praise,
    Act::Apologise,
    Act::Ask,
    Act::Announce,
    Act::Believe,
    Act::Intend,
];
const FORMS: [Form; 3] = [Form::Direct, Form::Mixed, Form::Indirect];
/// How somebody is mentioned, the commonest first.
const VIAS: [Via; 6] = [
    Via::Name,
    Via::Nominal,
    Via::Pronoun,
    Via::Title,
    Via::Demonym,
    Via::Metonym,
];

pub fn act(act: Act) -> usize {
    place(&ACTS, &act)
}

pub fn form(form: Form) -> usize {
    place(&FORMS, &form)
}

pub fn via(via: Via) -> usize {
    place(&VIAS, &via)
}

/// Every value has its place in its list; the tests look.
fn place<T: PartialEq>(values: &[T], value: &T) -> usize {
    values.iter().position(|known| known == value).unwrap_or_default()
}

/// How sure the reader is, in thousandths.
#[allow(clippy::cast_possible_truncation, reason = "a share of one")]
pub fn thousandths(confidence: f64) -> i64 {
    (confidence * 1000.0).round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::name;
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
        assert_eq!(in_schema("act"), ACTS.map(name));
        assert_eq!(in_schema("form")[..3], FORMS.map(name));
    }

    #[test]
    fn confidence_comes_back_as_it_was() {
        for n in 0..=1000_i32 {
            let confidence = f64::from(n) / 1000.0;
            assert_eq!(thousandths(confidence), i64::from(n));
        }
    }
}
