//! Words, as Universal Dependencies has them in its English treebanks.
//!
//! A sentence is cut at white space into runs, and each run from left to right into words: an address, a clipped
//! word, a face, marks, or letters and digits with the marks that join them. Every character that is no white space
//! goes into exactly one word.

mod address;
mod contraction;
mod joint;
mod marks;
mod number;
mod period;
mod quote;
mod run;

use quote::Quotes;
use run::Run;
use std::ops::Range;

/// A word, in characters from the start of its block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Where it stands.
    pub span: Range<usize>,
    /// Whether it continues the orthographic token of the piece before it.
    pub continues: bool,
}

/// Cuts the sentences of one block, in order: a quotation may run from one into the next.
pub(super) struct Cutter<'a> {
    text: &'a [char],
    quotes: Quotes,
    pieces: Vec<Piece>,
}

impl<'a> Cutter<'a> {
    /// Stands before the first sentence of a block.
    pub(super) fn new(text: &'a [char]) -> Self {
        Self {
            text,
            quotes: Quotes::default(),
            pieces: Vec::new(),
        }
    }

    /// The words of the next sentence.
    pub(super) fn words(&mut self, sentence: Range<usize>) -> Vec<Piece> {
        self.pieces = Vec::with_capacity(sentence.len() / 4);
        for run in run::runs(self.text, sentence) {
            self.cut(&run);
        }
        std::mem::take(&mut self.pieces)
    }

    fn cut(&mut self, run: &Run<'_>) {
        let mut at = run.start;
        while at < run.end {
            at = self.next(run, at);
        }
    }

    /// Adds the word that starts at a place, with its parts; returns its end, which is further on.
    fn next(&mut self, run: &Run<'_>, at: usize) -> usize {
        if let Some(end) = address::end(run, at).or_else(|| quote::clipped_end(run, at)) {
            return self.push(at..end, false);
        }
        if run.is_word(at) {
            return self.letters(run, at);
        }
        self.quotes.pass(run, at);
        let possessive = quote::is_possessive(run, at, &self.quotes);
        self.quotes.close(run, at, possessive);
        let end = marks::end(run, at).unwrap_or_else(|| run.extended(at + 1));
        self.push(at..end, possessive)
    }

    fn letters(&mut self, run: &Run<'_>, at: usize) -> usize {
        let end = number::end(run, at).unwrap_or_else(|| self.word_end(run, at));
        let mut start = at;
        for cut in contraction::cuts(&run.text[at..end]) {
            self.push(start..at + cut, start > at);
            start = at + cut;
        }
        self.push(start..end, start > at)
    }

    fn word_end(&self, run: &Run<'_>, at: usize) -> usize {
        let end = joint::joined_end(run, at);
        let end = period::end(run, at..end).unwrap_or(end);
        if quote::is_dropped_g(run, at..end, &self.quotes) {
            end + 1
        } else {
            end
        }
    }

    fn push(&mut self, span: Range<usize>, continues: bool) -> usize {
        let end = span.end;
        self.pieces.push(Piece { span, continues });
        end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of a sentence, a bar before each that continues a token.
    fn words(sentence: &str) -> String {
        let text: Vec<char> = sentence.chars().collect();
        let pieces = Cutter::new(&text).words(0..text.len());
        let shown = |p: &Piece| {
            format!(
                "{}{}",
                if p.continues { "|" } else { " " },
                text[p.span.clone()].iter().collect::<String>()
            )
        };
        pieces.iter().map(shown).collect::<String>().trim_start().to_owned()
    }

    /// Each sentence with the words it must have.
    fn check(cases: &[(&str, &str)]) {
        for (sentence, expected) in cases {
            assert_eq!(&words(sentence), expected, "{sentence}");
        }
    }

    #[test]
    fn contractions_and_possessives() {
        check(&[
            ("You can’t say it isn't so.", "You ca|n’t say it is|n't so ."),
            (
                "I'm sure they've left; we’d go, she'll stay.",
                "I|'m sure they|'ve left ; we|’d go , she|'ll stay .",
            ),
            ("Russia’s men and China's women", "Russia|’s men and China|'s women"),
            ("the workers’ rights", "the workers|’ rights"),
            (
                "They cannot go and are gonna wait.",
                "They can|not go and are gon|na wait .",
            ),
            ("O’Brien, D'Souza and Sana'a", "O’Brien , D'Souza and Sana'a"),
            ("She wouldn't've", "She would|n't|'ve"),
            ("RUSSIA'S CAN'T", "RUSSIA|'S CA|N'T"),
            ("Ma'am, it is five o'clock", "Ma'am , it is five o'clock"),
        ]);
    }

    #[test]
    fn single_quotation_marks() {
        check(&[
            (
                "He spoke of ‘little hope’ today.",
                "He spoke of ‘ little hope ’ today .",
            ),
            (
                "‘The workers’ union said no,’ he said.",
                "‘ The workers|’ union said no , ’ he said .",
            ),
            (
                "He called them 'lost souls' and left.",
                "He called them ' lost souls ' and left .",
            ),
            ("In the ’90s they beat ‘em.", "In the ’90s they beat ‘em ."),
            ("Rock 'n' roll", "Rock 'n ' roll"),
            ("He was goin' home", "He was goin' home"),
        ]);
    }

    #[test]
    fn double_quotation_marks() {
        check(&[
            ("“Yes,” she said.", "“ Yes , ” she said ."),
            ("\"Yes.\"", "\" Yes . \""),
            ("``Yes,'' she said.", "`` Yes , '' she said ."),
            ("« Oui » et «non»", "« Oui » et « non »"),
            ("(“So.”)", "( “ So . ” )"),
        ]);
    }

    #[test]
    fn hyphens() {
        check(&[
            ("a long-term, Russian-led plan", "a long - term , Russian - led plan"),
            (
                "pre-war non-violent e-mail de-escalation",
                "pre-war non-violent e-mail de-escalation",
            ),
            ("a 15-year-old and an F-16", "a 15 - year - old and an F - 16"),
            ("al-Qaeda in mid-2019", "al - Qaeda in mid-2019"),
            ("call 555-0134 or 1-800-555-0134", "call 555-0134 or 1-800-555-0134"),
            ("pages 5-10, a 3-2 win", "pages 5 - 10 , a 3 - 2 win"),
        ]);
    }

    #[test]
    fn numbers_money_and_times() {
        check(&[
            ("It cost $5m, or £1,200.50.", "It cost $ 5 m , or £ 1,200.50 ."),
            (
                "US$4.5 billion at 10:30 a.m. on 11/28/2000",
                "US$ 4.5 billion at 10:30 a.m. on 11/28/2000",
            ),
            ("up 3.5% to 7pm, 35mm and 10km", "up 3.5 % to 7 pm , 35 mm and 10 km"),
            (
                "the 1990s, the 21st, 9/11 and 24°C",
                "the 1990s , the 21st , 9/11 and 24 ° C",
            ),
            ("+44 and .5 of 1,000,000", "+44 and .5 of 1,000,000"),
            ("$3M and $20B", "$ 3 M and $ 20 B"),
        ]);
    }

    #[test]
    fn abbreviations_keep_their_full_stop() {
        check(&[
            (
                "Lt. Gen. J. K. Rowe of the U.S. Army",
                "Lt. Gen. J. K. Rowe of the U.S. Army",
            ),
            (
                "Protocol No. 12, not No.5, said no.",
                "Protocol No. 12 , not No. 5 , said no .",
            ),
            ("He lives in the U.S.", "He lives in the U.S."),
            ("The answer is No.", "The answer is No ."),
            (
                "cars, vans, etc., and so on, etc.",
                "cars , vans , etc. , and so on , etc .",
            ),
            ("Harlow Corp., Acme Inc.", "Harlow Corp. , Acme Inc."),
            ("a U.S.-led force (i.e. ours)", "a U.S. - led force ( i.e. ours )"),
            ("a Ph.D. from J.K. Ruiz", "a Ph.D. from J.K. Ruiz"),
            ("“It was in March.” he said", "“ It was in March . ” he said"),
            ("He knew Malcolm X.", "He knew Malcolm X ."),
        ]);
    }

    #[test]
    fn marks_in_runs() {
        check(&[
            ("So... well . . . no…", "So ... well . . . no …"),
            ("What?! No!!!", "What ?! No !!!"),
            ("gone--or not—who knows – a _ b", "gone -- or not — who knows – a _ b"),
            ("[the talks] (see) and/or {x}", "[ the talks ] ( see ) and / or { x }"),
            ("account(s) * * *", "account ( s ) * * *"),
            ("======== <<file>>", "======== << file >>"),
            ("fine :-) thanks", "fine :-) thanks"),
        ]);
    }

    #[test]
    fn addresses_stay_whole() {
        check(&[
            ("Write to press@example.org.", "Write to press@example.org ."),
            (
                "See http://example.org/a,b?c=(d), or www.example.com.",
                "See http://example.org/a,b?c=(d) , or www.example.com .",
            ),
            ("(example.com) report.pdf", "( example.com ) report.pdf"),
            ("@handle #HashTag #1 AT&T R&D x_y", "@handle #HashTag # 1 AT&T R&D x_y"),
        ]);
    }

    #[test]
    fn letters_beyond_ascii() {
        check(&[
            ("cafe\u{301}s, naïve Łódź’s", "cafe\u{301}s , naïve Łódź|’s"),
            ("👍🏽👨\u{200D}👩\u{200D}👧 🇫🇷!", "👍🏽 👨\u{200D}👩\u{200D}👧 🇫🇷 !"),
            ("שלום, עולם", "שלום , עולם"),
            ("\u{0}\u{301}x", "\u{0}\u{301} x"),
        ]);
    }
}
