//! One line per step, with its time.

use std::time::Instant;

use crate::Outcome;

/// Whether a step had anything to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Work {
    Done,
    Unchanged,
}

pub(crate) fn step(name: &str, work: impl FnOnce() -> Outcome<Work>) -> Outcome {
    let started = Instant::now();
    match work()? {
        Work::Done => println!("{name:<12} {:>6.1} s", started.elapsed().as_secs_f64()),
        Work::Unchanged => println!("{name:<12} unchanged"),
    }
    Ok(())
}
