//! The rows of the tables: each column as it is written, and where the row stands.

/// A row of `actors.tsv` or `persons.tsv`.
#[derive(Clone, Debug, Default)]
pub struct ActorRow {
    pub key: String,
    pub name: String,
    pub kind: String,
    pub code: String,
    pub sector: String,
    pub part_of: String,
    pub wikidata: String,
    pub from: String,
    pub to: String,
    pub source: String,
    pub place: Place,
}

/// A row of `names.tsv`: one more name of an actor.
#[derive(Clone, Debug, Default)]
pub struct NameRow {
    pub actor: String,
    pub name: String,
    pub how: String,
    pub from: String,
    pub to: String,
    pub place: Place,
}

/// A row of `titles.tsv`: what a title means, anywhere or in one state.
#[derive(Clone, Debug, Default)]
pub struct TitleRow {
    pub title: String,
    pub role: String,
    pub of: String,
    pub place: Place,
}

/// A row of `offices.tsv`.
#[derive(Clone, Debug, Default)]
pub struct OfficeRow {
    pub key: String,
    pub role: String,
    pub title: String,
    pub of: String,
    pub body: String,
    pub sector: String,
    pub source: String,
    pub place: Place,
}

/// A row of `tenures.tsv`.
#[derive(Clone, Debug, Default)]
pub struct TenureRow {
    pub person: String,
    pub office: String,
    pub from: String,
    pub to: String,
    pub seen_from: String,
    pub seen_to: String,
    pub source: String,
    pub place: Place,
}

/// Where a row stands: `actors.tsv:12`.
pub type Place = String;

/// All rows of a set of tables.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    pub actors: Vec<ActorRow>,
    pub names: Vec<NameRow>,
    pub titles: Vec<TitleRow>,
    pub offices: Vec<OfficeRow>,
    pub tenures: Vec<TenureRow>,
}
