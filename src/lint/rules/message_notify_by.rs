//! A tag in a text that notifications no longer tell apart.

use crate::lint::subject::Monitor;
use crate::lint::{Check, Context, Repair, Rule, Told, words};
use crate::message::variables::{self, Standing};
use crate::model::{Pointer, Severity};

pub static RULE: Rule = Rule {
    id: "notify-by-hides-variable",
    severity: Severity::Warning,
    repair: Repair::Hint,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/notify-by-hides-variable.md"),
    ..Rule::REST
};

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    let by: Vec<&str> = monitor.list("/options/notify_by").iter().filter_map(|key| key.as_str()).collect();
    let Some(keys) = monitor.keys().filter(|_| !by.is_empty()) else { return };
    let told_apart = |key: &str| by.contains(&key) || by.iter().any(|by| by.contains('$'));
    let mut seen: Vec<String> = Vec::new();
    for text in &monitor.texts {
        for mention in &text.mentions {
            let path = &mention.path;
            if variables::standing(monitor.monitor_type, path) == Standing::Known {
                continue;
            }
            let first = path.segments.first().map(|segment| segment.name.clone()).unwrap_or_default();
            let Some(key) = path.group_key().or_else(|| (first == "host").then_some(first)) else { continue };
            // A key that the scope holds to one value has that value in every group.
            let hidden = keys.groups_by(&key) && !keys.scoped.contains(&key) && !told_apart(&key);
            if !hidden || seen.contains(&key) {
                continue;
            }
            let apart =
                if by == ["*"] { "all groups".to_owned() } else { format!("the groups of one {}", words::all(&by)) };
            told.about(monitor, format!("one notification is for {apart}, and `{path}` shows one of them at random"))
                .inside(&text.at, path.span)
                .label("any of many")
                .related(&Pointer::parse("/options/notify_by"), "notified by this")
                .help(format!(
                    "add `{key}` to `notify_by`, or take the variable out: the monitor's page lists the groups"
                ));
            seen.push(key);
        }
    }
}
