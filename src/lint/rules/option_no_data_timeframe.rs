//! Datadog's documentation asks for twice the window, and for 2 minutes of a service check.

use crate::lint::subject::{Monitor, whole_or_not};
use crate::lint::{Check, Context, Repair, Rule, Told, duration};
use crate::query::tree::WindowKind;

pub static RULE: Rule = Rule {
    id: "no-data-timeframe-too-short",
    repair: Repair::Always,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/no-data-timeframe-too-short.md"),
    ..Rule::REST
};

/// A group without data is forgotten after a day.
const MOST: f64 = 24.0 * 60.0;

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    let Some(minutes) = monitor.number("/options/no_data_timeframe").filter(|minutes| *minutes > 0.0) else { return };
    // Without it the number is not looked at; beside the newer option another rule speaks.
    let is_used = monitor.flag("/options/notify_no_data") == Some(true);
    if !is_used || monitor.get("/options/on_missing_data").is_some() {
        return;
    }
    let at = Monitor::option_at("no_data_timeframe");
    if monitor.monitor_type == "log alert" {
        told.about(monitor, "`no_data_timeframe` breaks the page of a log monitor in Datadog")
            .at_key(&at)
            .label("not for logs")
            .help("take it out, or say with `on_missing_data` what an evaluation without logs means")
            .fix_remove("take `no_data_timeframe` out", &at);
        return;
    }
    let (wanted, message, label) = match least(monitor) {
        Some((least, window)) if minutes < least => {
            (least, format!("no data is told after {minutes} min, and {window}"), format!("less than {least} min"))
        }
        _ if minutes > MOST => {
            let message = format!("no data is told after {minutes} min, and a group is forgotten after {MOST}");
            (MOST, message, format!("more than {MOST} min"))
        }
        _ => return,
    };
    told.about(monitor, message)
        .at(&at)
        .label(label)
        .help(match monitor.is_metric() {
            true => format!("write {wanted}, or leave it out: Datadog then takes twice the window"),
            false => format!("write {wanted}"),
        })
        .fix_set(format!("write {wanted}"), &at, whole_or_not(wanted));
}

/// Minutes, and why.
fn least(monitor: &Monitor<'_>) -> Option<(f64, String)> {
    if monitor.monitor_type == "service check" {
        return Some((2.0, "a check may skip one run".to_owned()));
    }
    let window = monitor.window().filter(|window| window.kind == WindowKind::Last)?;
    let seconds = window.seconds();
    let minutes = f64::from(u32::try_from(seconds.saturating_mul(2).div_ceil(60)).ok()?);
    Some((minutes.min(MOST), format!("the window alone is {}", duration::spoken(seconds))))
}
