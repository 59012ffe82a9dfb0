//! Formulas and the queries that they name: of a dashboard's request, of a monitor's options, of an SLO.

use super::{Dashboard, Monitor, Resource, Slo, Subjects};
use crate::model::Pointer;
use crate::query::tree::Expr;
use crate::query::{MonitorQuery, Walk as _};
use crate::syntax::Parsed;

/// Formulas with what they may name.
pub struct Formulas<'s> {
    pub resource: &'s Resource<'s>,
    pub queries: Vec<Named<'s>>,
    /// Each with the place of its text, of which the spans are.
    pub formulas: Vec<(Pointer, &'s Parsed<Expr>)>,
}

/// A query with a name.
pub struct Named<'s> {
    /// Of the whole query, whose `name` this is.
    pub at: Pointer,
    /// Empty where it has none.
    pub name: &'s str,
}

impl Formulas<'_> {
    /// Whether all of them could be read: what is not named in them is named nowhere.
    pub fn are_sound(&self) -> bool {
        self.formulas.iter().all(|(_, formula)| formula.clean().is_some_and(|expr| !expr.has_placeholder()))
    }

    pub fn has(&self, name: &str) -> bool {
        self.queries.iter().any(|query| query.name == name)
    }
}

impl Subjects<'_> {
    /// All of them. Where a widget shows its queries without any formula there is nothing to name.
    pub fn formulas(&self) -> Vec<Formulas<'_>> {
        let dashboards = self.dashboards.iter().flat_map(of_dashboard);
        let monitors = self.monitors.iter().filter_map(of_monitor);
        let slos = self.slos.iter().map(of_slo);
        let all = dashboards.chain(monitors).chain(slos);
        all.filter(|formulas| !formulas.formulas.is_empty()).collect()
    }
}

fn of_dashboard<'s>(dashboard: &'s Dashboard<'_>) -> impl Iterator<Item = Formulas<'s>> {
    dashboard.widgets.iter().flat_map(|widget| &widget.requests).map(|request| {
        let queries = request.value.get("queries").and_then(serde_json::Value::as_array);
        let at = request.at.key("queries");
        Formulas {
            resource: &dashboard.resource,
            queries: named(&at, queries.map_or(&[], Vec::as_slice)),
            formulas: request.formulas.iter().map(|formula| (formula.at.clone(), &formula.tree)).collect(),
        }
    })
}

fn of_monitor<'s>(monitor: &'s Monitor<'_>) -> Option<Formulas<'s>> {
    let MonitorQuery::Formula(own) = monitor.tree()? else { return None };
    let queries = monitor.variables.iter().map(|variable| Named { at: variable.at.clone(), name: variable.name });
    let formulas = vec![(Monitor::query_at(), &own.formula)];
    Some(Formulas { resource: &monitor.resource, queries: queries.collect(), formulas })
}

fn of_slo<'s>(slo: &'s Slo<'_>) -> Formulas<'s> {
    let queries = ["/sli_specification/count/queries", "/sli_specification/time_slice/query/queries"];
    let queries = queries.iter().flat_map(|at| named(&Pointer::parse(at), slo.list(at)));
    let formulas = slo.formulas.iter().map(|formula| (formula.at.clone(), &formula.tree));
    Formulas { resource: &slo.resource, queries: queries.collect(), formulas: formulas.collect() }
}

fn named<'s>(at: &Pointer, queries: &'s [serde_json::Value]) -> Vec<Named<'s>> {
    let name = |query: &'s serde_json::Value| query.get("name").and_then(serde_json::Value::as_str).unwrap_or_default();
    queries.iter().enumerate().map(|(index, query)| Named { at: at.index(index), name: name(query) }).collect()
}
