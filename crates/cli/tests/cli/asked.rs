//! The verbs that ask a store.

use super::program::{Run, articles, command, folder, run};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use tempfile::TempDir;

/// Reports of our own: publisher and text.
const REPORTS: [(&str, &str); 6] = [
    (
        "The Courier",
        "NAIROBI, 2 March 2031 - Kenya threatened Ghana with sanctions over salted fish on Sunday. \"We have waited long enough,\" \
         Kenyan Foreign Minister Amos Wekesa said.\n\nGhana denied that it had raised its tariffs.\n",
    ),
    (
        "The Herald",
        "ACCRA, 3 March 2031 - Kenya threatened Ghana with sanctions over salted fish on Sunday, officials in Accra said.\n",
    ),
    (
        "The Courier",
        "LIMA, 10 April 2031 - Peru urged Norway to open its ports to onion lorries.\n\nNorway rejected the demand on Friday.\n",
    ),
    (
        "The Herald",
        "KATHMANDU, 1 May 2031 - Nepal urged Chad to give back the old bells.\n\nThe president of Chad said that his country would keep \
         the bells.\n",
    ),
    (
        "The Courier",
        "QUITO, 2 May 2031 - Peru and Norway signed an agreement about night trains in Quito.\n",
    ),
    (
        "The Herald",
        "ACCRA, 5 May 2031 - Ghana accused Kenya of a cyber attack on its river ports. Kenya denied the accusation.\n",
    ),
];

/// A store of these reports.
fn own() -> &'static Path {
    static STORE: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    let (_folder, path) = STORE.get_or_init(|| {
        let folder = folder(&[]);
        let path = folder.path().join("news.db");
        for (i, (publisher, text)) in REPORTS.iter().enumerate() {
            let report = folder.path().join(format!("{i}.txt"));
            std::fs::write(&report, text).unwrap();
            let added = run(&[
                "add".as_ref(),
                "--store".as_ref(),
                path.as_os_str(),
                report.as_os_str(),
                "--publisher".as_ref(),
                publisher.as_ref(),
            ]);
            assert_eq!(added.code, 0, "{}", added.err);
        }
        (folder, path)
    });
    path
}

/// A store of the project's own articles.
fn corpus() -> &'static Path {
    static STORE: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    let (_folder, path) = STORE.get_or_init(|| {
        let folder = folder(&[]);
        let path = folder.path().join("corpus.db");
        let mut arguments = vec!["add".into(), "--store".into(), path.clone().into_os_string()];
        arguments.extend(articles().into_iter().take(8).map(PathBuf::into_os_string));
        let added = run(&arguments);
        assert_eq!(added.code, 0, "{}", added.err);
        (folder, path)
    });
    path
}

fn ask_of(store: &Path, arguments: &[&str]) -> Run {
    let mut all: Vec<&str> = arguments.to_vec();
    all.extend(["--store", store.to_str().unwrap()]);
    command(&all).output().expect("the program starts").into()
}

fn ask(arguments: &[&str]) -> Run {
    ask_of(own(), arguments)
}

/// The answers, which there must be.
fn answers(arguments: &[&str]) -> Vec<Value> {
    let run = ask(arguments);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{arguments:?}");
    run.records()
}

/// Values of a column.
fn column(arguments: &[&str], name: &str) -> Vec<String> {
    let value = |answer: &Value| {
        answer[name]
            .as_str()
            .map_or_else(|| answer[name].to_string(), str::to_owned)
    };
    answers(arguments).iter().map(value).collect()
}

/// Asserts that nothing answers, which is said.
fn assert_empty(arguments: &[&str]) {
    let run = ask(arguments);
    assert_eq!((run.code, run.out.as_str()), (1, ""), "{arguments:?}");
    assert!(
        run.err.starts_with("demarche: ") && run.err.contains("news.db"),
        "{arguments:?}: {}",
        run.err
    );
    assert!(!run.err.contains("panicked"), "{}", run.err);
}

/// A table, in which shares of certainty, which follow the weights, are left out.
fn table(arguments: &[&str]) -> String {
    let run = ask(&[arguments, &["--format", "table"]].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    let mut shown = run.out;
    while let Some(at) = shown.find("% sure") {
        let start = shown[..at].rfind(|c: char| !c.is_ascii_digit()).map_or(0, |i| i + 1);
        shown.replace_range(start..at + "% sure".len(), "as sure");
    }
    shown
}

#[test]
fn tables_of_what_was_said_and_done() {
    insta::assert_snapshot!(table(&["statements", "--source", "Kenya"]));
    insta::assert_snapshot!(table(&["events", "--category", "THREATEN,REQUEST"]));
    insta::assert_snapshot!(table(&["exchanges", "--category", "REQUEST"]));
    insta::assert_snapshot!(table(&["search", "salted", "fish"]));
}

#[test]
fn tables_of_counts() {
    insta::assert_snapshot!(table(&["actors", "--kind", "state"]));
    insta::assert_snapshot!(table(&["timeline", "--category", "THREATEN,REQUEST"]));
    insta::assert_snapshot!(table(&["dyads", "--category", "THREATEN,REQUEST"]));
    insta::assert_snapshot!(table(&["sql", "SELECT 7 AS number, 'fish' AS words, NULL AS absent"]));
}

#[test]
fn no_table_is_wider_than_the_screen() {
    use unicode_width::UnicodeWidthStr;
    for verb in ["statements", "events", "exchanges", "actors", "timeline", "dyads"] {
        let shown = ask_of(corpus(), &[verb, "--format", "table"]);
        assert!(
            shown.out.lines().all(|line| line.width() <= 80),
            "{verb}: {}",
            shown.out
        );
        assert!(!shown.out.contains('\u{1b}'), "{verb}");
    }
}

#[test]
fn answers_stand_on_their_words() {
    let store = demarche_store::Store::open_read_only(corpus()).unwrap();
    for verb in ["statements", "events", "search"] {
        let arguments: &[&str] = if verb == "search" { &[verb, "the"] } else { &[verb] };
        let answers = ask_of(corpus(), arguments).records();
        assert!(answers.len() > 10, "{verb}");
        for answer in answers {
            let document = store.find(answer["document"].as_str().unwrap()).unwrap().unwrap();
            let text = store.document(document).unwrap().text.as_str().to_owned();
            let slice = |start: u64, end: u64| {
                text.chars()
                    .skip(start as usize)
                    .take((end - start) as usize)
                    .collect::<String>()
            };
            let [text, start, end] = match verb {
                "statements" => ["content_text", "start", "end"],
                "events" => ["evidence_text", "evidence_start", "evidence_end"],
                _ => ["text", "start", "end"],
            };
            let (start, end) = (answer[start].as_u64().unwrap(), answer[end].as_u64().unwrap());
            let words = answer[text].as_str().unwrap();
            if verb == "statements" {
                let pieces: Vec<(u64, u64)> = serde_json::from_str(answer["content"].as_str().unwrap()).unwrap();
                let said: Vec<String> = pieces.iter().map(|&(start, end)| slice(start, end)).collect();
                assert_eq!(said.join(" … "), words);
                assert_eq!(
                    (pieces[0].0, pieces.iter().map(|piece| piece.1).max()),
                    (start, Some(end))
                );
            } else {
                assert_eq!(slice(start, end), words);
            }
        }
    }
}

#[test]
fn the_questions_that_it_was_made_for() {
    let said = answers(&[
        "statements",
        "--source",
        "Kenya",
        "--about",
        "accusation",
        "--act",
        "deny",
    ]);
    assert_eq!(said.len(), 1);
    let threats = answers(&["events", "--category", "THREATEN", "--recipient", "Ghana", "--undenied"]);
    assert_eq!((threats.len(), threats[0]["reports"].as_i64()), (1, Some(2)));
    assert_eq!(threats[0]["publishers"].as_i64(), Some(2));
    assert_eq!(
        column(&["events", "--category", "REQUEST", "--unanswered"], "actor"),
        [r#"["NPL"]"#]
    );
}

#[test]
fn filters_of_statements() {
    let all = answers(&["statements"]).len();
    let count = |arguments: &[&str]| answers(&[&["statements"], arguments].concat()).len();
    assert!(count(&["--source", "KEN"]) < all && count(&["--source", "KEN"]) == count(&["--actor", "Kenya"]));
    assert!(count(&["--act", "deny,demand"]) < all);
    assert_eq!(count(&["--date", "2031"]), all);
    assert_eq!(
        count(&["--from", "2031-04", "--until", "2031-05-31"]) + count(&["--date", "2031-03"]),
        all
    );
    assert_eq!(
        count(&["--publisher", "the herald"]) + count(&["--publisher", "The Courier"]),
        all
    );
    assert_eq!(count(&["--limit", "2"]), 2);
    assert_eq!(count(&["--min-confidence", "0"]), all);
    assert!(count(&["--form", "direct"]) >= 1 && count(&["--text", "wekesa"]) >= 1);
    let days = column(&["statements", "--oldest-first"], "published");
    assert!(days.is_sorted(), "{days:?}");
    assert_empty(&["statements", "--about", "submarines"]);
    assert_empty(&["statements", "--date", "2029"]);
}

#[test]
fn filters_of_events() {
    let all = answers(&["events"]).len();
    let count = |arguments: &[&str]| answers(&[&["events"], arguments].concat()).len();
    assert!(answers(&["events", "--reports"]).len() > all);
    assert!(
        column(&["events", "--actor", "PER"], "actor")
            .iter()
            .all(|code| code.contains("PER"))
    );
    assert_eq!(
        column(&["events", "--category", "request"], "event"),
        ["REQUEST", "REQUEST"]
    );
    assert_eq!(
        column(&["events", "--recipient", "Chad", "--category", "REQUEST"], "recipient"),
        [r#"["TCD"]"#]
    );
    assert!(
        column(&["events", "--status", "fact"], "status")
            .iter()
            .all(|status| status == "fact")
    );
    assert_eq!(count(&["--publisher", "The Courier", "--category", "THREATEN"]), 1);
    assert_eq!(count(&["--publisher", "The Herald", "--category", "THREATEN"]), 1);
    assert_eq!(count(&["--text", "\"salted fish\"", "--category", "THREATEN"]), 1);
    assert_eq!(count(&["--until", "2031-03", "--category", "THREATEN"]), 1);
    assert!(count(&["--min-confidence", "0"]) == all);
    assert_empty(&["events", "--min-confidence", "1"]);
    assert_empty(&["events", "--country", "FRA"]);
    assert_empty(&["events", "--place", "Atlantis"]);
    assert_empty(&["events", "--mode", "visit", "--category", "THREATEN"]);
    assert_empty(&["events", "--denied-by", "Nepal"]);
}

#[test]
fn counts_follow_their_filters() {
    let one = |arguments: &[&str], name: &str| column(arguments, name);
    assert_eq!(one(&["timeline", "--category", "THREATEN"], "date"), ["2031-03-01"]);
    assert_eq!(
        one(&["timeline", "--category", "THREATEN", "--by", "year"], "reports"),
        ["2"]
    );
    assert_eq!(
        one(
            &["timeline", "--category", "THREATEN", "--actor", "KEN", "--by", "week"],
            "acts"
        ),
        ["1"]
    );
    assert_eq!(
        one(&["dyads", "--actor", "KEN", "--category", "THREATEN"], "recipient"),
        ["GHA"]
    );
    assert_eq!(one(&["dyads", "--category", "THREATEN"], "quad_3_reports"), ["2"]);
    assert_eq!(
        one(&["dyads", "--category", "THREATEN", "--min-confidence", "0"], "acts"),
        ["1"]
    );
    assert_eq!(one(&["actors", "--actor", "Kenya", "--kind", "state"], "code"), ["KEN"]);
    assert_empty(&["timeline", "--date", "2029"]);
    assert_empty(&["dyads", "--date", "2029"]);
    assert_empty(&["actors", "--date", "2029"]);
}

#[test]
fn nobody_is_said_to_be_nobody() {
    for verb in ["statements", "events", "exchanges", "actors", "timeline", "dyads"] {
        let asked = ask(&[verb, "--actor", "Atlantis"]);
        assert_eq!((asked.code, asked.out.as_str()), (1, ""), "{verb}");
        assert!(
            asked.err.contains("\"Atlantis\"") && asked.err.contains("news.db"),
            "{}",
            asked.err
        );
    }
    let asked = ask(&["events", "--publisher", "The Bugle"]);
    assert!(asked.code == 1 && asked.err.contains("\"The Bugle\""), "{}", asked.err);
}

#[test]
fn what_makes_no_sense_is_told_with_what_there_is() {
    for (arguments, told) in [
        (&["events", "--category", "THREAT"][..], "THREATEN"),
        (&["events", "--mode", "vist"][..], "visit"),
        (&["events", "--status", "maybe"][..], "possible, denied"),
        (&["statements", "--act", "denies"][..], "deny"),
        (&["statements", "--date", "2022-13"][..], "2022-01-26"),
        (&["statements", "--date", "January"][..], "2022-01-26"),
        (
            &["statements", "--from", "2023", "--until", "2022"][..],
            "--from before --until",
        ),
        (&["exchanges", "--relation", "rejected"][..], "rejects"),
        (&["actors", "--kind", "people"][..], "person"),
        (&["timeline", "--by", "hour"][..], "week"),
        (&["search", "\"*\""][..], "letters or digits"),
        (&["statements", "--about", "?!"][..], "letters or digits"),
        (&["events", "--min-confidence", "80"][..], "0.8"),
        (&["sql", "SELEC 1"][..], "syntax"),
        (&["sql", "DELETE FROM events"][..], "only read"),
        (&["sql", "ATTACH 'x' AS y"][..], "attach"),
        (&["sql", "SELECT 1 AS a, 2 AS a", "--format", "json"][..], "two columns"),
        (
            &["sql", "SELECT 1 AS a, 2 AS a", "--format", "table"][..],
            "two columns",
        ),
    ] {
        let asked = ask(arguments);
        assert_eq!(asked.out, "", "{arguments:?}");
        assert_eq!(asked.code, 2, "{arguments:?}: {}", asked.err);
        assert!(asked.err.contains(told), "{arguments:?}: {}", asked.err);
    }
}

#[test]
fn a_store_that_cannot_be_read_is_no_empty_answer() {
    let files = folder(&[("a.txt", b"no store")]);
    for (name, told) in [
        ("missing.db", "no such store"),
        ("a.txt", "no store"),
        ("", "it is a folder; give the name of a file in it, such as "),
    ] {
        let asked = ask_of(&files.path().join(name), &["events"]);
        assert_eq!((asked.code, asked.out.as_str()), (1, ""));
        assert!(asked.err.contains(name) && asked.err.contains(told), "{}", asked.err);
    }
}

#[test]
fn hostile_words_are_words() {
    for words in [
        "\"",
        "fish\"",
        "fish*",
        "NEAR(fish salted)",
        "fish NOT salted",
        " -fish",
        "text : fish",
        "'; DROP TABLE events; --",
    ] {
        let asked = ask(&["search", words]);
        assert!(
            asked.code == 0 || asked.code == 1 || words == "\"",
            "{words}: {}",
            asked.err
        );
        assert!(
            !asked.err.contains("fts5") && !asked.err.contains("panicked"),
            "{words}: {}",
            asked.err
        );
        let asked = ask(&["events", "--actor", words, "--text", "x"]);
        assert_eq!(asked.code, 1, "{words}: {}", asked.err);
    }
    assert!(answers(&["search", "fish*"]).len() >= 2);
    assert_eq!(answers(&["search", "\"salted fish\"", "sunday"]).len(), 2);
}

#[test]
fn every_format_has_the_same_answers() {
    let lines = answers(&["events"]);
    let list: Value = serde_json::from_str(&ask(&["events", "--format", "json"]).out).unwrap();
    assert_eq!(list.as_array().unwrap(), &lines);
    let csv = ask(&["events", "--format", "csv"]).out;
    assert!(csv.starts_with("document,id,event,mode,"));
    assert!(csv.matches("sha256:").count() == lines.len());
    let mut parquet = command(&["events", "--format", "parquet", "--store", own().to_str().unwrap()]);
    let parquet = parquet.output().unwrap();
    assert!(parquet.stdout.starts_with(b"PAR1") && parquet.stdout.ends_with(b"PAR1"));
    let nothing = ask(&["events", "--date", "2029", "--format", "json"]);
    assert_eq!(
        (nothing.code, serde_json::from_str::<Value>(&nothing.out).unwrap()),
        (1, Value::Array(Vec::new()))
    );
    let many = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60) SELECT i FROM n";
    let table = ask(&["sql", many, "--format", "table"]);
    assert_eq!((table.code, table.out.lines().count()), (0, 51));
    assert!(table.err.contains("there are more"), "{}", table.err);
    assert_eq!(answers(&["sql", many]).len(), 60);
}

#[test]
fn sql_answers_in_any_kind_of_column() {
    let rows = answers(&[
        "sql",
        "SELECT 1 AS a, 2.5 AS b, 'x' AS c, NULL AS d, x'0aff' AS e UNION ALL SELECT 2, 3, 4, 5, 6",
    ]);
    assert_eq!(rows[0].to_string(), r#"{"a":1,"b":2.5,"c":"x","d":null,"e":"0aff"}"#);
    assert_eq!(rows[1].to_string(), r#"{"a":2,"b":3.0,"c":"4","d":5,"e":"6"}"#);
    assert_empty(&["sql", "SELECT * FROM events WHERE n > 1000"]);
}

/// A store of one report, of which no more is known than about when it was published.
fn of_some_day() -> (TempDir, PathBuf) {
    let text = "Kenya threatened Ghana with sanctions over salted fish, officials said. Ghana rejected the threat.\n\n\
                The talks began on Monday, 3 March 2031. They will go on until Friday, 14 March 2031.\n";
    let files = folder(&[("report.txt", text.as_bytes())]);
    let (store, report) = (files.path().join("news.db"), files.path().join("report.txt"));
    let added = run(&[
        "add".as_ref(),
        "--store".as_ref(),
        store.as_os_str(),
        report.as_os_str(),
    ]);
    assert_eq!(added.code, 0, "{}", added.err);
    (files, store)
}

#[test]
fn a_day_that_is_not_known_is_not_shown() {
    let (_files, store) = of_some_day();
    let known = &ask_of(&store, &["sql", "SELECT published, published_end, day FROM documents"]).records()[0];
    let (first, last) = (known["published"].as_str(), known["published_end"].as_str());
    assert!(first.is_some() && first < last && known["day"].is_null(), "{known}");
    for question in [&["events"][..], &["statements"], &["exchanges"], &["search", "fish"]] {
        let prefix = if question[0] == "exchanges" { "reply_" } else { "" };
        let rows = ask_of(&store, question).records();
        assert!(!rows.is_empty(), "{question:?}");
        for row in &rows {
            let ends = ["published", "published_enddate"].map(|name| row[format!("{prefix}{name}")].as_str());
            assert_eq!(ends, [first, last], "{question:?}");
        }
        let shown = ask_of(&store, &[question, &["--format", "table"]].concat());
        assert_eq!(shown.code, 0, "{}", shown.err);
        assert!(!shown.out.contains(first.unwrap()), "{}", shown.out);
    }
}

/// What a column holds is told by all of its rows, so that nothing ends half-way.
#[test]
fn sql_columns_are_as_wide_as_their_last_row() {
    let late = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1300) \
                SELECT CASE WHEN i <= 1200 THEN i WHEN i < 1300 THEN 0.5 END AS a FROM n";
    let asked = ask(&["sql", late, "--format", "json"]);
    assert_eq!((asked.code, asked.err.as_str()), (0, ""));
    let rows: Vec<Value> = serde_json::from_str(&asked.out).expect("the list is whole");
    assert_eq!((rows.len(), rows[0].to_string().as_str()), (1300, r#"{"a":1.0}"#));
    assert_eq!(rows[1250].to_string(), r#"{"a":0.5}"#);
    let few = answers(&["sql", late, "--limit", "2"]);
    assert_eq!(few[1].to_string(), r#"{"a":2}"#);
}

/// A store in which states and organisations go by other names than they are asked for.
fn of_powers() -> (TempDir, PathBuf) {
    let files = folder(&[
        ("1.txt", b"LIMA, 10 April 2031 - The United States threatened Peru with sanctions over onions. The US Senate urged Peru to open its ports.\n"),
        ("2.txt", b"LIMA, 11 April 2031 - The United Kingdom urged Peru to open its ports.\n"),
        ("3.txt", b"LIMA, 12 April 2031 - The European Union urged Peru to open its ports. The United Nations accused Peru of theft.\n"),
        ("4.txt", b"LIMA, 13 April 2031 - The UN Security Council condemned Peru on Sunday. NATO accused Peru of cyber attacks.\n"),
    ]);
    let store = files.path().join("news.db");
    let added = run(&[
        "add".as_ref(),
        "--store".as_ref(),
        store.as_os_str(),
        files.path().as_os_str(),
    ]);
    assert_eq!(added.code, 0, "{}", added.err);
    (files, store)
}

#[test]
fn states_and_organisations_go_by_their_usual_names() {
    let (_files, store) = of_powers();
    let acts = |who: &str| {
        let asked = ask_of(&store, &["events", "--actor", who]);
        assert_eq!(asked.code, 0, "{who}: {}", asked.err);
        asked.out
    };
    for (names, same) in [
        (&["US", "U.S.", "United States", "America"][..], "USA"),
        (&["UK", "Britain", "united kingdom"], "GBR"),
        (&["EU", "European Union"], "EUR"),
        (&["UN", "United Nations"], "UNO"),
        (&["Nato"], "NATO"),
    ] {
        for name in names {
            assert_eq!(acts(name), acts(same), "{name}");
        }
    }
    assert_eq!(acts("US").lines().count(), 2);
    assert_eq!(acts("UN").lines().count(), 2);
    assert_eq!(acts("\"US Senate\"").lines().count(), 1);
    let nobody = ask_of(&store, &["events", "--actor", "UAE"]);
    assert!(
        nobody.code == 1 && nobody.err.contains("nobody in it is called"),
        "{}",
        nobody.err
    );
}

#[test]
fn countries_go_by_their_usual_names() {
    let files = folder(&[
        ("1.txt", b"LONDON, 10 April 2031 - Kenyan Foreign Minister Amos Wekesa met Ghanaian Foreign Minister Kofi Adu in London on Monday.\n"),
    ]);
    let store = files.path().join("news.db");
    let added = run(&[
        "add".as_ref(),
        "--store".as_ref(),
        store.as_os_str(),
        files.path().as_os_str(),
    ]);
    assert_eq!(added.code, 0, "{}", added.err);
    let in_code = ask_of(&store, &["events", "--country", "GBR"]);
    assert_eq!(in_code.code, 0, "{}", in_code.err);
    for name in ["UK", "Britain", "the United Kingdom"] {
        assert_eq!(
            ask_of(&store, &["events", "--country", name]).out,
            in_code.out,
            "{name}"
        );
    }
}
