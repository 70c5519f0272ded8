//! A bar for runs that take their time, on a terminal only. Quick runs never show one.

use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use pmt_core::text::Words;

use crate::console::{Console, is_watched};

/// How long a run stays silent.
const PATIENCE: Duration = Duration::from_millis(600);
/// How often the bar moves.
const TICK: Duration = Duration::from_millis(100);

const READING: Words = Words { zh: "读取", en: "reading" };
const CHECKING: Words = Words { zh: "检查", en: "checking" };
const WRITING: Words = Words { zh: "写出", en: "writing" };

/// How far a run is.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    checking: &'static str,
    writing: &'static str,
    /// Dropped to let the waiting thread go.
    running: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// One that nobody sees.
    pub fn hidden() -> Self {
        Self { bar: ProgressBar::hidden(), checking: "", writing: "", running: None }
    }

    /// One that shows itself on standard error after a while, if that is a terminal.
    pub fn new(console: &Console) -> Self {
        if !is_watched() {
            return Self::hidden();
        }
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        // A template that cannot be read would leave the bar in its own style.
        if let Ok(style) = ProgressStyle::with_template("{msg} {bar:30} {pos}/{len}") {
            bar.set_style(style);
        }
        bar.set_message(console.words(READING));
        let (sender, receiver) = mpsc::channel();
        let shown = bar.clone();
        let waiting = std::thread::spawn(move || {
            if receiver.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                shown.set_draw_target(ProgressDrawTarget::stderr());
                shown.enable_steady_tick(TICK);
            }
        });
        Self {
            bar,
            checking: console.words(CHECKING),
            writing: console.words(WRITING),
            running: Some((sender, waiting)),
        }
    }

    /// Tells how many files there are.
    pub fn expect(&self, files: usize) {
        self.bar.set_length(u64::try_from(files).unwrap_or(u64::MAX));
    }

    /// Tells that one more has been read.
    pub fn step(&self) {
        self.bar.inc(1);
    }

    /// Tells that so many more are done.
    pub fn steps(&self, files: usize) {
        self.bar.inc(u64::try_from(files).unwrap_or(u64::MAX));
    }

    /// Tells that what comes is written.
    pub fn writing(&self) {
        self.bar.set_message(self.writing);
    }

    /// Tells that all has been read and is now checked.
    pub fn checking(&self) {
        self.bar.set_message(self.checking);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((sender, waiting)) = self.running.take() {
            drop(sender);
            // It holds nothing that could fail.
            drop(waiting.join());
        }
        self.bar.finish_and_clear();
    }
}
