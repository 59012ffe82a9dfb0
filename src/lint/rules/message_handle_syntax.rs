//! A handle that is written so that nobody gets the message.

use crate::lint::subject::Monitor;
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::message::{ProblemKind, Service};
use crate::model::Severity;

pub static RULE: Rule = Rule {
    id: "handle-syntax",
    severity: Severity::Error,
    repair: Repair::Sometimes,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/handle-syntax.md"),
    ..Rule::REST
};

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    for text in monitor.bodies() {
        // A word with an `@` that no service claims may be no handle at all.
        for handle in text.handles.iter().filter(|handle| handle.service != Service::Other) {
            for problem in &handle.problems {
                let fault = &problem.fault;
                // `@slack` may be somebody's name, `@slack-` is nobody's.
                let whole = problem.kind == ProblemKind::NoName && !handle.text.ends_with('-');
                let lost = problem.kind.is_lost() && !whole;
                told.about(monitor, fault.message.clone())
                    .severity(if lost { Severity::Error } else { Severity::Warning })
                    .label(label(problem.kind))
                    .help("write the handle by itself, with blanks around it")
                    .fault(&text.at, fault);
            }
        }
    }
}

fn label(kind: ProblemKind) -> &'static str {
    match kind {
        ProblemKind::TrailingPunctuation => "no blank before it",
        ProblemKind::NoName => "to whom?",
        _ => "not sent",
    }
}
