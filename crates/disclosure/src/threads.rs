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
    let mut done: Vec<Option<Result<T, Error>>> = Vec::new();
    done.resize_with(count, || None);
    std::thread::scope(|scope| {
        let work = &work;
        let mut shares: Vec<Vec<_>> = Vec::new();
        shares.resize_with(threads, Vec::new);
        for (at, slot) in done.iter_mut().enumerate() {
            shares[at % threads].push((at, slot));
        }
        for share in shares {
            scope.spawn(move || {
                for (at, slot) in share {
                    *slot = Some(work(at));
                }
            });
        }
    });
    done.into_iter().flatten().collect()
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
