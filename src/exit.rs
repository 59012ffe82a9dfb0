//! The exit codes, one meaning each.

use std::process::ExitCode;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done, or in sync.
    Done = 0,
    /// Something went wrong, usage included: a mistyped flag must never read as drift.
    Error = 1,
    /// Differences: `drift`, and `diff --exit-code`.
    Differences = 2,
    /// Findings at or above `--fail-on`.
    Findings = 3,
    /// Not authenticated, or not permitted.
    Denied = 4,
    /// Live objects or files are not what the plan was made from.
    Stale = 5,
    /// Applied in part.
    Partial = 6,
    /// Refused by a guard: prune limits, protection, a monitor that alerts right now.
    Guarded = 7,
    /// Ctrl-C; the write in flight was finished and told.
    Interrupted = 130,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// A user's problem, told in a sentence, with what to do next.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct Failure {
    pub exit: Exit,
    pub message: String,
    pub help: Option<String>,
}

impl Failure {
    pub fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self { exit, message: message.into(), help: None }
    }

    pub fn error(message: impl Into<String>) -> Self {
        Self::new(Exit::Error, message)
    }

    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
