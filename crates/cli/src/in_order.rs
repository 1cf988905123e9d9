//! Work on many things at once, with the results in the order of the things and few of them held at a time.

use crate::room::Room;
use anyhow::Context;
use rayon::ThreadPool;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// How many things may be worked on or wait for the slowest before them, for each thread, and how much they may weigh. While a long one is
/// worked on, many short ones behind it are.
const WAITING: usize = 64;
const WEIGHT: usize = 2 << 20;

/// What a thing weighs of which nobody knows how long it is, so that there are few.
pub const UNKNOWN: usize = WEIGHT / 4;

/// Does `work` on every thing in the pool, and gives the results to `take` on this thread, first things first. The things come from a
/// thread of their own: a result does not wait for the next of them, nor they for `take`, while there is room for them by their weight,
/// in bytes. An error or a panic ends it: what has begun by then is finished. `stop` is called at the end, whatever it is: it has the
/// things end that are long in coming.
///
/// # Errors
/// That of `take`.
pub fn in_order<T: Send, R: Send>(
    pool: &ThreadPool,
    things: impl IntoIterator<Item = T> + Send,
    weigh: impl Fn(&T) -> usize + Sync,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> anyhow::Result<()>,
    stop: impl Fn(),
) -> anyhow::Result<()> {
    let threads = pool.current_num_threads();
    let (room, (queue, results)) = (Room::of(WEIGHT * threads), sync_channel(WAITING * threads));
    let work = |thing| room.is_open().then(|| work(thing));
    std::thread::scope(|threads| {
        threads.spawn(|| {
            let weighed = things.into_iter().map(|thing| (weigh(&thing), thing));
            begin_all(pool, weighed, &room, &work, queue);
        });
        let _ending = Ending {
            room: &room,
            stop: &stop,
        };
        let mut results = results.into_iter();
        results.try_for_each(|(weight, result): (usize, Receiver<Option<R>>)| {
            let result = result.recv().context("a thread gave no result")?;
            let taken = result.map_or(Ok(()), &mut take);
            room.leave(weight);
            taken
        })
    })
}

/// Ends it when nothing more is taken, also where that is by a panic: who begins things would wait for room for ever.
struct Ending<'a, S: Fn()> {
    room: &'a Room,
    stop: &'a S,
}

impl<S: Fn()> Drop for Ending<'_, S> {
    fn drop(&mut self) {
        self.room.close();
        (self.stop)();
    }
}

/// Begins the work on every thing, when there is room for it, and queues its weight and what gives its result.
fn begin_all<T: Send, R: Send>(
    pool: &ThreadPool,
    things: impl Iterator<Item = (usize, T)>,
    room: &Room,
    work: &(impl Fn(T) -> R + Sync),
    queue: SyncSender<(usize, Receiver<R>)>,
) {
    pool.in_place_scope(|scope| {
        for (weight, thing) in things {
            let (sender, receiver) = sync_channel(1);
            if !room.enter(weight) || queue.send((weight, receiver)).is_err() {
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
            in_order(
                &pool(threads),
                0..50,
                |_| 1,
                slow_first,
                |i| {
                    taken.push(i);
                    Ok(())
                },
                || {},
            )
            .unwrap();
            assert_eq!(taken, (0..50).collect::<Vec<_>>());
        }
    }

    #[test]
    fn few_are_held() {
        for (weight, few) in [(0, WAITING * 2 + 1), (WEIGHT / 2, 4), (10 * WEIGHT, 1)] {
            let (begun, mut most) = (AtomicUsize::new(0), 0);
            let work = |_| begun.fetch_add(1, Ordering::SeqCst);
            let mut taken = 0;
            in_order(
                &pool(2),
                0..500,
                |_| weight,
                work,
                |_| {
                    taken += 1;
                    most = most.max(begun.load(Ordering::SeqCst) - (taken - 1));
                    Ok(())
                },
                || {},
            )
            .unwrap();
            assert!(most <= few, "{most} of {weight}");
        }
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
        let tell = |i| {
            // The last is awaited by nobody.
            let _unheard = taken.send(i);
            Ok(())
        };
        in_order(&pool(1), slow, |_| 0, |i| i, tell, || {}).unwrap();
    }

    #[test]
    fn an_error_ends_it() {
        let begun = AtomicUsize::new(0);
        let work = |_| begun.fetch_add(1, Ordering::SeqCst);
        in_order(&pool(1), 0..1000, |_| 0, work, |_| anyhow::bail!("full"), || {}).unwrap_err();
        assert!(begun.load(Ordering::SeqCst) < 2 * WAITING);
    }

    #[test]
    fn a_panic_ends_it_and_the_things_that_are_long_in_coming() {
        let weights = [0, WEIGHT];
        for (weight, panics_at_work) in weights.iter().flat_map(|weight| [(*weight, false), (*weight, true)]) {
            let ((stopped, stop), late) = (sync_channel(1), &AtomicUsize::new(0));
            // After some, the next thing comes when it is stopped.
            let things = (0..4).chain(std::iter::from_fn(move || {
                late.fetch_add(
                    stop.recv_timeout(Duration::from_secs(60)).is_err().into(),
                    Ordering::SeqCst,
                );
                None
            }));
            let work = |i: i32| assert!(!panics_at_work || i != 1);
            let take = |()| {
                assert!(panics_at_work);
                Ok(())
            };
            let stop = || stopped.try_send(()).unwrap_or_default();
            let run = || in_order(&pool(2), things, |_| weight, work, take, stop);
            let ended = std::panic::catch_unwind(std::panic::AssertUnwindSafe(run));
            assert!(ended.is_err() && late.load(Ordering::SeqCst) == 0);
        }
    }
}
