use crate::lint::subject::Monitor;
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::model::{Pointer, Severity};
use crate::query::tables;
use crate::syntax::nearest;

pub static RULE: Rule = Rule {
    id: "unknown-monitor-type",
    severity: Severity::Error,
    repair: Repair::Hint,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/unknown-monitor-type.md"),
    ..Rule::REST
};

/// Types that Datadog had once, and no longer takes.
const GONE: &[&str] = &["datadog-usage alert", "network alert", "watchdog alert"];

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    let own = monitor.monitor_type;
    if own.is_empty() || own.contains("${") || tables::monitor_type(own).is_some() {
        return;
    }
    let gone = GONE.contains(&own);
    let names = tables::MONITOR_TYPES.iter().filter(|known| known.replaced_by.is_none()).map(|known| known.name);
    let near = nearest(own, names).filter(|_| !gone);
    // What the query is says more than a name that is near none.
    let fitting = monitor.sound().filter(|_| near.is_none()).map(tables::types_of).unwrap_or_default();
    let message = match gone {
        true => format!("Datadog has no monitors of type `{own}` any more"),
        false => format!("there is no type `{own}`"),
    };
    let sure = gone || near.is_some();
    told.about(monitor, message)
        .severity(if sure { Severity::Error } else { Severity::Warning })
        .at(&Pointer::parse("/type"))
        .help(match (near, fitting.first()) {
            (Some(near), _) => format!("did you mean `{near}`?"),
            (None, Some(first)) => format!("the query is that of a `{first}`"),
            _ => {
                "the usual ones are `query alert`, `log alert` and `service check`; the schema has them all".to_owned()
            }
        });
}
