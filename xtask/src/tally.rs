//! Adds up the reports of several test runs, and says at the very end what failed: the last lines of a long run are those
//! that are read.

use std::fs;

use quick_xml::de;
use serde::Deserialize;

use crate::Outcome;

/// How much is said of each test that failed: lines, and characters of each.
const LINES: usize = 20;
const WIDTH: usize = 300;

#[derive(Debug, Default, PartialEq, Eq)]
struct Tally {
    passed: usize,
    /// What each says of itself.
    failed: Vec<String>,
}

/// A `JUnit` report, as nextest and Playwright write it.
#[derive(Debug, Deserialize)]
struct Report {
    #[serde(rename = "testsuite", default)]
    suites: Vec<Suite>,
}

#[derive(Debug, Deserialize)]
struct Suite {
    #[serde(rename = "@name")]
    name: String,
    #[serde(rename = "testcase", default)]
    cases: Vec<Case>,
}

#[derive(Debug, Deserialize)]
struct Case {
    #[serde(rename = "@name")]
    name: String,
    failure: Option<Fault>,
    error: Option<Fault>,
    skipped: Option<serde::de::IgnoredAny>,
}

#[derive(Debug, Deserialize)]
struct Fault {
    #[serde(rename = "$text", default)]
    words: String,
}

/// Prints what failed, and one line over all reports. `status` is how the runs ended: whatever failed without being a test
/// (a lint, a build) counts as one failure, and so does a report that is not there.
pub(crate) fn print(status: u8, reports: &[&str]) -> Outcome {
    let mut all = Tally::default();
    for path in reports {
        let read = fs::read_to_string(path).map_err(|error| error.to_string());
        match read.and_then(|report| read_report(&report)) {
            Ok(one) => {
                all.passed += one.passed;
                all.failed.extend(one.failed);
            }
            Err(error) => all.failed.push(format!("{path}: {error}")),
        }
    }
    if status != 0 && all.failed.is_empty() {
        all.failed.push("what is no test: see above".to_owned());
    }
    for words in &all.failed {
        println!("failed: {words}\n");
    }
    println!("{} passed, {} failed", all.passed, all.failed.len());
    if all.failed.is_empty() { Ok(()) } else { Err("not everything passed".into()) }
}

fn read_report(report: &str) -> Result<Tally, String> {
    let report: Report = de::from_str(report).map_err(|error| error.to_string())?;
    let mut tally = Tally::default();
    for Suite { name: suite, cases } in report.suites {
        for Case { name, failure, error, skipped } in cases {
            match failure.or(error) {
                Some(Fault { words }) => tally.failed.push(format!("{suite}: {name}\n{}", shortened(&words))),
                None if skipped.is_some() => {}
                None => tally.passed += 1,
            }
        }
    }
    Ok(tally)
}

/// Its first lines that say something.
fn shortened(words: &str) -> String {
    let lines = words.lines().filter(|line| !line.trim().is_empty()).take(LINES);
    lines.map(|line| format!("    {line:.WIDTH$}")).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_failed_is_told_with_its_words_and_what_was_left_out_counts_for_nothing() {
        let report = r#"<testsuites tests="4">
            <testsuite name="live.spec.ts"><testcase name="a page follows"/>
              <testcase name="a page ends"><failure message="x" type="FAILURE"><![CDATA[

  Error: a &b
  at live.spec.ts]]></failure></testcase>
              <testcase name="left out"><skipped/></testcase></testsuite>
            <testsuite name="rules"><testcase name="seats"><error type="exit">no database</error></testcase></testsuite>
            </testsuites>"#;
        let failed = [
            "live.spec.ts: a page ends\n      Error: a &b\n      at live.spec.ts",
            "rules: seats\n    no database",
        ];
        assert_eq!(read_report(report), Ok(Tally { passed: 1, failed: failed.map(str::to_owned).to_vec() }));
    }

    #[test]
    fn what_is_no_report_is_no_success() {
        assert!(read_report("").is_err());
        assert!(read_report("<testsuites><testsuite name=\"cut off\">").is_err());
    }
}
