//! What was found, as it is printed.

use std::fmt::Write;

use chrono::{DateTime, Utc};
use domain::diagnosis::doctor::Found;
use domain::zone::Zone;

use super::passed::asked;
use crate::config::Options;

/// Where all is, as the settings say it.
pub(super) struct Telling {
    pub(super) data: String,
    pub(super) secret: String,
    /// Never the address of a server: it may hold a password.
    pub(super) database: String,
}

/// A finding in words.
pub(super) struct Told {
    pub(super) title: String,
    pub(super) because: String,
    pub(super) mends: String,
}

impl Telling {
    pub(super) fn of(options: &Options) -> Self {
        Self {
            data: options.data.display().to_string(),
            secret: options.secret_file().display().to_string(),
            database: match &options.database_url {
                Some(_) => "what DATABASE_URL names".to_owned(),
                None => options.database_file().display().to_string(),
            },
        }
    }

    pub(super) fn report(&self, found: &Found) -> String {
        let (many, checks) = (found.findings.len(), found.checks());
        let mut report = match many {
            0 => format!("Nothing found in {checks} checks.\n"),
            1 => format!("1 finding in {checks} checks.\n"),
            _ => format!("{many} findings in {checks} checks, the surest first.\n"),
        };
        for (number, finding) in (1..).zip(&found.findings) {
            let Told { title, because, mends } = self.finding(finding);
            let sure = finding.sure().label();
            let _ = write!(report, "\n{number}. {title} ({sure})\n   {because}\n   What mends it: {mends}\n");
        }
        if !found.passed.is_empty() {
            report.push('\n');
        }
        for check in &found.passed {
            let _ = writeln!(report, "ok  {}", self.passed(check));
        }
        if !found.questions.is_empty() {
            report.push_str("\nWhat can’t be seen from here:\n");
        }
        for question in &found.questions {
            let _ = writeln!(report, "?   {}", asked(question));
        }
        report
    }
}

/// What somebody else said, so that a sentence can follow.
pub(super) fn ended(said: &str) -> String {
    format!("{}.", said.trim_end_matches('.'))
}

/// "5.2 GB"
pub(super) fn size(bytes: u64) -> String {
    const UNITS: [(u64, &str); 3] = [(1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")];
    let Some((unit, name)) = UNITS.into_iter().find(|(unit, _)| bytes >= *unit) else {
        return format!("{bytes} bytes");
    };
    format!("{}.{} {name}", bytes / unit, bytes % unit * 10 / unit)
}

/// "24 November 2026, 09:00 UTC"
pub(super) fn moment(at: DateTime<Utc>) -> String {
    format!("{} UTC", Zone::UTC.moment(at).words)
}

#[cfg(test)]
mod tests {
    use domain::diagnosis::doctor::{Check, Finding, Question, SendingFault, SettingFault};

    use super::*;

    #[test]
    fn a_size_is_told_in_the_largest_unit_that_fits() {
        for (bytes, words) in
            [(999, "999 bytes"), (1_000, "1.0 kB"), (99_999_999, "99.9 MB"), (5_260_000_000, "5.2 GB")]
        {
            assert_eq!(size(bytes), words);
        }
    }

    #[test]
    fn a_report_says_what_is_wrong_and_what_mends_it_then_what_is_fine_and_what_to_ask() {
        let telling = Telling { data: "./data".to_owned(), secret: String::new(), database: String::new() };
        let found = Found {
            findings: vec![
                Finding::Sending(SendingFault::MailsKept { folder: "./data/mail".to_owned() }),
                Finding::Setting(SettingFault::NoOperator),
            ],
            passed: vec![Check::Settings],
            questions: vec![Question::DatabaseDisk],
        };
        let report = telling.report(&found);
        assert!(
            report.starts_with("2 findings in 3 checks, the surest first.\n\n1. Mails don’t leave"),
            "{report}"
        );
        let lines = ["   What mends it: set SMTP_URL", "\n2. ", "(Possible)", "\nok  ", "\n?   "];
        let mut rest = report.as_str();
        for line in lines {
            let Some((_, after)) = rest.split_once(line) else { panic!("no {line:?} in {report}") };
            rest = after;
        }
    }
}
