//! Treebanks in CoNLL-U: documents, paragraphs, sentences and the annotation of their words.
//!
//! Ranges of multiword tokens (`4-5`) and empty nodes (`8.1`) are passed over: what is scored are the syntactic words.

use crate::given::GivenWords;
use anyhow::{Context as _, Result};

/// A document of a treebank: its words, and one gold entry a word.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TreebankDocument {
    /// What follows `# newdoc id =`.
    pub id: String,
    /// The words as the reader gets them.
    pub given: GivenWords,
    /// One a word.
    pub gold: Vec<GoldWord>,
}

/// What a treebank says of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldWord {
    /// Lemma; `_` where none is given.
    pub lemma: String,
    /// Universal part of speech.
    pub upos: String,
    /// Universal features; empty where there are none.
    pub features: String,
    /// Index of the head in the document; `None` for a root.
    pub head: Option<usize>,
    /// Universal relation with its subtype.
    pub relation: String,
    /// What the last column says of the entities that begin or end at the word, as GUM writes it; empty where it says nothing.
    pub entities: String,
}

/// What the comments over a sentence say about where it stands.
#[derive(Default)]
struct Opening {
    document: Option<String>,
    block: bool,
}

/// The documents of a CoNLL-U file. A file that names none is one document.
///
/// # Errors
/// Where a line has fewer than ten columns or its head is no number; the line is named.
pub fn parse(source: &str) -> Result<Vec<TreebankDocument>> {
    let mut documents: Vec<TreebankDocument> = Vec::new();
    let mut opening = Opening {
        document: Some(String::new()),
        block: true,
    };
    let mut first_word = 0;
    for (number, line) in source.lines().enumerate() {
        if line.starts_with('#') {
            read_comment(line, &mut opening);
        } else if line.is_empty() {
            if let Some(document) = documents.last_mut() {
                document.given.close_sentence(std::mem::take(&mut opening.block));
            }
        } else if let Some(columns) = word_columns(line) {
            if let Some(id) = opening.document.take() {
                documents.push(TreebankDocument {
                    id,
                    ..TreebankDocument::default()
                });
            }
            let Some(document) = documents.last_mut() else { continue };
            if columns[0] == "1" {
                first_word = document.given.forms.len();
            }
            document
                .gold
                .push(gold_word(&columns, first_word).with_context(|| format!("line {}", number + 1))?);
            document.given.forms.push(columns[1].to_owned());
        }
    }
    if let Some(document) = documents.last_mut() {
        document.given.close_sentence(opening.block);
    }
    Ok(documents)
}

fn read_comment(line: &str, opening: &mut Opening) {
    let comment = line.trim_start_matches('#').trim();
    if let Some(rest) = comment.strip_prefix("newdoc") {
        let id = rest.trim().trim_start_matches("id").trim_start_matches([' ', '=']);
        *opening = Opening {
            document: Some(id.to_owned()),
            block: true,
        };
    } else if comment == "newpar" || comment.starts_with("newpar ") {
        opening.block = true;
    }
}

/// The columns of a line that holds a syntactic word.
fn word_columns(line: &str) -> Option<Vec<&str>> {
    let columns: Vec<&str> = line.split('\t').collect();
    columns[0].bytes().all(|b| b.is_ascii_digit()).then_some(columns)
}

fn gold_word(columns: &[&str], first_word: usize) -> Result<GoldWord> {
    let [_, _, lemma, upos, _, features, head, relation, _, miscellany, ..] = columns else {
        anyhow::bail!("a word has ten columns, here are {}", columns.len());
    };
    let head: usize = head.parse().with_context(|| format!("“{head}” is no head"))?;
    Ok(GoldWord {
        lemma: (*lemma).to_owned(),
        upos: (*upos).to_owned(),
        features: if *features == "_" {
            String::new()
        } else {
            (*features).to_owned()
        },
        head: head.checked_sub(1).map(|h| first_word + h),
        relation: (*relation).to_owned(),
        entities: miscellany
            .split('|')
            .find_map(|field| field.strip_prefix("Entity="))
            .unwrap_or_default()
            .to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "\
# newdoc id = one
# newpar
# sent_id = one-1
1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_
1\tDo\tdo\tAUX\tVB\tMood=Imp\t3\taux\t_\t_
2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_
3\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\t_
3.1\tgo\tgo\tVERB\tVB\t_\t_\t_\t3:conj\t_

1\tStay\tstay\tVERB\tVB\t_\t0\troot\t_\t_

# newpar_block = p (1 s)
# newpar
1\tPlease\tplease\tINTJ\tUH\t_\t0\troot\t_\t_

# newdoc id = two
1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_
";

    #[test]
    fn words_without_ranges_and_empty_nodes() {
        let documents = parse(SOURCE).unwrap();
        assert_eq!(documents[0].given.forms, ["Do", "n't", "go", "Stay", "Please"]);
        assert_eq!(documents[0].gold[1].head, Some(2));
        assert_eq!(documents[0].gold[3].head, None);
        assert_eq!(documents[0].gold[0].features, "Mood=Imp");
        assert_eq!(documents[0].gold[1].features, "");
    }

    #[test]
    fn documents_and_paragraphs() {
        let documents = parse(SOURCE).unwrap();
        assert_eq!(
            documents.iter().map(|d| d.id.as_str()).collect::<Vec<_>>(),
            ["one", "two"]
        );
        let opens: Vec<bool> = documents[0].given.sentences.iter().map(|s| s.opens_block).collect();
        assert_eq!(opens, [true, false, true]);
        assert!(documents[1].given.sentences[0].opens_block);
    }

    #[test]
    fn a_bad_line_is_named() {
        let error = parse("1\tYes\tyes\tINTJ\tUH\t_\tx\troot\t_\t_\n").unwrap_err();
        assert!(error.to_string().contains("line 1"), "{error}");
    }
}
