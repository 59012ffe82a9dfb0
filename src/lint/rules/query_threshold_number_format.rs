//! `.5`: Datadog's documentation asks for the zero before the point. Other slips are no numbers at all, see query-syntax.

use crate::lint::subject::Monitor;
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::model::Severity;

pub static RULE: Rule = Rule {
    id: "threshold-number-format",
    severity: Severity::Error,
    repair: Repair::Always,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/threshold-number-format.md"),
    ..Rule::REST
};

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    let Some(number) = monitor.sound().and_then(|_| monitor.threshold()) else { return };
    let (sign, digits) = match number.text.strip_prefix(['-', '+']) {
        Some(digits) => (number.text.get(..1).unwrap_or_default(), digits),
        None => ("", number.text.as_str()),
    };
    if !digits.starts_with('.') {
        return;
    }
    let text = format!("{sign}0{digits}");
    told.about(monitor, format!("Datadog does not read `{}` without a zero before the point", number.text))
        .inside(&Monitor::query_at(), number.span)
        .help(format!("write `{text}`"))
        .fix_text(format!("write `{text}`"), &Monitor::query_at(), number.span, text);
}
