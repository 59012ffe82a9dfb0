//! Where the queries of monitors' variables and of widgets take their data from.

/// What a query of the source looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// `compute`, `search.query`, `group_by`.
    Events,
    /// `query` is a metric expression.
    Metrics,
    /// Something else, with fields of its own.
    Other,
}

#[derive(Debug)]
pub struct DataSource {
    pub name: &'static str,
    pub family: Family,
    /// The types of monitors whose `options.variables` may use it; empty where it is of widgets alone.
    pub types: &'static [&'static str],
}

const fn row(name: &'static str, family: Family, types: &'static [&'static str]) -> DataSource {
    DataSource { name, family, types }
}

use Family::{Events, Metrics, Other};

pub static DATA_SOURCES: &[DataSource] = &[
    row("apm_dependency_stats", Other, &[]),
    row("apm_metrics", Other, &[]),
    row("apm_resource_stats", Other, &[]),
    row("audit", Events, &["audit alert"]),
    row("ci_pipelines", Events, &["ci-pipelines alert"]),
    row("ci_tests", Events, &["ci-tests alert"]),
    row("cloud_cost", Metrics, &["cost alert"]),
    row("container", Other, &[]),
    row("data_quality_metrics", Other, &["data-quality alert"]),
    row("database_queries", Events, &["database-monitoring alert"]),
    row("datadog_usage", Metrics, &["cost alert"]),
    row("errors", Events, &[]),
    row("events", Events, &["event-v2 alert", "event alert"]),
    row("incident_analytics", Events, &[]),
    row("llm_observability", Events, &["llm-observability alert"]),
    row("logs", Events, &["log alert"]),
    row("metrics", Metrics, &["query alert", "metric alert", "cost alert"]),
    row("network", Events, &["network-performance alert"]),
    row("network_path", Events, &["network-path alert"]),
    row("on_call_events", Events, &[]),
    row("process", Other, &[]),
    row("product_analytics", Events, &[]),
    row("profiles", Events, &[]),
    row("rum", Events, &["rum alert"]),
    row("security_signals", Events, &[]),
    row("slo", Other, &[]),
    row("spans", Events, &["trace-analytics alert"]),
];

pub fn data_source(name: &str) -> Option<&'static DataSource> {
    DATA_SOURCES.iter().find(|source| source.name == name)
}

/// `compute.aggregation` of a query of events.
pub static AGGREGATIONS: &[&str] =
    &["count", "cardinality", "median", "pc75", "pc90", "pc95", "pc98", "pc99", "sum", "min", "max", "avg"];

/// `aggregator` of a metric query with `queries` and `formulas`.
pub static WIDGET_AGGREGATORS: &[&str] =
    &["avg", "sum", "max", "min", "last", "area", "l2norm", "percentile", "stddev"];
