//! The sources of events, and the methods of their chains.

use crate::query::Dialect::{self, Chain, Formula, ServiceCheck, SloAlert};

/// `logs("..")` and the like.
#[derive(Debug)]
pub struct Source {
    pub name: &'static str,
    /// The types of monitors that it belongs to.
    pub types: &'static [&'static str],
}

pub static SOURCES: &[Source] = &[
    Source { name: "audits", types: &["audit alert"] },
    Source { name: "ci-pipelines", types: &["ci-pipelines alert"] },
    Source { name: "ci-tests", types: &["ci-tests alert"] },
    Source { name: "database-monitoring", types: &["database-monitoring alert"] },
    Source { name: "error-tracking", types: &["error-tracking alert"] },
    Source { name: "error-tracking-logs", types: &["error-tracking alert"] },
    Source { name: "error-tracking-rum", types: &["error-tracking alert"] },
    Source { name: "error-tracking-traces", types: &["error-tracking alert"] },
    Source { name: "events", types: &["event-v2 alert", "event alert"] },
    Source { name: "llm-observability", types: &["llm-observability alert"] },
    Source { name: "logs", types: &["log alert"] },
    Source { name: "network-path", types: &["network-path alert"] },
    Source { name: "network-performance", types: &["network-performance alert"] },
    Source { name: "processes", types: &["process alert"] },
    Source { name: "rum", types: &["rum alert"] },
    Source { name: "trace-analytics", types: &["trace-analytics alert"] },
];

pub fn source(name: &str) -> Option<&'static Source> {
    SOURCES.iter().find(|source| source.name == name)
}

/// A method of a chain.
#[derive(Debug)]
pub struct EventMethod {
    pub name: &'static str,
    /// Fewest arguments.
    pub least: usize,
    /// Most arguments.
    pub most: usize,
    /// In which kinds of chains it stands.
    pub of: &'static [Dialect],
}

pub static EVENT_METHODS: &[EventMethod] = &[
    EventMethod { name: "anomaly", least: 0, most: usize::MAX, of: &[Formula] },
    EventMethod { name: "by", least: 1, most: usize::MAX, of: &[Chain, Formula, ServiceCheck] },
    EventMethod { name: "change", least: 0, most: usize::MAX, of: &[Formula] },
    EventMethod { name: "count_by_status", least: 0, most: 0, of: &[ServiceCheck] },
    EventMethod { name: "current", least: 1, most: 1, of: &[Chain, Formula] },
    EventMethod { name: "exclude", least: 1, most: usize::MAX, of: &[ServiceCheck] },
    EventMethod { name: "forecast", least: 0, most: usize::MAX, of: &[Formula] },
    EventMethod { name: "impact", least: 0, most: 0, of: &[Chain] },
    EventMethod { name: "index", least: 1, most: 1, of: &[Chain] },
    EventMethod { name: "last", least: 1, most: 1, of: &[Chain, Formula, ServiceCheck] },
    EventMethod { name: "long_window", least: 1, most: 1, of: &[SloAlert] },
    EventMethod { name: "new", least: 0, most: 0, of: &[Chain] },
    EventMethod { name: "over", least: 1, most: usize::MAX, of: &[Chain, ServiceCheck, SloAlert] },
    EventMethod { name: "pct_by_status", least: 0, most: 0, of: &[ServiceCheck] },
    EventMethod { name: "rollup", least: 1, most: 2, of: &[Chain, Formula] },
    EventMethod { name: "short_window", least: 1, most: 1, of: &[SloAlert] },
    EventMethod { name: "source", least: 1, most: 1, of: &[Chain] },
];

/// First argument of a chain's `.rollup(..)`, and the `aggregation` of a query of events.
#[derive(Debug)]
pub struct Rollup {
    pub name: &'static str,
    /// Whether a measure (`@duration`) has to be named; else none may be.
    pub needs_measure: bool,
}

const fn of_measure(name: &'static str) -> Rollup {
    Rollup { name, needs_measure: true }
}

pub static ROLLUPS: &[Rollup] = &[
    Rollup { name: "count", needs_measure: false },
    of_measure("avg"),
    of_measure("cardinality"),
    of_measure("max"),
    of_measure("median"),
    of_measure("min"),
    of_measure("pc75"),
    of_measure("pc90"),
    of_measure("pc95"),
    of_measure("pc98"),
    of_measure("pc99"),
    of_measure("sum"),
];

/// What an SLO alert measures.
pub static SLO_MEASURES: &[&str] = &["burn_rate", "error_budget"];

/// Functions of the search language.
pub static SEARCH_FUNCTIONS: &[&str] = &["CIDR"];
