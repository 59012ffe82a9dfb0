//! `max(next_1w):forecast(query, 'linear', 1, ..) >= 90`: what its arguments may be.

use crate::lint::algorithm::{self, SEASONS, said};
use crate::lint::subject::Monitor;
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::model::Severity;
use crate::query::tree::{Call, Expr, MetricMonitor, WindowKind};
use crate::query::{MonitorQuery, Walk as _, tables};

pub static RULE: Rule = Rule {
    id: "forecast-arguments",
    severity: Severity::Error,
    repair: Repair::Sometimes,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/forecast-arguments.md"),
    ..Rule::REST
};

const ALGORITHMS: &[&str] = &["linear", "seasonal"];
const MODELS: &[&str] = &["default", "simple", "reactive"];

/// The arguments that one of the two algorithms does not have.
const NOT_WITH: &[(&str, &str)] = &[("seasonal", "history"), ("seasonal", "model"), ("linear", "seasonality")];

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    let calls = monitor.calls_of("forecast");
    for call in &calls {
        words(monitor, call, told);
        not_with(monitor, call, told);
        deviations(monitor, call, told);
        inside(monitor, call, told);
    }
    // Only what is forecast as a whole says how it is to be compared.
    if let Some(MonitorQuery::Metric(query)) = monitor.sound()
        && let Expr::Call(call) = query.expr.bare()
        && call.name.is("forecast")
    {
        window(monitor, query, call, told);
        aggregator(monitor, query, told);
    }
}

fn words(monitor: &Monitor<'_>, call: &Call, told: &mut Told<'_>) {
    let words = [
        ("algorithm", call.positional(1), ALGORITHMS),
        ("model", call.keyword("model"), MODELS),
        ("seasonality", call.keyword("seasonality"), SEASONS),
    ];
    algorithm::choices(monitor, "a forecast", &words, told);
}

fn not_with(monitor: &Monitor<'_>, call: &Call, told: &mut Told<'_>) {
    let Some((algorithm, word)) = said(call.positional(1)) else { return };
    for (of, name) in NOT_WITH {
        let Some(argument) = call.keyword(name).filter(|_| word.eq_ignore_ascii_case(of)) else { continue };
        let other = ALGORITHMS.iter().find(|other| *other != of).copied().unwrap_or_default();
        told.about(monitor, format!("a `{of}` forecast has no `{name}`"))
            .inside(&Monitor::query_at(), argument.span)
            .label(format!("not with `{of}`"))
            .related_inside(&Monitor::query_at(), algorithm.value.span(), "the algorithm")
            .help(format!("take it out, or forecast with `{other}`"));
    }
}

fn deviations(monitor: &Monitor<'_>, call: &Call, told: &mut Told<'_>) {
    let Some(argument) = call.positional(2) else { return };
    if let Some(number) = argument.value.number().filter(|number| *number < 1.0) {
        told.about(monitor, format!("a forecast takes at least 1 deviation, and this is {number}"))
            .inside(&Monitor::query_at(), argument.span)
            .label("less than 1")
            .help("write 1 for a narrow band; more is wider");
    }
}

fn inside(monitor: &Monitor<'_>, call: &Call, told: &mut Told<'_>) {
    let forbidden = tables::function("forecast").map_or(&[][..], |function| function.forbidden_inside);
    let inner = call.series().map(|series| series.calls()).unwrap_or_default();
    for nested in inner.into_iter().filter(|nested| forbidden.contains(&nested.name.text.as_str())) {
        told.about(monitor, format!("a forecast cannot be made of `{}`", nested.name))
            .inside(&Monitor::query_at(), nested.name.span)
            .label("not inside a forecast")
            .help("forecast the metric itself");
    }
}

fn window(monitor: &Monitor<'_>, query: &MetricMonitor, call: &Call, told: &mut Told<'_>) {
    let Some(window) = query.head.window.filter(|window| window.kind != WindowKind::Next) else { return };
    told.about(monitor, format!("a forecast looks ahead, and `{window}` looks back"))
        .inside(&Monitor::query_at(), window.span)
        .label("the past")
        .related_inside(&Monitor::query_at(), call.name.span, "the future")
        .help(format!("write `next_{}`, or how far ahead it is to look", window.length));
}

/// Some point of the forecast is to cross: the highest for `>`, the lowest for `<`.
fn aggregator(monitor: &Monitor<'_>, query: &MetricMonitor, told: &mut Told<'_>) {
    let Some(condition) = &query.condition else { return };
    let right = match (condition.comparator.is_upward(), condition.comparator.is_downward()) {
        (true, _) => "max",
        (_, true) => "min",
        _ => return,
    };
    let aggregator = &query.head.time_aggregator;
    if aggregator.is(right) || aggregator.has_placeholder() {
        return;
    }
    told.about(
        monitor,
        format!("a forecast that alerts `{condition}` looks at its `{right}`, not at its `{aggregator}`"),
    )
    .inside(&Monitor::query_at(), aggregator.span)
    .label(format!("not `{right}`"))
    .related_inside(&Monitor::query_at(), condition.span, "alerts")
    .help(format!("write `{right}`"))
    .fix_text(format!("write `{right}`"), &Monitor::query_at(), aggregator.span, right);
}
