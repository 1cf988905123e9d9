//! What a word looks like, beside its uncased pieces: its case, whether it is quoted, whether something starts with it.

use crate::{SentenceWords, Words};
use unicode_general_category::{GeneralCategory as Category, get_general_category};

/// How a word is capitalised. The numbers are the model's classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// *minister*, or no letters and no digits.
    Lower = 0,
    /// *Minister*, *A*.
    Title = 1,
    /// *NATO*.
    Upper = 2,
    /// *McKay*, *iPhone*, and scripts without case.
    Mixed = 3,
    /// *2022*, *3%*.
    Digits = 4,
}

/// Where a word stands to quotation marks. The numbers are the model's classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quote {
    /// Outside all marks.
    Outside = 0,
    /// Within double marks.
    Double = 1,
    /// Within single marks.
    Single = 2,
    /// It is a mark that opens or closes.
    Mark = 3,
}

/// What starts with a word. The numbers are the model's classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// Nothing.
    Inside = 0,
    /// A sentence.
    Sentence = 1,
    /// A block.
    Block = 2,
}

/// The case of a word.
pub fn case(form: &str) -> Case {
    let mut letters = form.chars().filter(|&c| is_letter(c));
    let Some(first) = letters.next() else {
        return if form.chars().any(is_digit) {
            Case::Digits
        } else {
            Case::Lower
        };
    };
    let (mut upper, mut lower, mut count) = (0, 0, 0);
    for c in letters {
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
        count += 1;
    }
    match (first.is_uppercase(), first.is_lowercase()) {
        (true, _) if upper == count && count > 0 => Case::Upper,
        (true, _) if lower == count => Case::Title,
        (_, true) if lower == count => Case::Lower,
        _ => Case::Mixed,
    }
}

fn is_letter(c: char) -> bool {
    use Category::{LowercaseLetter, ModifierLetter, OtherLetter, TitlecaseLetter, UppercaseLetter};
    c.is_ascii_alphabetic()
        || !c.is_ascii()
            && matches!(
                get_general_category(c),
                LowercaseLetter | UppercaseLetter | TitlecaseLetter | ModifierLetter | OtherLetter
            )
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || !c.is_ascii() && get_general_category(c) == Category::DecimalNumber
}

/// The quotation class of every word. Marks left open close at the end of their block.
pub fn quotes(words: &Words<'_>) -> Vec<Quote> {
    let mut marks = Marks::default();
    let mut classes = Vec::with_capacity(words.forms.len());
    for SentenceWords {
        words: range,
        opens_block,
    } in &words.sentences
    {
        if *opens_block {
            marks = Marks::default();
        }
        classes.extend(words.forms[range.clone()].iter().map(|form| marks.take(form)));
    }
    classes
}

/// Which marks are open.
#[derive(Default)]
struct Marks {
    double: bool,
    single: bool,
}

impl Marks {
    /// The class of the next word.
    fn take(&mut self, form: &str) -> Quote {
        match form {
            "“" | "„" | "«" | "``" => self.double = true,
            "”" | "»" | "''" => self.double = false,
            "\"" => self.double = !self.double,
            "‘" | "`" => self.single = true,
            "’" | "'" if self.single => self.single = false,
            _ if self.double => return Quote::Double,
            _ if self.single => return Quote::Single,
            _ => return Quote::Outside,
        }
        Quote::Mark
    }
}

/// The start class of every word.
pub fn starts(words: &Words<'_>) -> Vec<Start> {
    let mut classes = vec![Start::Inside; words.forms.len()];
    for sentence in &words.sentences {
        classes[sentence.words.start] = if sentence.opens_block {
            Start::Block
        } else {
            Start::Sentence
        };
    }
    classes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases() {
        let expected = [
            ("minister", Case::Lower),
            ("n't", Case::Lower),
            ("–", Case::Lower),
            ("Łódź", Case::Title),
            ("A", Case::Title),
            ("’S", Case::Title),
            ("NATO", Case::Upper),
            ("U.S.", Case::Upper),
            ("McKay", Case::Mixed),
            ("iPhone", Case::Mixed),
            ("北京", Case::Mixed),
            ("10:30", Case::Digits),
            ("٣", Case::Digits),
            ("2nd", Case::Lower),
            ("😀", Case::Lower),
        ];
        for (form, class) in expected {
            assert_eq!(case(form), class, "{form}");
        }
    }

    fn quote_classes(text: &str, sentences: &[(usize, usize, bool)]) -> String {
        let words = Words {
            forms: text.split(' ').collect(),
            sentences: sentences
                .iter()
                .map(|&(a, b, opens_block)| SentenceWords {
                    words: a..b,
                    opens_block,
                })
                .collect(),
        };
        quotes(&words).iter().map(|&q| char::from(b'0' + q as u8)).collect()
    }

    #[test]
    fn marks_open_and_close() {
        assert_eq!(quote_classes("“ We will ” he said", &[(0, 6, true)]), "311300");
        assert_eq!(quote_classes("\" We \" he", &[(0, 4, true)]), "3130");
        assert_eq!(quote_classes("`` We '' he", &[(0, 4, true)]), "3130");
        assert_eq!(quote_classes("‘ We ’ the workers ’ pay", &[(0, 7, true)]), "3230000");
        assert_eq!(quote_classes("“ a ‘ b ’ c ”", &[(0, 7, true)]), "3131313");
        assert_eq!(quote_classes("” stray", &[(0, 2, true)]), "30");
    }

    #[test]
    fn marks_outlive_sentences_and_end_with_the_block() {
        assert_eq!(
            quote_classes("“ a b c", &[(0, 2, true), (2, 3, false), (3, 4, true)]),
            "3110"
        );
    }

    #[test]
    fn starts_of_sentences_and_blocks() {
        let sentence = |a, b, opens_block| SentenceWords {
            words: a..b,
            opens_block,
        };
        let words = Words {
            forms: vec!["a"; 5],
            sentences: vec![sentence(0, 2, true), sentence(2, 3, false), sentence(3, 5, true)],
        };
        use Start::{Block, Inside, Sentence};
        assert_eq!(starts(&words), [Block, Inside, Sentence, Block, Inside]);
    }
}
