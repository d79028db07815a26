//! Builds the site, watches it, and adds up test reports. No product code.
//!
//! - `cargo xtask`: what the browser gets, into `target/site/pkg/<hash>/`, from where the server embeds it;
//! - `cargo xtask --dev`: the same quickly, neither optimised nor compressed;
//! - `cargo xtask watch`: a dev server, built anew and started again after each change;
//! - `cargo xtask proof`: whether every test that `docs/proof.md` names exists;
//! - `cargo xtask tally <status> <report>…`: one line over all test reports.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "it talks to whoever builds")]

mod bindings;
mod digest;
mod folder;
mod proof;
mod sections;
mod site;
mod step;
mod tally;
mod watch;

use std::error::Error;
use std::path::Path;
use std::process::{Command, ExitCode};

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// How the site is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Profile {
    /// In seconds, for `watch`.
    Dev,
    /// Small: optimised and compressed.
    Release,
}

fn main() -> ExitCode {
    match start() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}

fn start() -> Outcome {
    let here = std::env::var("CARGO_MANIFEST_DIR").map_err(|_| "start it as `cargo xtask`")?;
    // All paths are written from the root of the workspace.
    std::env::set_current_dir(Path::new(&here).join(".."))?;
    let args = std::env::args().skip(1).collect::<Vec<_>>();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => site::build(Profile::Release),
        ["--dev"] => site::build(Profile::Dev),
        ["watch"] => watch::watch(),
        ["proof"] => proof::check(),
        ["tally", status, ref reports @ ..] => tally::print(status.parse()?, reports),
        _ => Err("say nothing, --dev, watch, proof, or tally <status> <report>…".into()),
    }
}

/// Runs a command to its end; its own words say what went wrong.
fn run(command: &mut Command) -> Outcome {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().map_err(|error| format!("{name}: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{name} failed").into()) }
}
