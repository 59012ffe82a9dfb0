//! A query over a variable that the dashboard does not have: Datadog looks for the text itself, and finds nothing.

use serde_json::Value;

use crate::lint::subject::{Dashboard, QueryTree};
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::model::{Pointer, Severity};
use crate::query::Walk;
use crate::query::tree::Variable;
use crate::syntax::nearest;

pub static RULE: Rule = Rule {
    id: "undefined-template-variable",
    severity: Severity::Error,
    repair: Repair::Hint,
    of_absence: true,
    check: Check::Dashboard(check),
    page: include_str!("../../../tests/rules/undefined-template-variable.md"),
    ..Rule::REST
};

/// Fields of a definition that hold a search or filters without being a request's query. Titles, notes and links may have a
/// `$` for other reasons.
const SEARCHES: &[&str] = &["query", "filters", "tags", "service", "env"];

fn check(dashboard: &Dashboard<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    let declared = dashboard.variable_names();
    for (at, variable, count) in undefined(dashboard, &declared) {
        let name = variable.likely().name;
        let places = match count {
            1 => String::new(),
            2 => ", here and in another place".to_owned(),
            _ => format!(", here and in {} other places", count - 1),
        };
        let help = match nearest(name, declared.iter().copied()) {
            Some(near) => format!("did you mean `${near}`?"),
            None => format!("declare `{name}` in `template_variables`, or take it out"),
        };
        told.about(dashboard, format!("the dashboard has no template variable `{name}`{places}"))
            .inside(&at, variable.span)
            .label("not declared")
            .help(help);
    }
}

/// Declared variables that a query names with a slip, and of which it is told there.
pub fn nearly_named<'n>(dashboard: &Dashboard<'_>, declared: &[&'n str]) -> Vec<&'n str> {
    let near = |variable: &Variable| nearest(variable.likely().name, declared.iter().copied());
    undefined(dashboard, declared).iter().filter_map(|(_, variable, _)| near(variable)).collect()
}

/// The first mention of each variable that is not declared, and how many there are.
fn undefined(dashboard: &Dashboard<'_>, declared: &[&str]) -> Vec<(Pointer, Variable, usize)> {
    let mut undefined: Vec<(Pointer, Variable, usize)> = Vec::new();
    for (at, text, variable) in mentions(dashboard) {
        let escaped = text.get(..variable.span.start).is_some_and(|before| before.ends_with(['\\', '$']));
        if escaped || variable.resolve(declared.iter().copied()).is_some() {
            continue;
        }
        match undefined.iter_mut().find(|(_, first, _)| first.likely().name == variable.likely().name) {
            Some((_, _, count)) => *count += 1,
            None => undefined.push((at, variable, 1)),
        }
    }
    undefined
}

/// Each mention of a variable in a query, with the text's place and the text.
fn mentions<'d>(dashboard: &'d Dashboard<'_>) -> Vec<(Pointer, &'d str, Variable)> {
    let mut found = Vec::new();
    for (_, _, query) in dashboard.queries() {
        let variables = match &query.tree {
            QueryTree::Metric(tree) => tree.tree.as_ref().map(Walk::variables),
            QueryTree::Search(tree) => tree.tree.as_ref().map(Walk::variables),
        };
        found.extend(variables.into_iter().flatten().map(|variable| (query.at.clone(), query.text, variable)));
    }
    for widget in &dashboard.widgets {
        for field in SEARCHES {
            let at = widget.definition_at().key(field);
            let texts: Vec<(Pointer, &str)> = match widget.definition.get(field) {
                Some(Value::String(text)) => vec![(at, text)],
                Some(Value::Array(items)) => {
                    let text = |(index, item): (usize, &'d Value)| Some((at.index(index), item.as_str()?));
                    items.iter().enumerate().filter_map(text).collect()
                }
                _ => continue,
            };
            for (at, text) in texts {
                found.extend(Variable::all_in(text, 0).into_iter().map(|variable| (at.clone(), text, variable)));
            }
        }
    }
    found
}
