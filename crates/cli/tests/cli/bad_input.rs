//! What bad input gets: a message that names the file and says what to do, and no end to the run.

use super::program::{article, folder, run, run_with_input};

/// Reads a file with this name and these bytes, which must be refused with these words.
fn refused(name: &str, bytes: &[u8], words: &str) {
    let folder = folder(&[(name, bytes)]);
    let read = run(&[&"read".into(), &folder.path().join(name)]);
    read.assert_refused(name);
    assert!(read.err.contains(words), "{}", read.err);
}

#[test]
fn a_missing_file() {
    run(&["read", "no/such/report.txt"]).assert_refused("no/such/report.txt");
}

#[test]
fn a_folder_without_reports() {
    let folder = folder(&[("photo.jpeg", b"\xff\xd8\xff"), ("notes.md", b"Nothing.")]);
    run(&["read".as_ref(), folder.path()]).assert_refused(&folder.path().display().to_string());
}

#[test]
fn an_image_named_txt() {
    refused(
        "photo.txt",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0",
        "",
    );
}

#[test]
fn nothing_at_all() {
    refused("empty.txt", b"", "empty");
    refused("blank.txt", b" \n\t\r\n ", "");
}

#[test]
fn nul_bytes() {
    refused(
        "nul.txt",
        b"The minister said\0\0\0 that nothing would change, and left.\0",
        "",
    );
}

#[test]
fn a_page_without_an_article() {
    refused(
        "page.html",
        b"<html><head><title>Shop</title></head><body><a href=/>Home</a></body></html>",
        "",
    );
}

#[test]
fn another_language() {
    let german = "Die Außenministerin sagte am Dienstag vor Journalisten in Genf, ihre Regierung werde keine Frist annehmen. \
        „Wir sind nicht hierher gekommen, um uns ein Ultimatum überreichen zu lassen“, sagte sie. Das Ministerium wies den \
        Vorwurf zurück und kündigte an, die Gespräche in der kommenden Woche fortzusetzen.";
    refused("bericht.txt", german.as_bytes(), "--any-language");

    let folder = folder(&[("bericht.txt", german.as_bytes())]);
    let read = run(&[
        "read".as_ref(),
        "--any-language".as_ref(),
        folder.path().join("bericht.txt").as_os_str(),
    ]);
    assert_eq!((read.code, read.records().len()), (0, 1), "{}", read.err);
    assert!(
        read.err.contains("bericht.txt"),
        "a warning names the file: {}",
        read.err
    );
}

#[test]
fn the_others_are_still_read() {
    let (good, last) = (article("halma-bridge.txt"), article("ferry-inquiry.txt"));
    let folder = folder(&[("nul.txt", b"\0\0\0\0")]);
    let bad = folder.path().join("nul.txt");
    let read = run(&[
        "read".as_ref(),
        good.as_os_str(),
        bad.as_os_str(),
        "gone.txt".as_ref(),
        last.as_os_str(),
    ]);
    assert_eq!(read.code, 1);
    let messages: Vec<&str> = read.err.lines().collect();
    assert_eq!(messages.len(), 2, "{}", read.err);
    assert!(
        messages[0].contains("nul.txt") && messages[1].contains("gone.txt"),
        "{}",
        read.err
    );
    let titles: Vec<_> = read
        .records()
        .iter()
        .map(|record| record["document"]["title"]["text"].clone())
        .collect();
    assert_eq!(titles.len(), 2);
    assert!(titles[0].as_str().unwrap().starts_with("Verdania") && titles[1].as_str().unwrap().starts_with("Marel"));
}

#[test]
fn truncated_html() {
    let page = std::fs::read(article("slow-count.html")).unwrap();
    for share in [1, 3, 5, 7, 9] {
        let read = run_with_input(&["read", "-"], &page[..page.len() * share / 10]);
        assert!(
            matches!(read.code, 0 | 1) && !read.err.contains("panicked"),
            "{share}: {}",
            read.err
        );
        assert_eq!(read.out.is_empty(), read.code == 1, "{share}: {}", read.err);
    }
}

#[test]
fn a_long_text_without_a_full_stop() {
    let words = "the minister and the envoy and the ministry of the other state ".repeat(2_000);
    let read = run_with_input(&["read", "-", "--no-text", "--any-language"], words.as_bytes());
    assert!(
        matches!(read.code, 0 | 1) && !read.err.contains("panicked"),
        "{}",
        read.err
    );
}

#[test]
fn invalid_utf_8() {
    let mut report = std::fs::read(article("ferry-inquiry.txt")).unwrap();
    report.extend_from_slice(b"\nThe caf\xe9 on the quay stayed shut, its owner said.\n");
    let read = run_with_input(&["read", "-"], &report);
    assert_eq!(read.code, 0, "{}", read.err);
    assert!(read.records()[0]["text"].as_str().unwrap().contains("café"));
}

#[test]
fn misuse() {
    let article = article("halma-bridge.txt");
    let article = article.to_str().unwrap();
    for arguments in [
        &["read", article, "--published", "yesterday"][..],
        &["read", article, "--published", "2023-02-30"],
        &["read", article, "--threads", "0"],
        &["read", article, "--format", "xml"],
        &["read", article, article, "--uri", "https://one.example/"],
        &["write", article],
        &["verify"],
        &[],
    ] {
        let misused = run(arguments);
        assert_eq!(
            (misused.code, misused.out.as_str()),
            (2, ""),
            "{arguments:?}: {}",
            misused.err
        );
        assert!(!misused.err.is_empty());
    }
}

#[test]
fn a_line_of_the_user_s_actors_that_cannot_be_understood() {
    let folder = folder(&[("mine.csv", b"name,code\nHarbour Watch,NOR\nQuay\n")]);
    let (actors, report) = (folder.path().join("mine.csv"), article("halma-bridge.txt"));
    let read = run(&["read".as_ref(), report.as_path(), "--actors".as_ref(), actors.as_path()]);
    assert_eq!((read.code, read.records().len()), (0, 1), "{}", read.err);
    assert!(read.err.contains("mine.csv:3"), "{}", read.err);
}

#[test]
fn actors_that_are_not_there() {
    let read = run(&["read", "report.txt", "--actors", "no/such/actors.csv"]);
    assert_eq!((read.code, read.out.as_str()), (2, ""));
    assert!(read.err.contains("no/such/actors.csv"), "{}", read.err);
}
