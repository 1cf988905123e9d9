//! Tags that open and continue spans: `O`, `B-person`, `I-person`.

use std::ops::Range;

/// What a tag does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// Stands outside all spans.
    Outside,
    /// Opens a span of a kind.
    Begin(usize),
    /// Continues one.
    Inside(usize),
}

/// A set of tags, in the order of their scores.
#[derive(Debug)]
pub struct TagSet {
    /// What each tag does.
    pub tags: Vec<Tag>,
    /// The names of the kinds.
    pub kinds: Vec<String>,
}

/// Words that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagSpan {
    /// Where they stand.
    pub words: Range<usize>,
    /// What they are, as an index into [`TagSet::kinds`].
    pub kind: usize,
}

impl TagSet {
    /// The tags of these names.
    ///
    /// # Errors
    /// Where one is neither `O` nor begins with `B-` or `I-`, an `I-` follows no `B-` of its kind, or none is `O`.
    pub fn new(names: &[String]) -> Result<Self, String> {
        let mut set = Self {
            tags: Vec::with_capacity(names.len()),
            kinds: Vec::new(),
        };
        for name in names {
            let tag = set
                .parse(name)
                .ok_or_else(|| format!("has the tag `{name}` where `O`, `B-…` or `I-…` is due"))?;
            set.tags.push(tag);
        }
        let complete = set.tags.contains(&Tag::Outside);
        if complete {
            Ok(set)
        } else {
            Err("has no tag `O`".to_owned())
        }
    }

    fn parse(&mut self, name: &str) -> Option<Tag> {
        let known = |kind: &str| self.kinds.iter().position(|k| k == kind);
        match name.split_once('-') {
            None if name == "O" => Some(Tag::Outside),
            Some(("I", kind)) => known(kind).map(Tag::Inside),
            Some(("B", kind)) if known(kind).is_none() => {
                self.kinds.push(kind.to_owned());
                Some(Tag::Begin(self.kinds.len() - 1))
            }
            _ => None,
        }
    }

    /// Whether one tag may follow another; `None` is before the first.
    pub fn may_follow(&self, before: Option<usize>, tag: usize) -> bool {
        let Tag::Inside(kind) = self.tags[tag] else { return true };
        before.is_some_and(|before| matches!(self.tags[before], Tag::Begin(k) | Tag::Inside(k) if k == kind))
    }

    /// The spans that a sequence of tags marks, in order. A tag that continues nothing marks nothing.
    pub fn spans(&self, path: &[usize]) -> Vec<TagSpan> {
        let mut spans: Vec<TagSpan> = Vec::new();
        for (word, &tag) in path.iter().enumerate() {
            match (self.tags[tag], spans.last_mut()) {
                (Tag::Begin(kind), _) => spans.push(TagSpan {
                    words: word..word + 1,
                    kind,
                }),
                (Tag::Inside(kind), Some(span)) if span.kind == kind && span.words.end == word => span.words.end += 1,
                _ => {}
            }
        }
        spans
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;

    pub fn tag_set(names: &str) -> TagSet {
        TagSet::new(&names.split(' ').map(str::to_owned).collect::<Vec<_>>()).unwrap()
    }

    #[test]
    fn spans_of_tags() {
        let set = tag_set("O B-a I-a B-b I-b");
        let spans: Vec<_> = set
            .spans(&[1, 2, 1, 0, 3, 4, 2, 4])
            .into_iter()
            .map(|s| (s.words, s.kind))
            .collect();
        assert_eq!(spans, [(0..2, 0), (2..3, 0), (4..6, 1)]);
        assert!(set.spans(&[2, 0, 4]).is_empty());
    }

    #[test]
    fn inside_follows_its_own_kind() {
        let set = tag_set("O B-a I-a B-b I-b");
        assert!(set.may_follow(Some(1), 2) && set.may_follow(Some(2), 2) && set.may_follow(None, 3));
        assert!(!set.may_follow(Some(3), 2) && !set.may_follow(Some(0), 2) && !set.may_follow(None, 2));
    }

    #[test]
    fn refuses_what_is_no_tag() {
        for names in ["O X-a", "O I-a", "O B-a B-a", "B-a I-a", "O a"] {
            assert!(
                TagSet::new(&names.split(' ').map(str::to_owned).collect::<Vec<_>>()).is_err(),
                "{names}"
            );
        }
    }
}
