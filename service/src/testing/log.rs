//! What a test's Keyholder logs, kept to be looked through.

use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

/// Every event of every level, ours and the libraries'.
#[derive(Clone, Debug, Default)]
pub(super) struct Log(Arc<Mutex<Vec<(Level, String)>>>);

impl Log {
    pub(super) fn errors(&self) -> Vec<String> {
        let lines = self.0.lock().unwrap();
        lines.iter().filter(|(level, _)| *level == Level::ERROR).map(|(_, line)| line.clone()).collect()
    }

    /// The last of it; none while somebody holds it.
    pub(super) fn newest(&self, lines: usize) -> Option<Vec<String>> {
        let all = self.0.try_lock().ok()?;
        let newest = all.iter().skip(all.len().saturating_sub(lines));
        Some(newest.map(|(level, line)| format!("{level} {line}")).collect())
    }

    pub(super) fn text(&self) -> String {
        let lines = self.0.lock().unwrap();
        lines.iter().map(|(_, line)| line.as_str()).collect::<Vec<_>>().join("\n")
    }
}

/// A test that fails shows what went wrong inside.
pub(super) struct ToldOnPanic(pub(super) Log);

impl Drop for ToldOnPanic {
    #[expect(clippy::print_stderr, reason = "beside the panic's own words")]
    fn drop(&mut self) {
        if std::thread::panicking() {
            for (level, line) in self.0.0.lock().unwrap().iter().filter(|(level, _)| *level <= Level::WARN) {
                eprintln!("{level} {line}");
            }
        }
    }
}

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {field}={value:?}").unwrap();
    }
}

impl Subscriber for Log {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut line = Line(span.metadata().name().to_owned());
        span.record(&mut line);
        self.0.lock().unwrap().push((*span.metadata().level(), line.0));
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut line = Line(event.metadata().target().to_owned());
        event.record(&mut line);
        self.0.lock().unwrap().push((*event.metadata().level(), line.0));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}
