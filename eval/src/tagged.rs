//! Corpora of names: a word and its BIO tag a line, in the three layouts they come in.

use crate::given::GivenWords;

/// A document with one tag a word.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TaggedDocument {
    /// The words as the reader gets them.
    pub given: GivenWords,
    /// `O`, `B-x` or `I-x`, one a word, in the corpus's own types.
    pub tags: Vec<String>,
}

/// How a corpus lays out its lines. In each, an empty line ends a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// `word TAB tag`, with `# article` over each document.
    Articles,
    /// `number TAB word TAB tag`, with `# newdoc` over each document.
    Numbered,
    /// `word TAB tag`; every sentence is a document of its own.
    Sentences,
}

impl Layout {
    const fn word_column(self) -> usize {
        match self {
            Self::Articles | Self::Sentences => 0,
            Self::Numbered => 1,
        }
    }

    fn opens_document(self, line: &str) -> bool {
        match self {
            Self::Articles => line.starts_with("# article"),
            Self::Numbered => line.starts_with("# newdoc"),
            Self::Sentences => line.is_empty(),
        }
    }
}

/// The documents of a corpus. The first sentence of each opens a block; the corpora mark no paragraphs.
pub fn parse(source: &str, layout: Layout) -> Vec<TaggedDocument> {
    let mut documents = vec![TaggedDocument::default()];
    for line in source.lines() {
        if layout.opens_document(line) {
            documents.push(TaggedDocument::default());
        }
        if let Some(document) = documents.last_mut() {
            take_line(document, line, layout.word_column());
        }
    }
    for document in &mut documents {
        close_sentence(&mut document.given);
    }
    documents.retain(|document| !document.tags.is_empty());
    documents
}

/// Takes a line with a word and a tag, or ends the sentence at an empty one; a lone `#` is a word, `# …` a comment.
fn take_line(document: &mut TaggedDocument, line: &str, word_column: usize) {
    let mut columns = line.split('\t').skip(word_column);
    match (columns.next(), columns.next()) {
        (Some(word), Some(tag)) => {
            document.given.forms.push(word.to_owned());
            document.tags.push(tag.to_owned());
        }
        _ if line.is_empty() => close_sentence(&mut document.given),
        _ => {}
    }
}

fn close_sentence(given: &mut GivenWords) {
    given.close_sentence(given.sentences.is_empty());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_documents() {
        let source = "# article a\nMara\tB-Person\nleft\tO\n\n#\tO\n\n# article b\nPeru\tB-Location\tB-NORP\n";
        let documents = parse(source, Layout::Articles);
        assert_eq!(documents.len(), 2);
        assert_eq!(documents[0].given.forms, ["Mara", "left", "#"]);
        assert_eq!(documents[0].given.sentences.len(), 2);
        assert_eq!(documents[1].tags, ["B-Location"]);
        assert!(documents[1].given.sentences[0].opens_block);
    }

    #[test]
    fn numbered_lines() {
        let source = "# newdoc id = a\n# text = Go Ann\n1\tGo\tO\t-\t-\n2\tAnn\tB-PER\t-\tx\n\n";
        let documents = parse(source, Layout::Numbered);
        assert_eq!(documents[0].given.forms, ["Go", "Ann"]);
        assert_eq!(documents[0].tags, ["O", "B-PER"]);
    }

    #[test]
    fn sentences_stand_alone() {
        let documents = parse("Go\tO\n\nAnn\tB-person\n", Layout::Sentences);
        assert_eq!(documents.len(), 2);
    }
}
