//! An incident that is opened and never closed.

use crate::lint::subject::Monitor;
use crate::lint::{Check, Context, Repair, Rule, Told, words};
use crate::message::reach::Firing;
use crate::message::services::Opens;
use crate::message::{Service, Transition, Transitions};
use crate::model::Severity;

pub static RULE: Rule = Rule {
    id: "pager-without-recovery",
    severity: Severity::Warning,
    repair: Repair::Hint,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/pager-without-recovery.md"),
    ..Rule::REST
};

/// What opens an incident, the recovery that closes it, and the block for that.
const CLOSED_BY: &[(Transitions, Transition, &str)] = &[
    (Transitions::ALERT, Transition::AlertRecovery, "{{#is_alert_recovery}}"),
    (Transitions::WARN, Transition::WarnRecovery, "{{#is_warning_recovery}}"),
    (Transitions::NO_DATA, Transition::NoDataRecovery, "{{#is_no_data_recovery}}"),
];

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    let firings = || monitor.bodies().flat_map(|text| text.reach.handles.iter().map(move |firing| (text, firing)));
    let mut seen: Vec<&str> = Vec::new();
    for (text, firing) in firings().filter(|(_, firing)| opens(firing)) {
        let name = firing.handle.text.as_str();
        if seen.contains(&name) {
            continue;
        }
        let of_all = firings().filter(|(_, other)| other.handle.text == name);
        let sent = of_all.fold(Transitions::NONE, |sent, (_, other)| sent | other.when.transitions);
        let left: Vec<&str> = CLOSED_BY
            .iter()
            .filter(|(opened, closed, _)| sent.meets(*opened) && !sent.contains(*closed))
            .map(|(.., block)| *block)
            .collect();
        if left.is_empty() {
            continue;
        }
        seen.push(name);
        let title = firing.handle.service.facts().title;
        told.about(monitor, format!("`{name}` hears when it breaks and never that it is over: {title} keeps it open"))
            .inside(&text.at, firing.handle.span)
            .label("opens only")
            .help(format!("write `{name}` in {} too", words::all(&left)));
    }
}

/// Opens what a recovery closes.
fn opens(firing: &Firing) -> bool {
    let service = firing.handle.service;
    service.opens() == Opens::Page || matches!(service, Service::Jira | Service::ServiceNow)
}
