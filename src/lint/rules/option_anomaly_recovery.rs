//! Datadog refuses a monitor that "can be simultaneously in alert and alert recovery states".

use crate::lint::subject::Monitor;
use crate::lint::{Check, Context, Repair, Rule, Told, duration};
use crate::model::Severity;

pub static RULE: Rule = Rule {
    id: "anomaly-recovery-window",
    severity: Severity::Error,
    repair: Repair::Hint,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/anomaly-recovery-window.md"),
    ..Rule::REST
};

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    if monitor.calls_of("anomalies").is_empty() {
        return;
    }
    let window = |name: &str| {
        let seconds = duration::last(monitor.text(&format!("/options/threshold_windows/{name}"))?)?;
        u32::try_from(seconds).ok().map(f64::from)
    };
    let (Some(trigger), Some(recovery)) = (window("trigger_window"), window("recovery_window")) else { return };
    let Some((condition, critical)) = monitor.compared().filter(|(_, number)| (0.0..=1.0).contains(&number.value))
    else {
        return;
    };
    // Datadog's documentation: an alert needs `critical` of the trigger window, what is left must not suffice to recover.
    let least = trigger.mul_add(1.0 - critical.value, 60.0);
    let said = |seconds: f64| duration::spoken(seconds.ceil().to_string().parse().unwrap_or_default());
    let (message, label) = if recovery > trigger {
        (format!("a recovery window of {} is longer than the trigger window", said(recovery)), "too long")
    } else if recovery < least && least <= trigger {
        (format!("within {} the monitor can alert and recover at one time", said(recovery)), "too short")
    } else {
        return;
    };
    let range = if least < trigger { format!("{} to {}", said(least), said(trigger)) } else { said(trigger) };
    told.about(monitor, message)
        .at(&Monitor::option_at("threshold_windows/recovery_window"))
        .label(label)
        .related_inside(&Monitor::query_at(), condition.span, "the part that alerts")
        .help(format!("with `{condition}` it is {range}"));
}
