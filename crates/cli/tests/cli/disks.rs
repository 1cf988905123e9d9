//! Stores on disks that are full, and where nothing may be written.

use super::program::{Run, command, folder, run};
use super::sources::TEXTS;
use super::stored::add;
use demarche_store::Store;
use std::fmt::Write as _;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Memory as a file system in a folder, as long as this lives; none where it may not be mounted.
struct Disk(PathBuf);

impl Disk {
    fn mount(folder: &Path, options: &str) -> Option<Self> {
        let disk = folder.join("disk");
        fs::create_dir(&disk).unwrap();
        let mut mount = Command::new("mount");
        let mounted = mount.args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(&disk).output();
        mounted.is_ok_and(|mount| mount.status.success()).then_some(Self(disk))
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let unmounted = Command::new("umount").arg(&self.0).status();
        assert!(unmounted.is_ok_and(|status| status.success()));
    }
}

#[test]
fn a_folder_that_may_not_be_written_to_is_named() {
    let files = folder(&[("a.txt", TEXTS[0].as_bytes())]);
    let Some(disk) = Disk::mount(files.path(), "ro") else {
        return;
    };
    let store = disk.0.join("news.db");
    let added = add(&store, &[&files.path().join("a.txt")], &[]);
    assert_cannot_be_written_to(&added, &disk.0);
}

/// Where there is no disk that can be full, there is nothing to test.
#[test]
fn a_full_disk_keeps_what_was_committed() {
    let files = folder(&[]);
    let Some(disk) = Disk::mount(files.path(), "size=600k") else {
        return;
    };
    let mut jsonl = String::new();
    for i in 0..300 {
        let text = format!("Report {i}. {}", TEXTS[i % 3].repeat(20));
        writeln!(jsonl, "{}", serde_json::json!({ "text": text })).unwrap();
    }
    let (source, store) = (files.path().join("a.jsonl"), disk.0.join("news.db"));
    fs::write(&source, jsonl).unwrap();
    let added = add(&store, &[&source], &[]);
    let kept = Store::open_read_only(&store).map(|store| store.documents().map(|documents| documents.len()));
    assert!(added.code == 1 && added.err.contains("no room left"), "{}", added.err);
    assert!(matches!(kept, Ok(Ok(_))), "{kept:?}");
}

/// A store with three reports.
fn filled(store: &Path) {
    let reports = folder(&[
        ("a.txt", TEXTS[0].as_bytes()),
        ("b.txt", TEXTS[1].as_bytes()),
        ("c.txt", TEXTS[2].as_bytes()),
    ]);
    let added = add(store, &[reports.path()], &[]);
    assert_eq!(added.code, 0, "{}", added.err);
}

/// Says that a store cannot be written to, in which folder, and what to do.
fn assert_cannot_be_written_to(refused: &Run, folder: &Path) {
    let told = format!(
        "in its folder {}, or have the store in another folder",
        folder.display()
    );
    assert!(
        refused.code == 1 && refused.err.contains("it cannot be written to") && refused.err.contains(&told),
        "{}",
        refused.err
    );
}

#[test]
fn a_store_on_a_disk_that_may_only_be_read_answers() {
    let files = folder(&[("a.txt", TEXTS[0].as_bytes())]);
    let Some(disk) = Disk::mount(files.path(), "size=8m") else {
        return;
    };
    let store = disk.0.join("news.db");
    filled(&store);
    let remounted = Command::new("mount").args(["-o", "remount,ro"]).arg(&disk.0).status();
    assert!(remounted.unwrap().success());
    let found = run(&[
        "search".as_ref(),
        "tariffs".as_ref(),
        "--store".as_ref(),
        store.as_os_str(),
    ]);
    assert_eq!((found.code, found.records().len()), (0, 1), "{}", found.err);
    assert_cannot_be_written_to(&add(&store, &[&files.path().join("a.txt")], &[]), &disk.0);
}

/// The program as somebody starts it who may not do everything; none where nobody else can be.
fn as_anybody<I: AsRef<std::ffi::OsStr>>(folder: &Path, arguments: &[I]) -> Option<Run> {
    let may_all = fs::write(folder.join("probe"), b"").is_ok();
    let mut program = command(arguments);
    if may_all {
        fs::remove_file(folder.join("probe")).unwrap();
        program.uid(65_534).gid(65_534);
    }
    program.output().ok().map(Run::from)
}

#[test]
fn a_store_in_a_folder_that_may_only_be_read_answers() {
    let files = folder(&[("a.txt", TEXTS[0].as_bytes())]);
    let (report, shelf) = (files.path().join("a.txt"), files.path().join("shelf"));
    fs::create_dir(&shelf).unwrap();
    let (store, new) = (shelf.join("news.db"), shelf.join("new.db"));
    filled(&store);
    let may = |mode| fs::set_permissions(&shelf, Permissions::from_mode(mode)).unwrap();
    fs::set_permissions(files.path(), Permissions::from_mode(0o755)).unwrap();
    may(0o555);
    if as_anybody(&shelf, &["--version"]).is_none() {
        return may(0o755);
    }
    let on = |verb: &[&str], store: &Path| {
        let mut arguments: Vec<_> = verb.iter().map(std::ffi::OsStr::new).collect();
        arguments.extend(["--store".as_ref(), store.as_os_str()]);
        as_anybody(&shelf, &arguments).unwrap()
    };
    for verb in [
        &["search", "tariffs"][..],
        &["sql", "SELECT * FROM texts WHERE text LIKE '%tariffs%'"],
    ] {
        let found = on(verb, &store);
        assert_eq!((found.code, found.records().len()), (0, 1), "{verb:?}: {}", found.err);
    }
    for store in [&store, &new] {
        assert_cannot_be_written_to(&on(&["add", report.to_str().unwrap()], store), &shelf);
    }
    // What is still in the log cannot be read there, and is not left out in silence.
    may(0o755);
    let writer = Store::open(&store).unwrap();
    writer
        .connection()
        .execute_batch("UPDATE runs SET options = '{} '")
        .unwrap();
    fs::copy(&store, &new).unwrap();
    fs::copy(shelf.join("news.db-wal"), shelf.join("new.db-wal")).unwrap();
    may(0o555);
    let found = on(&["search", "tariffs"], &new);
    assert!(
        found.code == 1 && found.err.contains("give both files to a folder"),
        "{}",
        found.err
    );
    may(0o755);
}
