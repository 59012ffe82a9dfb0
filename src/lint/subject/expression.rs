//! Expressions over metrics, wherever they stand: in monitors, widgets and objectives.

use super::dashboard::{Dashboard, Query, QueryTree, Widget};
use super::{Monitor, Resource, Slo, Subjects};
use crate::model::Pointer;
use crate::query::tree::{Expr, Search};
use crate::query::{self, MonitorQuery, Walk as _};
use crate::syntax::Parsed;

/// An expression without faults. What still holds a `${...}` is among them.
pub struct Expression<'s, 'a> {
    pub resource: &'s Resource<'a>,
    /// Of the text that it stands in.
    pub at: Pointer,
    pub expr: &'s Expr,
    pub home: Home<'s, 'a>,
}

impl Expression<'_, '_> {
    /// The text that it stands in; its spans are of it.
    pub fn text(&self) -> &str {
        self.resource.text(&self.at.to_string()).unwrap_or_default()
    }

    /// Over metrics, and not over costs or usage, whose tags are not those of metrics.
    pub fn is_of_metrics(&self) -> bool {
        match self.home {
            Home::Monitor(monitor) => {
                let variable = monitor
                    .variables
                    .iter()
                    .find(|variable| variable.metric.as_ref().is_some_and(|(at, _)| *at == self.at));
                variable.is_none_or(|variable| variable.data_source == "metrics")
            }
            Home::Widget(_, _, query) => query.data_source == "metrics",
            Home::Slo(_) => true,
        }
    }
}

/// Where an expression stands.
#[derive(Clone, Copy)]
pub enum Home<'s, 'a> {
    Monitor(&'s Monitor<'a>),
    Widget(&'s Dashboard<'a>, &'s Widget<'a>, &'s Query<'a>),
    Slo(&'s Slo<'a>),
}

impl<'a> Home<'_, 'a> {
    pub fn monitor(&self) -> Option<&Monitor<'a>> {
        match self {
            Self::Monitor(monitor) => Some(monitor),
            _ => None,
        }
    }
}

/// A search over events, wherever it stands; its faults are its own.
pub struct SearchText<'s, 'a> {
    pub resource: &'s Resource<'a>,
    /// Of the text that it stands in.
    pub at: Pointer,
    pub search: &'s Parsed<Search>,
    pub home: Home<'s, 'a>,
}

impl<'a> Subjects<'a> {
    /// Gives every expression that can be read to `see`.
    pub fn each_expression(&self, mut see: impl FnMut(&Expression<'_, 'a>)) {
        for monitor in &self.monitors {
            let home = Home::Monitor(monitor);
            let own = match monitor.sound() {
                Some(MonitorQuery::Metric(metric)) => Some((Monitor::query_at(), &metric.expr)),
                _ => None,
            };
            let of_variables = monitor.variables.iter().filter_map(|variable| {
                let (at, parsed) = variable.metric.as_ref()?;
                Some((at.clone(), parsed.clean()?))
            });
            for (at, expr) in own.into_iter().chain(of_variables) {
                see(&Expression { resource: &monitor.resource, at, expr, home });
            }
        }
        for dashboard in &self.dashboards {
            for (widget, _, query) in dashboard.queries() {
                let QueryTree::Metric(parsed) = &query.tree else { continue };
                for expr in parsed.clean().into_iter().flatten() {
                    let home = Home::Widget(dashboard, widget, query);
                    see(&Expression { resource: &dashboard.resource, at: query.at.clone(), expr, home });
                }
            }
        }
        for slo in &self.slos {
            for (at, parsed) in &slo.expressions {
                let Some(expr) = parsed.clean() else { continue };
                see(&Expression { resource: &slo.resource, at: at.clone(), expr, home: Home::Slo(slo) });
            }
        }
    }

    /// Gives every search to `see`.
    pub fn each_search(&self, mut see: impl FnMut(&SearchText<'_, 'a>)) {
        for monitor in &self.monitors {
            for (at, search) in monitor.searches() {
                see(&SearchText { resource: &monitor.resource, at, search, home: Home::Monitor(monitor) });
            }
        }
        for dashboard in &self.dashboards {
            for (widget, _, query) in dashboard.queries() {
                let QueryTree::Search(search) = &query.tree else { continue };
                let home = Home::Widget(dashboard, widget, query);
                see(&SearchText { resource: &dashboard.resource, at: query.at.clone(), search, home });
            }
        }
    }
}

/// The metric expressions of an objective: good and total events, or the query of a time slice.
pub fn of_slo(resource: Resource<'_>) -> Vec<(Pointer, Parsed<Expr>)> {
    let at = |text: &str| (Pointer::parse(text), resource.text(text));
    let mut texts = vec![at("/query/numerator"), at("/query/denominator")];
    let queries = "/sli_specification/time_slice/query/queries";
    for index in 0..resource.list(queries).len() {
        texts.push(at(&format!("{queries}/{index}/query")));
    }
    texts.into_iter().filter_map(|(at, text)| Some((at, query::expression(text?)))).collect()
}

/// Whether something in it is not known yet.
pub fn is_open(expr: &Expr) -> bool {
    expr.has_placeholder()
}
