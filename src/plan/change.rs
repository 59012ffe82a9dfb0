//! One resource that is not as its definition asks, with both sides at hand.

use serde_json::Value;

use super::canonical::{self, Canonical};
use super::diff::{FieldChange, diff};
use super::pair::Pair;
use super::resolve::{self, Ids};
use super::{body, order};
use crate::model::{
    Address, Delete, Desired, Lit, Live, Mark, Natural, Node, Pattern, Place, Pointer, Reference, Scope,
};

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
    tree: Option<Node>,
}

impl Change {
    /// Whether the object has a new id afterwards.
    pub fn makes_id(&self) -> bool {
        matches!(self.action, Action::Create | Action::Replace)
    }

    pub fn deletes(&self) -> bool {
        matches!(self.action, Action::Delete | Action::Replace)
    }

    /// A replacement whose old object stays until the new one is there. Two of one natural key cannot be, and without marks
    /// they could not be told apart.
    pub fn stands_beside(&self) -> bool {
        let kind = self.address.kind;
        self.action == Action::Replace && kind.is_marked() && matches!(kind.natural, Natural::Nothing)
    }

    /// As its definition says, or the mark where the definition is gone.
    pub fn protected(&self) -> bool {
        self.mark.protect
    }

    pub fn mark(&self) -> &Mark {
        &self.mark
    }

    /// What the live object bears.
    pub fn live_mark(&self) -> Option<&Mark> {
        self.live.as_ref()?.mark.as_ref()
    }

    /// What the live object bears while its successor is made.
    pub fn retired_mark(&self) -> Mark {
        let key = self.mark.key.retired(self.id.as_deref().unwrap_or_default());
        Mark { scope: self.mark.scope.clone(), key, protect: false }
    }

    /// Whether the live object names the id of the other's anywhere: in a query, a widget, a list of ids.
    pub fn mentions(&self, used: &Self) -> bool {
        self.live.as_ref().is_some_and(|live| used.id.as_ref().is_some_and(|id| order::has_id(&live.object, id)))
    }

    /// Whether it mentions the other's object, and no longer does afterwards.
    pub fn lets_go_of(&self, used: &Self) -> bool {
        let still = |id: &String| self.spec.as_ref().is_some_and(|spec| order::has_id(spec, id));
        self.mentions(used) && !used.id.as_ref().is_some_and(still)
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
        canonical::default_at(self.address.kind, spec, field).and_then(Lit::value)
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

pub(super) fn change_of(pair: &Pair<'_>, spec: Value, scope: &Scope) -> Option<Change> {
    let Pair { desired, live, renamed_from } = pair;
    let kind = desired.address.kind;
    let fields = diff(kind, &Canonical::beside(kind, &live.object, &spec), &Canonical::of(kind, &spec));
    let mark = mark_of(desired, scope);
    let immutable = |field: &FieldChange| kind.immutable.iter().any(|path| Pattern(path).matches(&field.path));
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

pub(super) fn creation(desired: &Desired, spec: Value, scope: &Scope) -> Change {
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

pub(super) fn deletion(address: &Address, live: &Live, scope: &Scope) -> Option<Change> {
    if matches!(live.kind.delete, Delete::Never) {
        return None;
    }
    let ours = || Mark { scope: scope.clone(), key: address.key.clone(), protect: false };
    Some(Change {
        address: address.clone(),
        action: Action::Delete,
        id: Some(live.id.clone()),
        label: live.label().to_owned(),
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
