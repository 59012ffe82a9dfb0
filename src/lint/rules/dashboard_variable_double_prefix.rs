//! `cluster:$cluster` asks for `cluster:cluster:blue`.

use crate::lint::subject::{Dashboard, Query, QueryTree};
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::query::Node;
use crate::query::Walk;
use crate::query::tree::{self, Clause, Filter, Variable};
use crate::syntax::Span;

pub static RULE: Rule = Rule {
    id: "template-variable-double-prefix",
    repair: Repair::Always,
    check: Check::Dashboard(check),
    page: include_str!("../../../tests/rules/template-variable-double-prefix.md"),
    ..Rule::REST
};

/// `key:value` as it is written, and the variables in the value.
struct Pair<'t> {
    span: Span,
    key: &'t str,
    /// Nothing stands behind the colon but one variable.
    whole: bool,
    variables: Vec<Variable>,
}

fn check(dashboard: &Dashboard<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    for (_, _, query) in dashboard.queries() {
        let pairs = match &query.tree {
            QueryTree::Metric(tree) => tree.tree.as_ref().map(|tree| of_filters(tree)),
            QueryTree::Search(tree) => tree.tree.as_ref().map(of_search),
        };
        for pair in pairs.into_iter().flatten() {
            judge(dashboard, query, &pair, told);
        }
    }
}

fn of_filters(tree: &[tree::Expr]) -> Vec<Pair<'_>> {
    tree.atoms().into_iter().filter_map(of_atom).collect()
}

fn of_atom(filter: &Filter) -> Option<Pair<'_>> {
    match filter {
        Filter::Tag(tag) => Some(Pair {
            span: tag.span,
            key: &tag.key.text,
            whole: tag.value.quote.is_none(),
            variables: tag.value.variables(),
        }),
        Filter::In(list) => {
            let variables = list.values.iter().flat_map(tree::Value::variables).collect();
            Some(Pair { span: list.span, key: &list.key.text, whole: false, variables })
        }
        _ => None,
    }
}

fn of_search(tree: &tree::Search) -> Vec<Pair<'_>> {
    tree.pick(|node| {
        let Node::Clause(clause @ Clause::Field(field)) = node else { return None };
        let whole = matches!(&field.value, tree::SearchValue::Word(_));
        // The key's own variables say `.key`.
        let variables =
            clause.variables().into_iter().filter(|variable| variable.span.start >= field.value.span().start);
        Some(Pair { span: field.span, key: &field.key.text, whole, variables: variables.collect() })
    })
}

fn judge(dashboard: &Dashboard<'_>, query: &Query<'_>, pair: &Pair<'_>, told: &mut Told<'_>) {
    for variable in &pair.variables {
        let names = dashboard.variables.iter().map(|declared| declared.name);
        let Some(resolved) = variable.resolve(names).filter(|resolved| resolved.part == tree::Part::Whole) else {
            continue;
        };
        let declared = dashboard.variables.iter().find(|declared| declared.name == resolved.name);
        let Some(prefix) = declared.and_then(|declared| declared.prefix).filter(|prefix| !prefix.is_empty()) else {
            continue;
        };
        let name = resolved.name;
        let end = variable.span.start + 1 + name.len();
        // `cluster:$cluster` as a whole, and not `cluster:web-$cluster`.
        let alone = pair.whole && pair.span.start + pair.key.len() + 1 == variable.span.start && pair.span.end == end;
        let (span, text) = if alone && pair.key == prefix {
            (pair.span, format!("${name}"))
        } else {
            (Span::new(variable.span.start, end), format!("${name}.value"))
        };
        told.about(
            dashboard,
            format!("`${name}` becomes `{prefix}:..` with its key, so this asks for `{}:{prefix}:..`", pair.key),
        )
        .inside(&query.at, pair.span)
        .label("two keys")
        .help(format!("write `{text}`"))
        .fix_text(format!("write `{text}`"), &query.at, span, text);
    }
}
