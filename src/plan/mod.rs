//! The difference between what the files ask for and what Datadog has, as one finished value.
//!
//! Everything is read before, and nothing is written here: a plan can be printed, judged and thrown away.

mod align;
mod back;
mod body;
mod canonical;
mod change;
mod danger;
mod diff;
mod digest;
mod drift;
mod footing;
mod handles;
mod impact;
mod muted;
mod order;
mod outcome;
mod pair;
pub mod policy;
pub mod resolve;
mod rules;
mod same_name;
mod saved;
mod shared;
mod sides;
mod stand;
mod touched;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

pub use back::{Back, PartOf, Turn, back};
pub use canonical::{Canonical, stable_text};
pub use change::{Action, Change};
pub use danger::{Risk, Why};
pub use diff::{FieldChange, How, diff, is_unmanaged};
pub use drift::{Drift, Drifts, judge_drift};
pub use footing::{Footing, Ground, Moved};
pub use impact::{Impact, Priority, names_others, strangers};
pub use muted::muted;
pub use outcome::{Done, Outcome};
pub use policy::{Approved, Left, Limits, Refusal};
pub use rules::RULES;
pub use same_name::{Twin, twins};
pub use saved::{Circumstances, Saved};
pub use shared::{Neighbour, shared};
pub use sides::{Already, Cause, Caused, FieldCause, Sides, Three, sides};
pub use stand::{BRIEF, FULL, Stand};
pub use touched::{Edit, Touched};

use crate::lint::Checked;
use crate::model::{Address, Finding, Live, Mark, Scope};
use change::{change_of, creation, deletion};
use digest::Printer;
use resolve::{Ids, resolve};

/// All that applying would do, in an order that works.
#[derive(Clone, Debug)]
pub struct Plan {
    pub scope: Scope,
    pub changes: Vec<Change>,
    pub unchanged: usize,
    /// Live objects that bear this scope's mark.
    pub owned: usize,
    pub digest: String,
    /// Ids of everything that exists already and stays.
    pub ids: Ids,
    /// The addresses it was narrowed to; all where it is empty.
    pub only: Vec<Address>,
    /// Deletions and replacements are going to be carried out.
    pub prune: bool,
    /// Who made the differences; None where no base was given.
    pub sides: Option<Sides>,
    /// What it means for people on call, of those changes where there is something to say.
    pub impact: BTreeMap<Address, Impact>,
    /// How bad each difference is and who made it; None where drift was not asked for.
    pub drifts: Option<Drifts>,
}

impl Plan {
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    pub fn count(&self, action: Action) -> usize {
        self.changes.iter().filter(|change| change.action == action).count()
    }

    /// For each change, those that must be done before it.
    pub fn dependencies(&self) -> BTreeMap<Address, BTreeSet<Address>> {
        order::dependencies(&self.changes)
    }
}

/// What is asked of a plan.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wish<'a> {
    /// Narrows the changes to these addresses; all where it is empty.
    pub only: &'a [Address],
    /// Deletions and replacements are going to be carried out, so what refers to a replaced object changes too.
    pub prune: bool,
}

/// Plans what applying does without `--prune`; see [`plan_for`].
pub fn plan(checked: &Checked, live: &[Live], scope: &Scope, only: &[Address]) -> (Plan, Vec<Finding>) {
    plan_for(checked, live, scope, Wish { only, prune: false })
}

/// Plans. The findings tell of objects that cannot be paired; an error among them means that the plan is not to be applied.
/// Deletions and replacements stand in every plan, also where they are not going to be carried out.
pub fn plan_for(checked: &Checked, live: &[Live], scope: &Scope, wish: Wish<'_>) -> (Plan, Vec<Finding>) {
    let pairs = pair::pair(checked.resources(), live, scope);
    let mut ids: Ids = pairs.matched.iter().map(|pair| (pair.desired.address.clone(), pair.live.id.clone())).collect();
    let asked = |address: &Address| wish.only.is_empty() || wish.only.contains(address);
    let compare = |ids: &Ids| -> Vec<Option<Change>> {
        pairs.matched.iter().map(|pair| change_of(pair, resolve(pair.desired, ids), scope)).collect()
    };
    let mut compared = compare(&ids);
    let replaced = compared.iter().flatten().filter(|change| wish.prune && change.makes_id() && asked(&change.address));
    let replaced: Vec<Address> = replaced.map(|change| change.address.clone()).collect();
    if !replaced.is_empty() {
        // A replaced object has another id afterwards: those that refer to it change with it, and wait for it.
        ids.retain(|address, _| !replaced.contains(address));
        compared = compare(&ids);
    }
    let unchanged = compared.iter().filter(|change| change.is_none()).count();
    let mut changes: Vec<Change> = compared.into_iter().flatten().collect();
    changes.extend(pairs.created.iter().map(|desired| creation(desired, resolve(desired, &ids), scope)));
    changes.extend(pairs.orphaned.iter().filter_map(|(address, live)| deletion(address, live, scope)));
    changes.retain(|change| asked(&change.address));
    sort(&mut changes);
    let digest = Printer::new(checked.resources(), &ids).digest(&scope.to_string(), wish.prune, &changes);
    let impact = impact::impacts(&changes, live);
    let owned = live.iter().filter(|live| live.mark.as_ref().is_some_and(|mark| mark.scope == *scope)).count();
    let only = wish.only.to_vec();
    (
        Plan {
            scope: scope.clone(),
            changes,
            unchanged,
            owned,
            digest,
            ids,
            only,
            prune: wish.prune,
            sides: None,
            impact,
            drifts: None,
        },
        pairs.findings,
    )
}

/// The body that puts this mark on an object in place of the one it bears, or takes it off, and changes nothing else.
pub fn remark(live: &Live, mark: Option<&Mark>) -> Value {
    body::remark(live.kind, live, mark)
}

/// By what they need, then by kind and key: the order in which they are shown and done.
fn sort(changes: &mut Vec<Change>) {
    let before = order::dependencies(changes);
    changes.sort_by(|a, b| (a.action == Action::Delete, &a.address).cmp(&(b.action == Action::Delete, &b.address)));
    let mut done: BTreeSet<Address> = BTreeSet::new();
    let mut sorted = Vec::with_capacity(changes.len());
    while !changes.is_empty() {
        let free = |change: &Change| before.get(&change.address).is_none_or(|needs| needs.is_subset(&done));
        // A circle cannot come from files (they are checked), only from live objects: then any order is as good.
        let ready: Vec<Change> = match changes.iter().any(free) {
            true => changes.extract_if(.., |change| free(change)).collect(),
            false => std::mem::take(changes),
        };
        done.extend(ready.iter().map(|change| change.address.clone()));
        sorted.extend(ready);
    }
    *changes = sorted;
}
