//! What stands around a story and is not of it: links, prompts, captions.

use super::glob::{Folded, Phrases, load};
use super::words::{is_capitalised, is_small, is_within, words};
use std::sync::LazyLock;

static PROMPTS: Phrases = LazyLock::new(|| load(include_str!("furniture.txt")));
static LABELS: Phrases = LazyLock::new(|| load(include_str!("labels.txt")));
static CAPTIONS: Phrases = LazyLock::new(|| load(include_str!("captions.txt")));

/// How many words the head of a list of links can take.
const LABEL_WORDS: usize = 6;

/// How many words a prompt can take.
const PROMPT_WORDS: usize = 40;

/// How many words a caption can take.
const CAPTION_WORDS: usize = 60;

/// How many words the name at the end of a caption can take.
const NAME_WORDS: usize = 8;

/// Whether a paragraph is furniture by its own words.
pub(super) fn is_furniture(paragraph: &str) -> bool {
    !paragraph.contains(char::is_alphabetic)
        || is_link(paragraph)
        || is_count(paragraph)
        || is_prompt(paragraph)
        || is_caption(paragraph)
}

/// Whether a paragraph holds nothing but addresses of pages, accounts and keywords.
pub(super) fn is_link(paragraph: &str) -> bool {
    is_within(paragraph, PROMPT_WORDS) && paragraph.split_whitespace().all(is_address)
}

/// Whether a word is the address of a page, an account or a keyword.
pub(super) fn is_address(word: &str) -> bool {
    let word = word.trim_matches(|c: char| "()[]<>\"'“”.,:;|-–—".contains(c));
    let tagged = word.strip_prefix("PHOTO]").unwrap_or(word);
    let page = ["http://", "https://", "www."]
        .iter()
        .any(|start| tagged.starts_with(start));
    let account = word.len() > 1 && word.starts_with(['@', '#']);
    page || account || word.is_empty()
}

/// Whether a paragraph counts what readers did: *941 comments*.
fn is_count(paragraph: &str) -> bool {
    let (number, counted) = paragraph.split_once(' ').unwrap_or_default();
    let counted = counted.trim().to_lowercase();
    number.starts_with(|c: char| c.is_ascii_digit())
        && matches!(
            counted.as_str(),
            "comments" | "comment" | "shares" | "share" | "views" | "likes" | "replies"
        )
}

/// Whether a paragraph heads a list of links to other pages: *Read more:*, *Related*.
pub(super) fn heads_links(paragraph: &str) -> bool {
    let folded = Folded::new(paragraph);
    is_within(paragraph, LABEL_WORDS) && LABELS.iter().any(|phrase| phrase.gaps(&folded).is_some())
}

fn is_prompt(paragraph: &str) -> bool {
    if !is_within(paragraph, PROMPT_WORDS) {
        return false;
    }
    let folded = Folded::new(paragraph);
    PROMPTS.iter().any(|phrase| phrase.gaps(&folded).is_some())
}

fn is_caption(paragraph: &str) -> bool {
    if !is_within(paragraph, CAPTION_WORDS) {
        return false;
    }
    let folded = Folded::new(paragraph);
    CAPTIONS.iter().any(|phrase| {
        phrase
            .gaps(&folded)
            .is_some_and(|gaps| !phrase.ends_open() || gaps.last().is_some_and(|name| is_name(name)))
    })
}

fn is_name(text: &str) -> bool {
    is_within(text, NAME_WORDS)
        && words(text).all(|word| is_capitalised(word) || is_small(word) || word.contains(['/', '.']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prompts_and_links() {
        for paragraph in [
            "Read the rest here.",
            "Click here to subscribe",
            "ADVERTISEMENT",
            "Advertisement",
            "Follow Jane Doe on Twitter @jane.",
            "https://example.org/a",
            "www.example.org",
            "@jane.",
            "#peace #talks",
            "[PHOTO]http://example.org/a.jpg[/PHOTO]",
            "***",
            "____",
            "1",
            "Also read: Ministers met in Geneva",
            "Also Read:‘Overwhelmed’: A minister looks back",
            "Read more",
            "More>>",
            "Tags: war, peace",
            "\\",
            "941 comments",
            "[Read: Ministers met in Geneva]",
            "You need to enable JavaScript to run this app.",
            "“Related:”",
            "SUBSCRIBER ONLY STORIESView All",
            "Share this:",
        ] {
            assert!(is_furniture(paragraph), "{paragraph}");
        }
    }

    #[test]
    fn captions() {
        for paragraph in [
            "The skyline of the city earlier this month. Photo: Bloomberg",
            "Ministers meet in Geneva. (AP Photo/Jane Doe)",
            "Photo by Jane Doe",
            "A minister arrives in Geneva on Monday [File photo]",
            "The minister. | Photo Credit: Jane Doe",
            "Jane Doe/Getty Images",
        ] {
            assert!(is_furniture(paragraph), "{paragraph}");
        }
    }

    #[test]
    fn sentences_stay() {
        for paragraph in [
            "Ministers follow the talks on Twitter, they said.",
            "The minister gave them credit: they had held out.",
            "Share prices fell.",
            "Subscribers left.",
            "Read the treaty, he said.",
            "He ends the talks.",
            "Related talks were held in Paris.",
            "Homes were hit.",
            "The ministers saw the photo: it showed a ship at sea.",
            "@jane said so.",
            "Sign language was used.",
        ] {
            assert!(!is_furniture(paragraph), "{paragraph}");
        }
    }
}
