//! A plan in a file: reviewed now, applied later, and only if nothing moved in between.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::digest::{self, Printer};
use super::{Change, FieldChange, Plan};
use crate::model::{Desired, State};

/// The file's format. No secret stands in it: what Datadog never shows is a hash.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Saved {
    pub version: u8,
    /// Version of the ddsync that made it.
    pub tool: String,
    /// `project[/environment]`.
    pub scope: String,
    /// Host of the API, or the sandbox.
    pub target: String,
    pub prune: bool,
    pub adopt: bool,
    /// The addresses it was narrowed to.
    pub only: Vec<String>,
    pub digest: String,
    /// What applying does.
    pub changes: Vec<SavedChange>,
    /// Fingerprints of all definitions, so that it can be told which of them moved.
    pub definitions: BTreeMap<String, String>,
}

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SavedChange {
    pub address: String,
    pub action: String,
    pub id: Option<String>,
    /// Fingerprints of the definition, and of what it replaces.
    pub desired: String,
    pub live: String,
    /// For people; the fingerprints are what is compared.
    pub fields: Vec<SavedField>,
}

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SavedField {
    pub path: String,
    pub before: Option<Value>,
    pub after: Option<Value>,
}

/// Under which circumstances a plan was made.
#[derive(Clone, Copy, Debug)]
pub struct Circumstances<'a> {
    pub tool: &'a str,
    pub target: &'a str,
    pub adopt: bool,
}

impl Saved {
    pub const VERSION: u8 = 1;

    pub fn of(plan: &Plan, resources: &[Desired], around: Circumstances<'_>) -> Self {
        let printer = Printer::new(resources, &plan.ids);
        let done = plan.changes.iter().filter(|change| digest::is_carried_out(change, plan.prune));
        let mut changes: Vec<SavedChange> = done.map(|change| saved(change, &printer)).collect();
        changes.sort_by(|one, other| one.address.cmp(&other.address));
        let present = resources.iter().filter(|resource| resource.state == State::Present);
        Self {
            version: Self::VERSION,
            tool: around.tool.to_owned(),
            scope: plan.scope.to_string(),
            target: around.target.to_owned(),
            prune: plan.prune,
            adopt: around.adopt,
            only: plan.only.iter().map(ToString::to_string).collect(),
            digest: plan.digest.clone(),
            changes,
            definitions: present.map(|one| (one.address.to_string(), digest::asked(one))).collect(),
        }
    }

    /// Indented, with a line break at the end. Same plan, same bytes.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// What is otherwise in the plan of `now`: empty where the digests agree.
    pub fn moved(&self, now: &Self) -> Vec<Moved> {
        if self.digest == now.digest {
            return Vec::new();
        }
        let by_address = |saved: &Self| -> BTreeMap<String, SavedChange> {
            saved.changes.iter().map(|change| (change.address.clone(), change.clone())).collect()
        };
        let (then, later) = (by_address(self), by_address(now));
        let addresses: BTreeSet<&String> = then.keys().chain(later.keys()).collect();
        let moved = addresses.into_iter().filter_map(|address| {
            let grounds = match (then.get(address), later.get(address)) {
                (Some(then), Some(later)) => both(then, later)?,
                (Some(then), None) => vec![no_more(then, now)],
                (None, Some(later)) => vec![no_more(later, self)],
                (None, None) => return None,
            };
            Some(Moved { address: address.clone(), grounds })
        });
        moved.collect()
    }
}

/// A change that only one of the plans has: is it the definition that is otherwise in the other one, or Datadog?
fn no_more(change: &SavedChange, other: &Saved) -> Ground {
    let there = other.definitions.get(&change.address);
    let same = match change.desired.is_empty() {
        true => there.is_none(),
        false => there == Some(&change.desired),
    };
    if same { Ground::Live } else { Ground::Files }
}

fn saved(change: &Change, printer: &Printer<'_>) -> SavedChange {
    let prints = printer.prints(change);
    let field = |field: &FieldChange| SavedField {
        path: field.path.to_string(),
        before: field.before.clone(),
        after: field.after.clone(),
    };
    SavedChange {
        address: change.address.to_string(),
        action: change.action.name().to_owned(),
        id: change.id.clone(),
        desired: prints.desired,
        live: prints.live,
        fields: change.fields.iter().map(field).collect(),
    }
}

/// None where nothing moved.
fn both(then: &SavedChange, later: &SavedChange) -> Option<Vec<Ground>> {
    let files = (then.desired != later.desired).then_some(Ground::Files);
    let live = (then.live != later.live).then_some(Ground::Live);
    let mut grounds: Vec<Ground> = files.into_iter().chain(live).collect();
    if grounds.is_empty() && then.action != later.action {
        grounds.push(Ground::Tool);
    }
    (!grounds.is_empty()).then_some(grounds)
}

/// What stands under a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    Files,
    Live,
    Tool,
}

/// A resource that is not as it was reviewed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    pub address: String,
    pub grounds: Vec<Ground>,
}

impl fmt::Display for Moved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = self.grounds.iter().map(|ground| match ground {
            Ground::Files => "its definition changed (files)",
            Ground::Live => "it changed in Datadog (live)",
            Ground::Tool => "another ddsync plans otherwise (tool version)",
        });
        write!(f, "{}: {}", self.address, words.collect::<Vec<_>>().join(" and "))
    }
}
