//! The difference between what the files ask for and what Datadog has, as one finished value.
//!
//! Everything is read before, and nothing is written here: a plan can be printed, judged and thrown away.

mod align;
mod back;
mod body;
mod canonical;
mod diff;
mod digest;
mod order;
mod outcome;
mod pair;
pub mod policy;
pub mod resolve;
mod same_name;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

pub use back::{Back, PartOf, Turn, back};
pub use canonical::{Canonical, stable_text};
pub use diff::{FieldChange, How, diff, is_unmanaged};
pub use outcome::{Done, Outcome};
pub use policy::{Approved, Left, Limits, Refusal};
pub use same_name::{Twin, twins};

use crate::lint::Checked;
use crate::model::{Address, Delete, Desired, Finding, Live, Mark, Place, Pointer, Reference, Scope};
use resolve::{Ids, resolve};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    Create,
    Update,
    /// Only the mark is missing or names another key.
    Adopt,
    /// A field changed that Datadog cannot change on an existing object.
    Replace,
    Delete,
}

impl Action {
    pub const ALL: [Self; 5] = [Self::Create, Self::Update, Self::Adopt, Self::Replace, Self::Delete];

    pub fn name(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Update => "update",
            Self::Adopt => "adopt",
            Self::Replace => "replace",
            Self::Delete => "delete",
        }
    }
}

/// Everything about one resource that would change, both sides at hand: a renderer never goes back to the API.
#[derive(Clone, Debug)]
pub struct Change {
    pub address: Address,
    pub action: Action,
    /// None until it is created.
    pub id: Option<String>,
    /// What people call it.
    pub label: String,
    /// The document that asks for it; None where its file is gone.
    pub place: Option<Place>,
    pub fields: Vec<FieldChange>,
    pub renamed_from: Option<Address>,
    pub live: Option<Live>,
    /// The definition with the ids that are known; None for a delete.
    pub spec: Option<Value>,
    /// Whose ids the spec needs.
    pub references: Vec<Reference>,
    /// What the object will bear.
    mark: Mark,
    /// The definition's places, for the lines of fields.
    tree: Option<crate::model::Node>,
}

impl Change {
    /// Whether the object has a new id afterwards.
    pub fn makes_id(&self) -> bool {
        matches!(self.action, Action::Create | Action::Replace)
    }

    pub fn deletes(&self) -> bool {
        matches!(self.action, Action::Delete | Action::Replace)
    }

    /// As its definition says, or the mark where the definition is gone.
    pub fn protected(&self) -> bool {
        self.mark.protect
    }

    pub fn mark(&self) -> &Mark {
        &self.mark
    }

    /// Whether a live object is what this change would make: by its mark, or by its natural key where it bears none.
    pub fn is_made(&self, live: &Live) -> bool {
        let natural = || self.spec.as_ref().and_then(|spec| live.kind.natural_of(spec));
        match &live.mark {
            Some(mark) => *mark == self.mark,
            None => !live.kind.is_marked() && natural().is_some() && natural() == live.kind.natural_of(&live.object),
        }
    }

    /// Where the definition says so; None where it says nothing there.
    pub fn place_of(&self, field: &Pointer) -> Option<Place> {
        self.tree.as_ref().map(|tree| tree.place_of(field))
    }

    /// What Datadog has where the definition is silent; None where that is null or not ours to know.
    pub fn default_of(&self, field: &Pointer) -> Option<Value> {
        let spec = self.spec.as_ref()?;
        canonical::default_at(self.address.kind, spec, field).and_then(crate::model::Lit::value)
    }

    /// What to send, once `ids` holds every id it needs.
    pub fn body(&self, ids: &Ids) -> Value {
        let kind = self.address.kind;
        let mut spec = self.spec.clone().unwrap_or(Value::Null);
        resolve::fill(kind, &mut spec, &self.references, ids);
        match (&self.live, self.action) {
            // What a read never shows would be lost in a PUT of what it shows.
            (Some(live), Action::Adopt) if kind.update.merges || kind.write_only.is_empty() => {
                body::remark(kind, live, Some(&self.mark))
            }
            (Some(live), Action::Update | Action::Adopt) => body::update(kind, &spec, live, &self.mark),
            _ => body::create(kind, &spec, &self.mark),
        }
    }
}

/// All that applying would do, in an order that works.
#[derive(Clone, Debug)]
pub struct Plan {
    pub scope: Scope,
    pub changes: Vec<Change>,
    pub unchanged: usize,
    /// Live objects that bear this scope's mark.
    pub owned: usize,
    pub digest: String,
    /// Ids of everything that exists already.
    pub ids: Ids,
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

/// Plans; `only` narrows the changes to these addresses, all where it is empty. The findings tell of objects that cannot
/// be paired; an error among them means that the plan is not to be applied.
pub fn plan(checked: &Checked, live: &[Live], scope: &Scope, only: &[Address]) -> (Plan, Vec<Finding>) {
    let pairs = pair::pair(checked.resources(), live, scope);
    let mut ids: Ids = pairs.matched.iter().map(|pair| (pair.desired.address.clone(), pair.live.id.clone())).collect();
    let asked = |address: &Address| only.is_empty() || only.contains(address);
    let compare = |ids: &Ids| -> Vec<Option<Change>> {
        pairs.matched.iter().map(|pair| change_of(pair, resolve(pair.desired, ids), scope)).collect()
    };
    let mut compared = compare(&ids);
    let replaced = compared.iter().flatten().filter(|change| change.makes_id() && asked(&change.address));
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
    let digest = digest::digest(&scope.to_string(), &changes);
    let owned = live.iter().filter(|live| live.mark.as_ref().is_some_and(|mark| mark.scope == *scope)).count();
    (Plan { scope: scope.clone(), changes, unchanged, owned, digest, ids }, pairs.findings)
}

/// The body that takes the mark off an object and changes nothing else.
pub fn release(live: &Live) -> Value {
    body::remark(live.kind, live, None)
}

fn change_of(pair: &pair::Pair<'_>, spec: Value, scope: &Scope) -> Option<Change> {
    let pair::Pair { desired, live, renamed_from } = pair;
    let kind = desired.address.kind;
    let fields = diff(kind, &Canonical::beside(kind, &live.object, &spec), &Canonical::of(kind, &spec));
    let mark = mark_of(desired, scope);
    let immutable =
        |field: &FieldChange| kind.immutable.iter().any(|path| crate::model::Pattern(path).matches(&field.path));
    let action = match fields.is_empty() {
        true if !kind.is_marked() || live.mark.as_ref() == Some(&mark) => return None,
        true => Action::Adopt,
        false if fields.iter().any(immutable) => Action::Replace,
        false => Action::Update,
    };
    Some(Change {
        action,
        id: Some(live.id.clone()),
        fields,
        renamed_from: renamed_from.clone(),
        live: Some((*live).clone()),
        ..creation(desired, spec, scope)
    })
}

fn creation(desired: &Desired, spec: Value, scope: &Scope) -> Change {
    Change {
        address: desired.address.clone(),
        action: Action::Create,
        id: None,
        label: desired.label().into_owned(),
        place: Some(desired.place),
        fields: Vec::new(),
        renamed_from: None,
        live: None,
        spec: Some(spec),
        references: desired.references.clone(),
        mark: mark_of(desired, scope),
        tree: Some(desired.tree.clone()),
    }
}

fn deletion(address: &Address, live: &Live, scope: &Scope) -> Option<Change> {
    if matches!(live.kind.delete, Delete::Never) {
        return None;
    }
    let kind = live.kind;
    let named = live.object.get(kind.label).and_then(Value::as_str).map(str::to_owned);
    let label = named.or_else(|| kind.natural_of(&live.object)).unwrap_or_else(|| live.id.clone());
    let ours = || Mark { scope: scope.clone(), key: address.key.clone(), protect: false };
    Some(Change {
        address: address.clone(),
        action: Action::Delete,
        id: Some(live.id.clone()),
        label,
        place: None,
        fields: Vec::new(),
        renamed_from: None,
        live: Some(live.clone()),
        spec: None,
        references: Vec::new(),
        mark: live.mark.clone().unwrap_or_else(ours),
        tree: None,
    })
}

fn mark_of(desired: &Desired, scope: &Scope) -> Mark {
    Mark { scope: scope.clone(), key: desired.address.key.clone(), protect: desired.protect }
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
