//! Work on many things at once, with the results in the order of the things and few of them held at a time.

use anyhow::Context;
use rayon::ThreadPool;
use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, sync_channel};

/// How many results may wait for the slowest before them, for each thread.
const WAITING: usize = 4;

/// Does `work` on every thing in the pool, and gives the results to `take` on this thread, first things first. An error of `take`
/// ends it; what has begun by then is finished.
///
/// # Errors
/// That of `take`.
pub fn in_order<T: Send, R: Send>(
    pool: &ThreadPool,
    things: impl IntoIterator<Item = T>,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let most = WAITING * pool.current_num_threads();
    let work = &work;
    pool.in_place_scope(|scope| {
        let mut waiting = VecDeque::with_capacity(most);
        for thing in things {
            if waiting.len() == most {
                take_first(&mut waiting, &mut take)?;
            }
            let (sender, receiver) = sync_channel(1);
            scope.spawn(move |_| {
                // The receiver is gone where `take` has failed; nobody wants the result then.
                let _unwanted = sender.send(work(thing));
            });
            waiting.push_back(receiver);
        }
        while !waiting.is_empty() {
            take_first(&mut waiting, &mut take)?;
        }
        Ok(())
    })
}

fn take_first<R>(
    waiting: &mut VecDeque<Receiver<R>>,
    take: &mut impl FnMut(R) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    match waiting.pop_front() {
        Some(first) => take(first.recv().context("a thread gave no result")?),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    fn pool(threads: usize) -> ThreadPool {
        rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap()
    }

    #[test]
    fn first_things_first() {
        for threads in [1, 3] {
            let mut taken = Vec::new();
            let slow_first = |i: u64| {
                std::thread::sleep(Duration::from_millis(if i.is_multiple_of(7) { 5 } else { 0 }));
                i
            };
            in_order(&pool(threads), 0..50, slow_first, |i| {
                taken.push(i);
                Ok(())
            })
            .unwrap();
            assert_eq!(taken, (0..50).collect::<Vec<_>>());
        }
    }

    #[test]
    fn few_are_held() {
        let (begun, mut most) = (AtomicUsize::new(0), 0);
        let work = |_| begun.fetch_add(1, Ordering::SeqCst);
        let mut taken = 0;
        in_order(&pool(2), 0..100, work, |_| {
            taken += 1;
            most = most.max(begun.load(Ordering::SeqCst) - (taken - 1));
            Ok(())
        })
        .unwrap();
        assert!(most <= WAITING * 2, "{most}");
    }

    #[test]
    fn an_error_ends_it() {
        let begun = AtomicUsize::new(0);
        let work = |_| begun.fetch_add(1, Ordering::SeqCst);
        in_order(&pool(1), 0..1000, work, |_| anyhow::bail!("full")).unwrap_err();
        assert!(begun.load(Ordering::SeqCst) < 10);
    }
}
