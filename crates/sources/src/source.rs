//! Sources by name: a file, a folder, a pattern, standard input.

use crate::input::Input;
use crate::jsonl::Jsonl;
use crate::packed::Unpacked;
use crate::table::Table;
use crate::walk::Walk;
use crate::warc::Warc;
use crate::{Body, Format, Item, Items, Options, Place, Problem, ProblemKind, feed};
use demarche_types::Container;
use std::fs::File;
use std::io::{self, Read, stdin};
use std::iter::{empty, once};
use std::path::{Path, PathBuf};

/// What messages call standard input.
const STDIN: &str = "<standard input>";

/// How many bytes of a file are looked at to tell what it is.
const START: usize = 4 << 10;

/// The reports of a source: a file, what is in a folder and its folders, what fits a pattern such as `news/*.warc.gz`, or standard
/// input (`-`).
///
/// A file is read whatever it is called; of a folder, the files that can be sources by their names, in the order of their paths. How
/// many others there are is told at the end.
#[must_use]
pub fn items(source: &Path, options: &Options) -> Items {
    if source == Path::new("-") {
        let input = Input::stream(Box::new(stdin()), options.progress.clone());
        return unpacked(input, STDIN, None, options);
    }
    match pattern(source) {
        Some(pattern) => matches(pattern, options),
        None => of_path(source, options),
    }
}

/// How many bytes the files of a source have, where that can be known.
#[must_use]
pub fn size(source: &Path) -> Option<u64> {
    if source == Path::new("-") {
        None
    } else if let Some(pattern) = pattern(source) {
        let paths = glob::glob(pattern).ok()?.filter_map(Result::ok);
        Some(paths.filter_map(|path| size(&path)).sum())
    } else if source.is_dir() {
        Some(sizes(Walk::of(source, is_source).filter_map(Result::ok)))
    } else {
        Some(sizes(once(source.to_owned())))
    }
}

fn sizes(files: impl Iterator<Item = PathBuf>) -> u64 {
    files
        .filter_map(|path| path.metadata().ok())
        .map(|meta| meta.len())
        .sum()
}

/// The pattern that a source is, where there is no file of that very name.
fn pattern(source: &Path) -> Option<&str> {
    source
        .to_str()
        .filter(|text| text.contains(['*', '?', '[']) && !source.exists())
}

/// Whether a file in a folder can be a source by its name.
fn is_source(path: &Path) -> bool {
    Format::of_name(path).is_some()
}

fn matches(pattern: &str, options: &Options) -> Items {
    let wrong = |message: String| -> Items {
        let problem = Problem::new(Place::of(&crate::public(pattern)), ProblemKind::MissingSource, message);
        Box::new(once(Err(problem)))
    };
    let mut paths = match glob::glob(pattern) {
        Ok(paths) => paths.peekable(),
        Err(error) => return wrong(format!("it is no file and no pattern ({error}); check the spelling")),
    };
    if paths.peek().is_none() {
        return wrong("no file fits the pattern; check the spelling, and that the folder is the right one".to_owned());
    }
    let options = options.clone();
    Box::new(paths.flat_map(move |path| match path {
        Ok(path) => of_path(&path, &options),
        Err(error) => {
            let source = error.path().display().to_string();
            Box::new(once(Err(Problem::unreadable(&source, error.error()))))
        }
    }))
}

fn of_path(path: &Path, options: &Options) -> Items {
    if !path.is_dir() {
        return of_file(path, options);
    }
    let source = path.display().to_string();
    if Walk::of(path, is_source).next().is_none() {
        let message = "the folder holds no reports; give one with files that end in .txt, .html, .jsonl, .csv, .tsv, .warc, .rss or \
            .atom, packed (.gz, .zst) or not";
        return Box::new(once(Err(Problem::new(
            Place::of(&source),
            ProblemKind::MissingSource,
            message,
        ))));
    }
    let (options, mut others) = (options.clone(), Others::default());
    let files = Walk::of(path, |_| true).map(Some).chain(once(None));
    Box::new(files.flat_map(move |file| -> Items {
        match file {
            Some(Ok(path)) if is_source(&path) => of_file(&path, &options),
            Some(Ok(path)) => {
                others.count(path);
                Box::new(empty())
            }
            Some(Err(problem)) => Box::new(once(Err(problem))),
            None => Box::new(others.problem(&source).map(Err).into_iter()),
        }
    }))
}

/// The files of a folder that cannot be sources by their names.
#[derive(Default)]
struct Others {
    count: u64,
    first: Option<PathBuf>,
}

impl Others {
    fn count(&mut self, path: PathBuf) {
        self.count += 1;
        self.first.get_or_insert(path);
    }

    /// How many there are, where there are any.
    fn problem(&self, folder: &str) -> Option<Problem> {
        let (count, first) = (self.count, self.first.as_ref()?.display());
        let message = format!(
            "left aside in it, since their names do not tell that they hold reports: {count}, of which the first is {first}; name \
            those that do hold some, each by itself"
        );
        Some(Problem::new(Place::of(folder), ProblemKind::OtherFiles, message))
    }
}

fn of_file(path: &Path, options: &Options) -> Items {
    let source = shown(path);
    let named = Format::of_name(path);
    if named.is_some_and(Format::is_document) && !Format::is_packed(path) && path.exists() {
        return Box::new(once(Ok(document(path, options))));
    }
    match File::open(path) {
        Ok(file) => unpacked(
            Input::file(file, options.progress.clone()),
            &source,
            Some((path, named)),
            options,
        ),
        Err(error) => Box::new(once(Err(Problem::unreadable(&source, &error)))),
    }
}

/// What messages call a file. One that is not there may be an address that was written wrongly, with secrets in it.
fn shown(path: &Path) -> String {
    let name = path.display().to_string();
    if path.exists() { name } else { crate::public(&name) }
}

/// A file that is one report, and is read by who reads it.
fn document(path: &Path, options: &Options) -> Item {
    options.progress.add(path.metadata().map_or(0, |meta| meta.len()));
    Item {
        place: Place::of(&path.display().to_string()),
        body: Body::File(path.to_owned()),
        container: Container::default(),
    }
}

/// The reports of a source that is open.
fn unpacked(input: Input, source: &str, file: Option<(&Path, Option<Format>)>, options: &Options) -> Items {
    reports(input, source, file, options)
        .unwrap_or_else(|error| Box::new(once(Err(Problem::reading(source, 1, &error)))))
}

fn reports(input: Input, source: &str, file: Option<(&Path, Option<Format>)>, options: &Options) -> io::Result<Items> {
    let mut input = Unpacked::of(input)?;
    let named = file.and_then(|(_, named)| named).or(options.format);
    let format = match named {
        Some(format) => format,
        None => Format::of_start(&input.first(START)?, &options.fields),
    };
    let name = source.to_owned();
    let found: Items = match format {
        Format::Jsonl => Box::new(Jsonl::of(input, name, options)),
        Format::Csv => Box::new(Table::of(input, name, options)?),
        Format::Warc => Box::new(Warc::of(input, name, options)),
        Format::Feed => match whole(&mut input, source, options)? {
            Ok(bytes) => Box::new(feed::items(&bytes, source).into_iter()),
            Err(problem) => Box::new(once(Err(problem))),
        },
        Format::Text | Format::Html => match file {
            // A page that is named one is told by its name once more, where it is read. What has no length, such as a pipe, cannot
            // be opened twice.
            Some((path, _)) if format == Format::Text && input.left().is_some() => {
                Box::new(once(Ok(document(path, options))))
            }
            _ => Box::new(once(whole(&mut input, source, options)?.map(|bytes| Item {
                place: Place::of(source),
                body: if format == Format::Html {
                    Body::Page(bytes)
                } else {
                    Body::Text(bytes)
                },
                container: Container::default(),
            }))),
        },
    };
    Ok(or_nothing(found, source, format))
}

/// The reports of a source, or that it holds none.
fn or_nothing(found: Items, source: &str, format: Format) -> Items {
    let place = Place::of(source);
    Box::new(once((found, place)).flat_map(move |(found, place)| {
        let mut found = found.peekable();
        let none = found.peek().is_none();
        found.chain(none.then(|| Err(Problem::new(place, ProblemKind::NoText, format.nothing()))))
    }))
}

/// All of a source, where it is no longer than a document may be.
fn whole(input: &mut Unpacked, source: &str, options: &Options) -> io::Result<Result<Vec<u8>, Problem>> {
    let (most, mut bytes) = (options.most_bytes, Vec::new());
    input.take(most as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() <= most {
        return Ok(Ok(bytes));
    }
    let message = format!("it is longer than {most} bytes, which no report is; split it, or raise --max-bytes");
    Ok(Err(Problem::new(Place::of(source), ProblemKind::TooLong, message)))
}
