//! What a character is to the segmenter, beyond what Unicode says of it.

/// A double quotation mark of any school.
pub(super) const fn is_double_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

/// A single quotation mark of any school, or an apostrophe.
pub(super) const fn is_single_quote(c: char) -> bool {
    matches!(c, '\'' | '‘' | '’' | '‚' | '`' | '´' | '‹' | '›')
}

/// What joins a contraction, a possessive or an Irish name to its letters.
pub(super) const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '`' | '´')
}

/// A dash; an underscore is one where wires are set without dashes.
pub(super) const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―' | '_' | '−')
}

/// A mark that can end a sentence.
pub(super) const fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…')
}

/// A mark that may stand before the first word of a sentence.
pub(super) const fn is_opener(c: char) -> bool {
    matches!(c, '"' | '“' | '‘' | '(' | '[' | '«')
}

/// A mark that may stand after the full stop of a sentence.
pub(super) const fn is_closer(c: char) -> bool {
    matches!(c, '"' | '”' | '’' | '\'' | ')' | ']' | '»')
}

/// A currency sign.
pub(super) const fn is_currency(c: char) -> bool {
    matches!(c, '$' | '£' | '€' | '¥' | '¢' | '\u{20A0}'..='\u{20C0}')
}

/// A character that belongs to the one before it: a combining mark, a joiner, a selector, a skin tone.
pub(super) const fn extends(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5BD}' | '\u{5BF}' | '\u{5C1}'
            | '\u{5C2}' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{94D}' | '\u{9CD}' | '\u{E47}'..='\u{E4E}'
            | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}' | '\u{20D0}'..='\u{20FF}' | '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}'
            | '\u{FEFF}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0020}'..='\u{E007F}' | '\u{E0100}'..='\u{E01EF}'
    )
}

/// A letter, a digit, or what extends one.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || extends(c)
}

/// Whether a stretch without white space holds what only addresses hold: `@`, `://` or `www.`.
pub(super) fn holds_address(run: &[char]) -> bool {
    let www = |w: &[char]| w[3] == '.' && w[..3].iter().all(|c| matches!(c, 'w' | 'W'));
    run.contains(&'@') || run.windows(3).any(|w| w == [':', '/', '/']) || run.windows(4).any(www)
}

/// Whether single letters alternate with full stops: *U.S*, *p.m*.
pub(super) fn is_dotted(letters: &[char]) -> bool {
    let pair = |pair: &[char]| pair[0].is_alphabetic() && pair.get(1).is_none_or(|&c| c == '.');
    letters.len() > 2 && letters.len() % 2 == 1 && letters.chunks(2).all(pair)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_extends_and_a_letter_does_not() {
        assert!(extends('\u{301}') && is_word('\u{301}'));
        assert!(!extends('e') && is_word('e') && is_word('я') && is_word('५'));
        assert!(!is_word('“') && !is_word('\0'));
    }

    #[test]
    fn addresses_and_initials_show() {
        let chars = |text: &str| text.chars().collect::<Vec<_>>();
        assert!(
            ["a@b", "ftp://x", "(WWW.x"]
                .into_iter()
                .all(|text| holds_address(&chars(text)))
        );
        assert!(
            ["a:b", "ww.x", ":/"]
                .into_iter()
                .all(|text| !holds_address(&chars(text)))
        );
        assert!(is_dotted(&chars("U.S")) && is_dotted(&chars("p.m")) && is_dotted(&chars("N.W.T")));
        assert!(
            ["U", "U.S.", "Ph.D", "3.5", "a,b"]
                .into_iter()
                .all(|text| !is_dotted(&chars(text)))
        );
    }

    #[test]
    fn every_curly_quote_has_a_school() {
        for c in "“”„«»".chars() {
            assert!(is_double_quote(c) && !is_single_quote(c));
        }
        for c in "‘’‚`´".chars() {
            assert!(is_single_quote(c) && !is_double_quote(c));
        }
    }
}
