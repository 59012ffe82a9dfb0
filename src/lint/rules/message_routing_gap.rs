//! Blocks that route by a tag and leave some groups without anybody.

use crate::kinds;
use crate::lint::subject::Monitor;
use crate::lint::{Check, Context, Repair, Rule, Subjects, Told, words};
use crate::message::reach::Chain;
use crate::message::{Path, Transitions};
use crate::model::Severity;

pub static RULE: Rule = Rule {
    id: "routing-gap",
    severity: Severity::Warning,
    repair: Repair::Hint,
    check: Check::Project(check),
    page: include_str!("../../../tests/rules/routing-gap.md"),
    ..Rule::REST
};

/// What people need to be told of, and how to call it.
const MATTERS: &[(Transitions, &str)] =
    &[(Transitions::ALERT, "an alert"), (Transitions::WARN, "a warning"), (Transitions::NO_DATA, "missing data")];

fn check(subjects: &Subjects<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    // A notification rule may route the rest.
    if subjects.of_kind(&kinds::NOTIFICATION_RULE).next().is_some() {
        return;
    }
    for monitor in subjects.monitors.iter().filter(|monitor| !monitor.is_draft()) {
        let Some(message) = monitor.message() else { continue };
        for chain in &message.reach.chains {
            let missed = MATTERS.iter().find(|(transitions, _)| chain.gap.meets(*transitions));
            let Some((_, what)) = missed.filter(|_| !is_complete(monitor, chain)) else { continue };
            let block = message.template.blocks().find(|(node, _)| Some(&node.id) == chain.blocks.first());
            let Some((_, block)) = block else { continue };
            told.about(
                monitor,
                format!("{} tells nobody where `{}` is {}", what, chain.variable, none_of(&chain.values)),
            )
            .inside(&message.at, block.open.span)
            .label("no other way")
            .help("add an `{{else}}` with a handle, or a handle outside of the blocks");
        }
    }
}

fn none_of(values: &[String]) -> String {
    const MOST: usize = 3;
    match values {
        [] => "another one".to_owned(),
        [one] => format!("not `{one}`"),
        many if many.len() <= MOST => format!("none of {}", words::all(many)),
        many => format!("none of the {} values", many.len()),
    }
}

/// Whether the scope lets through nothing but what the chain asks for.
fn is_complete(monitor: &Monitor<'_>, chain: &Chain) -> bool {
    let path = Path::parse(&chain.variable);
    let key = path.group_key().unwrap_or_else(|| path.dotted());
    let asked = |text: &str| chain.values.iter().any(|value| text.contains(value.as_str()));
    monitor
        .filters()
        .iter()
        .flat_map(|(_, filter)| filter.required())
        .any(|(word, values)| word.text == key && values.iter().all(|value| value.is_literal() && asked(&value.text)))
}
