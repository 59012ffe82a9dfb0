//! Who waits for whom, and what came of it.

use std::collections::{BTreeMap, BTreeSet};

use super::Stop;
use super::hand::Result;
use super::steps::{self, Part, Step};
use crate::model::Address;
use crate::plan::resolve::Ids;
use crate::plan::{Action, Approved, Change, Done, Left, Outcome};

/// A step that can be taken.
pub struct Task<'a> {
    pub change: &'a Change,
    pub part: Part,
    /// Something that changes with a replacement uses the old object today, so that it cannot go before.
    pub has_followers: bool,
}

impl Task<'_> {
    fn step(&self) -> Step {
        Step { address: self.change.address.clone(), part: self.part }
    }
}

pub struct Run<'a> {
    approved: &'a Approved,
    waiting: Vec<Step>,
    changes: BTreeMap<Address, &'a Change>,
    needs: BTreeMap<Step, BTreeSet<Step>>,
    done: BTreeSet<Step>,
    /// Never to be done in this run: failed, or not asked for.
    undone: BTreeSet<Step>,
    ids: Ids,
    outcomes: BTreeMap<Address, Outcome>,
}

impl<'a> Run<'a> {
    pub fn new(approved: &'a Approved) -> Self {
        let plan = approved.plan();
        let waiting = approved.changes().flat_map(|change| {
            let old = change.stands_beside().then(|| Step::old(&change.address));
            [Step::whole(&change.address)].into_iter().chain(old)
        });
        let mut run = Self {
            approved,
            waiting: waiting.collect(),
            changes: plan.changes.iter().map(|change| (change.address.clone(), change)).collect(),
            needs: steps::needs(plan),
            done: BTreeSet::new(),
            undone: BTreeSet::new(),
            ids: plan.ids.clone(),
            outcomes: BTreeMap::new(),
        };
        for (address, left) in approved.left() {
            run.leave(address, *left);
        }
        run
    }

    /// What is known of ids so far.
    pub fn ids(&self) -> &Ids {
        &self.ids
    }

    /// An object that is not replaced after all keeps its id, so those that refer to it need not wait.
    fn leave(&mut self, address: &Address, left: Left) {
        let Some(change) = self.changes.get(address).copied() else { return };
        match (change.action, &change.id) {
            (Action::Replace, Some(id)) => {
                self.ids.insert(address.clone(), id.clone());
                self.done.insert(Step::whole(address));
            }
            _ => drop(self.undone.insert(Step::whole(address))),
        }
        self.undone.insert(Step::old(address));
        self.record(change, change.id.clone(), Done::Left(left));
    }

    /// A step that can be taken now. Where nothing is under way and everything waits, some live objects name each other
    /// in a circle: then one of them has to go first, and Datadog says whether it may.
    pub fn next(&mut self, idle: bool) -> Option<Task<'a>> {
        let ready = |step: &Step| self.needs.get(step).is_none_or(|needs| needs.is_subset(&self.done));
        let at = self.waiting.iter().position(ready).or_else(|| self.circular().filter(|_| idle))?;
        let step = self.waiting.remove(at);
        let change = *self.changes.get(&step.address)?;
        Some(Task { change, part: step.part, has_followers: self.has_followers(change) })
    }

    /// The first deletion that waits for nothing but others that wait. A circle cannot come from files (they are
    /// checked), only from live objects: a monitor's message links to a dashboard that shows the monitor.
    fn circular(&self) -> Option<usize> {
        let mut hopeless = self.undone.clone();
        loop {
            let waits = |step: &&Step| self.needs.get(step).is_some_and(|needs| !needs.is_disjoint(&hopeless));
            let more: Vec<Step> =
                self.waiting.iter().filter(waits).filter(|step| !hopeless.contains(step)).cloned().collect();
            if more.is_empty() {
                break;
            }
            hopeless.extend(more);
        }
        let deletes = |step: &Step| {
            let delete = self.changes.get(&step.address).is_some_and(|change| change.action == Action::Delete);
            delete || step.part == Part::Old && self.done.contains(&Step::whole(&step.address))
        };
        self.waiting.iter().position(|step| !hopeless.contains(step) && deletes(step))
    }

    fn has_followers(&self, change: &Change) -> bool {
        let mut others = self.approved.changes().filter(|other| other.address != change.address);
        change.stands_beside() && others.any(|user| user.lets_go_of(change))
    }

    pub fn settle(&mut self, task: &Task<'a>, (id, result): Result) {
        let applied = matches!(result, Done::Applied { .. });
        if applied {
            self.done.insert(task.step())
        } else {
            self.undone.insert(task.step())
        };
        match task.part {
            Part::Whole => {
                if let Some(id) = id.as_ref().filter(|_| applied) {
                    self.ids.insert(task.change.address.clone(), id.clone());
                }
                if !applied && task.change.stands_beside() {
                    self.waiting.retain(|step| *step != Step::old(&task.change.address));
                    self.undone.insert(Step::old(&task.change.address));
                }
                self.record(task.change, id, result);
            }
            Part::Old => match result {
                Done::Applied { notes } => self.note(&task.change.address, notes),
                Done::Failed { why, .. } | Done::Unknown { why } | Done::Moved { why } => {
                    self.keep_old(task.change, &why);
                }
                Done::Partly { .. } | Done::Skipped { .. } | Done::Left(_) | Done::Interrupted => {}
            },
        }
    }

    fn note(&mut self, address: &Address, more: Vec<String>) {
        if let Some(Outcome { result: Done::Applied { notes }, .. }) = self.outcomes.get_mut(address) {
            notes.extend(more);
        }
    }

    /// The new object is there, and so is still the old one.
    fn keep_old(&mut self, change: &Change, why: &str) {
        let (kind, old) = (change.address.kind.name, change.id.as_deref().unwrap_or_default());
        let new = self.ids.get(&change.address).cloned();
        let why = format!(
            "the new {kind} {} is there, and the old one {old} as well: {why}; `apply --prune` deletes it once that is \
             settled",
            new.as_deref().unwrap_or_default()
        );
        self.record(change, new, Done::Partly { why });
    }

    fn record(&mut self, change: &Change, id: Option<String>, result: Done) {
        let outcome = Outcome { address: change.address.clone(), action: change.action, id, result };
        self.outcomes.insert(change.address.clone(), outcome);
    }

    /// What was never ready waits for something that was not written; with a stop, for the next run.
    pub fn finish(mut self, stop: &Stop) -> Vec<Outcome> {
        for step in std::mem::take(&mut self.waiting) {
            let Some(change) = self.changes.get(&step.address).copied() else { continue };
            let unmet = self.needs.get(&step).and_then(|needs| needs.difference(&self.done).next());
            let needs = unmet.filter(|_| !stop.requested()).map(|needs| needs.address.clone());
            match (step.part, needs) {
                (Part::Old, _) if !self.done.contains(&Step::whole(&step.address)) => {}
                (Part::Old, Some(user)) => self.keep_old(change, &format!("{user} still uses it")),
                (Part::Old, None) => self.keep_old(change, "the run was interrupted"),
                (Part::Whole, Some(needs)) => self.record(change, change.id.clone(), Done::Skipped { needs }),
                (Part::Whole, None) => self.record(change, change.id.clone(), Done::Interrupted),
            }
        }
        let order = self.approved.plan().changes.iter();
        order.filter_map(|change| self.outcomes.remove(&change.address)).collect()
    }
}
