//! What happens meanwhile, for whoever shows it.

use std::time::Duration;

#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A list is read from its start; told again where it has to be read a second time.
    ListStarted { kind: &'static str },
    /// So many more objects arrived, whether from a list or one by one.
    Objects { kind: &'static str, n: usize },
    /// A rate limit holds a request back.
    Waiting { time: Duration, why: String },
    /// A request failed and is sent again after a pause. `attempt` is the one that failed, from 1.
    Retrying { attempt: u32, pause: Duration, why: String },
}

/// Called from many tasks; must not block.
pub trait Progress: Send + Sync {
    fn event(&self, event: Event);
}

/// Shows nothing.
pub struct Silent;

impl Progress for Silent {
    fn event(&self, _: Event) {}
}
