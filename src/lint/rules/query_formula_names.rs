//! A formula that does not read, or names a query that is not there.

use crate::lint::subject::{Formulas, Subjects};
use crate::lint::{Check, Context, Repair, Rule, Told, words};
use crate::model::Severity;
use crate::query::Walk as _;
use crate::syntax::nearest;

pub static RULE: Rule = Rule {
    id: "formula-undefined-query",
    severity: Severity::Error,
    repair: Repair::Hint,
    check: Check::Project(check),
    page: include_str!("../../../tests/rules/formula-undefined-query.md"),
    ..Rule::REST
};

fn check(subjects: &Subjects<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    for formulas in subjects.formulas() {
        twice(&formulas, told);
        unreadable(&formulas, told);
        if formulas.queries.iter().all(|query| !query.name.is_empty() && !query.name.contains("${")) {
            undefined(&formulas, told);
        }
    }
}

fn twice(formulas: &Formulas<'_>, told: &mut Told<'_>) {
    for (index, query) in formulas.queries.iter().enumerate().filter(|(_, query)| !query.name.is_empty()) {
        let before = formulas.queries.iter().take(index).find(|other| other.name == query.name);
        let Some(before) = before else { continue };
        told.about(
            formulas.resource,
            format!("two queries are called `{}`, and a formula can mean but one", query.name),
        )
        .at(&query.at.key("name"))
        .label("again")
        .related(&before.at.key("name"), "the first one")
        .help("give it a name of its own");
    }
}

fn unreadable(formulas: &Formulas<'_>, told: &mut Told<'_>) {
    for (at, formula) in &formulas.formulas {
        for fault in &formula.faults {
            told.about(formulas.resource, format!("the formula cannot be read: {}", fault.message))
                .help("a formula is arithmetic over the names of queries, as in `failed / all * 100`")
                .fault(at, fault);
        }
    }
}

fn undefined(formulas: &Formulas<'_>, told: &mut Told<'_>) {
    let names: Vec<&str> = formulas.queries.iter().map(|query| query.name).collect();
    for (at, formula) in &formulas.formulas {
        let Some(expr) = formula.clean() else { continue };
        for word in expr.query_names() {
            if word.has_placeholder() || formulas.has(&word.text) {
                continue;
            }
            let help = match nearest(&word.text, names.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None if names.is_empty() => "there are no queries: write them under `queries`".to_owned(),
                None => format!("add a query of that name, or write {}", words::any(&names)),
            };
            told.about(formulas.resource, format!("the formula names `{word}`, and there is no query of that name"))
                .inside(at, word.span)
                .label("no such query")
                .help(help);
        }
    }
}
