//! Formulas and the queries that they name: of a dashboard's request, of a monitor's options, of an SLO.

use std::rc::Rc;

use serde_json::Value;

use super::dashboard::{Query, QueryTree, Request};
use super::{Dashboard, Monitor, Resource, Slo, Subjects};
use crate::model::Pointer;
use crate::query::tree::Expr;
use crate::query::{MonitorQuery, Walk as _};
use crate::syntax::Parsed;

/// Formulas with what they may name.
pub struct Formulas<'s> {
    pub resource: &'s Resource<'s>,
    pub queries: Rc<[Named<'s>]>,
    /// Each with the place of its text, of which the spans are.
    pub formulas: Vec<(Pointer, &'s Parsed<Expr>)>,
}

/// A query with a name.
pub struct Named<'s> {
    /// Of the whole query, whose `name` this is.
    pub at: Pointer,
    /// Empty where it has none.
    pub name: &'s str,
    value: &'s Value,
    /// Its expression over metrics; None where it is of another source or has faults. Nobody asks for an SLO's.
    metric: Option<&'s Expr>,
}

/// A formula without faults.
pub struct FormulaText<'s, 'a> {
    pub resource: &'s Resource<'a>,
    /// Of the text that it stands in.
    pub at: Pointer,
    pub expr: &'s Expr,
    queries: Rc<[Named<'s>]>,
}

impl<'s> Formulas<'s> {
    /// Whether all of them could be read: what is not named in them is named nowhere.
    pub fn are_sound(&self) -> bool {
        self.formulas.iter().all(|(_, formula)| formula.clean().is_some_and(|expr| !expr.has_placeholder()))
    }

    pub fn has(&self, name: &str) -> bool {
        self.queries.iter().any(|query| query.name == name)
    }

    /// Those that can be read.
    fn texts(&self) -> impl Iterator<Item = FormulaText<'s, 's>> {
        self.formulas.iter().filter_map(|(at, formula)| {
            let expr = formula.clean()?;
            Some(FormulaText { resource: self.resource, at: at.clone(), expr, queries: Rc::clone(&self.queries) })
        })
    }
}

impl<'s> FormulaText<'s, '_> {
    /// The metric expression of a query by its name; None where it is of another source or has faults.
    pub fn metric(&self, name: &str) -> Option<&'s Expr> {
        self.query(name)?.metric
    }

    /// What a query of events computes: `count`, `avg`.
    pub fn aggregation(&self, name: &str) -> Option<&'s str> {
        self.query(name)?.value.pointer("/compute/aggregation").and_then(Value::as_str)
    }

    fn query(&self, name: &str) -> Option<&Named<'s>> {
        self.queries.iter().find(|query| query.name == name)
    }
}

impl Monitor<'_> {
    /// Its formula, where it is one without faults.
    pub fn formula(&self) -> Option<FormulaText<'_, '_>> {
        self.sound().and_then(|_| of_monitor(self))?.texts().next()
    }
}

impl Subjects<'_> {
    /// All of them. Where a widget shows its queries without any formula there is nothing to name.
    pub fn formulas(&self) -> Vec<Formulas<'_>> {
        let dashboards = self.dashboards.iter().flat_map(of_dashboard);
        let monitors = self.monitors.iter().filter_map(of_monitor);
        let slos = self.slos.iter().filter_map(of_slo);
        dashboards.chain(monitors).chain(slos).collect()
    }

    /// Gives every formula of a monitor or a widget that can be read to `see`.
    pub fn each_formula(&self, mut see: impl FnMut(&FormulaText<'_, '_>)) {
        self.monitors.iter().filter_map(Monitor::formula).for_each(|formula| see(&formula));
        for formulas in self.dashboards.iter().flat_map(of_dashboard) {
            formulas.texts().for_each(|formula| see(&formula));
        }
    }
}

fn of_dashboard<'s>(dashboard: &'s Dashboard<'_>) -> impl Iterator<Item = Formulas<'s>> {
    let requests = dashboard.widgets.iter().flat_map(|widget| &widget.requests);
    requests.filter(|request| !request.formulas.is_empty()).map(|request| Formulas {
        resource: &dashboard.resource,
        queries: of_request(request),
        formulas: request.formulas.iter().map(|formula| (formula.at.clone(), &formula.tree)).collect(),
    })
}

/// Without `q`, which has no name.
fn of_request<'s>(request: &'s Request<'_>) -> Rc<[Named<'s>]> {
    let metric = |query: &'s Query<'_>| match &query.tree {
        QueryTree::Metric(parsed) => parsed.clean()?.first(),
        QueryTree::Search(_) => None,
    };
    let queries = request.queries.iter().filter_map(|query| {
        let name = query.name.unwrap_or_default();
        Some(Named { at: query.of_at.clone(), name, value: query.of?, metric: metric(query) })
    });
    queries.collect()
}

fn of_monitor<'s>(monitor: &'s Monitor<'_>) -> Option<Formulas<'s>> {
    let MonitorQuery::Formula(own) = monitor.tree()? else { return None };
    let queries = monitor.variables.iter().map(|variable| {
        let metric = variable.metric.as_ref().and_then(|(_, parsed)| parsed.clean());
        Named { at: variable.at.clone(), name: variable.name, value: variable.value, metric }
    });
    let formulas = vec![(Monitor::query_at(), &own.formula)];
    Some(Formulas { resource: &monitor.resource, queries: queries.collect(), formulas })
}

fn of_slo<'s>(slo: &'s Slo<'_>) -> Option<Formulas<'s>> {
    let queries = ["/sli_specification/count/queries", "/sli_specification/time_slice/query/queries"];
    let queries = queries.iter().flat_map(|list| {
        let at = Pointer::parse(list);
        slo.list(list).iter().enumerate().map(move |(index, value)| {
            let name = value.get("name").and_then(Value::as_str).unwrap_or_default();
            Named { at: at.index(index), name, value, metric: None }
        })
    });
    let formulas: Vec<_> = slo.formulas.iter().map(|formula| (formula.at.clone(), &formula.tree)).collect();
    (!formulas.is_empty()).then(|| Formulas { resource: &slo.resource, queries: queries.collect(), formulas })
}
