//! What a monitor's options say, beside its query.

use serde_json::Value;

use super::Monitor;
use crate::model::Pointer;
use crate::query::tree::{Call, Condition, Number, Threshold, Window};
use crate::query::{MonitorQuery, Walk as _};

/// The types over events: searches in logs, spans and the like.
const OVER_EVENTS: &[&str] = &[
    "audit alert",
    "ci-pipelines alert",
    "ci-tests alert",
    "database-monitoring alert",
    "error-tracking alert",
    "event alert",
    "event-v2 alert",
    "llm-observability alert",
    "log alert",
    "network-path alert",
    "network-performance alert",
    "process alert",
    "rum alert",
    "trace-analytics alert",
];

impl Monitor<'_> {
    /// Searches events, by whichever form.
    pub fn is_over_events(&self) -> bool {
        OVER_EVENTS.contains(&self.monitor_type)
    }

    /// Where an option stands: `thresholds/warning`.
    pub fn option_at(name: &str) -> Pointer {
        Pointer::parse(&format!("/options/{name}"))
    }

    /// The condition of a query without a fault, and the number in it.
    pub fn compared(&self) -> Option<(&Condition, &Number)> {
        let condition = self.sound()?.condition()?;
        match &condition.threshold {
            Threshold::Number(number) => Some((condition, number)),
            Threshold::Dynamic(_) | Threshold::Placeholder(_) => None,
        }
    }

    /// The window of a query without a fault.
    pub fn window(&self) -> Option<Window> {
        self.sound()?.window()
    }

    /// Every call of a function in a query without a fault, in metrics and in the formula over queries.
    pub fn calls_of(&self, function: &str) -> Vec<&Call> {
        let calls = match self.sound() {
            Some(MonitorQuery::Metric(monitor)) => monitor.expr.calls(),
            Some(MonitorQuery::Formula(monitor)) => monitor.formula.tree.iter().flat_map(|tree| tree.calls()).collect(),
            _ => Vec::new(),
        };
        calls.into_iter().filter(|call| call.name.is(function)).collect()
    }

    /// Whether the texts are told of missing data, and how: the option that says so.
    pub fn tells_no_data(&self) -> bool {
        self.states.notifies_no_data
    }
}

/// A number of a query as a file has it, whole where it is.
pub fn value_of(number: &Number) -> Value {
    whole_or_not(number.value)
}

/// `90` and not `90.0`.
pub fn whole_or_not(number: f64) -> Value {
    number.to_string().parse::<i64>().map_or_else(|_| Value::from(number), Value::from)
}
