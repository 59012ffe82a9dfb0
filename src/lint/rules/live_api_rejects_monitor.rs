//! Datadog's own word on a monitor, at the field that it is about.

use crate::lint::live::Answers;
use crate::lint::{Check, Context, Rule, Subjects, Told};
use crate::model::{Pointer, Severity};

pub static RULE: Rule = Rule {
    id: "api-rejects-monitor",
    severity: Severity::Error,
    check: Check::Live(check),
    page: include_str!("../../../tests/rules/api-rejects-monitor.md"),
    ..Rule::REST
};

/// Words of a refusal, and what they speak of; the first that fits. From recorded refusals.
const SPEAKS_OF: &[(&str, &str)] = &[
    ("threshold", "/options/thresholds"),
    ("trigger window", "/options/threshold_windows"),
    ("query", "/query"),
    ("type", "/type"),
    ("name", "/name"),
    ("message", "/message"),
    ("tags", "/tags"),
    ("priority", "/priority"),
];

fn check(subjects: &Subjects<'_>, answers: &Answers, _: &Context<'_>, told: &mut Told<'_>) {
    for monitor in &subjects.monitors {
        let errors = answers.verdicts.get(&monitor.desired.address.to_string());
        for error in errors.into_iter().flatten() {
            let lower = error.to_lowercase();
            let at = SPEAKS_OF.iter().find(|(word, at)| lower.contains(word) && monitor.get(at).is_some());
            let at = at.map_or_else(Pointer::root, |(_, at)| Pointer::parse(at));
            told.about(monitor, format!("Datadog refuses this monitor: {error}"))
                .at(&at)
                .help("change it until `ddsync validate --live` is content; nothing was sent to be kept");
        }
    }
}
