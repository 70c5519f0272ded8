//! The exit codes of every command.

use std::process::ExitCode;

/// How a command ended. Ordered: the worse end of two is the greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// 0: done.
    Done,
    /// 1: findings at the gate, `--check` differs, or refused.
    Found,
    /// 2: could not work: usage, a path, the configuration, a file's encoding.
    Failed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Done => Self::SUCCESS,
            Exit::Found => Self::from(1),
            Exit::Failed => Self::from(2),
        }
    }
}
