//! A formula, and what the queries that it names ask for: for rules over values.

use serde_json::Value;

use super::dashboard::{QueryTree, Request};
use super::{Monitor, Resource, Subjects};
use crate::model::Pointer;
use crate::query::MonitorQuery;
use crate::query::tree::Expr;

/// A formula without faults.
pub struct FormulaText<'s, 'a> {
    pub resource: &'s Resource<'a>,
    /// Of the text that it stands in.
    pub at: Pointer,
    pub expr: &'s Expr,
    pub home: FormulaHome<'s, 'a>,
}

/// Where a formula stands, and so whose queries it names.
#[derive(Clone, Copy)]
pub enum FormulaHome<'s, 'a> {
    Monitor(&'s Monitor<'a>),
    Request(&'s Request<'a>),
}

impl<'s, 'a> FormulaText<'s, 'a> {
    /// The metric expression of a query by its name; None where it is of another source or has faults.
    pub fn metric(&self, name: &str) -> Option<&'s Expr> {
        match self.home {
            FormulaHome::Monitor(monitor) => variable(monitor, name)?.metric.as_ref()?.1.clean(),
            FormulaHome::Request(request) => {
                let query = request.queries.iter().find(|query| query.name == Some(name))?;
                let QueryTree::Metric(parsed) = &query.tree else { return None };
                parsed.clean()?.first()
            }
        }
    }

    /// What a query of events computes: `count`, `avg`.
    pub fn aggregation(&self, name: &str) -> Option<&'a str> {
        let value = match self.home {
            FormulaHome::Monitor(monitor) => variable(monitor, name)?.value,
            FormulaHome::Request(request) => request.queries.iter().find(|query| query.name == Some(name))?.of?,
        };
        value.pointer("/compute/aggregation").and_then(Value::as_str)
    }
}

fn variable<'s, 'a>(monitor: &'s Monitor<'a>, name: &str) -> Option<&'s super::Variable<'a>> {
    monitor.variables.iter().find(|variable| variable.name == name)
}

impl<'a> Monitor<'a> {
    /// Its formula, where it is one without faults.
    pub fn formula(&self) -> Option<FormulaText<'_, 'a>> {
        let Some(MonitorQuery::Formula(formula)) = self.sound() else { return None };
        let expr = formula.formula.clean()?;
        Some(FormulaText { resource: &self.resource, at: Self::query_at(), expr, home: FormulaHome::Monitor(self) })
    }
}

impl<'a> Subjects<'a> {
    /// Gives every formula that can be read to `see`.
    pub fn each_formula(&self, mut see: impl FnMut(&FormulaText<'_, 'a>)) {
        self.monitors.iter().filter_map(Monitor::formula).for_each(|formula| see(&formula));
        for dashboard in &self.dashboards {
            for request in dashboard.widgets.iter().flat_map(|widget| &widget.requests) {
                for formula in &request.formulas {
                    let Some(expr) = formula.tree.clean() else { continue };
                    let home = FormulaHome::Request(request);
                    see(&FormulaText { resource: &dashboard.resource, at: formula.at.clone(), expr, home });
                }
            }
        }
    }
}
