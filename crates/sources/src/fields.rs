//! Which column of a table holds what.

/// The columns of tables by their names; of those that are not given, the usual names are looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    /// The text.
    pub text: Option<String>,
    /// The day of publication.
    pub date: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where it came from.
    pub uri: Option<String>,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Text,
    Date,
    Title,
    Publisher,
    Uri,
}

impl Role {
    pub const ALL: [Self; 5] = [Self::Text, Self::Date, Self::Title, Self::Publisher, Self::Uri];

    /// The usual names, in small letters and without what parts words, best first.
    const fn usual(self) -> &'static [&'static str] {
        match self {
            Self::Text => &[
                "text",
                "body",
                "content",
                "fulltext",
                "maintext",
                "articletext",
                "articlebody",
                "article",
            ],
            Self::Date => &[
                "date",
                "published",
                "publishedat",
                "datepublished",
                "publicationdate",
                "publishdate",
                "datepublish",
                "pubdate",
                "publisheddate",
            ],
            Self::Title => &["title", "headline"],
            Self::Publisher => &[
                "publisher",
                "source",
                "outlet",
                "newspaper",
                "publication",
                "sourcedomain",
                "sitename",
            ],
            Self::Uri => &["url", "uri", "link", "canonicalurl"],
        }
    }

    /// The option that names the column.
    pub const fn option(self) -> &'static str {
        match self {
            Self::Text => "--text-field",
            Self::Date => "--date-field",
            Self::Title => "--title-field",
            Self::Publisher => "--publisher-field",
            Self::Uri => "--uri-field",
        }
    }
}

impl Fields {
    /// The column that was given for a role.
    pub fn given(&self, role: Role) -> Option<&str> {
        match role {
            Role::Text => self.text.as_deref(),
            Role::Date => self.date.as_deref(),
            Role::Title => self.title.as_deref(),
            Role::Publisher => self.publisher.as_deref(),
            Role::Uri => self.uri.as_deref(),
        }
    }

    /// Which of these columns has a role: the one that was given by its exact name, or else the one with the best usual name.
    pub fn find(&self, role: Role, columns: &[&str]) -> Option<usize> {
        if let Some(given) = self.given(role) {
            return columns.iter().position(|column| *column == given);
        }
        let folded: Vec<String> = columns.iter().map(|column| fold(column)).collect();
        role.usual()
            .iter()
            .find_map(|usual| folded.iter().position(|column| column == usual))
    }
}

/// A name in small letters, without what parts its words.
fn fold(name: &str) -> String {
    let parts = |c: &char| !matches!(c, '_' | '-' | '.' | ' ');
    name.chars().filter(parts).flat_map(char::to_lowercase).collect()
}

/// What to say where a column is missing.
pub fn missing(fields: &Fields, role: Role, columns: &[&str]) -> String {
    /// More are not listed.
    const MOST: usize = 30;
    let option = role.option();
    let mut there = columns
        .iter()
        .take(MOST)
        .map(|column| format!("“{column}”"))
        .collect::<Vec<_>>()
        .join(", ");
    if columns.len() > MOST {
        there += " …";
    }
    match fields.given(role) {
        Some(given) => format!("there is no column “{given}”; there are {there}; name one of them with {option}"),
        None => format!(
            "no column is named like one of texts; there are {there}; name the one that holds the text with {option}"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_names_are_known_and_given_ones_exact() {
        let columns = ["id", "Full Text", "content", "publishedAt", "source_domain", "URL"];
        let found = |fields: &Fields| Role::ALL.map(|role| fields.find(role, &columns));
        assert_eq!(found(&Fields::default()), [Some(2), Some(3), None, Some(4), Some(5)]);
        let fields = Fields {
            text: Some("Full Text".to_owned()),
            title: Some("ID".to_owned()),
            ..Fields::default()
        };
        assert_eq!(found(&fields), [Some(1), Some(3), None, Some(4), Some(5)]);
        assert!(missing(&fields, Role::Title, &columns).contains("no column “ID”; there are “id”, “Full Text”"));
    }
}
