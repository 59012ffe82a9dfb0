//! Two generations of one option exclude each other.

use crate::lint::subject::Monitor;
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::model::{Change, Patch, Severity};

pub static RULE: Rule = Rule {
    id: "conflicting-no-data-options",
    severity: Severity::Error,
    repair: Repair::Sometimes,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/conflicting-no-data-options.md"),
    ..Rule::REST
};

/// Their data is somebody else's: results of checks, other monitors, an SLO's.
const WITHOUT: &[&str] = &["service check", "composite", "slo alert"];

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    match monitor.text("/options/on_missing_data") {
        // The default is no wish.
        Some(missing) if missing != "default" && WITHOUT.contains(&monitor.monitor_type) => {
            not_for_type(monitor, missing, told);
        }
        Some(missing) => both(monitor, missing, told),
        None => schedule(monitor, told),
    }
}

fn not_for_type(monitor: &Monitor<'_>, missing: &str, told: &mut Told<'_>) {
    let at = Monitor::option_at("on_missing_data");
    let kind = monitor.monitor_type;
    let telling = told
        .about(monitor, format!("a monitor of type `{kind}` has no `on_missing_data`"))
        .at_key(&at)
        .label(format!("not for `{kind}`"))
        .help("take it out; `notify_no_data: true` tells people when data stops");
    if missing != "show_and_notify_no_data" || monitor.flag("/options/notify_no_data") == Some(true) {
        telling.fix_remove("take `on_missing_data` out", &at);
    }
}

fn both(monitor: &Monitor<'_>, missing: &str, told: &mut Told<'_>) {
    let notifies = monitor.flag("/options/notify_no_data") == Some(true);
    let timeframe = monitor.get("/options/no_data_timeframe").filter(|minutes| minutes.as_f64() != Some(0.0));
    let old = match (notifies, timeframe) {
        (true, _) => "notify_no_data",
        (false, Some(_)) => "no_data_timeframe",
        (false, None) => return,
    };
    let telling = told
        .about(monitor, format!("`{old}` and `on_missing_data: {missing}` exclude each other"))
        .at_key(&Monitor::option_at(old))
        .label("the old way")
        .related(&Monitor::option_at("on_missing_data"), "the new way");
    // What else is meant only a person knows: to be told, or not to be told.
    if notifies && missing != "show_and_notify_no_data" {
        let help = "keep `on_missing_data`; to tell people when data stops, it is `show_and_notify_no_data`";
        return drop(telling.help(help));
    }
    let there = |name: &&str| monitor.spec().pointer(&format!("/options/{name}")).is_some();
    let remove = |name: &str| Patch { at: Monitor::option_at(name), change: Change::Remove };
    let patches = ["notify_no_data", "no_data_timeframe"].into_iter().filter(there).map(remove).collect();
    telling.help("keep `on_missing_data` alone").fix("keep `on_missing_data` alone", patches);
}

/// Datadog asks for it where a metric monitor has a schedule of its own.
fn schedule(monitor: &Monitor<'_>, told: &mut Told<'_>) {
    let at = "/options/scheduling_options/custom_schedule";
    if monitor.is_metric() && monitor.get(at).is_some() && !has_default_zero(monitor) {
        told.about(monitor, "a metric monitor on a custom schedule says nothing about `on_missing_data`")
            .at_key(&Monitor::option_at("scheduling_options/custom_schedule"))
            .label("needs `on_missing_data`")
            .help("write `options.on_missing_data`: `show_no_data`, `show_and_notify_no_data`, `resolve` or `default`");
    }
}

fn has_default_zero(monitor: &Monitor<'_>) -> bool {
    !monitor.calls_of("default_zero").is_empty()
}
