//! From the columns of a row to a report.

use crate::fields::Role;
use crate::{Body, Found, Item, Place, Problem, ProblemKind, address, markup};
use demarche_types::Container;

/// The values of a row by what they are.
#[derive(Debug, Default)]
pub struct Values {
    pub text: Option<Vec<u8>>,
    pub container: Container,
}

impl Values {
    /// Puts a value in its place.
    pub fn put(&mut self, role: Role, value: Option<String>) {
        let value = value
            .map(|value| value.trim().to_owned())
            .filter(|value| !value.is_empty());
        let container = &mut self.container;
        match role {
            Role::Text => self.text = value.map(String::into_bytes),
            Role::Date => container.published = value,
            Role::Title => container.title = value,
            Role::Publisher => container.publisher = value,
            Role::Uri => container.uri = value.as_deref().map(address::public),
        }
    }

    /// The report.
    pub fn item(self, place: Place) -> Found {
        let Some(text) = self.text else {
            let message = "its text is empty; leave the row out, or name another column with --text-field";
            return Err(Problem::new(place, ProblemKind::NoText, message));
        };
        let body = markup::page(&text).map_or(Body::Text(text), Body::Page);
        Ok(Item {
            place,
            body,
            container: self.container,
        })
    }
}
