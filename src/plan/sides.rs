//! Three sides: the definitions at a base, those of now, and what Datadog has. Of each difference: who made it?

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use super::align::Alignment;
use super::canonical::default_at;
use super::resolve::{Ids, resolve};
use super::{Action, Canonical, Change, FieldChange, How, Plan, diff};
use crate::model::{Address, Desired, Kind, Lit, Live, Place, Pointer, State, Token};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// The definitions changed since the base; Datadog has what the base says.
    Branch,
    /// Datadog changed; the definitions say what the base says, and applying undoes it.
    Drift,
    /// Both changed, each to something else.
    Both,
}

impl Cause {
    pub const ALL: [Self; 3] = [Self::Branch, Self::Drift, Self::Both];

    pub fn name(self) -> &'static str {
        match self {
            Self::Branch => "branch",
            Self::Drift => "drift",
            Self::Both => "both",
        }
    }
}

/// Who made the differences of a plan.
#[derive(Clone, Debug)]
pub struct Sides {
    /// What people call the base: `main`.
    pub base: String,
    pub changes: BTreeMap<Address, Caused>,
    /// Changes since the base that Datadog has already.
    pub already: Vec<Already>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Caused {
    /// Of an object that comes or goes as a whole, or gets its mark.
    pub whole: Option<Cause>,
    /// One for each field of the change, in order.
    pub fields: Vec<FieldCause>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct FieldCause {
    pub cause: Cause,
    /// What the base says there; None where it says nothing.
    pub base: Option<Value>,
}

#[derive(Clone, Debug)]
pub struct Already {
    pub address: Address,
    pub place: Place,
    /// From the base to now, which is what Datadog has.
    pub fields: Vec<FieldChange>,
    /// The definition of now, in which the fields' paths can be followed.
    pub spec: Value,
}

impl Sides {
    pub fn of(&self, change: &Change) -> Option<&Caused> {
        self.changes.get(&change.address)
    }

    /// Fields of this cause, in the whole plan.
    pub fn count(&self, cause: Cause) -> usize {
        let fields = self.changes.values().flat_map(|caused| &caused.fields);
        fields.filter(|field| field.cause == cause).count()
    }
}

/// What the causes are found from.
pub struct Three<'a> {
    /// What people call the base.
    pub name: &'a str,
    pub base: &'a [Desired],
    pub head: &'a [Desired],
    pub live: &'a [Live],
}

/// Classes every difference of a plan.
pub fn sides(three: &Three<'_>, plan: &Plan) -> Sides {
    let finder = Finder { base: present(three.base), ids: ids(plan) };
    let changes = plan.changes.iter().map(|change| (change.address.clone(), finder.caused(change))).collect();
    let heads = present(three.head);
    let live: HashMap<(&str, &str), &Live> =
        three.live.iter().map(|live| ((live.kind.name, live.id.as_str()), live)).collect();
    let planned: HashMap<&Address, &Change> = plan.changes.iter().map(|change| (&change.address, change)).collect();
    let already = heads.values().filter_map(|head| {
        let id = plan.ids.get(&head.address)?;
        live.get(&(head.address.kind.name, id.as_str()))?;
        let change = planned.get(&head.address).copied();
        // A plan that was narrowed knows nothing of the rest.
        let asked = plan.only.is_empty() || plan.only.contains(&head.address);
        asked.then(|| finder.already(head, change)).flatten()
    });
    Sides { base: three.name.to_owned(), changes, already: already.collect() }
}

fn present(resources: &[Desired]) -> BTreeMap<&Address, &Desired> {
    let present = resources.iter().filter(|resource| resource.state == State::Present);
    present.map(|resource| (&resource.address, resource)).collect()
}

/// As they are before anything is applied, also of what is to go.
fn ids(plan: &Plan) -> Ids {
    let mut ids = plan.ids.clone();
    for change in &plan.changes {
        let Some(id) = &change.id else { continue };
        for address in [Some(&change.address), change.renamed_from.as_ref()].into_iter().flatten() {
            ids.entry(address.clone()).or_insert_with(|| id.clone());
        }
    }
    ids
}

struct Finder<'a> {
    base: BTreeMap<&'a Address, &'a Desired>,
    ids: Ids,
}

impl Finder<'_> {
    fn base_of(&self, change: &Change) -> Option<&Desired> {
        let old = change.renamed_from.as_ref().and_then(|old| self.base.get(old));
        self.base.get(&change.address).or(old).copied()
    }

    fn canonical(&self, desired: &Desired) -> Canonical {
        Canonical::of(desired.address.kind, &resolve(desired, &self.ids))
    }

    fn caused(&self, change: &Change) -> Caused {
        let base = self.base_of(change);
        let whole = match change.action {
            Action::Create => Some(match base {
                None => Cause::Branch,
                Some(base) if change.spec.as_ref() == Some(&resolve(base, &self.ids)) => Cause::Drift,
                Some(_) => Cause::Both,
            }),
            Action::Delete => Some(if base.is_some() { Cause::Branch } else { Cause::Drift }),
            Action::Adopt => Some(match base {
                Some(_) if change.renamed_from.is_none() => Cause::Drift,
                _ => Cause::Branch,
            }),
            Action::Update | Action::Replace => None,
        };
        let fields = match (base, &change.spec, &change.live) {
            (Some(base), Some(spec), Some(live)) => {
                let kind = change.address.kind;
                let sides = Values {
                    kind,
                    base: self.canonical(base),
                    head: Canonical::of(kind, spec),
                    live: Canonical::beside(kind, &live.object, spec),
                };
                change.fields.iter().map(|field| sides.cause(field)).collect()
            }
            _ => change.fields.iter().map(|_| FieldCause { cause: Cause::Branch, base: None }).collect(),
        };
        Caused { whole, fields }
    }

    /// What the branch changed and is no difference from Datadog any more.
    fn already(&self, head: &Desired, change: Option<&Change>) -> Option<Already> {
        let base = self.base.get(&head.address)?;
        let spec = resolve(head, &self.ids);
        let differing = change.map(|change| change.fields.as_slice()).unwrap_or_default();
        if change.is_some_and(|change| matches!(change.action, Action::Create | Action::Delete)) {
            return None;
        }
        let kind = head.address.kind;
        let mut fields = diff(kind, &self.canonical(base), &Canonical::of(kind, &spec));
        fields.retain(|field| !differing.iter().any(|other| overlap(field, other)));
        let (address, place) = (head.address.clone(), head.place);
        (!fields.is_empty()).then_some(Already { address, place, fields, spec })
    }
}

/// Whether one stands at or inside the other; items that go have no place in the definition, so they are known by value.
fn overlap(one: &FieldChange, other: &FieldChange) -> bool {
    let gone = |field: &FieldChange| field.how == How::Item && field.after.is_none();
    if gone(one) || gone(other) {
        return gone(one) && gone(other) && one.before == other.before;
    }
    let (one, other) = (one.path.tokens(), other.path.tokens());
    one.starts_with(other) || other.starts_with(one)
}

struct Values {
    kind: &'static Kind,
    base: Canonical,
    head: Canonical,
    live: Canonical,
}

impl Values {
    fn cause(&self, field: &FieldChange) -> FieldCause {
        let gone = field.how == How::Item && field.after.is_none();
        // An item that goes is known by its place in Datadog, everything else by its place in the definition.
        let base = match gone {
            true => beside(self.base.value(), self.live.value(), &field.path, back),
            false => beside(self.base.value(), self.head.value(), &field.path, forth),
        };
        let cause = match &field.how {
            How::Moved { .. } if self.moved_since(&field.path) => Cause::Branch,
            How::Moved { .. } => Cause::Drift,
            // Of an item one side is nothing: the base has it as the other does, or otherwise, or not at all.
            How::Item => match (gone, base, field.before.as_ref().or(field.after.as_ref())) {
                (true, None, _) => Cause::Drift,
                (false, None, _) => Cause::Branch,
                (true, base, item) if base == item => Cause::Branch,
                (false, base, item) if base == item => Cause::Drift,
                _ => Cause::Both,
            },
            How::Value | How::Set => {
                let meant = self.meaning(&self.base, &field.path, base);
                match () {
                    () if meant == self.meaning(&self.head, &field.path, field.after.as_ref()) => Cause::Drift,
                    () if meant == self.meaning(&self.live, &field.path, field.before.as_ref()) => Cause::Branch,
                    () => Cause::Both,
                }
            }
        };
        FieldCause { cause, base: base.cloned() }
    }

    /// What a side says, or what follows from the rest of what it says.
    fn meaning(&self, side: &Canonical, at: &Pointer, said: Option<&Value>) -> Option<Value> {
        said.cloned().or_else(|| match default_at(self.kind, side.value(), at) {
            Some(Lit::Computed(compute)) => compute(side.value()),
            _ => None,
        })
    }

    /// Whether the item at this place of the definition stood elsewhere among its neighbours at the base.
    fn moved_since(&self, at: &Pointer) -> bool {
        let (Some(list), Some(Token::Index(index))) = (at.parent(), at.tokens().last()) else { return false };
        let head = list.find(self.head.value()).and_then(Value::as_array);
        let base = beside(self.base.value(), self.head.value(), &list, forth).and_then(Value::as_array);
        match (base, head) {
            (Some(base), Some(head)) => Alignment::of(base, head).moved().contains(index),
            _ => true,
        }
    }
}

/// The place in the base's list of an item of the definition's.
fn forth(base: &[Value], head: &[Value], index: usize) -> Option<usize> {
    Alignment::of(base, head).old_of_new.get(index).copied().flatten()
}

/// The same of an item of Datadog's, matched as a diff of the two matches them.
fn back(base: &[Value], live: &[Value], index: usize) -> Option<usize> {
    Alignment::of(live, base).old_of_new.iter().position(|old| *old == Some(index))
}

type Match = fn(&[Value], &[Value], usize) -> Option<usize>;

/// What `base` has where `side` has the place `at`: items of lists are matched, not counted.
fn beside<'v>(base: &'v Value, side: &Value, at: &Pointer, matched: Match) -> Option<&'v Value> {
    let (mut base, mut side) = (Some(base), Some(side));
    for token in at.tokens() {
        match (token, side) {
            (Token::Index(index), Some(Value::Array(items))) => {
                let olds = base.and_then(Value::as_array)?;
                let old = matched(olds, items, *index)?;
                (base, side) = (olds.get(old), items.get(*index));
            }
            _ => {
                let one = Pointer::root().child(token.clone());
                (base, side) = (base.and_then(|base| one.find(base)), side.and_then(|side| one.find(side)));
            }
        }
    }
    base
}
