//! Options that Datadog takes and never looks at, for the type of the monitor.

use serde_json::Value;

use crate::lint::subject::Monitor;
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::model::Severity;

pub static RULE: Rule = Rule {
    id: "option-not-applicable",
    severity: Severity::Pedantic,
    repair: Repair::Always,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/option-not-applicable.md"),
    ..Rule::REST
};

/// An option, the monitors that it is for, and these in words.
struct Only {
    option: &'static str,
    applies: fn(&Monitor<'_>) -> bool,
    to: &'static str,
}

const ONLY: &[Only] = &[
    Only { option: "enable_logs_sample", applies: |monitor| monitor.monitor_type == "log alert", to: "log monitors" },
    Only { option: "enable_samples", applies: |monitor| monitor.monitor_type.starts_with("ci-"), to: "CI monitors" },
    Only { option: "group_retention_duration", applies: |monitor| !monitor.is_metric(), to: "monitors over events" },
    Only {
        option: "groupby_simple_monitor",
        applies: |monitor| monitor.monitor_type == "log alert",
        to: "log monitors",
    },
    Only { option: "min_failure_duration", applies: |_| false, to: "synthetic tests" },
    Only { option: "require_full_window", applies: |monitor| monitor.is_metric(), to: "metric monitors" },
    Only { option: "threshold_windows", applies: finds_anomalies, to: "anomaly monitors" },
];

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    if matches!(monitor.monitor_type, "" | "synthetics alert") {
        return;
    }
    for Only { option, applies, to } in ONLY {
        let says = monitor.get(&format!("/options/{option}")).is_some_and(says_something);
        if !says || applies(monitor) {
            continue;
        }
        let at = Monitor::option_at(option);
        told.about(
            monitor,
            format!("`{option}` is for {to}, and this is a monitor of type `{}`", monitor.monitor_type),
        )
        .at_key(&at)
        .label("without effect")
        .help("take it out")
        .fix_remove(format!("take `{option}` out"), &at);
    }
}

/// What is off or zero asks for nothing.
fn says_something(value: &Value) -> bool {
    value.as_bool() != Some(false) && value.as_f64() != Some(0.0)
}

/// A query that cannot be read may be anything.
fn finds_anomalies(monitor: &Monitor<'_>) -> bool {
    let Some(query) = monitor.sound() else { return true };
    !monitor.calls_of("anomalies").is_empty() || query.methods().iter().any(|method| method.name.is("anomaly"))
}
