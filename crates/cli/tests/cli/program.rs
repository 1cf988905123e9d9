//! Running the program, and the files it is given.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// How a run ended.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program writes UTF-8");
        Self {
            code: output.status.code().expect("no signal ended it"),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }
}

impl Run {
    /// The records it wrote, a line each.
    pub fn records(&self) -> Vec<serde_json::Value> {
        self.out
            .lines()
            .map(|line| serde_json::from_str(line).expect("each line is a record"))
            .collect()
    }

    /// Asserts that one document was refused: exit 1, nothing written, one message that names it and says what to do.
    pub fn assert_refused(&self, named: &str) {
        assert_eq!((self.code, self.out.as_str()), (1, ""), "{}", self.err);
        assert_eq!(self.err.lines().count(), 1, "{}", self.err);
        assert!(
            self.err.starts_with("demarche: ") && self.err.contains(named),
            "{}",
            self.err
        );
        assert!(!self.err.contains("panicked"), "{}", self.err);
    }
}

/// The program with arguments, in a surrounding that says nothing.
pub fn command<I: AsRef<std::ffi::OsStr>>(arguments: &[I]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
    command.args(arguments).stdin(Stdio::null()).env_remove("NO_COLOR");
    command
}

pub fn run<I: AsRef<std::ffi::OsStr>>(arguments: &[I]) -> Run {
    command(arguments).output().expect("the program starts").into()
}

pub fn run_with_input(arguments: &[&str], input: &[u8]) -> Run {
    let mut child = command(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    child
        .stdin
        .take()
        .expect("its input is piped")
        .write_all(input)
        .expect("it reads its input");
    child.wait_with_output().expect("it ends").into()
}

/// The project's own article of that name.
pub fn article(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus").join(name)
}

/// All of the project's own articles, in the order in which a folder is read.
pub fn articles() -> Vec<PathBuf> {
    let files = article("")
        .read_dir()
        .expect("the folder is there")
        .map(|entry| entry.expect("it can be listed").path());
    let is_article = |path: &PathBuf| path.extension().is_some_and(|end| end == "txt" || end == "html");
    let mut articles: Vec<PathBuf> = files.filter(is_article).collect();
    articles.sort();
    articles
}

/// A folder of its own with files in it.
pub fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().expect("a folder can be made");
    for (name, bytes) in files {
        std::fs::write(folder.path().join(name), bytes).expect("a file can be written");
    }
    folder
}
