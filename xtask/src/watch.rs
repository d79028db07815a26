//! A dev server that is built anew and started again after each change. The browser sees it by reloading.

use std::fs;
use std::path::Path;
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use crate::{Outcome, Profile, folder, run, site};

/// What the server and its site are made of.
const SOURCES: [&str; 7] = ["app", "domain", "frontend", "public", "server", "service", "style"];
const LOOK_EVERY: Duration = Duration::from_millis(300);

/// Until it is interrupted.
pub(crate) fn watch() -> Outcome {
    let mut server: Option<Child> = None;
    loop {
        let built_from = state_of_sources()?;
        // The old one serves until the new one is built.
        match build() {
            Ok(()) => {
                if let Some(mut old) = server.take() {
                    old.kill()?;
                    old.wait()?;
                }
                server = Some(Command::new("target/debug/keyholder").spawn()?);
            }
            Err(error) => eprintln!("xtask: {error}; waiting for the next change"),
        }
        while state_of_sources()? == built_from {
            sleep(LOOK_EVERY);
        }
    }
}

/// The site comes first: a dev server reads it from its folder when it starts.
fn build() -> Outcome {
    site::build(Profile::Dev)?;
    let native = ["build", "--workspace", "--exclude", "frontend", "--exclude", "xtask"];
    run(Command::new("cargo").args(native))
}

/// How many files there are and when the last was written: differs after any change.
fn state_of_sources() -> Outcome<(usize, Option<SystemTime>)> {
    let mut written = Vec::new();
    for source in SOURCES {
        for file in folder::files(Path::new(source))? {
            // An editor may have taken it away again between the two looks.
            if let Ok(about) = fs::metadata(Path::new(source).join(file)) {
                written.push(about.modified()?);
            }
        }
    }
    Ok((written.len(), written.into_iter().max()))
}
