//! Alerts on the error budget of an SLO, and on how fast it burns.

use crate::lint::subject::{Monitor, Slo, Subjects};
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::model::Severity;
use crate::query::MonitorQuery;
use crate::query::tree::{SloAlert, chain};
use crate::syntax::Span;

pub static RULE: Rule = Rule {
    id: "slo-alert-query",
    severity: Severity::Error,
    repair: Repair::Hint,
    check: Check::Project(check),
    page: include_str!("../../../tests/rules/slo-alert-query.md"),
    ..Rule::REST
};

/// Timeframes that an SLO can have.
const TIMEFRAMES: &[&str] = &["7d", "30d", "90d"];

const HOUR: u64 = 3600;

fn check(subjects: &Subjects<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    for monitor in &subjects.monitors {
        if let Some(MonitorQuery::SloAlert(alert)) = monitor.sound() {
            let slo = measured(subjects, alert);
            timeframe(monitor, alert, slo, told);
            comparator(monitor, alert, told);
            threshold(monitor, alert, slo, told);
            if alert.measure.is("burn_rate") {
                windows(monitor, alert, told);
            }
        }
    }
}

/// The SLO, where the project has it.
fn measured<'s, 'a>(subjects: &'s Subjects<'a>, alert: &SloAlert) -> Option<&'s Slo<'a>> {
    match &alert.reference {
        Some(reference) => subjects.slo(&reference.to_string()),
        None => subjects.slo(&alert.slo.value()),
    }
}

fn tell(monitor: &Monitor<'_>, span: Span, message: String, help: &str, told: &mut Told<'_>) {
    told.about(monitor, message).inside(&Monitor::query_at(), span).help(help);
}

fn over(alert: &SloAlert) -> Option<(String, Span)> {
    let argument = chain::named(&alert.methods, "over")?.positional(0)?;
    Some((argument.value.said()?, argument.value.span()))
}

fn timeframe(monitor: &Monitor<'_>, alert: &SloAlert, slo: Option<&Slo<'_>>, told: &mut Told<'_>) {
    let Some((said, span)) = over(alert).filter(|(said, _)| !said.contains("${")) else { return };
    if !TIMEFRAMES.contains(&said.as_str()) {
        let help = "write `7d`, `30d` or `90d`";
        return tell(monitor, span, format!("an SLO alert looks at 7, 30 or 90 days, and not at `{said}`"), help, told);
    }
    let Some(slo) = slo.filter(|slo| !slo.thresholds.iter().any(|objective| objective.timeframe == said)) else {
        return;
    };
    let own: Vec<&str> = slo.thresholds.iter().map(|objective| objective.timeframe).collect();
    told.about(monitor, format!("the SLO `{}` has no target over `{said}`", slo.address().key))
        .inside(&Monitor::query_at(), span)
        .label("no such timeframe")
        .related_place(slo.desired.tree.place_of(&crate::model::Pointer::parse("/thresholds")), "its targets")
        .help(format!("write one of `{}`, or give the SLO a target over `{said}`", own.join("`, `")));
}

fn comparator(monitor: &Monitor<'_>, alert: &SloAlert, told: &mut Told<'_>) {
    let Some(condition) = &alert.condition else { return };
    if !condition.comparator.is_upward() {
        let message = format!("an SLO alert compares with `>` or `>=`, and not with `{}`", condition.comparator);
        tell(monitor, condition.comparator_span, message, "write `>`: what is measured is what was spent", told);
    }
}

fn threshold(monitor: &Monitor<'_>, alert: &SloAlert, slo: Option<&Slo<'_>>, told: &mut Told<'_>) {
    let Some(condition) = &alert.condition else { return };
    let Some(number) = condition.threshold.number() else { return };
    let span = condition.threshold.span();
    if alert.measure.is("error_budget") && !(0.0..=100.0).contains(&number) {
        let message = format!("{number} percent of an error budget cannot be spent: it ends at 100");
        tell(monitor, span, message, "write a number from 0 to 100", told);
    }
    if !alert.measure.is("burn_rate") {
        return;
    }
    if number <= 0.0 {
        let message = format!("a burn rate is above 0, and this is {number}");
        return tell(monitor, span, message, "write the rate: 1 spends the budget exactly in its time", told);
    }
    let said = over(alert).map(|(said, _)| said);
    let objective = slo.and_then(|slo| slo.thresholds.iter().find(|one| Some(one.timeframe) == said.as_deref()));
    let Some((slo, target)) = slo.zip(objective.and_then(|objective| objective.target)) else { return };
    let most = 100.0 / (100.0 - target);
    // Targets such as 99.9 have no exact binary form.
    if target < 100.0 && number > most * (1.0 + 1e-9) {
        let most = (most * 100.0).round() / 100.0;
        let message =
            format!("a target of {target} percent cannot burn faster than {most}, and this waits for {number}");
        told.about(monitor, message)
            .inside(&Monitor::query_at(), span)
            .label("never reached")
            .related_place(slo.desired.tree.place_of(&crate::model::Pointer::parse("/thresholds")), "the target")
            .help(format!("write {most} or less; Datadog refuses more"));
    }
}

fn windows(monitor: &Monitor<'_>, alert: &SloAlert, told: &mut Told<'_>) {
    let window = |name| chain::named(&alert.methods, name).and_then(chain::duration);
    let (long, short) = (window("long_window"), window("short_window"));
    if let Some(long) = long.filter(|long| !(HOUR..=48 * HOUR).contains(&long.seconds())) {
        let message = format!("the long window is 1 to 48 hours long, and this is `{long}`");
        tell(monitor, long.span, message, "write `1h` to `48h`", told);
    }
    if let (Some(long), Some(short)) = (long, short)
        && short.seconds() >= long.seconds()
    {
        let message = format!("the short window `{short}` is not shorter than the long window `{long}`");
        told.about(monitor, message)
            .inside(&Monitor::query_at(), short.span)
            .label("not shorter")
            .related_inside(&Monitor::query_at(), long.span, "the long window")
            .help("make it a twelfth of the long one, as Datadog advises");
    }
}
