//! Datadog refuses the monitor: "Invalid `on_missing_data` value: resolve; valid value is: default".

use crate::lint::subject::Monitor;
use crate::lint::{Check, Context, Repair, Rule, Told, gaps};
use crate::model::Severity;
use crate::query::MonitorQuery;

pub static RULE: Rule = Rule {
    id: "default-zero-with-no-data",
    severity: Severity::Error,
    repair: Repair::Sometimes,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/default-zero-with-no-data.md"),
    ..Rule::REST
};

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    let Some(MonitorQuery::Metric(query)) = monitor.sound() else { return };
    let Some(filled) = gaps::filled(&query.expr) else { return };
    let missing = monitor.text("/options/on_missing_data").filter(|missing| *missing != "default");
    if let Some(missing) = missing {
        let at = Monitor::option_at("on_missing_data");
        let telling = told
            .about(monitor, format!("the query is never without data, so `on_missing_data: {missing}` cannot hold"))
            .at(&at)
            .label("only `default` here")
            .related_inside(&Monitor::query_at(), filled.name.span, "fills every gap")
            .help(format!("write `default`, or take `{}()` out of the query to be told of missing data", filled.name));
        // Datadog's answer is known of this function alone.
        let telling = if filled.name.is("default_zero") { telling } else { telling.severity(Severity::Warning) };
        telling.fix_set("write `default`", &at, "default");
    } else if monitor.flag("/options/notify_no_data") == Some(true) {
        told.about(monitor, "the query is never without data, so `notify_no_data` never tells anybody")
            .at(&Monitor::option_at("notify_no_data"))
            .severity(Severity::Warning)
            .label("never happens")
            .related_inside(&Monitor::query_at(), filled.name.span, "fills every gap")
            .help(format!("take `{}()` out of the query, or set `notify_no_data: false`", filled.name));
    }
}
