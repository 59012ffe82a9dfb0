//! A threshold that a message shows and the monitor has not.

use crate::lint::subject::Monitor;
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::message::variables::THRESHOLDS;
use crate::model::Severity;

pub static RULE: Rule = Rule {
    id: "warn-threshold-without-warning",
    severity: Severity::Warning,
    repair: Repair::Hint,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/warn-threshold-without-warning.md"),
    ..Rule::REST
};

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    // A service check has defaults, and what an SLO alert shows is not documented.
    if monitor.states.can_warn_by_itself {
        return;
    }
    for text in &monitor.texts {
        // What is in a block that is never sent was told of with the block.
        for mention in text.mentions.iter().filter(|mention| text.is_sent(mention.node)) {
            let name = mention.path.dotted();
            let Some((_, key)) = THRESHOLDS.iter().find(|(variable, _)| *variable == name && name != "ok_threshold")
            else {
                continue;
            };
            let missing = format!("thresholds.{key}");
            if monitor.get(&format!("/options/thresholds/{key}")).is_none() {
                told.about(monitor, format!("`{name}` is empty text: the monitor has no `{missing}`"))
                    .inside(&text.at, mention.path.span)
                    .label("empty")
                    .help(format!("set `options.{missing}`, or take the variable out"));
            }
        }
    }
}
