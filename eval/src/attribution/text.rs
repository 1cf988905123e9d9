//! What the comparison of attributions needs of a text: its tokens, and what stands inside double quotation marks.

use demarche_types::Span;
use std::collections::BTreeSet;

/// Signs that belong to a word when spans are trimmed to words.
const CURRENCY: [char; 4] = ['$', '%', '€', '£'];

/// Whether a content stands inside double quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// All its words do.
    Direct,
    /// Some do.
    Mixed,
    /// None does.
    Indirect,
}

impl Kind {
    /// Its name in the tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Mixed => "mixed",
            Self::Indirect => "indirect",
        }
    }
}

/// A text cut for comparison.
pub struct Cut {
    chars: Vec<char>,
    tokens: Vec<Token>,
    /// The token that each character stands in.
    token_at: Vec<Option<usize>>,
    /// Whether each character stands inside double quotation marks.
    quoted: Vec<bool>,
}

/// A word, or a sign by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Token {
    span: Span,
    is_word: bool,
}

impl Cut {
    /// Cuts a text.
    pub fn new(text: &str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let tokens = tokens(&chars);
        let mut token_at = vec![None; chars.len()];
        for (index, token) in tokens.iter().enumerate() {
            token_at[token.span.start..token.span.end].fill(Some(index));
        }
        let quoted = quoted(&chars);
        Self {
            chars,
            tokens,
            token_at,
            quoted,
        }
    }

    /// The tokens that the spans touch.
    pub fn tokens_of(&self, spans: &[Span]) -> BTreeSet<usize> {
        spans
            .iter()
            .flat_map(|s| s.start..s.end)
            .filter_map(|at| *self.token_at.get(at)?)
            .collect()
    }

    /// Whether what the tokens say is quoted.
    pub fn kind(&self, tokens: &BTreeSet<usize>) -> Kind {
        let words = || tokens.iter().map(|&t| self.tokens[t]).filter(|t| t.is_word);
        let quoted = words().filter(|t| self.quoted[t.span.start]).count();
        match quoted {
            0 => Kind::Indirect,
            n if n == words().count() => Kind::Direct,
            _ => Kind::Mixed,
        }
    }

    /// The spans without white space at their ends; those of nothing else are left out.
    pub fn without_space(&self, spans: &[Span]) -> BTreeSet<Span> {
        spans
            .iter()
            .filter_map(|&s| self.trim(s, |c| !c.is_whitespace()))
            .collect()
    }

    /// The spans without punctuation at their ends; those of nothing else are left out.
    pub fn without_punctuation(&self, spans: &[Span]) -> BTreeSet<Span> {
        spans
            .iter()
            .filter_map(|&s| self.trim(s, |c| is_word(c) || CURRENCY.contains(&c)))
            .collect()
    }

    fn trim(&self, span: Span, keep: impl Fn(char) -> bool) -> Option<Span> {
        let slice = self.chars.get(span.start..span.end)?;
        let start = slice.iter().position(|&c| keep(c))?;
        let end = slice.iter().rposition(|&c| keep(c))?;
        Some(Span::new(span.start + start, span.start + end + 1))
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Words, joined by an apostrophe, hyphen or full stop inside them, and every other sign by itself.
fn tokens(chars: &[char]) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let end = if is_word(chars[at]) {
            word_end(chars, at)
        } else {
            at + 1
        };
        if !chars[at].is_whitespace() {
            tokens.push(Token {
                span: Span::new(at, end),
                is_word: is_word(chars[at]),
            });
        }
        at = end;
    }
    tokens
}

fn word_end(chars: &[char], start: usize) -> usize {
    let letter = |at: usize| chars.get(at).is_some_and(|&c| is_word(c));
    let mut end = start;
    while letter(end) || (matches!(chars.get(end), Some('’' | '\'' | '-' | '.')) && letter(end + 1)) {
        end += 1;
    }
    end
}

/// Whether each character stands inside double quotation marks, the marks included. A paragraph that opens a quotation
/// with a mark of its own and never closes it is quoted to its end, as newspapers print quotations of several paragraphs.
fn quoted(chars: &[char]) -> Vec<bool> {
    let mut quoted = vec![false; chars.len()];
    let mut opened: Option<usize> = None;
    for at in 0..=chars.len() {
        if at == chars.len() || chars[at] == '\n' {
            if let Some(start) = opened.take().filter(|&start| chars[start] != '"') {
                quoted[start..at].fill(true);
            }
        } else if is_double_mark(chars, at) {
            let closing = match chars[at] {
                '”' | '»' => true,
                '"' | '\'' => opened.is_some(),
                _ => false,
            };
            match opened {
                Some(start) if closing => {
                    quoted[start..=at].fill(true);
                    opened = None;
                }
                None if !closing => opened = Some(at),
                _ => {}
            }
        }
    }
    quoted
}

fn is_double_mark(chars: &[char], at: usize) -> bool {
    match chars[at] {
        '"' | '“' | '„' | '«' | '”' | '»' => true,
        twice @ ('`' | '\'') => chars.get(at + 1) == Some(&twice),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted_part(text: &str) -> String {
        let cut = Cut::new(text);
        cut.chars
            .iter()
            .zip(&cut.quoted)
            .filter(|(_, q)| **q)
            .map(|(c, _)| *c)
            .collect()
    }

    fn kind(text: &str) -> Kind {
        let cut = Cut::new(text);
        cut.kind(&cut.tokens_of(&[Span::new(0, text.chars().count())]))
    }

    #[test]
    fn words_hold_together() {
        let cut = Cut::new("Mr. O’Neil-Day’s U.S. tour.");
        let words: Vec<usize> = cut.tokens.iter().map(|t| t.span.len()).collect();
        assert_eq!(words, [2, 1, 12, 3, 1, 4, 1]);
    }

    #[test]
    fn quotation_marks_of_every_school() {
        assert_eq!(quoted_part("He “may” go"), "“may”");
        assert_eq!(quoted_part("He \"may\" go"), "\"may\"");
        assert_eq!(quoted_part("He ``may'' go"), "``may'");
        assert_eq!(quoted_part("«Oui», non"), "«Oui»");
    }

    #[test]
    fn an_open_paragraph_is_quoted_to_its_end_but_not_after_a_straight_mark() {
        assert_eq!(quoted_part("“One\nTwo"), "“One");
        assert_eq!(quoted_part("\"One\nTwo"), "");
    }

    #[test]
    fn kinds() {
        assert_eq!(kind("“We go.”"), Kind::Direct);
        assert_eq!(kind("they “go”"), Kind::Mixed);
        assert_eq!(kind("they go"), Kind::Indirect);
        assert_eq!(kind("“…”"), Kind::Indirect);
    }

    #[test]
    fn trimming() {
        let cut = Cut::new(" “$5,” ");
        assert_eq!(cut.without_space(&[Span::new(0, 7)]), BTreeSet::from([Span::new(1, 6)]));
        assert_eq!(
            cut.without_punctuation(&[Span::new(0, 7)]),
            BTreeSet::from([Span::new(2, 4)])
        );
        assert!(cut.without_punctuation(&[Span::new(4, 7)]).is_empty());
    }
}
