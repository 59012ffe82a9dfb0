//! Differences seen as what happened in Datadog: how bad each is, and who made it.

use std::collections::BTreeMap;

use super::danger::{self, Risk};
use super::touched::{self, Edit};
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
    /// Who changed each field last, in the order of the fields; empty where no field has an author of its own.
    pub authors: Vec<Touched>,
}

impl Drift {
    /// Takes what a record tells, the newest edit first.
    pub fn take(&mut self, change: &Change, edits: &[Edit]) {
        let Some(newest) = edits.first() else { return };
        let own = self.touched.completed(&newest.touched);
        if own == newest.touched {
            self.authors = touched::authors(change, edits);
            if self.authors.iter().all(|author| *author == own) {
                self.authors.clear();
            }
        }
        self.touched = own;
    }
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
        (change.address.clone(), Drift { danger: danger::danger(change, &risks), risks, touched, authors: Vec::new() })
    });
    let drifts = Drifts { of: judged.collect(), untold: None };
    plan.changes.sort_by_key(|change| drifts.of(change).map(|drift| drift.danger));
    plan.drifts = Some(drifts);
}
