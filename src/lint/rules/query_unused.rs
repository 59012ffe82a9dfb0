//! What is fetched and never shown.

use crate::lint::subject::Subjects;
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::query::Walk as _;

pub static RULE: Rule = Rule {
    id: "unused-query",
    repair: Repair::Always,
    of_absence: true,
    check: Check::Project(check),
    page: include_str!("../../../tests/rules/unused-query.md"),
    ..Rule::REST
};

fn check(subjects: &Subjects<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    for formulas in subjects.formulas().iter().filter(|formulas| formulas.are_sound()) {
        let trees = formulas.formulas.iter().filter_map(|(_, formula)| formula.clean());
        let used: Vec<&str> = trees.flat_map(|expr| expr.query_names()).map(|word| word.text.as_str()).collect();
        // A name that no query has may be meant for this one, and is told of as such.
        if !used.iter().all(|name| formulas.has(name)) {
            continue;
        }
        for query in formulas.queries.iter().filter(|query| !query.name.is_empty() && !used.contains(&query.name)) {
            told.about(
                formulas.resource,
                format!("no formula uses the query `{}`, and it is asked all the same", query.name),
            )
            .at(&query.at.key("name"))
            .label("unused")
            .help("take it out, or use it in a formula")
            .fix_remove(format!("take `{}` out", query.name), &query.at);
        }
    }
}
