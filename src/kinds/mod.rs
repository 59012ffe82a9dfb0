//! What Datadog has. One file per kind, facts and quirks only; [`ALL`] is the one list of them.

mod dashboard;
mod dashboard_list;
mod logs_metric;
mod logs_pipeline;
mod metric_metadata;
mod metric_tags;
mod monitor;
mod powerpack;
mod retention_filter;
mod spans_metric;
mod team;
mod webhook;

pub use dashboard::DASHBOARD;
pub use dashboard_list::DASHBOARD_LIST;
pub use logs_metric::LOGS_METRIC;
pub use logs_pipeline::LOGS_PIPELINE;
pub use metric_metadata::METRIC_METADATA;
pub use metric_tags::METRIC_TAGS;
pub use monitor::{MONITOR, threshold_in_query};
pub use powerpack::POWERPACK;
pub use retention_filter::RETENTION_FILTER;
pub use spans_metric::SPANS_METRIC;
pub use team::TEAM;
pub use webhook::WEBHOOK;

use crate::model::Kind;

/// In the order in which people read them.
pub static ALL: &[&Kind] = &[
    &MONITOR,
    &DASHBOARD,
    &DASHBOARD_LIST,
    &POWERPACK,
    &LOGS_PIPELINE,
    &LOGS_METRIC,
    &SPANS_METRIC,
    &RETENTION_FILTER,
    &METRIC_METADATA,
    &METRIC_TAGS,
    &WEBHOOK,
    &TEAM,
];

pub fn by_name(name: &str) -> Option<&'static Kind> {
    ALL.iter().find(|kind| kind.name == name).copied()
}

pub fn by_folder(folder: &str) -> Option<&'static Kind> {
    ALL.iter().find(|kind| kind.folder == folder).copied()
}
