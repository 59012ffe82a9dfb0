//! A metric that nothing reports, or not with these tags.

use std::collections::BTreeSet;

use crate::lint::live::{Answers, DAYS};
use crate::lint::subject::{Monitor, Resource};
use crate::lint::{Check, Context, Repair, Rule, Subjects, Told, words};
use crate::load::nearest;
use crate::model::Pointer;
use crate::query::Walk as _;
use crate::query::tree::{MetricQuery, Word};

pub static RULE: Rule = Rule {
    id: "metric-no-data",
    repair: Repair::Hint,
    check: Check::Live(check),
    page: include_str!("../../../tests/rules/metric-no-data.md"),
    ..Rule::REST
};

fn check(subjects: &Subjects<'_>, answers: &Answers, _: &Context<'_>, told: &mut Told<'_>) {
    let Some(reporting) = &answers.reporting else { return };
    for monitor in &subjects.monitors {
        for (at, expr) in monitor.expressions() {
            for metric in expr.metrics() {
                if reporting.contains(&metric.name.text) {
                    empty_scope(monitor, &at, metric, answers, told);
                } else if !metric.name.has_placeholder() {
                    silent(monitor, &at, &metric.name, reporting, answers, told);
                }
            }
        }
    }
}

fn silent(
    resource: &Resource<'_>,
    at: &Pointer,
    name: &Word,
    reporting: &BTreeSet<String>,
    answers: &Answers,
    told: &mut Told<'_>,
) {
    let exists = answers.metrics.get(&name.text).and_then(|metric| metric.exists);
    let name_text = &name.text;
    let message = match exists {
        Some(true) => format!("`{name_text}` has not reported for {DAYS} days"),
        Some(false) => format!("Datadog has never heard of the metric `{name_text}`"),
        None => format!("`{name_text}` has not reported for {DAYS} days, if it ever did"),
    };
    let near = nearest(name_text, reporting.iter().map(String::as_str));
    told.about(resource, message).inside(at, name.span).label("no data").help(match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "look at what sends it; a monitor on it never alerts".to_owned(),
    });
}

/// The metric reports, and never with a tag that the scope asks for.
fn empty_scope(monitor: &Monitor<'_>, at: &Pointer, metric: &MetricQuery, answers: &Answers, told: &mut Told<'_>) {
    let Some(facts) = answers.metrics.get(&metric.name.text).filter(|facts| facts.tags.is_some()) else { return };
    let Some(filter) = metric.scope.as_ref().and_then(|scope| scope.filter.as_ref()) else { return };
    let keys = facts.keys().unwrap_or_default();
    for (key, values) in filter.required() {
        // A key that the metric lacks is told by tag-key-not-on-metric.
        let literal = values.iter().all(|value| value.is_literal());
        if !literal || !keys.contains(key.text.as_str()) {
            continue;
        }
        let known: BTreeSet<&str> = facts.values(&key.text).collect();
        if values.iter().any(|value| known.contains(value.text.as_str())) {
            continue;
        }
        let Some(first) = values.first() else { continue };
        let (name, key) = (&metric.name.text, &key.text);
        told.about(monitor, format!("`{name}` reports, but never with `{key}:{}`", first.text))
            .inside(at, first.span)
            .label("empties the query")
            .help(match nearest(&first.text, known.iter().copied()) {
                Some(near) => format!("did you mean `{key}:{near}`?"),
                None => format!("its values of `{key}` are {}", words::some(&known, 5)),
            });
    }
}
