//! A handle behind which there is nobody.

use crate::kinds;
use crate::lint::live::{Answers, Handle};
use crate::lint::{Check, Context, Repair, Rule, Subjects, Told, words};
use crate::model::{Kind, Severity};

pub static RULE: Rule = Rule {
    id: "handle-not-found",
    severity: Severity::Error,
    repair: Repair::Hint,
    check: Check::Live(check),
    page: include_str!("../../../tests/rules/handle-not-found.md"),
    ..Rule::REST
};

/// What this project brings itself: the handle's prefix, the kind, and where its name stands.
static OF_PROJECT: &[(&str, &Kind, &str)] = &[
    ("@webhook-", &kinds::WEBHOOK, "/name"),
    ("@team-", &kinds::TEAM, "/handle"),
    ("@oncall-", &kinds::TEAM, "/handle"),
];

fn check(subjects: &Subjects<'_>, answers: &Answers, _: &Context<'_>, told: &mut Told<'_>) {
    for monitor in &subjects.monitors {
        for text in &monitor.texts {
            for handle in text.handles.iter().filter(|handle| !handle.dynamic) {
                let name = &handle.text;
                let (message, help) = match answers.handles.get(name) {
                    Some(Handle::Unknown(near)) if !is_of_project(subjects, name) => {
                        let help = match near.as_slice() {
                            [] => "nothing is sent to it; look the name up in the integration's page".to_owned(),
                            near => format!("did you mean {}?", words::any(near)),
                        };
                        (format!("nobody is behind `{name}`"), help)
                    }
                    Some(Handle::Inactive(why)) => {
                        (format!("`{name}` gets nothing: {why}"), "name somebody who can answer".to_owned())
                    }
                    _ => continue,
                };
                told.about(monitor, message).inside(&text.at, handle.span).label("not sent").help(help);
            }
        }
    }
}

fn is_of_project(subjects: &Subjects<'_>, handle: &str) -> bool {
    OF_PROJECT.iter().any(|(prefix, kind, at)| {
        let name = handle.strip_prefix(prefix);
        name.is_some_and(|name| subjects.of_kind(kind).any(|resource| resource.text(at) == Some(name)))
    })
}
