//! Work shared among threads in a fixed way, so that the result never depends on their number.

use std::thread;

use crate::Error;
use crate::answers::size;

const THREADS_MAX: usize = 1024;

/// # Errors
/// [`Error::Size`] for no or too many threads.
pub(crate) fn check_threads(threads: usize) -> Result<(), Error> {
    size("number of threads", "the count", threads, 1, THREADS_MAX)
}

/// Does every task once: task *i* on thread *i* mod `threads`. Tasks must not depend on each other.
pub(crate) fn each<Task: Send>(threads: usize, tasks: Vec<Task>, work: impl Fn(Task) + Sync) {
    let threads = threads.min(tasks.len());
    if threads <= 1 {
        return tasks.into_iter().for_each(work);
    }
    let mut shares: Vec<Vec<Task>> = (0..threads).map(|_| Vec::new()).collect();
    for (at, task) in tasks.into_iter().enumerate() {
        shares[at % threads].push(task);
    }
    let mine = shares.pop().unwrap_or_default();
    thread::scope(|scope| {
        for share in shares {
            let work = &work;
            scope.spawn(move || share.into_iter().for_each(work));
        }
        mine.into_iter().for_each(&work);
    });
}
