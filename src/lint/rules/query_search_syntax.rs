use crate::lint::subject::SearchText;
use crate::lint::{Check, Context, Rule, Told};
use crate::model::Severity;

pub static RULE: Rule = Rule {
    id: "search-syntax",
    severity: Severity::Error,
    check: Check::Search(check),
    page: include_str!("../../../tests/rules/search-syntax.md"),
    ..Rule::REST
};

fn check(search: &SearchText<'_, '_>, _: &Context<'_>, told: &mut Told<'_>) {
    for fault in &search.search.faults {
        told.about(search.resource, fault.message.clone()).fault(&search.at, fault);
    }
}
