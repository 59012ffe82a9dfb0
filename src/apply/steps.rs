//! What is done, in steps, and which of them comes before which.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Address;
use crate::plan::{Action, Change, Plan};

/// A replacement has two: the new object is made, everybody moves over to it, and then the old one goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    Whole,
    /// Deletes what was replaced.
    Old,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step {
    pub address: Address,
    pub part: Part,
}

impl Step {
    pub fn whole(address: &Address) -> Self {
        Self { address: address.clone(), part: Part::Whole }
    }

    pub fn old(address: &Address) -> Self {
        Self { address: address.clone(), part: Part::Old }
    }

    /// The step after which nothing of the object that was there is left.
    fn last(change: &Change) -> Self {
        if change.stands_beside() { Self::old(&change.address) } else { Self::whole(&change.address) }
    }
}

/// For each step, those that must have succeeded before it.
pub fn needs(plan: &Plan) -> BTreeMap<Step, BTreeSet<Step>> {
    let by_address: BTreeMap<&Address, &Change> = plan.changes.iter().map(|change| (&change.address, change)).collect();
    let mut needs = BTreeMap::new();
    for (address, before) in plan.dependencies() {
        let deletes = by_address.get(&address).is_some_and(|change| change.action == Action::Delete);
        let step_of = |other: &Address| match by_address.get(other) {
            // Who refers to an object needs its new id; what is deleted needs that nothing uses it any more.
            Some(change) if deletes => Step::last(change),
            _ => Step::whole(other),
        };
        let before: BTreeSet<Step> = before.iter().map(step_of).collect();
        needs.insert(Step::whole(&address), before);
    }
    for replaced in plan.changes.iter().filter(|change| change.stands_beside()) {
        let users = plan.changes.iter().filter(|user| user.address != replaced.address && user.mentions(replaced));
        let mut before: BTreeSet<Step> = users.map(Step::last).collect();
        before.insert(Step::whole(&replaced.address));
        needs.insert(Step::old(&replaced.address), before);
    }
    needs
}
