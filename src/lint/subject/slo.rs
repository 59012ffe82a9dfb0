use std::ops::Deref;

use super::expression::of_slo;
use super::{Formula, Resource};
use crate::model::{Desired, Pointer};
use crate::query;
use crate::query::tree::Expr;
use crate::syntax::Parsed;

/// A service level objective.
pub struct Slo<'a> {
    pub resource: Resource<'a>,
    /// `metric`, `monitor`, `time_slice`.
    pub slo_type: &'a str,
    /// Timeframe, target and warning of each threshold, with its index.
    pub thresholds: Vec<Objective<'a>>,
    /// Of `sli_specification`.
    pub formulas: Vec<Formula<'a>>,
    /// Over metrics, with the place of each text.
    pub expressions: Vec<(Pointer, Parsed<Expr>)>,
}

/// One of `thresholds`.
pub struct Objective<'a> {
    pub index: usize,
    /// `7d`, `30d`, `90d`, `custom`.
    pub timeframe: &'a str,
    /// Percent.
    pub target: Option<f64>,
    pub warning: Option<f64>,
}

impl<'a> Slo<'a> {
    pub fn of(desired: &'a Desired) -> Self {
        let resource = Resource::of(desired);
        let thresholds = resource.list("/thresholds").iter().enumerate().map(|(index, threshold)| Objective {
            index,
            timeframe: threshold.get("timeframe").and_then(serde_json::Value::as_str).unwrap_or_default(),
            target: threshold.get("target").and_then(serde_json::Value::as_f64),
            warning: threshold.get("warning").and_then(serde_json::Value::as_f64),
        });
        Self {
            resource,
            slo_type: resource.text("/type").unwrap_or_default(),
            thresholds: thresholds.collect(),
            formulas: formulas(resource),
            expressions: of_slo(resource),
        }
    }
}

fn formulas(resource: Resource<'_>) -> Vec<Formula<'_>> {
    let count = ["good", "bad", "total"].map(|word| format!("/sli_specification/count/{word}_events_formula"));
    let slices = resource.list("/sli_specification/time_slice/query/formulas");
    let slices = (0..slices.len()).map(|index| format!("/sli_specification/time_slice/query/formulas/{index}"));
    let at = count.into_iter().chain(slices).map(|at| at + "/formula");
    at.filter_map(|at| {
        let text = resource.text(&at)?;
        Some(Formula { at: Pointer::parse(&at), text, tree: query::formula(text) })
    })
    .collect()
}

impl<'a> Deref for Slo<'a> {
    type Target = Resource<'a>;

    fn deref(&self) -> &Resource<'a> {
        &self.resource
    }
}
