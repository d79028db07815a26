//! `keyholder doctor`.

mod address;
mod finding;
mod passed;
mod report;
mod sending;

use std::fmt::Display;
use std::process::ExitCode;

use clap::CommandFactory;
use domain::diagnosis::doctor::diagnose;
use service::Place;
use service::clock::Clock;
use service::diagnosis::doctor::{CheckUp, MailWay};
use service::mail::Mailer;

use crate::config::{Config, Options};
use crate::serve::wrong_mail_setting;
use report::Telling;

/// What Keyholder reads as a setting, and is no flag.
const NO_FLAG: &str = "KEYHOLDER_LOG";

/// Looks the house over, and says what it found; fails where somebody has to do something.
#[expect(clippy::print_stdout, reason = "it talks to whoever typed the command")]
pub(crate) async fn look_over(options: Options) -> ExitCode {
    let telling = Telling::of(&options);
    let unknown = unknown(std::env::vars_os().filter_map(|(name, _)| name.into_string().ok()));
    let facts = check_up(&options, unknown).facts().await;
    let found = diagnose(&facts);
    print!("{}", telling.report(&found));
    if found.needs_mending() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// Each setting as far as it can be used; unlike at a start, a wrong one stops nothing.
pub(crate) fn check_up(options: &Options, unknown: Vec<String>) -> CheckUp {
    let mut wrong = Vec::new();
    let listen = usable(options.listen(), &mut wrong);
    let url = usable(options.url(), &mut wrong);
    usable(options.settings(String::new()), &mut wrong);
    let proxies = usable(options.trusted_proxies(), &mut wrong);
    usable(options.bounces(), &mut wrong);
    usable(options.bounces_token(), &mut wrong);
    let gateway = usable(options.sms(), &mut wrong).flatten();
    let database = match &options.database_url {
        Some(address) => usable(Place::of_url(address), &mut wrong),
        None => Some(Place::file(&options.database_file())),
    };
    // Where it is unknown how people reach it, that alone is wrong, and no sender that would follow from it.
    let from = options.mail_from(url.as_deref().unwrap_or("http://localhost"));
    let mail = match &options.smtp_url {
        Some(server) => Mailer::from_url(server, &from).map(MailWay::Server),
        None => Mailer::check_sender(&from).map(|()| MailWay::Folder(options.mail_folder())),
    };
    CheckUp {
        clock: Clock::system(),
        mail: usable(mail.map_err(wrong_mail_setting), &mut wrong),
        wrong,
        unknown,
        data: options.data.clone(),
        secret_file: options.secret_file(),
        database,
        gateway,
        operator: options.operator.clone(),
        listen,
        url,
        trusts_proxies: proxies.is_some_and(|proxies| !proxies.is_empty()),
    }
}

fn usable<T>(setting: Result<T, impl Display>, wrong: &mut Vec<String>) -> Option<T> {
    setting
        .map_err(|error| {
            // One can make another unusable, which then says the same.
            let said = error.to_string();
            if !wrong.contains(&said) {
                wrong.push(said);
            }
        })
        .ok()
}

/// Of the names in an environment, those that look like a setting and are none.
fn unknown(names: impl Iterator<Item = String>) -> Vec<String> {
    let command = Config::command();
    let known: Vec<_> = command.get_arguments().filter_map(|argument| argument.get_env()?.to_str()).collect();
    let is_unknown =
        |name: &String| name.starts_with("KEYHOLDER_") && name != NO_FLAG && !known.contains(&name.as_str());
    let mut unknown: Vec<_> = names.filter(is_unknown).collect();
    unknown.sort();
    unknown
}

#[cfg(test)]
mod tests {
    use clap::Parser;
    use domain::diagnosis::doctor::{DatabaseFault, Finding};

    use super::*;

    fn checked(args: &[&str]) -> CheckUp {
        let args = std::iter::once("keyholder").chain(args.iter().copied());
        check_up(&Config::parse_from(args).settings, Vec::new())
    }

    #[test]
    fn each_wrong_setting_is_told_once_and_the_others_are_used() {
        let checked = checked(&[
            "--listen=here",
            "--sign-up=sometimes",
            "--trusted-proxies=proxy",
            "--bounces=/nowhere",
            "--bounces-token=secret",
            "--database-url=oracle://delphi",
            "--smtp-url=smtp://mail.example",
            "--sms-url=sms://key:secret@sms.example",
            "--sms-countries=GB",
        ]);
        let named: Vec<_> = checked.wrong.iter().filter_map(|said| said.split(':').next()).collect();
        assert_eq!(
            named,
            [
                "KEYHOLDER_LISTEN",
                "KEYHOLDER_SIGN_UP",
                "KEYHOLDER_TRUSTED_PROXIES",
                "KEYHOLDER_BOUNCES",
                "KEYHOLDER_BOUNCES_TOKEN",
                "SMS_URL",
                "DATABASE_URL"
            ]
        );
        assert!(!checked.wrong.concat().contains("secret"));
        assert!(matches!(checked.mail, Some(MailWay::Server(_))));
        assert!(checked.url.is_none() && checked.database.is_none());
    }

    #[test]
    fn a_sender_that_is_none_is_wrong_with_a_mail_server_and_without() {
        for server in [&["--smtp-url=smtp://mail.example"][..], &[]] {
            let checked = checked(&[server, &["--mail-from=nobody at all"]].concat());
            assert_eq!(checked.wrong.len(), 1, "{:?}", checked.wrong);
            assert!(checked.wrong[0].starts_with("KEYHOLDER_MAIL_FROM: "), "{:?}", checked.wrong);
            assert!(checked.mail.is_none());
        }
    }

    #[test]
    fn a_name_that_looks_like_a_setting_and_is_none_is_told() {
        let names = ["PATH", "KEYHOLDER_LOG", "KEYHOLDER_URL", "KEYHOLDER_TRUSTED_PROXY", "DATABASE_URL"];
        assert_eq!(unknown(names.into_iter().map(str::to_owned)), ["KEYHOLDER_TRUSTED_PROXY"]);
    }

    #[test]
    fn a_folder_that_is_not_there_is_not_made() {
        let folder = std::env::temp_dir().join(format!("keyholder-doctor-{}", std::process::id()));
        let data = format!("--data={}", folder.display());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let found = diagnose(&runtime.block_on(checked(&[&data, "--listen=127.0.0.1:1"]).facts()));
        assert!(found.findings.contains(&Finding::Database(DatabaseFault::NothingKept)), "{found:?}");
        assert!(!folder.exists());
    }
}
