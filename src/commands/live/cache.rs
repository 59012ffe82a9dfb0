//! What is known of metrics and handles, kept for a day beside the definitions: `.ddsync/live-HOST.json`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::commands::connect::SANDBOX_FOLDER;
use crate::lint::live::Metric;
use crate::settings::Settings;
use crate::world::World;

const VERSION: u8 = 2;
const MOST_SECONDS: i64 = 86_400;

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Cache {
    version: u8,
    /// Seconds of the Unix epoch.
    since: i64,
    pub reporting: Option<BTreeSet<String>>,
    pub metrics: BTreeMap<String, Metric>,
    /// Those behind which there is somebody.
    pub handles: BTreeSet<String>,
}

impl Cache {
    pub fn forget_old(&mut self, now: OffsetDateTime) {
        let now = now.unix_timestamp();
        let fresh = (0..MOST_SECONDS).contains(&(now - self.since));
        if self.version != VERSION || !fresh {
            *self = Self { version: VERSION, since: now, ..Self::default() };
        }
    }
}

/// An unreadable cache is an empty one.
pub fn read(host: &str, settings: &Settings, world: &World) -> Cache {
    let text = world.read(&path(host, settings)).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

/// A folder that cannot be written costs time and nothing else.
pub fn write(cache: &Cache, host: &str, settings: &Settings, world: &World) {
    if let Ok(text) = serde_json::to_string(cache) {
        drop(world.write(&path(host, settings), &text));
    }
}

fn path(host: &str, settings: &Settings) -> PathBuf {
    let safe = |c: char| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' };
    settings.root.join(SANDBOX_FOLDER).join(format!("live-{}.json", host.chars().map(safe).collect::<String>()))
}
