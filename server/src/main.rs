//! The executable `keyholder`: settings, wiring, background jobs, command line.

// The type of a page is the tree of all its elements.
#![recursion_limit = "512"]

mod client;
mod config;
mod headers;
mod routes;
mod serve;
mod shutdown;
mod site;

use std::process::ExitCode;

use clap::Parser;
use config::{Command, Config};
use tracing_subscriber::EnvFilter;

#[tokio::main]
async fn main() -> ExitCode {
    let config = Config::parse();
    let filter = EnvFilter::try_from_env("KEYHOLDER_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let done = match config.command.clone().unwrap_or(Command::Serve) {
        Command::Serve => serve::serve(config.settings).await,
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
