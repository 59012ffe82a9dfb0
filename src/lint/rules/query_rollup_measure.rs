//! What a query of events computes: `count` of the events themselves, everything else of a measure.

use serde_json::Value;

use crate::lint::subject::Monitor;
use crate::lint::{Check, Context, Rule, Told};
use crate::model::Severity;
use crate::query::MonitorQuery;
use crate::query::tables::{self, DataFamily, Rollup};
use crate::query::tree::{Method, chain};
use crate::syntax::{Span, nearest};

pub static RULE: Rule = Rule {
    id: "rollup-measure",
    severity: Severity::Error,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/rollup-measure.md"),
    ..Rule::REST
};

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    if let Some(MonitorQuery::Chain(query)) = monitor.sound()
        && let Some(rollup) = chain::named(&query.methods, "rollup")
    {
        of_chain(monitor, rollup, told);
    }
    for variable in &monitor.variables {
        let events =
            tables::data_source(variable.data_source).is_some_and(|source| source.family == DataFamily::Events);
        let at = variable.at.key("compute");
        let name = variable.value.pointer("/compute/aggregation").and_then(Value::as_str);
        let Some(name) = name.filter(|name| events && !name.contains("${")) else { continue };
        let measure = variable.value.pointer("/compute/metric").and_then(Value::as_str);
        if let Some(Fault { message, help, severity, of }) = fault(name, measure, "metric: '@duration'") {
            let place = if of == Of::Measure { at.key("metric") } else { at.key("aggregation") };
            told.about(monitor, message).severity(severity).at(&place).help(help);
        }
    }
}

fn of_chain(monitor: &Monitor<'_>, rollup: &Method, told: &mut Told<'_>) {
    let argument = |index: usize| rollup.positional(index);
    let Some((name, first)) = argument(0).and_then(|first| Some((first.value.said()?, first))) else { return };
    let measure = argument(1).and_then(|second| Some((second.value.said()?, second.span)));
    if name.contains("${") || measure.as_ref().is_some_and(|(text, _)| text.contains("${")) {
        return;
    }
    let example = format!("rollup(\"{name}\", \"@duration\")");
    let said = measure.as_ref().map(|(text, _)| text.as_str());
    if let Some(Fault { message, help, severity, of }) = fault(&name, said, &example) {
        let span = measure.filter(|_| of == Of::Measure).map_or(first.span, |(_, span): (String, Span)| span);
        told.about(monitor, message).severity(severity).inside(&Monitor::query_at(), span).help(help);
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Name,
    Measure,
}

struct Fault {
    message: String,
    help: String,
    severity: Severity,
    of: Of,
}

/// `example` names a measure, as this form of query does.
fn fault(name: &str, measure: Option<&str>, example: &str) -> Option<Fault> {
    let measure = measure.filter(|measure| !measure.trim().is_empty());
    let Some(known) = tables::ROLLUPS.iter().find(|rollup| rollup.name == name) else {
        return Some(unknown(name));
    };
    let (message, help, of) = match (known.needs_measure, measure) {
        (true, None) => (
            format!("`{name}` needs a measure, and none is named"),
            format!("name it, as in `{example}`, or count the events with `count`"),
            Of::Name,
        ),
        (false, Some(measure)) => (
            format!("`{name}` counts the events, and takes no measure such as `{measure}`"),
            format!("leave it out, or write `cardinality` for how many different `{measure}` there are"),
            Of::Measure,
        ),
        _ => return None,
    };
    Some(Fault { message, help, severity: Severity::Error, of })
}

/// Soft where nothing is near: it may be newer than this table.
fn unknown(name: &str) -> Fault {
    let names = || tables::ROLLUPS.iter().map(|rollup: &Rollup| rollup.name);
    let near = nearest(name, names());
    Fault {
        message: format!("`{name}` is no way to compute events"),
        help: near.map_or_else(
            || format!("it is one of {}", names().collect::<Vec<_>>().join(", ")),
            |near| format!("did you mean `{near}`?"),
        ),
        severity: if near.is_some() { Severity::Error } else { Severity::Warning },
        of: Of::Name,
    }
}
