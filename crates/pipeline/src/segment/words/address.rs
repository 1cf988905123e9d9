//! Addresses, which no mark inside them cuts: web pages, mail, hosts, files, handles and hashtags.

use super::super::lexicon::Lexicon;
use super::super::marks::is_word;
use super::run::Run;

/// Characters that a file or host name may have between full stops; longer ones are no names.
const LONGEST_PART: usize = 63;
/// Parts that a name has at most.
const MOST_PARTS: usize = 30;
/// Characters before and after the sign of a mail address.
const LONGEST_NAME: usize = 64;
const LONGEST_HOST: usize = 253;

/// The end of the address that starts at a place; `None` where none does.
pub(super) fn end(run: &Run<'_>, at: usize) -> Option<usize> {
    if run.before(at).is_some_and(is_word) {
        return None;
    }
    if run.has_address {
        return page_end(run, at)
            .or_else(|| mail_end(run, at))
            .or_else(|| tag_end(run, at))
            .or_else(|| name_end(run, at));
    }
    tag_end(run, at).or_else(|| name_end(run, at))
}

/// `http://…`, `mailto:…`, `www.…`: to the end of the run, without the marks that close a sentence.
fn page_end(run: &Run<'_>, at: usize) -> Option<usize> {
    let scheme = run.past(at, |c| c.is_ascii_alphanumeric()).min(at + 10);
    let rest: String = run.text[scheme..run.end.min(scheme + 3)].iter().collect();
    let word = run.lower(at..scheme);
    let opens = rest.starts_with("://")
        || (word == "www" && rest.starts_with('.'))
        || (word == "mailto" && rest.starts_with(':'));
    (opens && scheme > at).then(|| without_marks(run, at))
}

/// The end of the run, less closing marks; a bracket stays where its partner is in the address.
fn without_marks(run: &Run<'_>, at: usize) -> usize {
    let stop = run.past(at, |c| !matches!(c, '<' | '>' | '"' | '“' | '”' | '«' | '»'));
    let closing = |c: char| {
        matches!(
            c,
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '‘' | ']' | '}' | '…'
        )
    };
    let opened = run.text[at..stop].contains(&'(');
    let last = (at..stop).rfind(|&i| !closing(run.text[i]) && (opened || run.text[i] != ')'));
    last.map_or(stop, |last| last + 1)
}

/// `name@host.end`.
fn mail_end(run: &Run<'_>, at: usize) -> Option<usize> {
    let sign = run.past_near(at, LONGEST_NAME, |c| {
        is_word(c) || matches!(c, '.' | '_' | '-' | '+' | '%')
    });
    let end = run.past_near(sign + 1, LONGEST_HOST, |c| is_word(c) || matches!(c, '.' | '-'));
    let host = run.text.get(sign + 1..end)?;
    let end = end - host.iter().rev().take_while(|c| !is_word(**c)).count();
    let holds = sign > at && run.is(sign, |c| c == '@') && run.text[sign..end].contains(&'.');
    holds.then_some(end)
}

/// `@handle`, `#HashTag`.
fn tag_end(run: &Run<'_>, at: usize) -> Option<usize> {
    let opens = run.is(at, |c| matches!(c, '@' | '#')) && run.is(at + 1, char::is_alphabetic);
    opens.then(|| run.past(at + 1, |c| is_word(c) || c == '_'))
}

/// `example.com`, `alt.example.group`, `report.pdf`: letters parted by full stops, with a listed ending; what follows
/// a slash belongs to it.
fn name_end(run: &Run<'_>, at: usize) -> Option<usize> {
    let (end, last, parts) = dotted_name(run, at)?;
    let listed = Lexicon::get().ends_names(&run.lower(last..end));
    if !listed && (parts < 3 || !is_plain(run, at, end)) {
        return None;
    }
    Some(if listed && run.is(end, |c| c == '/') && run.is_word(end + 1) {
        without_marks(run, at)
    } else {
        end
    })
}

/// The end of a name, the start of its last part, and how many parts it has: two at least.
fn dotted_name(run: &Run<'_>, at: usize) -> Option<(usize, usize, usize)> {
    let part = |from| run.past_near(from, LONGEST_PART, |c| is_word(c) || matches!(c, '-' | '_'));
    let (mut end, mut last, mut parts) = (part(at), at, 1);
    while end > last && parts < MOST_PARTS && run.is(end, |c| c == '.') && run.is_word(end + 1) {
        (last, end, parts) = (end + 1, part(end + 1), parts + 1);
    }
    (parts > 1 && run.is(at, is_word)).then_some((end, last, parts))
}

/// Whether every part is two or more small letters: a newsgroup, a package.
fn is_plain(run: &Run<'_>, at: usize, end: usize) -> bool {
    run.text[at..end]
        .split(|&c| c == '.')
        .all(|part| part.len() > 1 && part.iter().all(char::is_ascii_lowercase))
}

#[cfg(test)]
mod tests {
    use super::super::run::runs;
    use super::*;

    /// The address that a run opens with.
    fn address(text: &str) -> Option<String> {
        let chars: Vec<char> = text.chars().collect();
        let run = &runs(&chars, 0..chars.len())[0];
        end(run, 0).map(|end| chars[..end].iter().collect())
    }

    #[test]
    fn addresses_lose_closing_marks() {
        for (text, expected) in [
            ("https://example.org/x_(y),", "https://example.org/x_(y)"),
            ("http://example.org).", "http://example.org"),
            ("www.example.org/a.html!", "www.example.org/a.html"),
            ("a.b-c@example.co.uk.", "a.b-c@example.co.uk"),
            ("mailto:a@example.org>", "mailto:a@example.org"),
            ("example.com/news?", "example.com/news"),
            ("alt.example.group,", "alt.example.group"),
            ("minutes.docx;", "minutes.docx"),
        ] {
            assert_eq!(address(text).as_deref(), Some(expected));
        }
    }

    #[test]
    fn what_is_no_address() {
        for text in [
            "failed.The",
            "U.S.",
            "3.5",
            "p.m.",
            "a@b",
            "@",
            "#1",
            "www",
            "://x",
            "word",
        ] {
            assert_eq!(address(text), None, "{text}");
        }
    }
}
