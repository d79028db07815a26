//! Adds up the reports of several test runs.

use std::fs;

use crate::Outcome;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tally {
    passed: u32,
    failed: u32,
}

/// Prints one line over all reports. `status` is how the runs ended: whatever failed without being a test (a lint, a
/// build) counts as one failure, and so does a report that is not there.
pub(crate) fn print(status: u8, reports: &[&str]) -> Outcome {
    let mut all = Tally::default();
    for report in reports {
        let one = fs::read_to_string(report).map_or(Tally { passed: 0, failed: 1 }, |report| read(&report));
        all.passed += one.passed;
        all.failed += one.failed;
    }
    if status != 0 && all.failed == 0 {
        all.failed = 1;
    }
    println!("{} passed, {} failed", all.passed, all.failed);
    if all.failed == 0 { Ok(()) } else { Err("not everything passed".into()) }
}

/// Counts stand in the outermost element of a `JUnit` report: `<testsuites tests="12" failures="1" errors="0">`.
fn read(report: &str) -> Tally {
    let outermost =
        report.split_once("<testsuites").and_then(|(_, rest)| rest.split_once('>')).unwrap_or_default().0;
    let count = |name: &str| {
        let value = outermost.split_once(&format!(" {name}=\"")).map(|(_, rest)| rest);
        value
            .and_then(|rest| rest.split('"').next())
            .and_then(|digits| digits.parse::<u32>().ok())
            .unwrap_or(0)
    };
    let failed = count("failures") + count("errors");
    Tally { passed: count("tests").saturating_sub(failed + count("skipped")), failed }
}
