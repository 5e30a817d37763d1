//! Solves synthetic states and says how long it took: `suppress NAME` with a name from the list, or `suppress FILE.jj`;
//! `suppress NAME write FILE.jj` writes the instance instead.

use std::time::Instant;

use disclosure::jj;
use disclosure::suppress::{Budget, Problem, optimum};

mod state;

fn plan(name: &str) -> Option<state::Plan> {
    let (agencies, schools, largest, dimensions, agencies_shown) = match name {
        "small" => (4, 16, 240, state::dimensions_14(), false),
        "race40" => (40, 436, 130, vec![state::race()], false),
        "state" => {
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
        agencies_shown,
    })
}

#[expect(
    clippy::disallowed_methods,
    reason = "an example that measures reads the clock"
)]
fn now() -> Instant {
    Instant::now()
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let name = arguments.first().map_or("small", String::as_str);
    let problem: Problem = match plan(name) {
        Some(plan) => state::state(&plan),
        None => jj::read(&std::fs::read_to_string(name).unwrap()).unwrap().problem,
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
    let work = arguments.get(1).map_or(u64::MAX, |work| work.parse().unwrap());
    let begin = now();
    let pattern = optimum(&problem, Budget::of(work)).unwrap();
    let seconds = begin.elapsed().as_secs_f64();
    let sensitive = problem.sensitive().len();
    println!(
        "{{\"name\": {name:?}, \"cells\": {}, \"relations\": {}, \"sensitive\": {sensitive}, \"parts\": {}, \"secondary\": {}, \
         \"cost\": {}, \"secondary_cost\": {}, \"bound\": {}, \"proved\": {}, \"work\": {}, \"seconds\": {seconds:.3}}}",
        problem.cells().len(),
        problem.relations().len(),
        pattern.parts,
        pattern.hidden.len() - sensitive,
        pattern.cost,
        pattern.secondary_cost,
        pattern.bound,
        pattern.is_proved(),
        pattern.work,
    );
}
