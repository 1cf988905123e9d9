//! Work on many things at once, with the results in the order of the things and few of them held at a time.

use anyhow::Context;
use rayon::ThreadPool;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// How many results may wait for the slowest before them, for each thread.
const WAITING: usize = 4;

/// Does `work` on every thing in the pool, and gives the results to `take` on this thread, first things first. The things come from a
/// thread of their own: a result does not wait for the next of them, nor they for `take`, while there is room. An error of `take` ends it,
/// with the next thing at the latest; what has begun by then is finished.
///
/// # Errors
/// That of `take`.
pub fn in_order<T: Send, R: Send>(
    pool: &ThreadPool,
    things: impl IntoIterator<Item = T> + Send,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let (queue, results) = sync_channel(WAITING * pool.current_num_threads());
    let ended = AtomicBool::new(false);
    let work = |thing| (!ended.load(Ordering::Relaxed)).then(|| work(thing));
    std::thread::scope(|threads| {
        threads.spawn(|| begin_all(pool, things, &work, queue));
        let mut results = results.into_iter();
        let taken = results.try_for_each(|result: Receiver<Option<R>>| {
            let result = result.recv().context("a thread gave no result")?;
            result.map_or(Ok(()), &mut take)
        });
        ended.store(true, Ordering::Relaxed);
        taken
    })
}

/// Begins the work on every thing, and queues what gives its result.
fn begin_all<T: Send, R: Send>(
    pool: &ThreadPool,
    things: impl IntoIterator<Item = T>,
    work: &(impl Fn(T) -> R + Sync),
    queue: SyncSender<Receiver<R>>,
) {
    pool.in_place_scope(|scope| {
        for thing in things {
            let (sender, receiver) = sync_channel(1);
            if queue.send(receiver).is_err() {
                // `take` has failed.
                return;
            }
            scope.spawn(move |_| {
                // The receiver is gone where `take` has failed; nobody wants the result then.
                let _unwanted = sender.send(work(thing));
            });
        }
        // Whoever takes needs not wait for the end of the scope to know that there is no more.
        drop(queue);
    });
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
        assert!(most <= WAITING * 2 + 1, "{most}");
    }

    #[test]
    fn a_result_does_not_wait_for_the_next_thing() {
        let (taken, seen) = std::sync::mpsc::channel();
        let slow = (0..3).inspect(move |i| {
            // Each thing comes when what came before it was taken.
            if *i > 0 {
                assert_eq!(seen.recv_timeout(Duration::from_secs(60)), Ok(i - 1));
            }
        });
        in_order(&pool(1), slow, |i| i, |i| Ok(taken.send(i)?)).unwrap();
    }

    #[test]
    fn an_error_ends_it() {
        let begun = AtomicUsize::new(0);
        let work = |_| begun.fetch_add(1, Ordering::SeqCst);
        in_order(&pool(1), 0..1000, work, |_| anyhow::bail!("full")).unwrap_err();
        assert!(begun.load(Ordering::SeqCst) < 10);
    }
}
