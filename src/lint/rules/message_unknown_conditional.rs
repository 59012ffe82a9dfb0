//! A block whose name Datadog does not have.

use crate::lint::subject::{Monitor, Text};
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::message::conditionals::{CONDITIONALS, UNDOCUMENTED, conditional};
use crate::message::{Tag, What};
use crate::model::{Patch, Severity};
use crate::syntax::{Span, nearest};

pub static RULE: Rule = Rule {
    id: "unknown-conditional",
    severity: Severity::Error,
    repair: Repair::Sometimes,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/unknown-conditional.md"),
    ..Rule::REST
};

/// Blocks that Handlebars has and Datadog has not, and what to write instead.
const OF_HANDLEBARS: &[(&str, &str)] = &[
    ("if", "`{{#is_match \"host.name\" \"db\"}}` asks whether a variable contains a text"),
    ("unless", "`{{^is_match \"host.name\" \"db\"}}` asks whether a variable does not contain a text"),
    ("each", "a message cannot repeat a part of itself"),
    ("with", "write the whole name of each variable"),
];

/// What is nearest in meaning to the names of [`UNDOCUMENTED`].
const INSTEAD: &[(&str, &str)] = &[
    ("is_warning_to_alert", "`{{#is_alert}}` is sent from warning to alert too"),
    ("is_no_data_to_alert", "`{{#is_alert}}` is sent from no data to alert too"),
    ("is_unknown_recovery", "`{{#is_recovery}}` is sent on recovery from unknown too"),
];

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    for text in &monitor.texts {
        for node in text.template.walk() {
            let (open, close) = match &node.what {
                What::Block(block) => (&block.open, block.close.as_ref().map(|close| &close.name)),
                What::Raw(raw) if raw.open.name.text != "raw" => (&raw.open, None),
                _ => continue,
            };
            let name = open.name.text.as_str();
            if name.is_empty() || conditional(name).is_some() {
                continue;
            }
            // The closer of another block is not to be changed.
            let close = close.map(|close| (close.text.as_str(), close.span));
            unknown(monitor, text, open, close, told);
        }
    }
}

fn unknown(monitor: &Monitor<'_>, text: &Text<'_>, open: &Tag, close: Option<(&str, Span)>, told: &mut Told<'_>) {
    let name = open.name.text.as_str();
    let find = |table: &'static [(&str, &'static str)]| table.iter().find(|(known, _)| *known == name);
    if UNDOCUMENTED.contains(&name) {
        let help = find(INSTEAD).map_or("write one that is documented", |(_, help)| help);
        told.about(monitor, format!("`{name}` is not among the conditionals that Datadog documents"))
            .severity(Severity::Warning)
            .inside(&text.at, open.name.span)
            .label("undocumented")
            .help(help);
        return;
    }
    let telling = told
        .about(monitor, format!("Datadog has no conditional `{name}`"))
        .inside(&text.at, open.name.span)
        .label("unknown");
    if let Some((_, help)) = find(OF_HANDLEBARS) {
        telling.help(*help);
        return;
    }
    let Some(near) = near(name) else {
        telling
            .severity(Severity::Warning)
            .help("`is_alert`, `is_warning`, `is_recovery` and `is_match` are some it has");
        return;
    };
    let mut patches = vec![Patch::text(&text.at, open.name.span.range(), near)];
    let closed = match close {
        Some((written, span)) if written == name => {
            patches.push(Patch::text(&text.at, span.range(), near));
            true
        }
        Some((written, _)) => written == near,
        None => false,
    };
    let telling = telling.help(format!("did you mean `{near}`?"));
    if closed {
        telling.fix(format!("write `{near}`"), patches);
    }
}

fn near(name: &str) -> Option<&'static str> {
    let names = || CONDITIONALS.iter().map(|conditional| conditional.name);
    // `is_warn`: the shortest name that begins so.
    let longer = || names().filter(|known| name.len() > 4 && known.starts_with(name)).min_by_key(|known| known.len());
    nearest(name, names()).or_else(longer)
}
