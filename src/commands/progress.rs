//! What Datadog is being asked, on a terminal; a line for each wait elsewhere.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::datadog::{Event, Progress, Silent};
use crate::settings::Settings;
use crate::world::World;

/// A spinner where a person watches, nothing where they asked for quiet.
pub fn progress(settings: &Settings, world: &World) -> Arc<dyn Progress> {
    if settings.quiet || !world.stderr_is_terminal {
        return Arc::new(Silent);
    }
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    bar.set_style(ProgressStyle::default_spinner());
    bar.enable_steady_tick(Duration::from_millis(120));
    Arc::new(Spinner { bar, read: AtomicUsize::default() })
}

struct Spinner {
    bar: ProgressBar,
    /// Objects read so far.
    read: AtomicUsize,
}

impl Progress for Spinner {
    fn event(&self, event: Event) {
        self.bar.set_message(match event {
            Event::ListStarted { kind } => format!("reading {kind}s from Datadog"),
            Event::Objects { kind, n } => {
                let read = self.read.fetch_add(n, Ordering::Relaxed) + n;
                format!("reading {kind}s from Datadog: {read} objects so far")
            }
            Event::Waiting { time, why } => format!("waiting {} s: {why}", time.as_secs()),
            Event::Retrying { attempt, pause, why } => {
                format!("trying again in {} s after attempt {attempt}: {why}", pause.as_secs())
            }
        });
    }
}

impl Drop for Spinner {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
