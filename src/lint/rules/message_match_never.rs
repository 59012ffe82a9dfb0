//! A conditional whose answer is known beforehand.

use crate::lint::subject::{Monitor, Text};
use crate::lint::{Check, Context, Repair, Rule, Told, words};
use crate::message::conditionals::{Asks, conditional};
use crate::message::helpers::priority;
use crate::message::{Block, Path};
use crate::model::Severity;
use crate::query::Walk as _;

pub static RULE: Rule = Rule {
    id: "match-string-never-matches",
    severity: Severity::Warning,
    repair: Repair::Hint,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/match-string-never-matches.md"),
    ..Rule::REST
};

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    for text in &monitor.texts {
        for (_, block) in text.template.blocks() {
            let Some(known) = conditional(&block.open.name.text) else { continue };
            match known.asks {
                Asks::Priority => asks_no_priority(monitor, text, block, told),
                Asks::Contains | Asks::Equals if block.open.args.len() < 2 => {
                    told.about(monitor, format!("`{}` is asked without a value to look for", known.name))
                        .inside(&text.at, block.open.span)
                        .label("no value")
                        .help(format!(
                            "write the variable and a value: `{{{{#{} \"env.name\" \"prod\"}}}}`",
                            known.name
                        ));
                }
                Asks::Contains | Asks::Equals => pinned(monitor, text, block, known.asks, told),
                Asks::Transition(_) => {}
            }
        }
    }
}

fn asks_no_priority(monitor: &Monitor<'_>, text: &Text<'_>, block: &Block, told: &mut Told<'_>) {
    let open = &block.open;
    let Some(arg) = open.args.first() else {
        told.about(monitor, "`is_priority` is asked without a priority")
            .inside(&text.at, open.span)
            .label("no priority")
            .help("write one of `P1` to `P5` in quotes");
        return;
    };
    if priority(&arg.value).is_none() {
        told.about(monitor, format!("there is no priority `{}`", arg.value))
            .inside(&text.at, arg.span)
            .label("never")
            .help("the priorities are `P1` to `P5`");
    }
}

/// The scope holds the variable to a value that the block does not ask for.
fn pinned(monitor: &Monitor<'_>, text: &Text<'_>, block: &Block, asks: Asks, told: &mut Told<'_>) {
    let Some((variable, values)) = block.open.args.split_first().filter(|_| !block.negated) else { return };
    if monitor.keys().is_none() || values.iter().any(|value| value.value.contains(['{', '$'])) {
        return;
    }
    let Some(key) = Path::parse(&variable.value).group_key() else { return };
    let all: Vec<(String, String)> = monitor.pinned().into_iter().filter(|(pinned, _)| *pinned == key).collect();
    let metrics: usize = monitor.expressions().iter().map(|(_, expr)| expr.metrics().len()).sum();
    // Every metric has to hold it, or another value may come from one that does not.
    if all.is_empty() || all.len() != metrics {
        return;
    }
    let holds = |pinned: &str, asked: &str| match asks {
        Asks::Equals => same(pinned, asked),
        _ => pinned.to_lowercase().contains(&asked.to_lowercase()),
    };
    if all.iter().any(|(_, pinned)| values.iter().any(|value| holds(pinned, &value.value))) {
        return;
    }
    let asked: Vec<&str> = values.iter().map(|value| value.value.as_str()).collect();
    let Some(span) = values.first().zip(values.last()).map(|(first, last)| first.span.to(last.span)) else { return };
    let has: Vec<&str> = all.iter().map(|(_, value)| value.as_str()).collect();
    told.about(
        monitor,
        format!(
            "the query asks for `{key}:{}`, so `{key}` is never {}",
            has.first().unwrap_or(&""),
            words::any(&asked)
        ),
    )
    .inside(&text.at, span)
    .label("never")
    .help("take the block out, or widen the scope of the query");
}

fn same(pinned: &str, asked: &str) -> bool {
    let numbers = pinned.parse::<f64>().ok().zip(asked.parse::<f64>().ok());
    pinned.eq_ignore_ascii_case(asked) || numbers.is_some_and(|(a, b)| a.total_cmp(&b).is_eq())
}
