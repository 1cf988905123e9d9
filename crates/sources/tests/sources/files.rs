//! Files, folders and patterns.

use super::*;
use demarche_sources::{Format, size};

#[test]
fn a_folder_is_read_in_the_order_of_its_paths() {
    let folder = folder(&[
        ("b.txt", b"They met."),
        ("a/c.html", b"<p>They met.</p>"),
        ("a/d.jsonl", b"{\"text\": \"They met.\"}"),
        ("notes.md", b"Nothing."),
        (".hidden.txt", b"Nothing."),
        ("z.txt.gz", &gzip(b"They met.")),
    ]);
    let mut found: Vec<Found> = items(folder.path(), &Options::default()).collect();
    found.pop_if(|last| last.is_err());
    assert_eq!(
        names(&found, folder.path()),
        ["a/c.html", "a/d.jsonl", "b.txt", "z.txt.gz"].map(PathBuf::from)
    );
    assert!(texts(&found).iter().all(|text| text.contains("They met.")));
}

#[test]
fn what_is_left_aside_in_a_folder_is_counted() {
    let folder = folder(&[
        ("b.txt", b"They met."),
        ("c/a.json", b"{\"text\": \"They met.\"}"),
        ("d.md", b"Nothing."),
        (".hidden.md", b"Nothing."),
    ]);
    let found: Vec<Found> = items(folder.path(), &Options::default()).collect();
    assert_eq!((texts(&found).len(), kinds(&found)), (1, vec![ProblemKind::OtherFiles]));
    let problem = problems(&found)[0];
    let message = problem.to_string();
    assert!(
        problem.kind.is_aside() && message.contains("reports: 2, ") && message.contains("a.json;"),
        "{message}"
    );
    std::fs::remove_file(folder.path().join("c/a.json")).unwrap();
    std::fs::remove_file(folder.path().join("d.md")).unwrap();
    assert!(items(folder.path(), &Options::default()).all(|found| found.is_ok()));
}

#[test]
fn patterns_that_the_shell_left_are_looked_up() {
    let folder = folder(&[("a.txt", b"a"), ("b.txt", b"b"), ("c/d.txt", b"d"), ("e.html", b"e")]);
    let pattern = |pattern: &str| folder.path().join(pattern);
    let found = |pattern: &Path| items(pattern, &Options::default()).collect::<Vec<_>>();
    assert_eq!(texts(&found(&pattern("*.txt"))), ["a", "b"]);
    assert_eq!(texts(&found(&pattern("**/*.txt"))), ["a", "b", "d"]);
    assert_eq!(size(&pattern("*.txt")), Some(2));
    let none = found(&pattern("*.pdf"));
    assert_eq!(kinds(&none), [ProblemKind::MissingSource]);
    assert!(problems(&none)[0].to_string().contains("no file fits"));
    assert_eq!(kinds(&found(&pattern("[.txt"))), [ProblemKind::MissingSource]);
}

#[test]
fn a_file_that_is_there_is_no_pattern() {
    let folder = folder(&[("a[1].txt", b"a"), ("a1.txt", b"b")]);
    let found: Vec<Found> = items(&folder.path().join("a[1].txt"), &Options::default()).collect();
    assert_eq!(texts(&found), ["a"]);
}

#[test]
fn what_is_not_there_is_named() {
    let folder = folder(&[("empty/a.pdf", b"")]);
    for (name, says) in [
        ("gone.txt", "no such file"),
        ("empty", "holds no reports"),
        ("gone.jsonl", "no such file"),
    ] {
        let found: Vec<Found> = items(&folder.path().join(name), &Options::default()).collect();
        let problem = problems(&found)[0].to_string();
        assert!(problem.contains(name) && problem.contains(says), "{problem}");
    }
}

#[test]
fn packed_files_are_told_by_their_bytes() {
    let report = b"The ministers met in Geneva.";
    for packed in [gzip(report), zstd(report)] {
        for name in ["a.txt.gz", "a.bin", "a.gz"] {
            assert_eq!(
                texts(&found(name, &packed, &Options::default())),
                ["The ministers met in Geneva."]
            );
        }
        let jsonl = b"{\"text\": \"a\"}\n";
        let packed = if packed.starts_with(&[0x1f]) {
            gzip(jsonl)
        } else {
            zstd(jsonl)
        };
        assert_eq!(texts(&found("news", &packed, &Options::default())), ["a"]);
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_that_is_given_as_a_file_is_read_once() {
    use std::os::fd::AsRawFd;
    for (bytes, read) in [
        (&b"The ministers met in Geneva."[..], "The ministers met in Geneva."),
        (b"{\"text\": \"They met.\"}\n", "They met."),
    ] {
        let (reader, mut writer) = std::io::pipe().unwrap();
        writer.write_all(bytes).unwrap();
        drop(writer);
        let path = PathBuf::from(format!("/dev/fd/{}", reader.as_raw_fd()));
        let found: Vec<Found> = items(&path, &Options::default()).collect();
        assert!(!matches!(&found[0].as_ref().unwrap().body, Body::File(_)));
        assert_eq!(texts(&found), [read]);
    }
}

#[test]
fn a_format_that_is_given_decides_where_the_name_does_not_tell() {
    let options = Options {
        format: Some(Format::Csv),
        ..Options::default()
    };
    assert_eq!(texts(&found("news", b"text\na\n", &options)), ["a"]);
    assert_eq!(texts(&found("news.jsonl", b"{\"text\": \"a\"}\n", &options)), ["a"]);
}

#[test]
fn what_holds_nothing_is_named() {
    let info = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n";
    let feed = b"<rss version='2.0'><channel><title>The Courier</title></channel></rss>";
    for (name, bytes, says) in [
        ("a.jsonl", b"".to_vec(), "it is empty"),
        ("a.jsonl", b"\n \n".to_vec(), "it is empty"),
        ("a.jsonl.gz", gzip(b""), "it is empty"),
        ("a.warc.gz", Vec::new(), "it is empty"),
        ("a.warc", info.to_vec(), "no answers of servers"),
        ("a.warc.gz", gzip(info), "no answers of servers"),
        ("a.csv", b"text\n".to_vec(), "no rows"),
        ("a.csv", Vec::new(), "it is empty"),
        ("a.rss", feed.to_vec(), "no entries"),
    ] {
        let found = found(name, &bytes, &Options::default());
        assert_eq!((found.len(), kinds(&found)), (1, vec![ProblemKind::NoText]), "{name}");
        let message = problems(&found)[0].to_string();
        assert!(message.contains(name) && message.contains(says), "{message}");
    }
}

#[test]
fn what_is_longer_than_a_report_is_left_out() {
    let options = Options {
        most_bytes: 1_000,
        ..Options::default()
    };
    let long = found("a.txt.gz", &gzip(&[b'a'; 100_000]), &options);
    assert_eq!(kinds(&long), [ProblemKind::TooLong]);
    assert_eq!(kinds(&found("a.rss", &[b'a'; 2_000], &options)), [ProblemKind::TooLong]);
}

#[test]
fn a_packed_file_that_is_cut_off() {
    let packed = gzip(&b"The ministers met in Geneva. ".repeat(50));
    let cut = found("a.txt.gz", &packed[..packed.len() - 5], &Options::default());
    assert_eq!(kinds(&cut), [ProblemKind::BrokenArchive]);
    assert!(problems(&cut)[0].to_string().contains("cut off"));
}

#[test]
fn progress_counts_the_bytes_of_the_sources() {
    let jsonl = "{\"text\": \"They met.\"}\n".repeat(500);
    let folder = folder(&[("a.txt", b"They met."), ("b.jsonl", jsonl.as_bytes())]);
    let options = Options::default();
    assert_eq!(items(folder.path(), &options).count(), 501);
    assert_eq!(Some(options.progress.bytes()), size(folder.path()));
}
