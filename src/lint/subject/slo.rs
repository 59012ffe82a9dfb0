use std::ops::Deref;

use super::Resource;
use super::expression::of_slo;
use crate::model::{Desired, Pointer};
use crate::query::tree::Expr;
use crate::syntax::Parsed;

/// A service level objective.
pub struct Slo<'a> {
    pub resource: Resource<'a>,
    /// `metric`, `monitor`, `time_slice`.
    pub slo_type: &'a str,
    /// Timeframe, target and warning of each threshold, with its index.
    pub thresholds: Vec<Objective<'a>>,
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
            expressions: of_slo(resource),
        }
    }
}

impl<'a> Deref for Slo<'a> {
    type Target = Resource<'a>;

    fn deref(&self) -> &Resource<'a> {
        &self.resource
    }
}
