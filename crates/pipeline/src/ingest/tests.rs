//! The door as a whole: what it takes, what it refuses, and what holds for everything that it lets through.

use super::*;
use demarche_types::{BlockKind, Span};
use proptest::prelude::*;
use std::path::PathBuf;

const PAGE: &str = include_str!("page/example.html");

const REPORT: &str = "Ukraine Russia has ‘no plans’ for talks after the vote\n\
    over 2 years in The Daily Post\n\
    Russia said on Thursday that it had no plans for talks, and that it would wait for the vote of the assembly.\n\
    “We wait,” said a spokesman.\n\
    The vote\n\
    The assembly will vote in May, its president said. – Copyright The Courier Limited 2022/Reuters";

fn file(name: &str) -> Origin {
    Origin::File(PathBuf::from(name))
}

fn take_text(text: &str) -> Document {
    take(text.as_bytes(), &file("a.txt"), &Given::default())
        .expect("it is a report")
        .document
}

fn refusal(bytes: &[u8], name: &str) -> String {
    take(bytes, &file(name), &Given::default())
        .map(|_| ())
        .expect_err("it is no report")
        .to_string()
}

fn blocks(document: &Document) -> Vec<(BlockKind, &str)> {
    document
        .blocks
        .iter()
        .map(|block| (block.kind, document.text.slice(block.span)))
        .collect()
}

#[test]
fn a_report_and_its_masthead() {
    let document = take_text(REPORT);
    let found = blocks(&document);
    assert_eq!(found[0], (BlockKind::Section, "Ukraine"));
    assert_eq!(
        found[1],
        (BlockKind::Title, "Russia has ‘no plans’ for talks after the vote")
    );
    assert_eq!(found[2], (BlockKind::DateLine, "over 2 years in The Daily Post"));
    assert_eq!(found[5], (BlockKind::Heading, "The vote"));
    assert_eq!(
        found[6],
        (
            BlockKind::Paragraph,
            "The assembly will vote in May, its president said."
        )
    );
    assert_eq!(found[7].0, BlockKind::Copyright);
    let masthead = &document.masthead;
    assert_eq!(masthead.section.as_deref(), Some("Ukraine"));
    assert_eq!(masthead.publisher.as_deref(), Some("The Daily Post"));
    assert_eq!(masthead.credits, ["The Courier", "Reuters"]);
    assert_eq!(masthead.language.as_deref(), Some("en"));
    assert_eq!(masthead.published, Published::default());
}

#[test]
fn a_dateline_may_have_a_line_of_its_own() {
    let text = "Ministers agree on grain\nBy Jane Doe\nZAGREB, 12 December 2022\n\nThe ministers of the two countries met on Monday.";
    let document = take_text(text);
    let found = blocks(&document);
    assert_eq!(found[0], (BlockKind::Title, "Ministers agree on grain"));
    assert_eq!(found[2], (BlockKind::Dateline, "ZAGREB, 12 December 2022"));
    assert_eq!(found[3].0, BlockKind::Paragraph);
    let published = &document.masthead.published;
    assert_eq!(published.date.as_deref(), Some("2022-12-12"));
    assert_eq!(published.enddate.as_deref(), Some("2022-12-13"));
}

#[test]
fn a_day_in_a_sentence_is_not_that_of_the_report() {
    let text = "Ministers agree on grain\n\nThe treaty was signed in ZAGREB, 12 December 2022.\n\nThe ministers of the two countries met on Monday.";
    assert_eq!(take_text(text).masthead.published, Published::default());
}

#[test]
fn the_text_is_untouched() {
    let text = "\r\n  The ministers met\u{a0}in Geneva.\r\n\r\n“Ça va”, they said.\t\n";
    assert_eq!(take_text(text).text.as_str(), text);
    assert_eq!(take_text(&format!("\u{feff}{text}")).text.as_str(), text);
}

#[test]
fn a_stated_day_has_its_evidence() {
    let text = "Ministers agree on grain\nBy Jane Doe\nPublished: 12 March 2023\n\nThe ministers of the two countries met in Geneva.";
    let document = take_text(text);
    let published = &document.masthead.published;
    assert_eq!(
        (published.date.as_deref(), published.basis),
        (Some("2023-03-12"), DateBasis::Stated)
    );
    assert_eq!(
        published
            .evidence
            .iter()
            .map(|span| document.text.slice(*span))
            .collect::<Vec<_>>(),
        ["12 March 2023"]
    );
    assert_eq!(document.masthead.byline, ["Jane Doe"]);
}

#[test]
fn a_dateline_bounds_the_day_and_credits_the_agency() {
    let document = take_text("HARARE, Jun 15 2022 (IPS) - The ministers of the two countries met in the capital.");
    let published = &document.masthead.published;
    assert_eq!(
        (published.date.as_deref(), published.enddate.as_deref()),
        (Some("2022-06-15"), Some("2022-06-16"))
    );
    assert_eq!(document.masthead.credits, ["IPS"]);
    assert_eq!(
        blocks(&document)[1],
        (
            BlockKind::Paragraph,
            "The ministers of the two countries met in the capital."
        )
    );
}

#[test]
fn a_page_and_its_masthead() {
    let taken = take(PAGE.as_bytes(), &file("a.html"), &Given::default()).expect("it is a page");
    let document = taken.document;
    assert!(document.text.as_str().starts_with("Ministers agree on grain\n\n"));
    let found = blocks(&document);
    for expected in [
        (BlockKind::Title, "Ministers agree on grain"),
        (BlockKind::Byline, "By Jane Doe and John Smith"),
        (BlockKind::Dateline, "NAIROBI (Reuters) -"),
        (BlockKind::Heading, "The next step"),
        (BlockKind::ListItem, "The second convoy will follow in May, it said."),
        (BlockKind::Furniture, "Advertisement"),
        (BlockKind::Paragraph, "The opposition rejected the deal."),
        (BlockKind::Credit, "(Additional reporting by Max Mustermann)"),
    ] {
        assert!(found.contains(&expected), "{expected:?} in {found:#?}");
    }
    let masthead = document.masthead;
    assert_eq!(
        (masthead.section.as_deref(), masthead.publisher.as_deref()),
        (Some("World"), Some("The Daily Post"))
    );
    assert_eq!(
        (masthead.byline, masthead.credits),
        (
            vec!["Jane Doe".to_owned(), "John Smith".to_owned()],
            vec!["Reuters".to_owned()]
        )
    );
    assert_eq!(
        (masthead.published.date.as_deref(), masthead.published.trust),
        (Some("2023-03-12"), Some(DateTrust::Declared))
    );
    assert!(taken.warnings.is_empty());
}

#[test]
fn pages_are_known_by_their_content_too() {
    let taken = take(PAGE.as_bytes(), &Origin::Stdin, &Given::default()).expect("it is a page");
    assert!(taken.document.text.as_str().starts_with("Ministers agree"));
    let plain = take(b"The ministers met in Geneva.", &file("a.html"), &Given::default()).expect("it is a report");
    assert_eq!(plain.document.text.as_str(), "The ministers met in Geneva.");
}

#[test]
fn a_page_in_an_older_encoding() {
    let page = PAGE
        .replace("utf-8", "windows-1252")
        .replace("the <b>foreign", "the ‘café’ <b>foreign");
    let (bytes, ..) = encoding_rs::WINDOWS_1252.encode(&page);
    let taken = take(&bytes, &file("a.html"), &Given::default()).expect("it is a page");
    assert!(taken.document.text.as_str().contains("‘café’") && taken.warnings.is_empty());
}

#[test]
fn what_is_given_goes_first() {
    let given = Given {
        published: Some("2020-02-29".to_owned()),
        publisher: Some("The Courier".to_owned()),
        uri: Some("urn:x".to_owned()),
        ..Given::default()
    };
    let masthead = take(PAGE.as_bytes(), &file("a.html"), &given)
        .expect("it is a page")
        .document
        .masthead;
    assert_eq!(
        (masthead.published.date.as_deref(), masthead.published.basis),
        (Some("2020-02-29"), DateBasis::Given)
    );
    assert_eq!(
        (masthead.publisher.as_deref(), masthead.uri.as_deref()),
        (Some("The Courier"), Some("urn:x"))
    );
}

/// A report whose container says something of it.
fn contained(bytes: &[u8], container: Container) -> Taken {
    let given = Given {
        container,
        ..Given::default()
    };
    let (name, page) = ("news.jsonl, record 3".to_owned(), false);
    take(bytes, &Origin::Record { name, page }, &given).expect("it is a report")
}

#[test]
fn a_container_says_what_the_text_does_not() {
    let container = Container {
        title: Some(" Ministers agree\non grain ".to_owned()),
        published: Some("Sun, 12 Mar 2023 23:30:00 -0500".to_owned()),
        publisher: Some("The Courier".to_owned()),
        uri: Some("https://courier.example/grain".to_owned()),
        ..Container::default()
    };
    let text = "The ministers of the two countries met in Geneva.\n\nThey will meet again, a spokesman said.";
    let taken = contained(text.as_bytes(), container.clone());
    let (document, masthead) = (&taken.document, &taken.document.masthead);
    assert_eq!(document.text.as_str(), format!("Ministers agree on grain\n\n{text}"));
    assert_eq!(blocks(document)[0], (BlockKind::Title, "Ministers agree on grain"));
    assert_eq!(blocks(document).len(), 3);
    let published = &masthead.published;
    assert_eq!(
        (published.date.as_deref(), published.basis, published.trust),
        (Some("2023-03-12"), DateBasis::Metadata, Some(DateTrust::Declared))
    );
    assert_eq!(masthead.publisher.as_deref(), Some("The Courier"));
    assert_eq!(masthead.uri.as_deref(), Some("https://courier.example/grain"));
    let opened = contained(format!("Ministers agree on grain\n\n{text}").as_bytes(), container);
    assert_eq!(opened.document.text.as_str(), document.text.as_str());
}

#[test]
fn a_page_knows_its_day_better_than_its_container_and_than_its_crawl() {
    let of = |published: Option<&str>, fetched: Option<&str>, page: &str| {
        let container = Container {
            published: published.map(str::to_owned),
            fetched: fetched.map(str::to_owned),
            ..Container::default()
        };
        contained(page.as_bytes(), container).document.masthead.published.date
    };
    assert_eq!(of(Some("2024-05-06"), None, PAGE).as_deref(), Some("2023-03-12"));
    assert_eq!(of(None, Some("2023-03-11"), PAGE).as_deref(), Some("2023-03-12"));
    assert_eq!(of(None, Some("2023-02-01"), PAGE), None);
    assert_eq!(of(None, Some("2023-02-01"), "The ministers met in Geneva."), None);
}

#[test]
fn an_address_says_the_day_where_nothing_else_does() {
    let of = |uri: &str, fetched: Option<&str>, text: &str| {
        let container = Container {
            uri: Some(uri.to_owned()),
            fetched: fetched.map(str::to_owned),
            ..Container::default()
        };
        contained(text.as_bytes(), container).document.masthead.published
    };
    let (dated, text) = (
        "https://courier.example/2023/03/12/grain",
        "The ministers met in Geneva.",
    );
    let found = of(dated, None, text);
    assert_eq!(
        (found.date.as_deref(), found.basis, found.trust),
        (Some("2023-03-12"), DateBasis::Metadata, Some(DateTrust::Searched))
    );
    assert_eq!(of(dated, Some("2023-03-12"), text), found);
    assert_eq!(of(dated, Some("2023-02-01"), text), Published::default());
    assert_eq!(
        of("https://courier.example/grain-2023", None, text),
        Published::default()
    );
    let stated = of(dated, None, "GENEVA, March 14, 2023 - The ministers met.");
    assert_eq!(
        (stated.date.as_deref(), stated.basis),
        (Some("2023-03-14"), DateBasis::Stated)
    );
}

#[test]
fn a_container_s_day_that_is_none_is_left_out_with_a_warning() {
    let published = Some("last week".to_owned());
    let taken = contained(
        b"The ministers met in Geneva.",
        Container {
            published,
            ..Container::default()
        },
    );
    assert_eq!(taken.document.masthead.published, Published::default());
    assert!(
        taken.warnings[0].contains("last week") && taken.warnings[0].contains("record 3"),
        "{:?}",
        taken.warnings
    );
}

#[test]
fn a_given_day_must_be_one() {
    for day in ["2020-02-30", "29.2.2020", "yesterday", ""] {
        let given = Given {
            published: Some(day.to_owned()),
            ..Given::default()
        };
        let error = take(REPORT.as_bytes(), &file("a.txt"), &given)
            .expect_err("it is no day")
            .to_string();
        assert!(error.contains("a.txt") && error.contains("YYYY-MM-DD"), "{error}");
    }
}

#[test]
fn bad_input_is_named_with_its_remedy() {
    let utf16: Vec<u8> = REPORT.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (bytes, name, says) in [
        (b"".as_slice(), "a.txt", "empty"),
        (b" \r\n\t\xc2\xa0 ", "a.txt", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "picture.txt", "PNG image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "picture.txt", "JPEG image"),
        (b"%PDF-1.4\n1 0 obj", "a.html", "PDF"),
        (b"The ministers\0 met.", "a.txt", "binary"),
        (&utf16, "a.txt", "binary"),
        (
            "“Met”\u{e9}".as_bytes().split_last().expect("it has bytes").1,
            "a.txt",
            "UTF-8",
        ),
        (b"42 17 99", "a.txt", "hardly any words"),
        (
            b"<html><body><script>render()</script></body></html>",
            "a.html",
            "no article",
        ),
        (
            b"<html><body>You need to enable JavaScript to run this app.</body></html>",
            "a.html",
            "hardly any words",
        ),
    ] {
        let message = refusal(bytes, name);
        assert!(
            message.starts_with(name) && message.contains(says) && message.contains(';'),
            "{message}"
        );
    }
    assert!(refusal("<div>".repeat(100_000).as_bytes(), "a.html").contains("nested"));
    let most = Limits::default();
    assert!(refusal(&vec![b'a'; most.bytes + 1], "a.txt").contains("20971520 bytes"));
    assert!(refusal("They met. ".repeat(most.characters / 10 + 1).as_bytes(), "a.txt").contains("5000000 characters"));
}

#[test]
fn other_languages_are_refused_or_taken_with_a_warning() {
    let text = "Die Minister der beiden Länder haben sich am Montag in der Hauptstadt getroffen und vereinbart, dass Schiffe mit Getreide \
        die Meerenge passieren dürfen, wie ein Sprecher am Abend sagte.";
    assert!(refusal(text.as_bytes(), "a.txt").contains("German"));
    let given = Given {
        any_language: true,
        ..Given::default()
    };
    let taken = take(text.as_bytes(), &file("a.txt"), &given).expect("any language is allowed");
    assert_eq!(taken.document.masthead.language.as_deref(), Some("de"));
    assert!(
        taken
            .warnings
            .iter()
            .any(|warning| warning.contains("a.txt") && warning.contains("German"))
    );
}

#[test]
fn older_encodings_are_taken_with_a_warning() {
    let taken = take(
        b"The minister said: \x93We don\x92t know.\x94 He left.",
        &file("a.txt"),
        &Given::default(),
    )
    .expect("it is a report");
    assert!(taken.document.text.as_str().contains("“We don’t know.”"));
    assert!(
        taken
            .warnings
            .iter()
            .any(|warning| warning.contains("a.txt") && warning.contains("windows-1252"))
    );
}

#[test]
fn a_million_characters_without_a_full_stop() {
    let text = "the ministers met and ".repeat(50_000);
    let document = take_text(&text);
    assert_eq!(document.blocks.len(), 1);
}

/// Blocks are in order, do not overlap, have no white space at their ends, and leave out nothing but white space.
fn hold(document: &Document) -> Result<(), TestCaseError> {
    let mut at = 0;
    for block in &document.blocks {
        prop_assert!(block.span.start >= at && block.span.end <= document.text.len());
        prop_assert_eq!(document.text.trim(block.span), Some(block.span));
        prop_assert!(document.text.slice(Span::new(at, block.span.start)).trim().is_empty());
        at = block.span.end;
    }
    prop_assert!(
        document
            .text
            .slice(Span::new(at, document.text.len()))
            .trim()
            .is_empty()
    );
    for span in document
        .masthead
        .title
        .iter()
        .chain(&document.masthead.published.evidence)
    {
        prop_assert_eq!(document.text.trim(*span), Some(*span));
    }
    Ok(())
}

fn hold_if_taken(bytes: &[u8], origin: &Origin) -> Result<(), TestCaseError> {
    let given = Given {
        any_language: true,
        ..Given::default()
    };
    take(bytes, origin, &given).map_or(Ok(()), |taken| hold(&taken.document))
}

/// Pieces that lines around stories are made of, so that chance hits what the rules look for.
fn piece() -> impl Strategy<Value = String> {
    let pieces = [
        "NAIROBI",
        "Kenya",
        "(AP)",
        "(Reuters)",
        " - ",
        " — ",
        "--",
        "_",
        ":",
        "By ",
        "Jane Doe",
        " and ",
        "12 March 2023",
        "Published: ",
        "\n",
        "\n\n",
        "\r\n",
        ". ",
        "The ministers met",
        "“",
        "”",
        "‘",
        "’",
        "©",
        "Copyright ",
        "2022/Reuters",
        "Ukraine Russia has ",
        "|",
        "•",
        "/",
        "(",
        ")",
        "[",
        "]",
        "https://example.org/a",
        "Advertisement",
        "over 3 years in The Post",
        "é",
        "🇫🇷",
        "e\u{301}",
        "\u{a0}",
        "\u{feff}",
        "\u{200b}",
        "\u{2028}",
        "المفاوضات",
        "1. ",
        "• ",
        "…",
        "Follow ",
        " on Twitter ",
        "@jane",
        "?",
        "!",
        "US ",
        "7:15 p.m.",
        "İ",
        "ß",
        "\t",
        "   ",
    ];
    prop_oneof![
        proptest::sample::select(pieces.to_vec()).prop_map(str::to_owned),
        "\\PC{0,4}",
        "[A-Za-z .,]{0,30}"
    ]
}

/// Pieces that pages are made of.
fn tag() -> impl Strategy<Value = String> {
    let tags = [
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<b>",
        "<br>",
        "<h1>",
        "</h1>",
        "<h2>",
        "<li>",
        "<ul>",
        "<table><tr><td>",
        "<article>",
        "</article>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<meta property='article:published_time' content='2023-03-12'>",
        "<time datetime=2023-03-12>",
        "<title>",
        "</title>",
        "&amp;",
        "&#0;",
        "&nbsp;",
        "<svg>",
        "<math>",
        "<template>",
        "<a href='x'>",
        "<",
        ">",
        "\"",
        "<script type='application/ld+json'>{\"@type\":\"Article\"",
        "The ministers of the two countries met in the capital on Monday, a spokesman said in the evening.",
    ];
    prop_oneof![
        proptest::sample::select(tags.to_vec()).prop_map(str::to_owned),
        "\\PC{0,6}"
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 256 } else { 4096 }))]

    #[test]
    fn blocks_cover_any_text(pieces in proptest::collection::vec(piece(), 0..60)) {
        hold_if_taken(pieces.concat().as_bytes(), &Origin::Stdin)?;
    }

    #[test]
    fn blocks_cover_any_string(text in "(?s).{0,300}") {
        hold_if_taken(text.as_bytes(), &file("a.txt"))?;
    }

    #[test]
    fn no_bytes_bring_it_down(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        hold_if_taken(&bytes, &Origin::Stdin)?;
        hold_if_taken(&bytes, &file("a.html"))?;
    }

    #[test]
    fn no_page_brings_it_down(tags in proptest::collection::vec(tag(), 0..60)) {
        hold_if_taken(format!("<html>{}", tags.concat()).as_bytes(), &file("a.html"))?;
    }

    #[test]
    fn the_same_bytes_give_the_same_document(tags in proptest::collection::vec(tag(), 0..30)) {
        let page = format!("<html>{}", tags.concat());
        let once = || take(page.as_bytes(), &Origin::Stdin, &Given::default()).map(|taken| format!("{taken:?}")).map_err(|error| error.to_string());
        prop_assert_eq!(once(), once());
    }
}
