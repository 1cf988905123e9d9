//! The container of a model: eight letters, a version, a header and a graph.

use crate::LoadError;
use crate::header::Header;

const MAGIC: &[u8; 8] = b"DEMARCHE";
const VERSION: u32 = 1;

/// A model file, taken apart.
#[derive(Debug)]
pub struct ModelFile<'a> {
    /// What the graph's numbers stand for.
    pub header: Header,
    /// The graph, ONNX.
    pub graph: &'a [u8],
}

impl<'a> ModelFile<'a> {
    /// Takes a file apart: `DEMARCHE`, the version and the header's length (little endian, four bytes each), the
    /// header in JSON, the graph.
    ///
    /// # Errors
    /// Where it is something else, of another version, or cut off, or its header cannot be read.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, LoadError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(LoadError::Magic)?;
        let truncated = |part| LoadError::Truncated {
            part,
            length: bytes.len(),
        };
        let (version, rest) = number(rest).ok_or_else(|| truncated("version"))?;
        if version != VERSION {
            return Err(LoadError::Version {
                found: version,
                expected: VERSION,
            });
        }
        let (length, rest) = number(rest).ok_or_else(|| truncated("header"))?;
        let (header, graph) = rest
            .split_at_checked(length as usize)
            .ok_or_else(|| truncated("header"))?;
        if graph.is_empty() {
            return Err(truncated("graph"));
        }
        Ok(Self {
            header: Header::parse(header)?,
            graph,
        })
    }
}

fn number(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (number, rest) = bytes.split_first_chunk()?;
    Some((u32::from_le_bytes(*number), rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::header;

    fn file(version: u32, header: &[u8], graph: &[u8]) -> Vec<u8> {
        let length = u32::try_from(header.len()).unwrap().to_le_bytes();
        [MAGIC.as_slice(), &version.to_le_bytes(), &length, header, graph].concat()
    }

    #[test]
    fn takes_a_file_apart() {
        let bytes = file(1, header::tests::small().to_string().as_bytes(), b"graph");
        let parsed = ModelFile::parse(&bytes).unwrap();
        assert_eq!(
            (parsed.header.name.as_str(), parsed.graph),
            ("small", b"graph".as_slice())
        );
    }

    #[test]
    fn says_where_a_file_is_cut() {
        let bytes = file(1, header::tests::small().to_string().as_bytes(), b"graph");
        let part = |length: usize| match ModelFile::parse(&bytes[..length]) {
            Err(LoadError::Truncated { part, length: at }) => (part, at),
            other => panic!("{other:?}"),
        };
        assert_eq!(part(10), ("version", 10));
        assert_eq!(part(14), ("header", 14));
        assert_eq!(part(100), ("header", 100));
        assert_eq!(part(bytes.len() - 5), ("graph", bytes.len() - 5));
    }

    #[test]
    fn refuses_what_is_no_model() {
        assert!(matches!(ModelFile::parse(b""), Err(LoadError::Magic)));
        assert!(matches!(
            ModelFile::parse(b"PK\x03\x04 and more"),
            Err(LoadError::Magic)
        ));
        assert!(matches!(
            ModelFile::parse(&file(2, b"{}", b"graph")),
            Err(LoadError::Version { found: 2, .. })
        ));
        assert!(matches!(
            ModelFile::parse(&file(1, b"not json", b"graph")),
            Err(LoadError::Header(_))
        ));
        assert!(matches!(
            ModelFile::parse(&file(1, b"{}", b"graph")),
            Err(LoadError::Header(_))
        ));
    }
}
