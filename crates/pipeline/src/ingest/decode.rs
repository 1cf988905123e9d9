//! Bytes to text: what is text at all, and in which encoding.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

/// How many bytes at the start of a page are searched for the encoding it declares.
const DECLARATION_REACH: usize = 4096;

/// In how many characters of a text one may be a control character: old wire copy holds some, other data many.
const CONTROL_SHARE: usize = 100;

/// Starts of files that are no text, and what they are. A file of a listed kind is told by them whatever its name says.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"\x89PNG", "a PNG image"),
    (b"\xFF\xD8\xFF", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "an image, a sound or a film"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"BM\0\0", "an image"),
    (b"\0\0\0\x18ftyp", "an image or a film"),
    (b"\0\0\0\x1Cftyp", "an image or a film"),
    (b"\0\0\0 ftyp", "an image or a film"),
    (b"%PDF-", "a PDF document"),
    (b"%!PS", "a PostScript document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1F\x8B", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xFD7zXZ", "an xz archive"),
    (b"\x28\xB5\x2F\xFD", "a zstd archive"),
    (b"7z\xBC\xAF", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xD0\xCF\x11\xE0", "an office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x7FELF", "a program"),
    (b"MZ\x90\0", "a program"),
    (b"SQLite format 3\0", "a database"),
    (b"OggS", "a sound or a film"),
    (b"ID3", "a sound"),
    (b"fLaC", "a sound"),
    (b"From: <Saved by", "a web archive (MHTML)"),
];

/// A text and how it was decoded.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The text, without the mark of its encoding at its start.
    pub(super) text: String,
    /// What a reader of the record should know: that the encoding was guessed, or that bytes were lost.
    pub(super) warning: Option<String>,
}

impl Decoded {
    fn certain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            warning: None,
        }
    }
}

/// Why bytes are no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Undecodable {
    /// They are a file of another kind.
    Kind(&'static str),
    /// They hold NUL or many other control characters.
    Binary,
    /// They are UTF-8 up to a byte, and again behind it.
    Damaged {
        /// The first byte that is wrong.
        at: usize,
    },
    /// No encoding fits them.
    Unknown,
}

/// Decodes plain text, losing nothing: by its mark, as UTF-8, or in the encoding that its bytes are likeliest to be in.
pub(super) fn text(bytes: &[u8]) -> Result<Decoded, Undecodable> {
    refuse_kinds(bytes)?;
    let decoded = match marked(bytes) {
        Some(decoded) => decoded?,
        None => unmarked(bytes)?,
    };
    if is_binary(&decoded.text) {
        Err(Undecodable::Binary)
    } else {
        Ok(decoded)
    }
}

/// Decodes a web page: as [`text`] does, or in the encoding that its server named or the page declares. What cannot be decoded is
/// lost, with a warning, as browsers do.
pub(super) fn page(bytes: &[u8], named: Option<&str>) -> Result<Decoded, Undecodable> {
    let lossless = text(bytes);
    let damaged = match lossless {
        Err(Undecodable::Kind(_) | Undecodable::Binary) | Ok(Decoded { warning: None, .. }) => return lossless,
        Err(Undecodable::Damaged { .. }) => true,
        _ => false,
    };
    let declared = named
        .and_then(|label| Encoding::for_label(label.as_bytes()))
        .or_else(|| declared(bytes))
        .filter(|encoding| damaged || *encoding != UTF_8)
        .or(damaged.then_some(UTF_8));
    let Some(encoding) = declared else { return lossless };
    let (text, lost) = encoding.decode_without_bom_handling(bytes);
    let warning = lost.then(|| format!("some bytes are not {} and were lost", encoding.name()));
    Ok(Decoded {
        text: text.into_owned(),
        warning,
    })
}

fn refuse_kinds(bytes: &[u8]) -> Result<(), Undecodable> {
    let found = SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start));
    // Four letters are a weak sign: a report may open with them.
    let weak = |start: &[u8]| start.iter().all(u8::is_ascii_alphanumeric);
    match found {
        Some((start, _)) if weak(start) && !bytes[..bytes.len().min(64)].contains(&0) => Ok(()),
        Some((_, kind)) => Err(Undecodable::Kind(kind)),
        None => Ok(()),
    }
}

/// Decodes what opens with the mark of its encoding.
fn marked(bytes: &[u8]) -> Option<Result<Decoded, Undecodable>> {
    let (encoding, length) = Encoding::for_bom(bytes)?;
    let (text, lost) = encoding.decode_without_bom_handling(&bytes[length..]);
    Some(if lost {
        Err(damage(bytes))
    } else {
        Ok(Decoded::certain(text))
    })
}

fn unmarked(bytes: &[u8]) -> Result<Decoded, Undecodable> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Decoded::certain(text));
    }
    if bytes.contains(&0) {
        return Err(Undecodable::Binary);
    }
    if is_mostly_utf8(bytes) {
        return Err(damage(bytes));
    }
    guessed(bytes)
}

fn guessed(bytes: &[u8]) -> Result<Decoded, Undecodable> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    let text = encoding
        .decode_without_bom_handling_and_without_replacement(bytes)
        .ok_or(Undecodable::Unknown)?;
    // Every byte has a meaning in a one-byte encoding; these have none in a report.
    if text.contains(|c| matches!(c, '\u{80}'..='\u{84}' | '\u{86}'..='\u{9f}')) {
        return Err(Undecodable::Unknown);
    }
    let warning = Some(format!("it is not UTF-8 and was read as {}", encoding.name()));
    Ok(Decoded {
        text: text.into_owned(),
        warning,
    })
}

/// Whether there are more characters of several bytes that are right UTF-8 than sequences that are not.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut right, mut wrong) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        right += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    right > wrong
}

fn damage(bytes: &[u8]) -> Undecodable {
    match std::str::from_utf8(bytes) {
        Err(error) => Undecodable::Damaged {
            at: error.valid_up_to(),
        },
        Ok(_) => Undecodable::Unknown,
    }
}

fn is_binary(text: &str) -> bool {
    let controls = text.chars().filter(|c| c.is_control() && !c.is_whitespace()).count();
    text.contains('\0') || controls * CONTROL_SHARE > text.len()
}

/// The encoding that a page declares in a `meta` element or its XML declaration. A page that can be read so far is in no
/// encoding of two bytes, whatever it says.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(DECLARATION_REACH)];
    let head = String::from_utf8_lossy(start).to_ascii_lowercase();
    let label = value_after(&head, "charset").or_else(|| value_after(&head, "encoding"))?;
    let encoding = Encoding::for_label(label.as_bytes())?;
    Some(encoding.output_encoding())
}

/// The value behind a name and an equals sign, with or without quotation marks.
fn value_after<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.match_indices(name).find_map(|(at, _)| {
        let value = head[at + name.len()..]
            .trim_start()
            .strip_prefix('=')?
            .trim_start()
            .trim_start_matches(['"', '\'']);
        let end = value
            .find(|c: char| !c.is_ascii_alphanumeric() && !"-_:".contains(c))
            .unwrap_or(value.len());
        Some(&value[..end]).filter(|label| !label.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> Result<String, Undecodable> {
        text(bytes).map(|decoded| decoded.text)
    }

    #[test]
    fn utf8_with_and_without_its_mark() {
        assert_eq!(decoded("“Ça va?”\r\n".as_bytes()), Ok("“Ça va?”\r\n".to_owned()));
        assert_eq!(decoded("\u{feff}Ça".as_bytes()), Ok("Ça".to_owned()));
        assert_eq!(text(b"plain").map(|decoded| decoded.warning), Ok(None));
    }

    #[test]
    fn utf16_by_its_mark() {
        let little: Vec<u8> = "\u{feff}Ça va".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "\u{feff}Ça va".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decoded(&little), Ok("Ça va".to_owned()));
        assert_eq!(decoded(&big), Ok("Ça va".to_owned()));
    }

    #[test]
    fn older_encodings_are_guessed_with_a_warning() {
        let found = text(b"The minister said: \x93We don\x92t know\x94, and left the caf\xe9.");
        let found = found.expect("it is windows-1252");
        assert_eq!(found.text, "The minister said: “We don’t know”, and left the café.");
        assert!(found.warning.is_some_and(|warning| warning.contains("windows-1252")));
    }

    #[test]
    fn damaged_utf8_is_refused_with_its_place() {
        let mut bytes = "“Ça va”, dit-elle à l’été".as_bytes().to_vec();
        bytes.insert(3, 0xFF);
        assert_eq!(decoded(&bytes), Err(Undecodable::Damaged { at: 3 }));
        let cut = "“Ça va” …".as_bytes();
        assert_eq!(
            decoded(&cut[..cut.len() - 1]),
            Err(Undecodable::Damaged { at: cut.len() - 3 })
        );
    }

    #[test]
    fn other_files_are_named() {
        assert_eq!(decoded(b"\x89PNG\r\n\x1a\n\0\0"), Err(Undecodable::Kind("a PNG image")));
        assert_eq!(decoded(b"%PDF-1.7"), Err(Undecodable::Kind("a PDF document")));
        assert_eq!(decoded(b"{\\rtf1 text"), Err(Undecodable::Kind("an RTF document")));
        assert!(decoded(b"RIFF are a people of Morocco.").is_ok());
        assert_eq!(
            decoded(b"RIFF\0\0\0\0WEBP"),
            Err(Undecodable::Kind("an image, a sound or a film"))
        );
    }

    #[test]
    fn binary_data_is_refused() {
        assert_eq!(decoded(b"a\0b"), Err(Undecodable::Binary));
        assert_eq!(decoded(b"caf\xe9\0"), Err(Undecodable::Binary));
        assert_eq!(decoded(&[1, 2, 3, 4, 5, 6, 7, 8]), Err(Undecodable::Binary));
        assert!(decoded(&[b"\x16".as_slice(), "wire copy ".repeat(20).as_bytes()].concat()).is_ok());
    }

    #[test]
    fn a_page_is_read_as_it_declares() {
        let found = page(b"<meta charset='iso-8859-2'><p>\xb1\xe6</p>", None).expect("declared");
        assert!(found.text.contains("ąć") && found.warning.is_none());
        let utf8 = page("<meta charset=\"windows-1252\"><p>“Ça va”</p>".as_bytes(), None).expect("it is UTF-8");
        assert!(utf8.text.contains("“Ça va”"));
    }

    #[test]
    fn a_page_is_read_as_its_server_says() {
        let bytes = b"<meta charset='iso-8859-1'><p>\xb1\xe6</p>";
        let found = page(bytes, Some("ISO-8859-2")).expect("named");
        assert!(found.text.contains("ąć") && found.warning.is_none());
        assert!(page(bytes, Some("none such")).expect("declared").text.contains("±æ"));
    }

    #[test]
    fn a_damaged_page_is_read_with_a_warning() {
        let mut bytes = "<meta charset=utf-8><p>“Ça va”, dit-elle</p>".as_bytes().to_vec();
        bytes.push(0xE2);
        let found = page(&bytes, None).expect("nearly all of it is UTF-8");
        assert!(found.text.contains("“Ça va”") && found.warning.is_some());
    }
}
