//! Nouns.

use super::list::{ByForm, by_form};
use std::sync::LazyLock;

static PLURALS: LazyLock<ByForm> = LazyLock::new(|| by_form(include_str!("nouns.txt")));

/// Ends of compounds that have the plural of their last part: *policemen*, *grandchildren*.
const COMPOUNDS: [(&str, &str); 4] = [
    ("men", "man"),
    ("children", "child"),
    ("wives", "wife"),
    ("selves", "self"),
];

/// The singular of a plural in lower case.
pub(super) fn singular(form: &str, proposal: &str) -> String {
    let listed = PLURALS.get(form).into_iter().flatten().copied();
    let compound = COMPOUNDS
        .iter()
        .filter_map(|(plural, one)| Some(format!("{}{one}", form.strip_suffix(plural)?)));
    let regular = regular(form);
    let mut singulars = listed.map(str::to_owned).chain(compound).chain(regular).peekable();
    let first = singulars.peek().cloned();
    let proposed = singulars.find(|singular| singular == proposal);
    proposed.or(first).unwrap_or_else(|| proposal.to_owned())
}

/// The singular by the rules; none of what has no plural's ending.
fn regular(form: &str) -> Option<String> {
    if let Some(stem) = form.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return Some(format!("{stem}y"));
    }
    let one = form.strip_suffix('s').filter(|one| !one.ends_with(['s', 'u', 'i']))?;
    let short = one.strip_suffix('e').filter(|stem| takes_es(stem));
    Some(short.unwrap_or(one).to_owned())
}

/// Whether a noun takes *-es*: *loss*, *box*, *church*, *veto*, *virus*, but not *hous*.
fn takes_es(stem: &str) -> bool {
    let latin = stem.ends_with("us") && !stem.ends_with("aus") && !stem.ends_with("ous");
    latin || ["ss", "x", "zz", "ch", "sh", "o"].iter().any(|end| stem.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals() {
        for (plural, one) in [
            ("allies", "ally"),
            ("bases", "base"),
            ("businesses", "business"),
            ("businessmen", "businessman"),
            ("cases", "case"),
            ("clashes", "clash"),
            ("crises", "crisis"),
            ("gases", "gas"),
            ("houses", "house"),
            ("movies", "movie"),
            ("shoes", "shoe"),
            ("spokeswomen", "spokeswoman"),
            ("sizes", "size"),
            ("talks", "talk"),
            ("uses", "use"),
            ("vetoes", "veto"),
            ("viruses", "virus"),
        ] {
            assert_eq!(singular(plural, plural), one, "{plural}");
        }
    }

    #[test]
    fn the_models_word_where_no_rule_has_one() {
        assert_eq!(singular("people", "person"), "person");
        assert_eq!(singular("bureaux", "bureau"), "bureau");
    }
}
