//! Differences seen as what happened in Datadog: how bad each is, and who made it.

use std::collections::BTreeMap;

use super::danger::{self, Risk};
use super::{Change, Plan, Touched};
use crate::model::{Address, Danger};

/// What there is to know of the drifted objects beside their fields.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drifts {
    pub of: BTreeMap<Address, Drift>,
    /// Why nobody tells who changed them, in a sentence.
    pub untold: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Drift {
    pub danger: Danger,
    /// Why, the worst first; empty where nothing stands out.
    pub risks: Vec<Risk>,
    /// Who changed it last.
    pub touched: Touched,
}

impl Drifts {
    pub fn of(&self, change: &Change) -> Option<&Drift> {
        self.of.get(&change.address)
    }
}

/// Judges every change, and puts the most dangerous first; those that are as bad as each other keep their order.
pub fn judge_drift(plan: &mut Plan) {
    let judged = plan.changes.iter().map(|change| {
        let risks = danger::risks(change, plan.impact.get(&change.address));
        let touched = change.live.as_ref().map(Touched::told_by).unwrap_or_default();
        (change.address.clone(), Drift { danger: danger::danger(change, &risks), risks, touched })
    });
    let drifts = Drifts { of: judged.collect(), untold: None };
    plan.changes.sort_by_key(|change| drifts.of(change).map(|drift| drift.danger));
    plan.drifts = Some(drifts);
}
