//! What comes before what: a target before those that refer to it, and deletes last, users before what they use.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{Action, Change};
use crate::model::Address;

/// For each change, the addresses whose changes must be done before it.
pub fn dependencies(changes: &[Change]) -> BTreeMap<Address, BTreeSet<Address>> {
    let by_address: BTreeMap<&Address, &Change> = changes.iter().map(|change| (&change.address, change)).collect();
    let deletes: Vec<&Change> = changes.iter().filter(|change| change.action == Action::Delete).collect();
    let mut before: BTreeMap<Address, BTreeSet<Address>> = BTreeMap::new();
    for change in changes {
        let needs = before.entry(change.address.clone()).or_default();
        let targets = change.references.iter().map(|reference| &reference.target);
        needs.extend(targets.filter(|target| by_address.get(target).is_some_and(|target| target.makes_id())).cloned());
    }
    for delete in &deletes {
        let users = deletes.iter().filter(|other| other.address != delete.address && other.mentions(delete));
        let users: BTreeSet<Address> = users.map(|user| user.address.clone()).collect();
        // What stops using it must be written first, too.
        let updates = changes.iter().filter(|change| change.action != Action::Delete && change.mentions(delete));
        let updates = updates.map(|change| change.address.clone());
        before.entry(delete.address.clone()).or_default().extend(users.into_iter().chain(updates));
    }
    before
}

/// Whether a value names the id anywhere.
pub(super) fn has_id(value: &Value, id: &str) -> bool {
    match value {
        Value::Object(map) => map.values().any(|child| has_id(child, id)),
        Value::Array(items) => items.iter().any(|child| has_id(child, id)),
        Value::String(text) => text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).any(|word| word == id),
        Value::Number(number) => number.to_string() == id,
        _ => false,
    }
}
