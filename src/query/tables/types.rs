//! The types of monitors, and the queries that they have.

use super::source;
use crate::query::Dialect::{self, Chain, Composite, Formula, Metric, Opaque, ServiceCheck, SloAlert};
use crate::query::MonitorQuery;

#[derive(Debug)]
pub struct MonitorType {
    pub name: &'static str,
    /// The usual one first.
    pub dialects: &'static [Dialect],
    /// What to write instead, where the type is on its way out.
    pub replaced_by: Option<&'static str>,
}

const fn row(name: &'static str, dialects: &'static [Dialect]) -> MonitorType {
    MonitorType { name, dialects, replaced_by: None }
}

/// Of one family are `metric alert` and `query alert`: Datadog may answer with the other.
pub static MONITOR_TYPES: &[MonitorType] = &[
    row("audit alert", &[Chain, Formula]),
    row("ci-pipelines alert", &[Chain, Formula]),
    row("ci-tests alert", &[Chain, Formula]),
    row("composite", &[Composite]),
    row("cost alert", &[Formula]),
    row("data-jobs alert", &[Formula]),
    row("data-quality alert", &[Formula]),
    row("database-monitoring alert", &[Chain, Formula]),
    row("error-tracking alert", &[Chain, Formula]),
    MonitorType { name: "event alert", dialects: &[Chain], replaced_by: Some("event-v2 alert") },
    row("event-v2 alert", &[Chain, Formula]),
    row("llm-observability alert", &[Chain, Formula]),
    row("log alert", &[Chain, Formula]),
    MonitorType { name: "metric alert", dialects: &[Metric, Formula], replaced_by: Some("query alert") },
    row("network-path alert", &[Chain, Formula]),
    row("network-performance alert", &[Chain, Formula]),
    row("process alert", &[Chain]),
    row("query alert", &[Metric, Formula]),
    row("rum alert", &[Chain, Formula]),
    row("service check", &[ServiceCheck]),
    row("slo alert", &[SloAlert]),
    row("synthetics alert", &[Opaque]),
    row("trace-analytics alert", &[Chain, Formula]),
];

pub fn monitor_type(name: &str) -> Option<&'static MonitorType> {
    MONITOR_TYPES.iter().find(|kind| kind.name == name)
}

/// Whether a monitor of the type may have the query. True for a type or a source of events that is not known.
pub fn fits(monitor_type: &str, query: &MonitorQuery) -> bool {
    let Some(kind) = self::monitor_type(monitor_type) else {
        return true;
    };
    match query {
        MonitorQuery::Opaque(_) => true,
        MonitorQuery::Chain(chain) if kind.dialects.contains(&Chain) => {
            source(&chain.source.text).is_none_or(|source| source.types.contains(&monitor_type))
        }
        other => kind.dialects.contains(&other.dialect()),
    }
}

/// The types that the query would fit, those that are on their way out last. For a formula the queries in the options
/// decide; see the types of [`data_source`](super::data_source).
pub fn types_of(query: &MonitorQuery) -> Vec<&'static str> {
    let fitting = MONITOR_TYPES.iter().filter(|kind| fits(kind.name, query));
    let (last, first): (Vec<_>, Vec<_>) = fitting.partition(|kind| kind.replaced_by.is_some());
    first.into_iter().chain(last).map(|kind| kind.name).collect()
}
