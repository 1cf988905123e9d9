//! Web archives.

use super::*;

const HEAD: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=ISO-8859-1\r\n\r\n";

/// A record of an archive.
fn record(kind: &str, uri: &str, block: &[u8]) -> Vec<u8> {
    record_of(kind, uri, block, block.len())
}

fn record_of(kind: &str, uri: &str, block: &[u8], length: usize) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2023-03-14T01:02:03Z\r\n\
         WARC-Record-ID: <urn:uuid:0>\r\nContent-Length: {length}\r\n\r\n"
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn page(i: usize) -> Vec<u8> {
    let uri = format!("https://courier.example/{i}?token=abc");
    let block = format!("{HEAD}<html><body><p>The ministers met for the {i}th time in Geneva.</p></body></html>");
    record("response", &uri, block.as_bytes())
}

/// An archive as crawlers write them: about itself first, a request before each response.
fn records(count: usize) -> Vec<Vec<u8>> {
    let mut records = vec![record("warcinfo", "", b"software: a crawler\r\n")];
    for i in 0..count {
        records.push(record("request", "https://courier.example/", b"GET / HTTP/1.1\r\n\r\n"));
        records.push(page(i));
    }
    records
}

/// Which of the pages were found.
fn pages(found: &[Found]) -> Vec<usize> {
    let number = |text: String| {
        text.split("the ")
            .nth(1)
            .and_then(|rest| rest.split("th ").next()?.parse().ok())
    };
    texts(found).into_iter().filter_map(number).collect()
}

fn all(name: &str, records: &[Vec<u8>]) -> Vec<Found> {
    found(name, &records.concat(), &Options::default())
}

/// The same records in files of each kind.
fn in_all_kinds(records: &[Vec<u8>]) -> Vec<(&'static str, Vec<u8>)> {
    let each = |pack: fn(&[u8]) -> Vec<u8>| records.iter().map(|record| pack(record)).collect::<Vec<_>>().concat();
    vec![
        ("plain.warc", records.concat()),
        ("each.warc.gz", each(gzip)),
        ("each.warc.zst", each(zstd)),
        ("whole.warc.gz", gzip(&records.concat())),
    ]
}

#[test]
fn responses_are_reports_with_their_address_and_the_day_of_the_crawl() {
    for (name, bytes) in in_all_kinds(&records(3)) {
        let found = found(name, &bytes, &Options::default());
        assert_eq!((pages(&found), found.len()), (vec![0, 1, 2], 3), "{name}");
        let container = &found[0].as_ref().unwrap().container;
        assert_eq!(container.uri.as_deref(), Some("https://courier.example/0?token=***"));
        assert_eq!(
            (container.fetched.as_deref(), &container.published),
            (Some("2023-03-14"), &None)
        );
        assert_eq!(container.charset.as_deref(), Some("ISO-8859-1"));
        assert!(matches!(found[0].as_ref().unwrap().body, Body::Page(_)));
    }
}

#[test]
fn a_record_s_place_is_that_of_its_member() {
    let records = records(2);
    let packed: Vec<Vec<u8>> = records.iter().map(|record| gzip(record)).collect();
    let found = found("a.warc.gz", &packed.concat(), &Options::default());
    let start: usize = packed[..4].iter().map(Vec::len).sum();
    let place = found[1].as_ref().unwrap().place.to_string();
    assert!(
        place.ends_with(&format!("a.warc.gz, record 5 at byte {start}")),
        "{place}"
    );
}

#[test]
fn what_is_no_page_is_left_aside() {
    let other = |head: &str| {
        record(
            "response",
            "https://courier.example/",
            format!("{head}\r\n\r\nxyz").as_bytes(),
        )
    };
    let records = [
        other("HTTP/1.1 404 Not Found\r\nContent-Type: text/html"),
        other("HTTP/1.1 200 OK\r\nContent-Type: image/png"),
        record("revisit", "https://courier.example/", b"HTTP/1.1 200 OK\r\n\r\n"),
        record("metadata", "https://courier.example/", b"fetchTimeMs: 1\r\n"),
        page(1),
    ];
    let found = all("a.warc", &records);
    assert_eq!((pages(&found), kinds(&found)), (vec![1], vec![ProblemKind::NoPage; 2]));
    assert!(
        found
            .iter()
            .filter_map(|found| found.as_ref().err())
            .all(|problem| problem.kind.is_aside())
    );
}

#[test]
fn bodies_come_packed_and_in_pieces() {
    let html = b"<html><p>The ministers met for the 7th time in Geneva.</p></html>";
    let packed = gzip(html);
    let mut chunked = format!("{:x}\r\n", packed.len()).into_bytes();
    chunked.extend([&packed[..], b"\r\n0\r\n\r\n"].concat());
    let head =
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n";
    let found = all(
        "a.warc",
        &[record(
            "response",
            "https://c.example/",
            &[&head[..], &chunked].concat(),
        )],
    );
    assert_eq!(texts(&found), [String::from_utf8(html.to_vec()).unwrap()]);
}

#[test]
fn a_body_in_pieces_that_is_cut_off_is_left_out() {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n";
    let piece = "<html><p>The ministers met for the 7th time in Geneva.</p>";
    let body = format!("{:x}\r\n{piece}\r\n40\r\n<p>They", piece.len());
    let cut = record("response", "https://c.example/", format!("{head}{body}").as_bytes());
    let found = all("a.warc", &[cut, page(1)]);
    assert_eq!(
        (pages(&found), kinds(&found)),
        (vec![1], vec![ProblemKind::BrokenRecord])
    );
    let message = problems(&found)[0].to_string();
    assert!(
        message.contains("record 1 at byte 0: ") && message.contains("cut off"),
        "{message}"
    );
}

#[test]
fn a_body_that_unpacks_to_too_much_is_left_out() {
    let bomb = [
        &b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"[..],
        &gzip(&vec![0; 30 << 20]),
    ]
    .concat();
    let found = all("a.warc", &[record("response", "https://c.example/", &bomb), page(1)]);
    assert_eq!((pages(&found), kinds(&found)), (vec![1], vec![ProblemKind::TooLong]));
}

#[test]
fn wrong_lengths_cost_one_record() {
    let block = format!("{HEAD}<html><p>Nobody met.</p></html>");
    for wrong in [
        0,
        3,
        block.len() - 1,
        block.len() + 1,
        block.len() + 300,
        100_000,
        1 << 40,
    ] {
        let mut records = records(4);
        records[4] = record_of("response", "https://c.example/", block.as_bytes(), wrong);
        for (name, bytes) in in_all_kinds(&records) {
            if name == "whole.warc.gz" && wrong == 1 << 40 {
                // Nothing in it tells where the record ends.
                continue;
            }
            let found = found(name, &bytes, &Options::default());
            let mut pages = pages(&found);
            pages.retain(|page| *page != 1);
            assert_eq!(pages, [0, 2, 3], "{name}, {wrong}: {:?}", problems(&found));
            // The ends of lines behind a record may belong to it.
            let harmless = (block.len()..=block.len() + 4).contains(&wrong);
            assert_eq!(problems(&found).is_empty(), harmless, "{name}, {wrong}");
        }
    }
}

#[test]
fn heads_that_are_none_cost_one_record() {
    for broken in [
        &b"WARC/1.0\r\nWARC-Type: response\r\n\r\nabc\r\n\r\n"[..],
        b"WARC/1.0\r\nContent-Length: many\r\n\r\nabc\r\n\r\n",
        b"WARC/x\r\n\r\n",
        b"nonsense\r\nmore of it\r\n\r\n",
        b"\0\0\xff\xfe\r\n",
    ] {
        let mut records = records(3);
        records.insert(3, broken.to_vec());
        for (name, bytes) in in_all_kinds(&records) {
            let found = found(name, &bytes, &Options::default());
            assert_eq!(
                pages(&found),
                [0, 1, 2],
                "{name}, {:?}: {:?}",
                String::from_utf8_lossy(broken),
                problems(&found)
            );
            assert_eq!(problems(&found).len(), 1, "{name}: {:?}", problems(&found));
            assert!(
                problems(&found)[0].to_string().contains("record 4 at byte "),
                "{:?}",
                problems(&found)
            );
        }
    }
}

#[test]
fn a_response_without_a_head_and_one_that_was_cut_off() {
    let mut cut = page(8);
    let at = cut.windows(9).position(|window| window == b"WARC-Date").unwrap();
    cut.splice(at..at, b"WARC-Truncated: length\r\n".iter().copied());
    let found = all(
        "a.warc",
        &[record("response", "https://c.example/", b"nothing"), cut, page(1)],
    );
    assert_eq!(
        (pages(&found), kinds(&found)),
        (vec![1], vec![ProblemKind::BrokenRecord; 2])
    );
}

#[test]
fn a_broken_member_costs_one_record() {
    let records = records(4);
    let packed: Vec<Vec<u8>> = records.iter().map(|record| gzip(record)).collect();
    for change in ["cut", "flip", "head"] {
        let mut packed = packed.clone();
        let start: usize = packed[..4].iter().map(Vec::len).sum();
        let length = packed[4].len();
        match change {
            "cut" => packed[4].truncate(length / 2),
            "flip" => packed[4][length / 2..length / 2 + 4].fill(0xff),
            _ => packed[4][0] = b'x',
        }
        let found = found("a.warc.gz", &packed.concat(), &Options::default());
        assert_eq!(pages(&found), [0, 2, 3], "{change}: {:?}", problems(&found));
        // What a damaged one gives before the damage shows may be no record already.
        assert_eq!(problems(&found).len(), 1, "{change}: {:?}", problems(&found));
        let message = problems(&found)[0].to_string();
        assert!(
            message.contains(&format!("record 5 at byte {start}: ")),
            "{change}: {message}"
        );
    }
}

#[test]
fn an_archive_that_is_cut_off_anywhere() {
    let records = records(3);
    for (name, bytes) in in_all_kinds(&records) {
        for length in (0..bytes.len()).step_by(7) {
            let found = found(name, &bytes[..length], &Options::default());
            let pages = pages(&found);
            assert!(pages.iter().copied().eq(0..pages.len()), "{name}, {length}: {pages:?}");
            assert!(problems(&found).len() <= 1, "{name}, {length}: {:?}", problems(&found));
        }
    }
}

#[test]
fn a_record_that_is_too_long_is_passed_over() {
    let options = Options {
        most_bytes: 2_000,
        ..Options::default()
    };
    let long = format!("{HEAD}<html><p>{}</p></html>", "Nobody met. ".repeat(20_000));
    let records = [
        page(0),
        record("response", "https://c.example/", long.as_bytes()),
        page(2),
    ];
    for (name, bytes) in in_all_kinds(&records) {
        let found = found(name, &bytes, &options);
        assert_eq!(
            (pages(&found), kinds(&found)),
            (vec![0, 2], vec![ProblemKind::TooLong]),
            "{name}"
        );
    }
}

#[test]
fn an_archive_made_for_it_is_not_read_over_and_over() {
    // Each record says that it reaches over a thousand of those behind it.
    let short = vec![b'a'; 400];
    let one = record_of("response", "https://c.example/", &short, 600_000);
    let count = 3_000;
    let long = record("metadata", "https://c.example/", &vec![b'a'; 700_000]);
    let archive = [one.repeat(count), long, page(1)].concat();
    for (name, bytes) in [("a.warc", archive.clone()), ("a.warc.gz", gzip(&archive))] {
        let found = found(name, &bytes, &Options::default());
        assert_eq!(pages(&found), [1], "{name}");
        // What lies behind 256 MB that were read a second time is not looked at in a record that is broken.
        let problems = problems(&found);
        assert!(problems.len() < count / 2, "{name}: {}", problems.len());
        assert!(problems.iter().any(|it| it.to_string().contains("is left out with it")));
    }
}

proptest::proptest! {
    #[test]
    fn no_bytes_bring_it_down(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..400), at in 0_usize..900) {
        let mut archive = records(2).concat();
        let at = at.min(archive.len());
        archive.splice(at..at, bytes.iter().copied());
        for (name, bytes) in [("a.warc", archive.clone()), ("a.warc.gz", gzip(&archive)), ("b.warc", bytes)] {
            found(name, &bytes, &Options::default());
        }
    }
}
