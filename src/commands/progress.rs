//! What Datadog is being asked, on a terminal; a line for each wait elsewhere.

use std::sync::{Arc, Mutex};
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
    Arc::new(Spinner { bar, read: Mutex::default() })
}

struct Spinner {
    bar: ProgressBar,
    /// Objects read so far.
    read: Mutex<usize>,
}

impl Progress for Spinner {
    fn event(&self, event: Event) {
        match event {
            Event::Objects { kind, count } => {
                let mut read = self.read.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                *read += count;
                self.bar.set_message(format!("reading {kind}s from Datadog: {read} objects so far"));
            }
            event => self.bar.set_message(event.to_string()),
        }
    }
}

impl Drop for Spinner {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
