//! A block that is never sent.

use crate::lint::subject::Monitor;
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::message::reach::{Branch, Dead, Side};
use crate::model::{Pointer, Severity};

pub static RULE: Rule = Rule {
    id: "unreachable-conditional",
    severity: Severity::Warning,
    repair: Repair::Hint,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/unreachable-conditional.md"),
    ..Rule::REST
};

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    for text in &monitor.texts {
        for (branch, dead) in text.reach.dead() {
            let (why, help) = reason(dead, branch);
            let telling = told
                .about(monitor, format!("{} is never sent: {why}", called(branch)))
                .inside(&text.at, branch.span)
                .label("never sent")
                .help(help);
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

/// Why, and what to do.
fn reason(dead: &Dead, branch: &Branch) -> (String, &'static str) {
    let (why, help) = match dead {
        Dead::NoWarningThreshold => {
            ("the monitor has no warning threshold", "set `options.thresholds.warning`, or take the block out")
        }
        Dead::NoDataNotificationsOff => (
            "the monitor does not notify of missing data",
            "set `options.on_missing_data: show_and_notify_no_data`, or `notify_no_data: true`, or take the block out",
        ),
        Dead::NoRenotifyInterval => {
            ("the monitor has no `renotify_interval`", "set `options.renotify_interval` in minutes, or take the block out")
        }
        Dead::StatusNotRenotified => {
            ("`renotify_statuses` leaves this status out", "add the status to `options.renotify_statuses`")
        }
        Dead::NotAServiceCheck => {
            ("only service checks become unknown", "missing data is `{{#is_no_data}}`; otherwise take the block out")
        }
        Dead::Contradiction { .. } => {
            ("what stands around it is never true together with it", "move it out of the block around it, or take it out")
        }
        Dead::Priority { has: None } => ("the monitor has no priority", "set `priority`, or take the block out"),
        Dead::Priority { has: Some(has) } => {
            return (format!("the monitor's priority is {has}"), "ask for that priority, or take the block out");
        }
        Dead::NotSentThen => {
            let why = match branch.side {
                Side::Body => "an escalation message goes out only on renotification",
                Side::Else => "an escalation message goes out only on renotification, when the block above is true",
            };
            (why, "move it to `message`")
        }
    };
    (why.to_owned(), help)
}
