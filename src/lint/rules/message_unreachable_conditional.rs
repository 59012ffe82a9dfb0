//! A block that is never sent.

use crate::lint::subject::Monitor;
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::message::reach::{Branch, Dead, Side};
use crate::model::{Pointer, Severity};
use crate::query::tables;

pub static RULE: Rule = Rule {
    id: "unreachable-conditional",
    severity: Severity::Warning,
    repair: Repair::Hint,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/unreachable-conditional.md"),
    ..Rule::REST
};

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    // What states a monitor has is a matter of its type.
    if tables::monitor_type(monitor.monitor_type).is_none() {
        return;
    }
    for text in &monitor.texts {
        for (branch, dead) in text.reach.dead() {
            let telling = told
                .about(monitor, format!("{} is never sent: {}", called(branch), dead.why()))
                .inside(&text.at, branch.span)
                .label("never sent")
                .help(help(dead));
            match dead {
                Dead::Contradiction { with } => drop(telling.related_inside(&text.at, *with, "which excludes it")),
                Dead::Priority { has: Some(_) } => {
                    drop(telling.related(&Pointer::parse("/priority"), "the monitor's priority"));
                }
                Dead::StatusNotRenotified => {
                    drop(telling.related(&Pointer::parse("/options/renotify_statuses"), "which leave it out"));
                }
                _ => {}
            }
        }
    }
}

fn called(branch: &Branch) -> String {
    match branch.side {
        Side::Body => format!("`{}`", branch.name),
        Side::Else => format!("the `{{{{else}}}}` of `{}`", branch.name),
    }
}

fn help(dead: &Dead) -> &'static str {
    match dead {
        Dead::NoWarningThreshold => "set `options.thresholds.warning`, or take the block out",
        Dead::NoDataNotificationsOff => {
            "set `options.on_missing_data: show_and_notify_no_data`, or `notify_no_data: true`, or take the block out"
        }
        Dead::NoRenotifyInterval => "set `options.renotify_interval` in minutes, or take the block out",
        Dead::StatusNotRenotified => "add the status to `options.renotify_statuses`, or take the block out",
        Dead::NotAServiceCheck => "missing data is `{{#is_no_data}}`; otherwise take the block out",
        Dead::Contradiction { .. } => "move it out of the block around it, or take it out",
        Dead::Priority { has: None } => "set `priority`, or take the block out",
        Dead::Priority { has: Some(_) } => "ask for that priority, or take the block out",
        Dead::NotSentThen => "an escalation message goes out only on renotification: move it to `message`",
    }
}
