//! Datadog refuses the monitor: "alert window query arg must match trigger window monitor option".

use serde_json::json;

use crate::lint::subject::Monitor;
use crate::lint::{Check, Context, Repair, Rule, Told, duration};
use crate::model::{Pointer, Severity};
use crate::query::tree::{Argument, Call};
use crate::syntax::Span;

pub static RULE: Rule = Rule {
    id: "anomaly-threshold-windows",
    severity: Severity::Error,
    repair: Repair::Sometimes,
    of_absence: true,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/anomaly-threshold-windows.md"),
    ..Rule::REST
};

const TRIGGER: &str = "threshold_windows/trigger_window";
const RECOVERY: &str = "threshold_windows/recovery_window";

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    let calls = monitor.calls_of("anomalies");
    let [call] = calls.as_slice() else { return };
    let text = |name: &str| monitor.text(&format!("/options/{name}")).filter(|text| !text.contains('$'));
    let is_there = |name: &str| monitor.get(&format!("/options/{name}")).is_some();
    let alert = call.keyword("alert_window");
    let window = alert.and_then(|alert| alert.value.said()).filter(|said| duration::last(said).is_some());
    match (alert, is_there(TRIGGER), is_there(RECOVERY)) {
        (Some(alert), false, false) => without(monitor, alert, window.as_deref(), told),
        (None, false, false) => old_form(monitor, call, told),
        (_, true, false) => half(monitor, TRIGGER, RECOVERY, window.as_deref(), told),
        (_, false, true) => half(monitor, RECOVERY, TRIGGER, window.as_deref(), told),
        (None, true, true) => not_in_query(monitor, call, text(TRIGGER), told),
        (Some(_), true, true) => {}
    }
    if let (Some(alert), Some(window), Some(trigger)) = (alert, window, text(TRIGGER)) {
        differ(monitor, alert, &window, trigger, told);
    }
}

fn without(monitor: &Monitor<'_>, alert: &Argument, window: Option<&str>, told: &mut Told<'_>) {
    let telling = told
        .about(monitor, "an anomaly monitor has no `threshold_windows`")
        .inside(&Monitor::query_at(), alert.span)
        .label("for this window")
        .help("write `options.threshold_windows` with `trigger_window`, the alert window, and `recovery_window`");
    if let Some(window) = window {
        let what = format!("write `{window}` as `trigger_window` and `recovery_window`");
        telling.fix_set(
            what,
            &Monitor::option_at("threshold_windows"),
            json!({"trigger_window": window, "recovery_window": window}),
        );
    }
}

/// Recorded traffic has one that was accepted.
fn old_form(monitor: &Monitor<'_>, call: &Call, told: &mut Told<'_>) {
    told.about(monitor, "nothing says how long the metric has to be strange")
        .inside(&Monitor::query_at(), call.name.span)
        .severity(Severity::Warning)
        .label("without `alert_window`")
        .help(
            "write `alert_window='last_15m'` here, and the same as `threshold_windows.trigger_window` of the options",
        );
}

/// `alert` is the alert window of the query, where that can be read.
fn half(monitor: &Monitor<'_>, there: &str, missing: &str, alert: Option<&str>, told: &mut Told<'_>) {
    let name = |at: &str| at.rsplit('/').next().unwrap_or_default().to_owned();
    let telling = told
        .about(monitor, format!("`{}` is set without `{}`", name(there), name(missing)))
        .at_key(&Monitor::option_at(there))
        .label("one of two");
    match alert {
        Some(alert) => {
            let what = format!("write `{}: {alert}`", name(missing));
            telling.help(format!("{what}, as in the query")).fix_set(what, &Monitor::option_at(missing), alert)
        }
        None => telling.help(format!("write `{}` as well", name(missing))),
    };
}

fn not_in_query(monitor: &Monitor<'_>, call: &Call, trigger: Option<&str>, told: &mut Told<'_>) {
    let end = Span::point(call.span.end.saturating_sub(1));
    let telling = told
        .about(monitor, "the options have a `trigger_window`, and the query has no `alert_window`")
        .inside(&Monitor::query_at(), call.name.span)
        .label("without `alert_window`")
        .related(&Monitor::option_at(TRIGGER), "has to be the same");
    match trigger.filter(|trigger| duration::last(trigger).is_some()) {
        Some(trigger) => {
            let argument = format!("alert_window='{trigger}'");
            telling.help(format!("add `{argument}` to the arguments of `anomalies`")).fix_text(
                format!("write `{argument}`"),
                &Monitor::query_at(),
                end,
                format!(", {argument}"),
            )
        }
        None => telling.help("add the same window to the arguments of `anomalies`, as in `alert_window='last_15m'`"),
    };
}

fn differ(monitor: &Monitor<'_>, alert: &Argument, window: &str, trigger: &str, told: &mut Told<'_>) {
    if duration::last(window) == duration::last(trigger) {
        return;
    }
    let at: Pointer = Monitor::option_at(TRIGGER);
    told.about(monitor, format!("the query alerts over `{window}` and `trigger_window` is `{trigger}`"))
        .at(&at)
        .label(format!("not `{window}`"))
        .related_inside(&Monitor::query_at(), alert.value.span(), "the alert window")
        .help("both are one window: write the same")
        .fix_set(format!("write `{window}`"), &at, window);
}
