//! `xtask corpus`: a corpus of any size out of a few articles.

mod article;
mod days;
mod names;
mod out;
mod templates;

use crate::random::Random;
use anyhow::Result;
use article::{Article, Maker};
use out::Out;
use std::num::NonZero;
use std::path::PathBuf;

/// Make a corpus of invented articles
///
/// Each is composed of paragraphs of invented articles, those of ordinary mixed news in xtask/articles unless others are given, in
/// another order, with other states, towns, firms, persons, days and numbers, so that two of them share no more than two reports of one
/// week do. Of a hundred, 18 are nearly the same as an earlier one, as a wire story in
/// another paper is, and 2 are the same. The same arguments give the same bytes.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The folder to write into
    #[arg(value_name = "DIR")]
    folder: PathBuf,

    /// How many articles
    #[arg(long, value_name = "N", default_value = "10000")]
    articles: NonZero<usize>,

    /// Another seed gives other articles
    #[arg(long, value_name = "N", default_value = "1")]
    seed: u64,

    /// Compose them of other articles: the .txt files of a folder (corpus/ is dense with events), or the `text` of each line of a
    /// .jsonl file
    #[arg(long, value_name = "PATH", default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/articles"))]
    from: PathBuf,

    /// What is written: text, an article a file; jsonl; warc, compressed, of web pages
    #[arg(long, value_enum, default_value = "text")]
    format: out::Format,
}

/// Of a hundred articles, how many are nearly the same as an earlier one, and how many are the same.
const NEARLY_THE_SAME: usize = 18;
const THE_SAME: usize = 2;

pub fn run(args: &Args) -> Result<()> {
    let maker = Maker::new(templates::read(&args.from)?, args.seed);
    let mut out = Out::open(&args.folder, args.format)?;
    for i in 0..args.articles.get() {
        out.write(i, &nth(&maker, args.seed, i))?;
    }
    out.finish()
}

/// The `i`-th article of a corpus.
fn nth(maker: &Maker, seed: u64, i: usize) -> Article {
    let mut random = Random::nth(seed, i as u64);
    let kind = random.below(100);
    if i == 0 || kind >= NEARLY_THE_SAME + THE_SAME {
        return maker.original(i);
    }
    let earlier = maker.original(random.below(i));
    if kind < THE_SAME {
        earlier.printed_elsewhere(&mut random)
    } else {
        earlier.edited(&mut random)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn articles() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("articles")
    }

    fn maker(seed: u64) -> Maker {
        Maker::new(templates::read(&articles()).unwrap(), seed)
    }

    #[test]
    fn articles_are_whole() {
        for template in templates::read(&articles()).unwrap() {
            let (head, paragraphs) = (&template.head, template.body.len());
            assert_ne!(template.day, days::DEFAULT, "it tells no day: {head}");
            assert!(paragraphs >= 3, "{paragraphs} paragraphs: {head}");
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_articles_and_another_seed_others() {
        let texts = |seed: u64| (0..50).map(|i| nth(&maker(seed), seed, i).text()).collect::<Vec<_>>();
        assert_eq!(texts(1), texts(1));
        assert_ne!(texts(1), texts(2));
    }

    #[test]
    fn shares_are_as_stated() {
        let maker = maker(1);
        let mut texts: Vec<String> = (0..2000).map(|i| nth(&maker, 1, i).text()).collect();
        texts.sort();
        texts.dedup();
        assert!((1930..=1985).contains(&texts.len()), "{}", texts.len());
        let mut heads: Vec<&str> = texts.iter().filter_map(|text| text.split("\n\n").next()).collect();
        heads.sort_unstable();
        heads.dedup();
        assert!((1500..=1750).contains(&heads.len()), "{}", heads.len());
    }
}
