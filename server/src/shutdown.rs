//! SIGTERM finishes what is under way; a second one exits at once.

use std::io;

use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;

#[derive(Clone)]
pub(crate) struct Shutdown(watch::Receiver<bool>);

impl Shutdown {
    /// From here on SIGTERM and SIGINT are ours.
    pub(crate) fn listen() -> io::Result<Self> {
        let (terminate, interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
        let (asked, receiver) = watch::channel(false);
        tokio::spawn(hear(terminate, interrupt, asked));
        Ok(Self(receiver))
    }

    /// Until it is asked to stop.
    pub(crate) async fn asked(mut self) {
        // The sender lives as long as the process.
        let _ = self.0.wait_for(|asked| *asked).await;
    }
}

async fn hear(mut terminate: Signal, mut interrupt: Signal, asked: watch::Sender<bool>) {
    for times in 1.. {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        if times == 2 {
            std::process::exit(1);
        }
        tracing::info!("stopping");
        asked.send_replace(true);
    }
}
