//! Tables that do not depend on each other, shared among threads in a fixed way: the result never depends on their number.

use crate::Error;

/// Does the work of every number below `count`: number *i* on thread *i* mod `threads`. The results come in the order of the
/// numbers.
///
/// # Errors
/// The error of the least number that has one.
pub(crate) fn each<T: Send>(
    threads: usize,
    count: usize,
    work: impl Fn(usize) -> Result<T, Error> + Sync,
) -> Result<Vec<T>, Error> {
    let threads = threads.clamp(1, count.max(1));
    if threads == 1 {
        return (0..count).map(work).collect();
    }
    let work = &work;
    let own = |thread: usize| (thread..count).step_by(threads).map(work).collect::<Vec<_>>();
    let lists = std::thread::scope(|scope| {
        let started: Vec<_> = (0..threads)
            .map(|thread| scope.spawn(move || own(thread)))
            .collect();
        let ended = started.into_iter().map(std::thread::ScopedJoinHandle::join);
        ended.collect::<Result<Vec<_>, _>>()
    });
    match lists {
        Ok(lists) => {
            let mut lists: Vec<_> = lists.into_iter().map(Vec::into_iter).collect();
            (0..count).filter_map(|at| lists[at % threads].next()).collect()
        }
        Err(panic) => std::panic::resume_unwind(panic),
    }
}

#[cfg(test)]
mod tests {
    use super::each;
    use crate::Error;

    #[test]
    fn results_come_in_order_whatever_the_number_of_threads() {
        for threads in [1, 2, 3, 64] {
            assert_eq!(
                each(threads, 10, |at| Ok(at * at)).ok(),
                each(1, 10, |at| Ok(at * at)).ok()
            );
        }
    }

    #[test]
    fn the_first_error_is_told_whatever_the_number_of_threads() {
        for threads in [1, 2, 5] {
            let found: Result<Vec<()>, Error> = each(threads, 10, |at| {
                if at < 4 {
                    Ok(())
                } else {
                    Err(Error::Answers(tally::Error::Unknown {
                        kind: "item",
                        id: at.to_string(),
                    }))
                }
            });
            assert!(
                matches!(&found, Err(Error::Answers(tally::Error::Unknown { id, .. })) if id == "4"),
                "{threads}"
            );
        }
    }
}
