//! What the server says of itself, to a user who turns it on: lines of the client's log. It is off unless the setting
//! `logLevel` says otherwise, and costs nothing then.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use serde::Deserialize;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tower_lsp::Client;
use tower_lsp::ls_types::MessageType;

/// How much is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Nothing.
    #[default]
    Off,
    /// What went wrong inside the server.
    Error,
    /// What could not be read.
    Warning,
    /// What the server works with.
    Info,
    /// Every request and analysis.
    Debug,
}

/// A line.
pub type Line = (MessageType, String);

/// Where lines go.
#[derive(Clone, Debug)]
pub struct Log {
    level: Arc<AtomicU8>,
    lines: UnboundedSender<Line>,
}

impl Log {
    /// A log that nobody reads yet, and its lines.
    pub fn new() -> (Self, UnboundedReceiver<Line>) {
        let (lines, queue) = unbounded_channel();
        (Self { level: Arc::default(), lines }, queue)
    }

    /// A log that the client reads.
    pub fn of(client: Client) -> Self {
        let (log, mut queue) = Self::new();
        // One after the other, in their order; a client that reads slowly keeps nobody waiting.
        tokio::spawn(async move {
            while let Some((kind, line)) = queue.recv().await {
                client.log_message(kind, line).await;
            }
        });
        log
    }

    /// Says so much from now on.
    pub fn set(&self, level: Level) {
        self.level.store(level as u8, Ordering::Relaxed);
    }

    /// Something went wrong inside the server.
    pub fn error(&self, line: impl FnOnce() -> String) {
        self.say(Level::Error, MessageType::ERROR, line);
    }

    /// Something could not be read.
    pub fn warn(&self, line: impl FnOnce() -> String) {
        self.say(Level::Warning, MessageType::WARNING, line);
    }

    /// Something that the server works with.
    pub fn info(&self, line: impl FnOnce() -> String) {
        self.say(Level::Info, MessageType::INFO, line);
    }

    /// Something that happens often.
    pub fn debug(&self, line: impl FnOnce() -> String) {
        self.say(Level::Debug, MessageType::LOG, line);
    }

    fn say(&self, level: Level, kind: MessageType, line: impl FnOnce() -> String) {
        if self.level.load(Ordering::Relaxed) >= level as u8 {
            // Should nobody read it, the client is gone.
            let _ = self.lines.send((kind, line()));
        }
    }

    /// Does some work. Should it go wrong, that is logged, nothing comes of it, and the server lives on: whoever waits
    /// for what the work was to send is told by its being dropped.
    pub fn guard<T>(&self, what: &str, work: impl FnOnce() -> T) -> Option<T> {
        match catch_unwind(AssertUnwindSafe(work)) {
            Ok(done) => Some(done),
            Err(panic) => {
                self.error(|| format!("{what}: {}", reason(&*panic)));
                None
            }
        }
    }
}

/// What a panic says.
fn reason(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("panicked")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_off_until_it_is_turned_on_and_says_so_much_as_is_asked() {
        let (log, mut lines) = Log::new();
        log.error(|| panic!("nobody reads it, so it is not even made"));
        log.set(Level::Warning);
        log.warn(|| "一".to_owned());
        log.info(|| "二".to_owned());
        assert_eq!(lines.try_recv(), Ok((MessageType::WARNING, "一".to_owned())));
        assert!(lines.try_recv().is_err());
    }

    #[test]
    fn work_that_goes_wrong_is_logged_and_nothing_comes_of_it() {
        let (log, mut lines) = Log::new();
        log.set(Level::Error);
        assert_eq!(log.guard("数一数", || 1), Some(1));
        assert_eq!(log.guard("数一数", || -> u8 { panic!("数不清") }), None);
        assert_eq!(lines.try_recv(), Ok((MessageType::ERROR, "数一数: 数不清".to_owned())));
    }
}
