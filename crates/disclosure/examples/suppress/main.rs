//! Solves synthetic states and says how long it took: `suppress NAME [SECONDS]` with a name from the list, or
//! `suppress FILE.jj [SECONDS]`, and `pattern` after that to leave the witnesses out;
//! `suppress NAME write FILE.jj` writes the instance instead.
#![expect(clippy::print_stdout, reason = "it prints what it measured")]
#![expect(clippy::unwrap_used, reason = "it stops where it fails")]

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use disclosure::jj;
use disclosure::suppress::{Budget, Pattern, Problem, optimum};

mod state;

fn plan(name: &str) -> Option<state::Plan> {
    let (agencies, schools, largest, dimensions, state_row) = match name {
        "small" => (4, 16, 240, state::dimensions_14(), true),
        "race40" => (40, 436, 110, vec![state::race()], true),
        "state" => {
            let mut dimensions = state::dimensions_14();
            dimensions.extend([vec![5_000, 5_000], vec![900, 9_100], vec![1_000; 6]]);
            (1_000, 10_000, 240, dimensions, false)
        }
        "state_linked" => {
            let mut dimensions = state::dimensions_14();
            dimensions.extend([vec![5_000, 5_000], vec![900, 9_100], vec![1_000; 6]]);
            (1_000, 10_000, 240, dimensions, true)
        }
        _ => return None,
    };
    Some(state::Plan {
        seed: 1,
        agencies,
        schools,
        largest,
        dimensions,
        state_row,
    })
}

#[expect(
    clippy::disallowed_methods,
    reason = "an example that measures reads the clock"
)]
fn now() -> Instant {
    Instant::now()
}

/// Turns true when the time is over.
fn signal(time: Duration) -> Arc<AtomicBool> {
    let signal = Arc::new(AtomicBool::new(false));
    let later = Arc::clone(&signal);
    std::thread::spawn(move || {
        std::thread::sleep(time);
        later.store(true, Ordering::Relaxed);
    });
    signal
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let name = arguments.first().map_or("small", String::as_str);
    let (problem, decimals) = match plan(name) {
        Some(plan) => (state::state(&plan), 0),
        None => {
            let read = jj::read(&std::fs::read_to_string(name).unwrap()).unwrap();
            (read.problem, read.weight_decimals)
        }
    };
    if let [_, write, file] = &arguments[..]
        && write == "write"
    {
        let (value_decimals, weight_decimals) = (0, 0);
        let instance = jj::Instance {
            problem,
            value_decimals,
            weight_decimals,
        };
        std::fs::write(file, jj::write(&instance)).unwrap();
        return;
    }
    let seconds = arguments
        .get(1)
        .map_or(u64::MAX >> 1, |seconds| seconds.parse().unwrap());
    let begin = now();
    let [cancel, abandon] =
        [9, 10].map(|tenths| signal(Duration::from_millis(seconds.saturating_mul(100 * tenths))));
    let budget = Budget {
        cancel: Some(&cancel),
        abandon: Some(&abandon),
        ..Budget::unlimited()
    };
    let pattern = match optimum(&problem, budget) {
        Ok(pattern) => pattern,
        Err(error) => {
            println!("{error}");
            return;
        }
    };
    let seconds = begin.elapsed().as_secs_f64();
    // The last line is the one for programs.
    if !arguments.iter().any(|argument| argument == "pattern") {
        prove(&problem, &pattern);
    }
    tell((name, decimals), &problem, &pattern, seconds);
}

fn prove(problem: &Problem, pattern: &Pattern) {
    let begin = now();
    let proof = disclosure::witness::prove(
        problem,
        &pattern.hidden,
        state::LEAST,
        disclosure::witness::Reader::OfNumbers,
    );
    let made = begin.elapsed().as_secs_f64();
    match &proof {
        Ok((published, witnesses)) => {
            let begin = now();
            let verified = disclosure::witness::verify(published, witnesses).unwrap();
            let changes: usize = witnesses.tables.iter().map(std::collections::BTreeMap::len).sum();
            let checked = begin.elapsed().as_secs_f64();
            println!(
                "witnesses: open {} declared {} tables {} changes {changes} made {made:.3} s checked {checked:.3} s",
                verified.open,
                verified.declared.len(),
                verified.tables
            );
        }
        Err(error) => println!("{error} after {made:.3} s"),
    }
}

fn tell((name, decimals): (&str, u32), problem: &Problem, pattern: &Pattern, seconds: f64) {
    let sensitive = problem.sensitive().len();
    println!(
        "{{\"name\": {name:?}, \"cells\": {}, \"relations\": {}, \"sensitive\": {sensitive}, \"parts\": {}, \"secondary\": {}, \
         \"weight_unit\": {}, \"cost\": {}, \"secondary_cost\": {}, \"bound\": {}, \"proved\": {}, \"work\": {}, \"seconds\": {seconds:.3}}}",
        problem.cells().len(),
        problem.relations().len(),
        pattern.parts,
        pattern.hidden.len() - sensitive,
        10_u64.pow(decimals),
        pattern.cost,
        pattern.secondary_cost,
        pattern.bound,
        pattern.is_proved(),
        pattern.work,
    );
}
