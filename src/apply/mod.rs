//! Approved -> Outcomes: each change once, in order, and everything that happened is told.

mod hand;
mod lost;
mod release;
mod replace;
mod schedule;
mod steps;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures::StreamExt as _;
use futures::stream::FuturesUnordered;

use crate::datadog::Writer;
use crate::plan::{Approved, Outcome};
use hand::Hand;
use schedule::Run;

pub use release::release;

/// Writes under way at the same time. More gains little and makes Datadog's edge answer 512.
const AT_ONCE: usize = 8;

/// Asked for by Ctrl-C: what is in flight is finished, nothing new is begun.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    pub fn request(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    pub fn requested(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}

/// How often and how far apart a lost create is looked for: a new object may take a moment to be listed.
#[derive(Clone, Copy, Debug)]
pub struct Looks {
    pub times: u32,
    pub apart: Duration,
}

impl Default for Looks {
    fn default() -> Self {
        Self { times: 4, apart: Duration::from_secs(2) }
    }
}

/// Carries the approved plan out. Outcomes come in the order of the plan, one for each of its changes.
pub async fn apply(approved: &Approved, writer: &Writer, stop: &Stop, looks: Looks) -> Vec<Outcome> {
    let mut run = Run::new(approved);
    let mut flying = FuturesUnordered::new();
    loop {
        while !stop.requested() && flying.len() < AT_ONCE {
            let Some(task) = run.next(flying.is_empty()) else { break };
            let ids = run.ids().clone();
            flying.push(async move {
                let result = Hand { writer, looks }.carry_out(&task, &ids).await;
                (task, result)
            });
        }
        match flying.next().await {
            Some((task, result)) => run.settle(&task, result),
            None => return run.finish(stop),
        }
    }
}
