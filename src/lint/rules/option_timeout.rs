//! A monitor that resolves at once when data stops cannot wait hours to do so.

use crate::lint::subject::Monitor;
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::model::Severity;

pub static RULE: Rule = Rule {
    id: "timeout-with-resolve",
    severity: Severity::Error,
    repair: Repair::Always,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/timeout-with-resolve.md"),
    ..Rule::REST
};

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    let Some(hours) = monitor.number("/options/timeout_h").filter(|hours| *hours > 0.0) else { return };
    if monitor.text("/options/on_missing_data") != Some("resolve") {
        return;
    }
    let at = Monitor::option_at("timeout_h");
    told.about(
        monitor,
        format!("`timeout_h: {hours}` resolves after hours what `on_missing_data: resolve` resolves at once"),
    )
    .at_key(&at)
    .label("after hours")
    .related(&Monitor::option_at("on_missing_data"), "at once")
    .help("take `timeout_h` out, or choose another `on_missing_data`")
    .fix_remove("take `timeout_h` out", &at);
}
