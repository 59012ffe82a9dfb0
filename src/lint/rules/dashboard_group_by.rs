//! One number for many groups, or many bars for one.

use serde_json::Value;

use crate::lint::subject::{Dashboard, Query, QueryTree, Request, Widget};
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::query::tables::{DataFamily, data_source};
use crate::query::tree::{Call, Expr, Word};
use crate::query::{Node, Walk};
use crate::syntax::Span;

pub static RULE: Rule = Rule {
    id: "query-value-group-by",
    repair: Repair::Hint,
    check: Check::Dashboard(check),
    page: include_str!("../../../tests/rules/query-value-group-by.md"),
    ..Rule::REST
};

/// Functions that make one series of many, or choose one.
const COLLAPSES: &[&str] = &["count_nonzero", "count_not_null", "dt", "percentile", "reduce"];

/// Widgets that draw a part for each group.
const DRAWS_GROUPS: &[&str] = &["toplist", "treemap", "sunburst"];

fn check(dashboard: &Dashboard<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    for widget in &dashboard.widgets {
        let graph = widget.graph_type();
        if graph == "query_value" {
            widget.requests.iter().for_each(|request| one_number(dashboard, widget, request, told));
        } else if DRAWS_GROUPS.contains(&graph) {
            one_bar(dashboard, widget, told);
        }
    }
}

fn one_number(dashboard: &Dashboard<'_>, widget: &Widget<'_>, request: &Request<'_>, told: &mut Told<'_>) {
    for query in &request.queries {
        let Some((at, span, keys)) = grouped(query) else { continue };
        if collapsed(request, query) {
            continue;
        }
        told.about(dashboard, format!("{} shows one number, and its query has one for each {keys}", widget.label()))
            .inside(&at, span)
            .label("many groups")
            .help("take the group-by out, or make the widget a `toplist`");
    }
}

type Grouping = (crate::model::Pointer, Span, String);

/// By what the query is grouped in the end, and where it says so.
fn grouped(query: &Query<'_>) -> Option<Grouping> {
    if let QueryTree::Metric(tree) = &query.tree {
        let expr = tree.clean()?.first()?;
        let collapsing = collapsing(expr);
        let metric = expr.metrics().into_iter().find(|metric| {
            let inside = |call: &&Call| call.span.contains(metric.span.start);
            metric.group_by.is_some() && !collapsing.iter().any(inside)
        })?;
        let by = metric.group_by.as_ref()?;
        return Some((query.at.clone(), by.span, joined(metric.group_keys())));
    }
    if !is_events(query) {
        return None;
    }
    let (index, group) = query.of?.get("group_by")?.as_array()?.iter().enumerate().next()?;
    let facet = group.get("facet")?.as_str()?;
    let at = query.of_at.key("group_by").index(index).key("facet");
    Some((at, Span::new(0, facet.len()), format!("`{facet}`")))
}

fn is_events(query: &Query<'_>) -> bool {
    data_source(query.data_source).is_some_and(|source| source.family == DataFamily::Events)
}

fn collapsing(expr: &Expr) -> Vec<&Call> {
    expr.calls().into_iter().filter(|call| COLLAPSES.contains(&call.name.text.as_str())).collect()
}

fn joined<'k>(keys: impl Iterator<Item = &'k Word>) -> String {
    let keys: Vec<String> = keys.map(|key| format!("`{key}`")).collect();
    keys.join(" and ")
}

/// Whether every formula that names the query makes one value of its groups.
fn collapsed(request: &Request<'_>, query: &Query<'_>) -> bool {
    let named = |expr: &Expr| expr.query_names().iter().any(|name| Some(name.text.as_str()) == query.name);
    let formulas = request.value.get("formulas").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let limited =
        |index: usize| formulas.get(index).and_then(|formula| formula.pointer("/limit/count")?.as_u64()) == Some(1);
    !formulas.is_empty()
        && request.formulas.iter().enumerate().all(|(index, formula)| {
            let one = |expr: &Expr| !named(expr) || collapsing(expr).iter().any(|call| calls_name(call, query.name));
            limited(index) || formula.tree.clean().is_none_or(one)
        })
}

fn calls_name(call: &Call, name: Option<&str>) -> bool {
    let mut found = false;
    call.arguments.iter().for_each(|argument| {
        argument
            .value
            .walk(&mut |node| found |= matches!(node, Node::QueryName(word) if Some(word.text.as_str()) == name));
    });
    found
}

/// One query of one request that is not grouped. What is not known to be ungrouped is left alone.
fn one_bar(dashboard: &Dashboard<'_>, widget: &Widget<'_>, told: &mut Told<'_>) {
    let [Request { queries, formulas, .. }] = widget.requests.as_slice() else { return };
    let [query] = queries.as_slice() else { return };
    // The old `q` of a tree map is grouped by fields beside it.
    if query.of.is_none() && widget.graph_type() == "treemap" {
        return;
    }
    let ungrouped = match &query.tree {
        QueryTree::Metric(tree) => tree.clean().is_some_and(|exprs| match exprs.as_slice() {
            [expr] => !expr.has_placeholder() && expr.metrics().iter().all(|metric| metric.group_by.is_none()),
            _ => false,
        }),
        QueryTree::Search(_) => {
            let groups = query.of.and_then(|of| of.get("group_by"));
            is_events(query) && groups.is_none_or(|groups| groups.as_array().is_some_and(Vec::is_empty))
        }
    };
    if ungrouped && formulas.len() < 2 {
        let part = if widget.graph_type() == "toplist" { "one bar" } else { "one part" };
        told.about(dashboard, format!("{} has but {part}, for its query is not grouped", widget.label()))
            .at(&query.at)
            .label("no group-by")
            .help("group the query, by `service` say, or make the widget a `query_value`");
    }
}
