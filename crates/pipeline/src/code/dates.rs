//! The year that an event is told of, and whether it lies before the news at hand.

use crate::tree::Tree;
use demarche_types::Published;

/// The year that the words of a predicate name: *in 1939*, *the 1939 invasion*.
pub(super) fn year(tree: &Tree, predicate: usize, governor: usize) -> Option<u32> {
    let dates = |word: usize| tree.children_by(word, &["obl", "nmod", "advmod", "compound", "nummod", "amod"]);
    let mut words = dates(predicate).chain(dates(governor)).filter(|&w| tree.is_date(w));
    words.find_map(|date| {
        let name = tree.reading.names.iter().find(|n| n.words.contains(&date))?;
        name.words.clone().find_map(|w| four_digits(tree.form(w)))
    })
}

fn four_digits(form: &str) -> Option<u32> {
    form.parse()
        .ok()
        .filter(|year| form.len() == 4 && (1000..2200).contains(year))
}

/// Whether a year lies before that of the publication. Where that is not known, a year that is named for what is past is an
/// earlier one, for the news at hand goes without.
pub(super) fn is_earlier(year: u32, published: &Published) -> bool {
    let now = published.date.as_deref().and_then(|date| four_digits(date.get(..4)?));
    now.is_none_or(|now| year < now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::page::Page;
    use demarche_types::EntityKind;

    #[test]
    fn the_year_of_a_predicate() {
        let page = Page::new("In/ADP/2/case 1879/NUM/4/obl Peru/PROPN/4/nsubj fought:fight/VERB/0/root")
            .named("1879", EntityKind::Date);
        assert_eq!(year(&page.tree(), 3, 3), Some(1879));
    }

    #[test]
    fn earlier_than_the_news() {
        let published = Published {
            date: Some("2001-02-03".to_owned()),
            ..Published::default()
        };
        assert!(is_earlier(2000, &published) && !is_earlier(2001, &published));
        assert!(is_earlier(1939, &Published::default()));
    }
}
