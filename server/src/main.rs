//! The executable `keyholder`: settings, wiring, background jobs, command line.

// The type of a page is the tree of all its elements.
#![recursion_limit = "512"]

mod admin;
mod bounces;
mod client;
mod config;
mod demo;
mod doctor;
mod headers;
mod routes;
mod serve;
mod shutdown;
mod site;

use std::io::IsTerminal;
use std::process::ExitCode;

use clap::Parser;
use config::{Command, Config};
use mimalloc::MiMalloc;
use rustix::fs::Mode;
use service::demo::Demo;
use service::partner::Beside;
use tracing_subscriber::EnvFilter;

/// A page is thousands of small pieces of text: with the system's allocator a third of its time goes into them.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    // Names, addresses and secrets are in what it makes: nobody else's on the machine, whoever made the folder.
    rustix::process::umask(Mode::RWXG | Mode::RWXO);
    let config = Config::parse();
    let filter = EnvFilter::try_from_env("KEYHOLDER_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .init();
    let done = match config.command.clone().unwrap_or(Command::Serve) {
        Command::Serve => serve::serve(config.settings).await,
        Command::Admin { center, address, beside } => {
            let beside = if beside { Beside::Others } else { Beside::Nobody };
            admin::appoint(config.settings, &center, &address, beside).await
        }
        Command::Doctor => return doctor::look_over(config.settings).await,
        Command::Demo { partners, centers } => demo::fill(config.settings, Demo { partners, centers }).await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // One line for whoever started it; the log has no more to say.
            tracing::error!("{error}");
            ExitCode::FAILURE
        }
    }
}
