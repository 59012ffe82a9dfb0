//! A handle that gets every notification, beside blocks that choose.

use crate::lint::subject::Monitor;
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::message::conditionals::{Asks, conditional};
use crate::message::services::Opens;
use crate::message::{Service, Transition, Transitions};
use crate::model::Severity;

pub static RULE: Rule = Rule {
    id: "handle-outside-conditional",
    severity: Severity::Info,
    repair: Repair::Hint,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/handle-outside-conditional.md"),
    ..Rule::REST
};

/// What anybody who is told of an alert wants to hear.
const WANTED: Transitions =
    Transitions::of(&[Transition::Alert, Transition::WarnToAlert, Transition::AlertAgain, Transition::AlertRecovery]);

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    let Some(message) = monitor.message() else { return };
    let chooses = |name: &str| conditional(name).is_some_and(|known| matches!(known.asks, Asks::Transition(_)));
    let more = message.reach.possible.without(WANTED);
    if more.is_empty() || !message.template.blocks().any(|(_, block)| chooses(&block.open.name.text)) {
        return;
    }
    for firing in &message.reach.handles {
        let service = firing.handle.service;
        // A page on a warning is told of louder.
        let pages = service.opens() == Opens::Page && monitor.states.has_warning;
        if firing.when.transitions != message.reach.possible || service == Service::Mention || pages {
            continue;
        }
        told.about(
            monitor,
            format!("`{}` stands outside of the conditionals and gets every notification", firing.handle.text),
        )
        .inside(&message.at, firing.handle.span)
        .label(format!("also on {more}"))
        .help("if that is too much, write it inside of `{{#is_alert}}` and `{{#is_alert_recovery}}`");
    }
}
