//! The trained reader from outside: what holds of every reading, and what it refuses.

use demarche_reader::{LoadError, NeuralReader, ReadError, Reader, SentenceWords, Words};
use demarche_types::Reading;
use rayon::prelude::*;
use std::sync::LazyLock;

static READER: LazyLock<NeuralReader> = LazyLock::new(|| NeuralReader::embedded().unwrap());

const MODEL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../model/reader.bin");

const REPORT: &str = "\
1 “ We will not sign a treaty that leaves our fishermen without a coast , ” Foreign Minister Adaeze Mbeki told reporters in Windhoek on Monday .
0 She added that talks with the Norlandic delegation would resume within a week .
1 A spokesman for the European Commission said Brussels had received no formal proposal .
0 According to two officials familiar with the matter , the draft runs to 40 pages .
1 The opposition , led by former general Tomasz Wilk , accused the government of selling out .
0 “ They have given away what was never theirs to give , ” he said .";

/// A report of several windows, its sentences told over and over.
fn report(times: usize) -> Words<'static> {
    let mut words = Words::default();
    for line in std::iter::repeat_n(REPORT, times).flat_map(str::lines) {
        let (opens, sentence) = line.split_once(' ').unwrap();
        let start = words.forms.len();
        words.forms.extend(sentence.split(' '));
        words.sentences.push(SentenceWords {
            words: start..words.forms.len(),
            opens_block: opens == "1",
        });
    }
    words
}

fn one_sentence<'a>(forms: impl IntoIterator<Item = &'a str>) -> Words<'a> {
    let forms: Vec<_> = forms.into_iter().collect();
    let sentence = SentenceWords {
        words: 0..forms.len(),
        opens_block: true,
    };
    Words {
        forms,
        sentences: vec![sentence],
    }
}

fn on_threads<T: Send>(threads: usize, job: impl FnOnce() -> T + Send) -> T {
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .unwrap()
        .install(job)
}

fn check(reading: &Reading, words: &Words<'_>) {
    assert_eq!(reading.morphology.len(), words.forms.len());
    assert_eq!(reading.tree.len(), words.forms.len());
    for sentence in &words.sentences {
        let range = sentence.words.clone();
        let arcs = &reading.tree[range.clone()];
        assert_eq!(arcs.iter().filter(|arc| arc.head.is_none()).count(), 1, "one root");
        assert!(arcs.iter().all(|arc| (arc.relation == "root") == arc.head.is_none()));
        for word in range.clone() {
            let path = std::iter::successors(Some(word), |&w| reading.tree[w].head);
            assert!(
                path.clone().take(range.len() + 1).all(|w| range.contains(&w)),
                "heads stay in the sentence"
            );
            assert!(path.take(range.len() + 1).count() <= range.len(), "no cycle");
        }
        let crosses = |w: &std::ops::Range<usize>| w.start < range.end && w.end > range.end;
        assert!(
            reading.names.iter().all(|name| !crosses(&name.words)),
            "names stay in the sentence"
        );
    }
    assert!(reading.names.is_sorted_by(|a, b| a.words.end <= b.words.start));
    let mut scores = reading
        .names
        .iter()
        .map(|n| n.score)
        .chain(reading.attributions.iter().map(|a| a.score));
    assert!(scores.all(|score| (0.0..=1.0).contains(&score)));
}

#[test]
fn a_report_in_several_windows() {
    let words = report(5);
    let reading = READER.read(&words).unwrap();
    check(&reading, &words);
    assert!(READER.name().contains(" sha256:"));
}

#[test]
fn the_same_on_any_number_of_threads() {
    let words = report(5);
    let alone = on_threads(1, || READER.read(&words).unwrap());
    for threads in [2, 4] {
        assert_eq!(on_threads(threads, || READER.read(&words).unwrap()), alone);
    }
}

#[test]
fn nothing_else_that_is_read_makes_a_difference() {
    let documents: Vec<_> = (1..5).map(report).chain([one_sentence(["Yes", "."])]).collect();
    let alone: Vec<_> = documents.iter().map(|words| READER.read(words).unwrap()).collect();
    let many: Vec<_> = (0..3).flat_map(|_| 0..documents.len()).collect();
    let together: Vec<_> = on_threads(3, || {
        many.par_iter().map(|&i| READER.read(&documents[i]).unwrap()).collect()
    });
    for (i, reading) in many.iter().zip(&together) {
        assert_eq!(reading, &alone[*i]);
    }
}

/// But for the names: those of words in capitals that both have agree.
#[test]
fn windows_of_one_document_do_not_touch() {
    let short = report(1);
    let mut long = short.clone();
    // The next block does not fit beside the first report, so that has a window to itself in both.
    long.forms.extend(std::iter::repeat_n("again", 150));
    long.sentences.push(SentenceWords {
        words: short.forms.len()..long.forms.len(),
        opens_block: true,
    });
    let (alone, opening) = (READER.read(&short).unwrap(), READER.read(&long).unwrap());
    assert_eq!(alone.tree, opening.tree[..short.forms.len()]);
    assert_eq!(alone.morphology, opening.morphology[..short.forms.len()]);
    assert_eq!(alone.names, opening.names[..alone.names.len()]);
    assert_eq!(alone.attributions, opening.attributions[..alone.attributions.len()]);
}

#[test]
fn a_sentence_without_end() {
    let words = one_sentence(std::iter::repeat_n("and then the minister spoke , ".trim().split(' '), 300).flatten());
    let reading = READER.read(&words).unwrap();
    check(&reading, &words);
    assert!(reading.tree.iter().any(|arc| arc.relation == "parataxis"));
}

#[test]
fn odd_words() {
    let long = "x".repeat(1_000_000);
    let dots = ".".repeat(100_000);
    let words = one_sentence(["", "\0", "😀", "e\u{301}", "شرق", &long, &dots, "\u{200B}", "U.S."]);
    check(&READER.read(&words).unwrap(), &words);
    assert_eq!(READER.read(&Words::default()).unwrap(), Reading::default());
}

#[test]
fn words_outside_sentences_are_refused() {
    let mut words = one_sentence(["He", "left"]);
    words.sentences[0].words.end = 1;
    let error = READER.read(&words).unwrap_err();
    assert!(matches!(error, ReadError::Outside { word: 1 }), "{error}");
}

#[test]
fn damaged_models_are_refused() {
    let model = std::fs::read(MODEL).unwrap();
    assert!(matches!(NeuralReader::from_bytes(b"no model"), Err(LoadError::Magic)));
    assert!(matches!(
        NeuralReader::from_bytes(&model[..5000]),
        Err(LoadError::Truncated { part: "header", .. })
    ));
    for length in [model.len() / 2, model.len() - 1000, model.len() - 1] {
        assert!(
            NeuralReader::from_bytes(&model[..length]).is_err(),
            "{length} of {} bytes",
            model.len()
        );
    }
}

/// The model with another header.
fn with_header(change: impl FnOnce(&mut serde_json::Value)) -> Vec<u8> {
    let model = std::fs::read(MODEL).unwrap();
    let length = u32::from_le_bytes(model[12..16].try_into().unwrap()) as usize;
    let mut header = serde_json::from_slice(&model[16..16 + length]).unwrap();
    change(&mut header);
    let header = header.to_string().into_bytes();
    let size = u32::try_from(header.len()).unwrap().to_le_bytes();
    [&model[..12], &size, &header, &model[16 + length..]].concat()
}

/// The model with a name changed wherever it stands.
fn renamed(from: &str, to: &str) -> Vec<u8> {
    let mut model = std::fs::read(MODEL).unwrap();
    for at in 0..=model.len() - from.len() {
        if model[at..].starts_with(from.as_bytes()) {
            model[at..at + to.len()].copy_from_slice(to.as_bytes());
        }
    }
    model
}

fn refusal(model: &[u8]) -> String {
    NeuralReader::from_bytes(model).unwrap_err().to_string()
}

#[test]
fn what_is_missing_is_named() {
    let no_upos = with_header(|header| drop(header.as_object_mut().unwrap().remove("upos")));
    assert!(refusal(&no_upos).contains("missing field `upos`"));
    assert!(refusal(&renamed("cue_key", "Xue_key")).contains("has no output `cue_key`"));
    assert!(refusal(&renamed("quote", "Xuote")).contains("has no input `quote`"));
}

#[test]
fn a_graph_that_does_not_fit_its_header_is_refused() {
    let unknown = with_header(|header| header["upos"][0] = "NOPE".into());
    assert!(refusal(&unknown).contains("`upos` is wrong: “NOPE” is no universal part of speech"));
    let more_names = with_header(|header| header["name_tags"].as_array_mut().unwrap().push("B-ship".into()));
    assert!(
        refusal(&more_names).contains("the model's output `names` is [1, 2, "),
        "{}",
        refusal(&more_names)
    );
    let fewer_features = with_header(|header| header["features"] = serde_json::Value::Array(Vec::new()));
    assert!(refusal(&fewer_features).contains("the model's output `features` is not between 0 and 0"));
}
