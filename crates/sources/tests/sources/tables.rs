//! JSON Lines, CSV and TSV.

use super::*;
use demarche_sources::Fields;
use std::fmt::Write as _;

fn named(field: &str, name: &str) -> Options {
    let name = Some(name.to_owned());
    let mut fields = Fields::default();
    match field {
        "text" => fields.text = name,
        "date" => fields.date = name,
        "title" => fields.title = name,
        _ => unreachable!("no test names another"),
    }
    Options {
        fields,
        ..Options::default()
    }
}

#[test]
fn columns_become_what_is_known_of_a_report() {
    let csv = "\u{feff}id,Title,body,published_at,source,url\r\n1,Talks,\"They met.\r\n\r\nThey left, too.\",2023-03-12,The Courier,https://c.example/?token=a\r\n";
    let tsv = "title\tbody\tdate\tpublisher\turi\nTalks\t\"They met.\r\n\r\nThey left, too.\"\t2023-03-12\tThe Courier\thttps://c.example/?token=a\n";
    let semicolons = tsv.replace('\t', ";");
    let jsonl = r#"{"headline": "Talks", "content": "They met.\r\n\r\nThey left, too.", "date": "2023-03-12", "source": {"name": "The Courier"}, "url": "https://c.example/?token=a"}"#;
    for (name, bytes) in [
        ("a.csv", csv),
        ("a.tsv", tsv),
        ("b.csv", &semicolons),
        ("a.jsonl", jsonl),
        ("a.ndjson", jsonl),
    ] {
        for packed in [
            bytes.as_bytes().to_vec(),
            gzip(bytes.as_bytes()),
            zstd(bytes.as_bytes()),
        ] {
            let found = found(name, &packed, &Options::default());
            assert_eq!(texts(&found), ["They met.\r\n\r\nThey left, too."], "{name}");
            let container = &found[0].as_ref().unwrap().container;
            let of = |value: &Option<String>| value.clone().unwrap_or_default();
            let all = [
                &container.title,
                &container.published,
                &container.publisher,
                &container.uri,
            ]
            .map(of);
            assert_eq!(
                all,
                ["Talks", "2023-03-12", "The Courier", "https://c.example/?token=***"]
            );
        }
    }
}

#[test]
fn columns_are_named() {
    let csv = "text,story\nno,They met.\n";
    assert_eq!(
        texts(&found("a.csv", csv.as_bytes(), &named("text", "story"))),
        ["They met."]
    );
    let jsonl = br#"{"article": {"body": "They met."}, "text": "no"}"#;
    assert_eq!(
        texts(&found("a.jsonl", jsonl, &named("text", "article.body"))),
        ["They met."]
    );
}

#[test]
fn a_table_without_a_telling_name_is_told_by_its_header() {
    for csv in [
        &b"date,text\n2020-01-01,one\n2020-01-02,two\n"[..],
        b"date\ttext\n2020-01-01\tone\n2020-01-02\ttwo\n",
    ] {
        for bytes in [csv.to_vec(), gzip(csv)] {
            assert_eq!(texts(&found("news", &bytes, &Options::default())), ["one", "two"]);
        }
    }
    let csv = b"day,story\n2020-01-01,one\n";
    assert_eq!(texts(&found("news", csv, &named("text", "story"))), ["one"]);
}

#[test]
fn a_missing_column_lists_those_that_are_there() {
    for options in [Options::default(), named("text", "story"), named("date", "day")] {
        let csv = found("a.csv", b"id,when\n1,2\n", &options);
        assert_eq!(kinds(&csv), [ProblemKind::MissingColumn]);
        let message = problems(&csv)[0].to_string();
        assert!(
            message.contains("a.csv: ") && message.contains("“id”, “when”") && message.contains("-field"),
            "{message}"
        );
    }
    let jsonl = found("a.jsonl", b"{\"id\": 1, \"when\": 2}\n", &Options::default());
    let message = problems(&jsonl)[0].to_string();
    assert!(
        message.contains("record 1 at byte 0: ") && message.contains("“id”, “when”"),
        "{message}"
    );
    let misspelt = found(
        "a.jsonl",
        b"{\"text\": \"They met.\", \"day\": \"2023-03-12\"}\n",
        &named("date", "dya"),
    );
    assert_eq!(
        (texts(&misspelt).len(), kinds(&misspelt)),
        (1, vec![ProblemKind::MissingColumn])
    );
    assert!(problems(&misspelt)[0].to_string().contains("“dya”"));
}

#[test]
fn a_file_without_any_text_is_given_up() {
    let mut jsonl = String::new();
    (0..5_000).for_each(|i| writeln!(jsonl, "{{\"id\": {i}}}").unwrap());
    let found = found("a.jsonl", jsonl.as_bytes(), &Options::default());
    assert_eq!(found.len(), 21);
    assert!(problems(&found)[20].to_string().contains("was not looked at"));
}

#[test]
fn broken_lines_are_named_and_the_rest_read() {
    let jsonl =
        b"{\"text\": \"one\"}\n{\"text\": \"two\n\n[1]\nnull\n{\"text\": 3}\n{\"text\": \" \"}\n{\"text\": \"last\"}";
    let found = found("a.jsonl", jsonl, &Options::default());
    assert_eq!(texts(&found), ["one", "last"]);
    use ProblemKind::{BrokenRecord, NoText};
    assert_eq!(
        kinds(&found),
        [BrokenRecord, BrokenRecord, BrokenRecord, BrokenRecord, NoText]
    );
    let message = problems(&found)[0].to_string();
    assert!(
        message.contains("a.jsonl, record 2 at byte 16: it is no JSON"),
        "{message}"
    );
}

#[test]
fn a_line_in_another_encoding_is_named_as_that() {
    let found = found(
        "a.jsonl",
        b"{\"text\": \"caf\xe9\"}\n{\"text\": \"caf\xc3\xa9\"}",
        &Options::default(),
    );
    assert_eq!(texts(&found), ["café"]);
    let message = problems(&found)[0].to_string();
    assert!(
        message.contains("a.jsonl, record 1 at byte 0: it is no UTF-8 from byte 13 of the line on"),
        "{message}"
    );
}

#[test]
fn json_that_is_not_in_lines_says_how_to_make_lines_of_it() {
    for list in ["[{\"text\": \"one\"}]", "[\n  {\n    \"text\": \"one\"\n  }\n]"] {
        let found = found("news.json", list.as_bytes(), &Options::default());
        assert_eq!(found.len(), 1);
        assert!(problems(&found)[0].to_string().contains("jq -c '.[]'"));
    }
    let object = format!("{{\n{}\n}}", "\"text\": \"one\",\n".repeat(500));
    assert_eq!(found("news.json", object.as_bytes(), &Options::default()).len(), 21);
}

#[test]
fn rows_that_do_not_fit_are_named_and_the_rest_read() {
    let csv = b"id,text\n1,one\n2,two,too\n3\n\n4,four\n";
    let found = found("a.csv", csv, &Options::default());
    assert_eq!(texts(&found), ["one", "four"]);
    assert_eq!(kinds(&found), [ProblemKind::BrokenRecord; 2]);
    let message = problems(&found)[0].to_string();
    assert!(
        message.contains("record 2 at byte 14: the row has 3 columns, and the header 2"),
        "{message}"
    );
}

#[test]
fn a_quotation_mark_that_is_not_closed_ends_at_the_limit() {
    let options = Options {
        most_bytes: 10_000,
        ..Options::default()
    };
    let mut csv = "id,text\n1,one\n2,\"two\n".to_owned();
    (3..2_000).for_each(|i| writeln!(csv, "{i},They met for the {i}th time.").unwrap());
    let found = found("a.csv", csv.as_bytes(), &options);
    assert_eq!(kinds(&found), [ProblemKind::TooLong]);
    assert!(problems(&found)[0].to_string().contains("record 2 at byte 14"));
    let read = texts(&found);
    assert!(
        read.len() > 1_500 && read.last().is_some_and(|text| text.contains("1999th")),
        "{}",
        read.len()
    );
}

#[test]
fn a_quotation_mark_that_is_not_closed_is_named_where_the_table_ends() {
    let mut csv = "id,text\n1,one\n2,\"two\n".to_owned();
    (3..20).for_each(|i| writeln!(csv, "{i},They met for the {i}th time.").unwrap());
    for bytes in [csv.as_bytes().to_vec(), gzip(csv.as_bytes())] {
        let found = found("a.csv", &bytes, &Options::default());
        assert_eq!(
            (texts(&found), kinds(&found)),
            (vec!["one".to_owned()], vec![ProblemKind::BrokenRecord])
        );
        let message = problems(&found)[0].to_string();
        assert!(
            message.contains("record 2 at byte 14") && message.contains("is not closed"),
            "{message}"
        );
    }
    for last in ["2,\"two\"\"", "2,\""] {
        let csv = format!("id,text\n1,one\n{last}");
        assert_eq!(
            kinds(&found("a.csv", csv.as_bytes(), &Options::default())),
            [ProblemKind::BrokenRecord]
        );
    }
}

#[test]
fn the_last_row_may_end_with_the_table() {
    for last in ["2,two", "2,\"two\"", "2,two\r", "2,two\r\n", "2,\"two\"\n\n"] {
        let csv = format!("id,text\n1,one\n{last}");
        let found = found("a.csv", csv.as_bytes(), &Options::default());
        assert_eq!(
            (texts(&found), found.len()),
            (vec!["one".to_owned(), "two".to_owned()], 2),
            "{last:?}"
        );
    }
    let wide = format!("text{}\na{}", ",".repeat(63), ",".repeat(63));
    assert_eq!(texts(&found("a.csv", wide.as_bytes(), &Options::default())), ["a"]);
}

#[test]
fn empty_tables_and_strange_encodings() {
    assert_eq!(kinds(&found("a.csv", b"", &Options::default())), [ProblemKind::NoText]);
    let utf16 = found("a.csv", b"\xff\xfet\0e\0x\0t\0\n\0", &Options::default());
    assert!(problems(&utf16)[0].to_string().contains("UTF-16"));
    let windows = found(
        "a.csv",
        b"title,text\ncaf\xe9,They met at the caf\xe9.\n",
        &Options::default(),
    );
    assert_eq!(texts(&windows), ["They met at the café."]);
}

#[test]
fn a_line_longer_than_a_report_is_passed_over() {
    let options = Options {
        most_bytes: 1_000,
        ..Options::default()
    };
    let jsonl = format!("{{\"text\": \"{}\"}}\n{{\"text\": \"last\"}}\n", "a".repeat(100_000));
    for bytes in [jsonl.as_bytes().to_vec(), gzip(jsonl.as_bytes())] {
        let found = found("a.jsonl", &bytes, &options);
        assert_eq!(
            (texts(&found), kinds(&found)),
            (vec!["last".to_owned()], vec![ProblemKind::TooLong])
        );
    }
}

#[test]
fn behind_a_broken_member_the_next_lines_follow() {
    let lines: Vec<String> = (0..3)
        .map(|i| format!("{{\"text\": \"They met for the {i}th time.\"}}\n").repeat(50))
        .collect();
    let members: Vec<Vec<u8>> = lines.iter().map(|lines| gzip(lines.as_bytes())).collect();
    let cut = [&members[0][..], &members[1][..members[1].len() - 12], &members[2]].concat();
    let found = found("a.jsonl.gz", &cut, &Options::default());
    assert!(kinds(&found).contains(&ProblemKind::BrokenArchive));
    let texts = texts(&found);
    let count = |i: usize| texts.iter().filter(|text| text.contains(&format!("{i}th"))).count();
    assert_eq!((count(0), count(2)), (50, 50));
}

#[test]
fn json_nested_without_end_is_a_broken_line() {
    let deep = format!("{{\"text\": {}\n{{\"text\": \"last\"}}", "[".repeat(100_000));
    let found = found("a.jsonl", deep.as_bytes(), &Options::default());
    assert_eq!(
        (texts(&found).len(), kinds(&found)),
        (1, vec![ProblemKind::BrokenRecord])
    );
}

#[test]
fn a_piece_of_a_page_in_a_column_is_a_page() {
    let found = found(
        "a.jsonl",
        br#"{"text": "<p>They met.</p><p>They left.</p>"}"#,
        &Options::default(),
    );
    assert!(matches!(&found[0].as_ref().unwrap().body, Body::Page(_)));
}
