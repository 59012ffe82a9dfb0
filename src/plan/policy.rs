//! Whether a plan may be applied. Only what this approves can be written.

use std::fmt;

use super::{Action, Change, Impact, Plan};
use crate::model::Address;

/// From `prune:` in `ddsync.yaml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Deletions in one apply.
    pub max_deletes: usize,
    /// Of the objects that this scope owns, from [`Limits::PERCENT_FROM`] objects up: below, one is already many percent.
    pub max_delete_percent: usize,
}

impl Limits {
    pub const PERCENT_FROM: usize = 10;
}

impl Default for Limits {
    fn default() -> Self {
        Self { max_deletes: 10, max_delete_percent: 30 }
    }
}

/// What may be written, and what stays out of it.
#[derive(Debug)]
pub struct Approved {
    plan: Plan,
    /// In the plan, and not to be done now.
    left: Vec<(Address, Left)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// Deleting is asked for with `--prune`.
    NotPruning,
    Protected,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    TooManyDeletes { deletes: usize, limit: usize },
    TooLargeAShare { deletes: usize, owned: usize, percent: usize, limit: usize },
    Protected(Vec<Address>),
    Alerting(Vec<Address>),
}

impl Approved {
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    pub fn left(&self) -> &[(Address, Left)] {
        &self.left
    }

    pub fn changes(&self) -> impl Iterator<Item = &Change> {
        self.plan.changes.iter().filter(|change| !self.left.iter().any(|(left, _)| *left == change.address))
    }
}

/// Weighs a finished plan.
///
/// # Errors
///
/// The guard that refuses it, where deletions are asked for and are too many or protected.
pub fn review(plan: Plan, prune: bool, limits: Limits) -> Result<Approved, Refusal> {
    let deletes: Vec<&Change> = plan.changes.iter().filter(|change| change.deletes()).collect();
    if !prune {
        let left = deletes.iter().map(|change| (change.address.clone(), Left::NotPruning)).collect();
        return Ok(Approved { plan, left });
    }
    let (protected, deletes): (Vec<&Change>, Vec<&Change>) = deletes.into_iter().partition(|change| change.protected());
    let replaced: Vec<Address> = protected
        .iter()
        .filter(|change| change.action == Action::Replace)
        .map(|change| change.address.clone())
        .collect();
    if !replaced.is_empty() {
        return Err(Refusal::Protected(replaced));
    }
    let count = deletes.len();
    if count > limits.max_deletes {
        return Err(Refusal::TooManyDeletes { deletes: count, limit: limits.max_deletes });
    }
    let percent = count * 100 / plan.owned.max(1);
    if plan.owned >= Limits::PERCENT_FROM && percent > limits.max_delete_percent {
        let limit = limits.max_delete_percent;
        return Err(Refusal::TooLargeAShare { deletes: count, owned: plan.owned, percent, limit });
    }
    let left = protected.iter().map(|change| (change.address.clone(), Left::Protected)).collect();
    Ok(Approved { plan, left })
}

/// What would be changed, replaced or deleted while it alerts: nobody may see it then who should.
pub fn alerting(approved: &Approved) -> Vec<Address> {
    let impact = &approved.plan.impact;
    let changes = approved.changes().filter(|change| change.action != Action::Adopt);
    let alerting = changes.filter(|change| impact.get(&change.address).is_some_and(Impact::is_alerting));
    alerting.map(|change| change.address.clone()).collect()
}

impl Refusal {
    /// What `explain` knows it by.
    pub fn rule(&self) -> &'static str {
        match self {
            Self::TooManyDeletes { .. } | Self::TooLargeAShare { .. } => "prune-limit",
            Self::Protected(_) => "protected",
            Self::Alerting(_) => "alerting",
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooManyDeletes { deletes, limit } => write!(
                f,
                "the plan deletes {deletes} objects and the limit is {limit}: check that no definitions are missing, then raise `prune.max_deletes` in ddsync.yaml or delete in smaller steps"
            ),
            Self::TooLargeAShare { deletes, owned, percent, limit } => write!(
                f,
                "the plan deletes {deletes} of {owned} objects, {percent} %, and the limit is {limit} %: check that no definitions are missing, then raise `prune.max_delete_percent` in ddsync.yaml"
            ),
            Self::Alerting(addresses) => {
                let names: Vec<String> = addresses.iter().map(ToString::to_string).collect();
                let verb = if names.len() == 1 { "alerts" } else { "alert" };
                write!(
                    f,
                    "{} {verb} right now, and nobody can be asked: wait until it is over, or apply with --allow-alerting",
                    names.join(", ")
                )
            }
            Self::Protected(addresses) => {
                let names: Vec<String> = addresses.iter().map(ToString::to_string).collect();
                write!(
                    f,
                    "{} is protected and would have to be deleted to be made anew: take `protect: true` out of its definition if that may be",
                    names.join(", ")
                )
            }
        }
    }
}
