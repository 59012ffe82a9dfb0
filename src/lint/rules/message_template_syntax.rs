//! What the template parser could not read.

use crate::lint::subject::Monitor;
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::model::Severity;
use crate::syntax::Span;

pub static RULE: Rule = Rule {
    id: "template-syntax",
    severity: Severity::Error,
    repair: Repair::Sometimes,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/template-syntax.md"),
    ..Rule::REST
};

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    for text in &monitor.texts {
        let in_eval = |span: Span| {
            let around = |tag: Span| tag.start <= span.start && span.end <= tag.end;
            text.evals.iter().any(|eval| around(eval.tag.span))
        };
        // What is wrong inside of `{{eval}}` is told as such.
        for found in text.template.faults.iter().filter(|found| !in_eval(found.fault.span)) {
            let fault = &found.fault;
            let telling = told
                .about(monitor, fault.message.clone())
                .help("write a whole tag, or take the braces out")
                .fault(&text.at, fault);
            match &found.related {
                Some(related) => drop(telling.related_inside(&text.at, related.span, related.label.clone())),
                None => drop(telling),
            }
        }
    }
}
