//! A monitor without a name that people can read, or without a message.

use crate::kinds;
use crate::lint::subject::Monitor;
use crate::lint::{Check, Context, Repair, Rule, Subjects, Told};
use crate::model::{Pointer, Severity};
use crate::syntax::Span;

pub static RULE: Rule = Rule {
    id: "missing-name-or-message",
    severity: Severity::Error,
    repair: Repair::Hint,
    of_absence: true,
    check: Check::Project(check),
    page: include_str!("../../../tests/rules/missing-name-or-message.md"),
    ..Rule::REST
};

fn check(subjects: &Subjects<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    let routed = subjects.of_kind(&kinds::NOTIFICATION_RULE).next().is_some();
    for monitor in &subjects.monitors {
        if let Some(name) = monitor.text("/name") {
            self::name(monitor, name, told);
        }
        if !monitor.is_draft() && !subjects.is_part(monitor) {
            message(monitor, routed, told);
        }
    }
}

fn name(monitor: &Monitor<'_>, name: &str, told: &mut Told<'_>) {
    let at = Pointer::parse("/name");
    if name.trim().is_empty() {
        told.about(monitor, "the monitor has no name")
            .at(&at)
            .label("empty")
            .help("say what is wrong when it alerts: `Pipeline runs fail`");
        return;
    }
    if name.starts_with(' ') {
        let blanks = name.len() - name.trim_start().len();
        told.about(monitor, "the name begins with a blank, which Datadog does not keep")
            .severity(Severity::Warning)
            .inside(&at, Span::new(0, blanks))
            .help("begin with the first word");
    }
    if let Some(double) = name.trim().find("  ") {
        let start = double + (name.len() - name.trim_start().len());
        let end = start + name.get(start..).map_or(0, |rest| rest.len() - rest.trim_start_matches(' ').len());
        told.about(monitor, "the name has two blanks in a row, and pages show one of them")
            .severity(Severity::Warning)
            .inside(&at, Span::new(start, end))
            .help("write one blank, or whoever searches for the name as it is shown finds nothing");
    }
}

fn message(monitor: &Monitor<'_>, routed: bool, told: &mut Told<'_>) {
    let message = monitor.text("/message");
    if message.is_some_and(|message| !message.trim().is_empty()) {
        return;
    }
    // A notification rule still finds somebody to tell.
    let what = if routed {
        "whoever is told of an alert reads only its name"
    } else {
        "an alert says nothing and goes to nobody"
    };
    let telling = told
        .about(monitor, format!("the monitor has no message: {what}"))
        // Datadog takes it, and many that exist are so.
        .severity(Severity::Warning)
        .help("write in `message` what is wrong, what to do, and whom to tell: `@slack-data-alerts`");
    if message.is_some() {
        telling.at(&Pointer::parse("/message")).label("empty");
    }
}
