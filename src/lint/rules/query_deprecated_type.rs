use crate::lint::subject::Monitor;
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::model::Pointer;
use crate::query::tables;

pub static RULE: Rule = Rule {
    id: "deprecated-monitor-type",
    repair: Repair::Sometimes,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/deprecated-monitor-type.md"),
    ..Rule::REST
};

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    let own = monitor.monitor_type;
    let Some(new) = tables::monitor_type(own).and_then(|found| found.replaced_by) else { return };
    let at = Pointer::parse("/type");
    let telling = told.about(monitor, format!("`{own}` is on its way out, `{new}` has taken its place")).at(&at);
    if monitor.is_metric() {
        drop(telling.help(format!("write `type: {new}`; Datadog takes the two for one")).fix_set(
            format!("write `{new}`"),
            &at,
            new,
        ));
    } else {
        drop(telling.help(format!("write `type: {new}`, and the search in the syntax of {new}s")));
    }
}
