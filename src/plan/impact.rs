//! What a change means for the people on call, from what is at hand anyway.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use super::handles::handles_of;
use super::{Action, Change};
use crate::model::{Address, Live, Natural};

/// Empty where there is nothing to tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Impact {
    /// `Alert`, `Warn`, `No Data`: how a monitor is now. None for one that is fine, and for what has no state.
    pub state: Option<String>,
    /// Groups in that state, by name, where Datadog said so; none of a monitor without groups.
    pub groups: Vec<String>,
    /// Of a monitor where it matters: it changes, or the monitor alerts, is muted or goes.
    pub priority: Option<Priority>,
    /// Scopes that are muted now; `*` is all.
    pub muted: Vec<String>,
    pub handles_added: Vec<String>,
    pub handles_removed: Vec<String>,
    /// Other objects of ours that use the one that goes, and stay.
    pub used_by: Vec<Address>,
    /// Objects of others that name the one that goes, as far as they were seen anyway: `downtime 17 "Weekly"`.
    pub used_by_others: Vec<String>,
    /// In Datadog's words, who uses the one that goes.
    pub in_use: Option<String>,
}

/// 1 is the highest of five; None is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Priority {
    pub before: Option<u64>,
    /// None where the monitor goes, too.
    pub after: Option<u64>,
}

impl Impact {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    pub fn is_alerting(&self) -> bool {
        self.state.as_deref() == Some("Alert")
    }

    /// Takes the groups in the state from a monitor that was read with `group_states`.
    pub fn take_groups(&mut self, monitor: &Value) {
        let groups = monitor.pointer("/state/groups").and_then(Value::as_object).into_iter().flatten();
        let same = groups.filter(|(_, group)| group.get("status").and_then(Value::as_str) == self.state.as_deref());
        // The one group of a monitor without groups.
        self.groups = same.map(|(name, _)| name.clone()).filter(|name| name != "*").collect();
        self.groups.sort_unstable();
    }
}

/// By address, of those changes that have any.
pub fn impacts(changes: &[Change], live: &[Live]) -> BTreeMap<Address, Impact> {
    let users = users(changes, live);
    let impacts = changes.iter().map(|change| {
        let mut impact = of_change(change);
        impact.used_by = users.get(&change.address).cloned().unwrap_or_default();
        (change.address.clone(), impact)
    });
    impacts.filter(|(_, impact)| !impact.is_empty()).collect()
}

fn of_change(change: &Change) -> Impact {
    let mut impact = Impact::default();
    if let Some(live) = change.live.as_ref().filter(|_| change.action != Action::Adopt) {
        let object = &live.object;
        // Monitors alone have a state; a read of all of them shows it without its groups.
        let state = object.get("overall_state").and_then(Value::as_str);
        impact.state = state.filter(|state| !matches!(*state, "OK" | "No Data")).map(str::to_owned);
        impact.take_groups(object);
        let muted = object.pointer("/options/silenced").and_then(Value::as_object).into_iter().flatten();
        impact.muted = muted.map(|(scope, _)| scope.clone()).collect();
        impact.priority = priority(change, object).filter(|priority| {
            let matters = change.deletes() || impact.is_alerting() || !impact.muted.is_empty();
            priority.before != priority.after && change.action != Action::Delete || matters && priority.before.is_some()
        });
    }
    let before = change.live.as_ref().map(|live| handles_of(&live.object)).unwrap_or_default();
    let after = change.spec.as_ref().map(handles_of).unwrap_or_default();
    impact.handles_added = after.difference(&before).cloned().collect();
    impact.handles_removed = before.difference(&after).cloned().collect();
    impact
}

/// None of what is no monitor.
fn priority(change: &Change, live: &Value) -> Option<Priority> {
    // Terraform sends 0 for "none".
    let of = |object: &Value| object.get("priority").and_then(Value::as_u64).filter(|number| *number > 0);
    live.get("overall_state").and_then(Value::as_str)?;
    Some(Priority { before: of(live), after: change.spec.as_ref().and_then(of) })
}

/// Objects of others that name an object that goes: none that a filtered list left out, and no more of a dashboard than its
/// summary. Ids that people chose are words that may stand anywhere, and are not looked for.
pub fn strangers(changes: &[Change], strangers: &[Live]) -> BTreeMap<Address, Vec<String>> {
    let given = |change: &&Change| matches!(change.address.kind.natural, Natural::Nothing);
    let gone: HashMap<&str, &Change> = changes
        .iter()
        .filter(|change| change.action == Action::Delete)
        .filter(given)
        .filter_map(|change| Some((change.id.as_deref()?, change)))
        .collect();
    let mut users: BTreeMap<Address, Vec<String>> = BTreeMap::new();
    for user in strangers.iter().filter(|_| !gone.is_empty()) {
        let mut named = Vec::new();
        words(&user.object, &mut |word| named.extend(gone.get(word).map(|change| &change.address)));
        named.sort_unstable();
        named.dedup();
        for address in named {
            let told = format!("{} {} \"{}\"", user.kind.name, user.id, user.label());
            users.entry(address.clone()).or_default().push(told);
        }
    }
    users.values_mut().for_each(|list| list.sort_unstable());
    users
}

/// For each object that goes, those of ours that name its id and still do afterwards.
fn users(changes: &[Change], live: &[Live]) -> BTreeMap<Address, Vec<Address>> {
    let gone: HashMap<&str, &Change> = changes
        .iter()
        .filter(|change| change.action == Action::Delete)
        .filter_map(|change| Some((change.id.as_deref()?, change)))
        .collect();
    let mut users: BTreeMap<Address, Vec<Address>> = BTreeMap::new();
    if gone.is_empty() {
        return users;
    }
    let by_id: HashMap<(&str, &str), &Change> =
        changes.iter().filter_map(|change| Some(((change.address.kind.name, change.id.as_deref()?), change))).collect();
    for user in live {
        let change = by_id.get(&(user.kind.name, user.id.as_str()));
        let Some(mark) = &user.mark else { continue };
        let address = change.map_or_else(|| Address::new(user.kind, mark.key.clone()), |change| change.address.clone());
        let mut named = Vec::new();
        words(&user.object, &mut |word| named.extend(gone.get(word).copied()));
        for used in named {
            let stays = change.is_none_or(|change| !change.lets_go_of(used));
            let list = users.entry(used.address.clone()).or_default();
            if stays && address != used.address && !list.contains(&address) {
                list.push(address.clone());
            }
        }
    }
    // Objects are read side by side, in any order.
    users.values_mut().for_each(|list| list.sort_unstable());
    users
}

/// Everything in an object that could be an id.
fn words(value: &Value, found: &mut impl FnMut(&str)) {
    match value {
        Value::Object(map) => map.values().for_each(|child| words(child, found)),
        Value::Array(items) => items.iter().for_each(|child| words(child, found)),
        Value::String(text) => text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).for_each(found),
        Value::Number(number) => found(&number.to_string()),
        Value::Null | Value::Bool(_) => {}
    }
}

/// Whether Datadog's sentence about who uses an object names anybody (`[id,name]`) but these.
pub fn names_others(sentence: &str, known: &[&str]) -> bool {
    let ids = sentence.split('[').skip(1).filter_map(|rest| Some(rest.split_once(',')?.0.trim()));
    let ids: Vec<&str> = ids.collect();
    ids.is_empty() || ids.iter().any(|id| !known.contains(id))
}
