//! A handle of a product that is gone.

use crate::lint::subject::Monitor;
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::model::Severity;

pub static RULE: Rule = Rule {
    id: "dead-integration-handle",
    severity: Severity::Warning,
    repair: Repair::Hint,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/dead-integration-handle.md"),
    ..Rule::REST
};

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    for text in monitor.bodies() {
        for handle in &text.handles {
            let facts = handle.service.facts();
            if facts.dead {
                told.about(monitor, format!("`{}` reaches nobody: {} is gone", handle.text, facts.title))
                    .inside(&text.at, handle.span)
                    .label("gone")
                    .help("name a channel that people read, or take it out");
            }
        }
    }
}
