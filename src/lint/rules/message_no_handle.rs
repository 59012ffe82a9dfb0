//! An alert that nobody is told of.

use crate::kinds;
use crate::lint::subject::{Monitor, Text};
use crate::lint::{Check, Context, Repair, Rule, Subjects, Told};
use crate::message::reach::Firing;
use crate::message::{Service, Transitions};
use crate::model::{Pointer, Severity};

pub static RULE: Rule = Rule {
    id: "no-notification-handle",
    severity: Severity::Warning,
    repair: Repair::Hint,
    of_absence: true,
    check: Check::Project(check),
    page: include_str!("../../../tests/rules/no-notification-handle.md"),
    ..Rule::REST
};

fn check(subjects: &Subjects<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    // A notification rule finds somebody to tell for monitors that name nobody.
    if subjects.of_kind(&kinds::NOTIFICATION_RULE).next().is_some() {
        return;
    }
    for monitor in &subjects.monitors {
        if !monitor.is_draft() && !subjects.is_part(monitor) {
            look(monitor, told);
        }
    }
}

fn look(monitor: &Monitor<'_>, told: &mut Told<'_>) {
    // An empty message is told of as such.
    let Some(message) = monitor.message().filter(|message| !message.text.trim().is_empty()) else { return };
    let of_text = |text: &'_ Text<'_>| {
        text.reach.handles.iter().map(|firing| (text.at.clone(), firing.clone())).collect::<Vec<_>>()
    };
    let mut handles: Vec<(Pointer, Firing)> = monitor.bodies().flat_map(of_text).collect();
    handles.retain(|(_, firing)| firing.handle.service != Service::Mention);
    if handles.iter().any(|(_, firing)| firing.when.transitions.meets(Transitions::ALERT)) {
        return;
    }
    // Somebody may stand in what is not filled in yet.
    if message.text.contains("${") {
        return;
    }
    let at = Pointer::parse("/message");
    match handles.first() {
        None => {
            told.about(monitor, "the message names nobody, so an alert tells nobody")
                .at_key(&at)
                .label("no `@handle` in it")
                .help("name somebody: `@slack-data-alerts`, `@pagerduty-pipelines`, or an address behind an `@`");
        }
        Some((at, firing)) => {
            told.about(
                monitor,
                "nobody is told of an alert: every handle stands in a block that is sent at other times",
            )
            .inside(at, firing.handle.span)
            .label(format!("sent on {}", firing.when.transitions))
            .help(format!("write `{}` in `{{{{#is_alert}}}}` too", firing.handle.text));
        }
    }
}
