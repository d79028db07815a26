//! A test that hangs is ended by whoever runs it, who knows nothing of it: before that it says where it stands.

use std::fs;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use super::log::Log;

/// No test takes so long that does not hang; the runner waits longer.
const HANGS: Duration = Duration::from_secs(90);
/// The newest lines of the log.
const TOLD: usize = 60;

/// Tells where the test stands unless what this gives is dropped before.
pub(super) fn tell_if_stuck(log: Log) -> Sender<()> {
    let (over, waits) = channel();
    thread::spawn(move || {
        if waits.recv_timeout(HANGS) == Err(RecvTimeoutError::Timeout) {
            tell(&log);
        }
    });
    over
}

#[expect(clippy::print_stderr, reason = "the runner shows it beside the test")]
fn tell(log: &Log) {
    eprintln!("It hangs. The newest lines of its log:");
    match log.newest(TOLD) {
        Some(lines) => lines.iter().for_each(|line| eprintln!("  {line}")),
        None => eprintln!("  somebody holds the log"),
    }
    eprintln!("Its threads, with what each waits for in the kernel:");
    for task in fs::read_dir("/proc/self/task").into_iter().flatten().flatten() {
        let read = |name: &str| fs::read_to_string(task.path().join(name)).unwrap_or_default();
        eprintln!("  {} {} {}", read("comm").trim(), read("wchan"), read("syscall").trim());
    }
}
