//! What Datadog has. One file per kind, facts and quirks only; [`ALL`] is the one list of them.

mod dashboard;
mod downtime;
mod monitor;
mod monitor_policy;
mod notification_rule;
mod slo;
mod synthetic_test;

pub use dashboard::DASHBOARD;
pub use downtime::DOWNTIME;
pub use monitor::{MONITOR, threshold_in_query};
pub use monitor_policy::MONITOR_POLICY;
pub use notification_rule::NOTIFICATION_RULE;
pub use slo::SLO;
pub use synthetic_test::SYNTHETIC_TEST;

use crate::model::Kind;

/// In the order in which people read them.
pub static ALL: &[&Kind] =
    &[&MONITOR, &DASHBOARD, &SLO, &DOWNTIME, &NOTIFICATION_RULE, &MONITOR_POLICY, &SYNTHETIC_TEST];

pub fn by_name(name: &str) -> Option<&'static Kind> {
    ALL.iter().find(|kind| kind.name == name).copied()
}

pub fn by_folder(folder: &str) -> Option<&'static Kind> {
    ALL.iter().find(|kind| kind.folder == folder).copied()
}
