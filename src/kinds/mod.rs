//! What Datadog has. One file per kind, facts and quirks only; [`ALL`] is the one list of them.

mod dashboard;
mod monitor;

pub use dashboard::DASHBOARD;
pub use monitor::{MONITOR, threshold_in_query};

use crate::model::Kind;

/// In the order in which people read them.
pub static ALL: &[&Kind] = &[&MONITOR, &DASHBOARD];

pub fn by_name(name: &str) -> Option<&'static Kind> {
    ALL.iter().find(|kind| kind.name == name).copied()
}

pub fn by_folder(folder: &str) -> Option<&'static Kind> {
    ALL.iter().find(|kind| kind.folder == folder).copied()
}
