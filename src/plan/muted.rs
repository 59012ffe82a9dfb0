//! Monitors that are as defined and still tell nobody: somebody muted them, and for good.

use serde_json::Value;

use super::Plan;
use crate::model::{Desired, Finding, Live};

pub const RULE: &str = "muted-monitor";

/// Of monitors of ours that differ in nothing else. A mute is the state of whoever is on call and never undone; one that
/// ends by itself is nobody's concern.
pub fn muted(plan: &Plan, resources: &[Desired], live: &[Live]) -> Vec<Finding> {
    let mut found: Vec<Finding> = live.iter().filter_map(|live| finding(plan, resources, live)).collect();
    found.sort_by(|one, other| one.message.cmp(&other.message));
    found
}

fn finding(plan: &Plan, resources: &[Desired], live: &Live) -> Option<Finding> {
    let scopes = endless(&live.object);
    let mark = live.mark.as_ref().filter(|mark| mark.scope == plan.scope && !scopes.is_empty())?;
    let ours = |resource: &&Desired| resource.address.kind.name == live.kind.name && resource.address.key == mark.key;
    let resource = resources.iter().find(ours)?;
    if plan.changes.iter().any(|change| change.address == resource.address) {
        return None;
    }
    let address = &resource.address;
    let scopes = if scopes == ["*"] { String::new() } else { format!(" for {}", scopes.join(", ")) };
    let finding = Finding::info(RULE, format!("{address} is muted in Datadog{scopes}, without an end")).of(address);
    Some(
        finding
            .at(resource.place)
            .help("unmute it there, or write a downtime with an end; nothing is undone by applying"),
    )
}

/// The scopes whose mute has no end (`null`, recorded).
fn endless(object: &Value) -> Vec<&str> {
    let silenced = object.pointer("/options/silenced").and_then(Value::as_object).into_iter().flatten();
    silenced.filter(|(_, end)| end.is_null()).map(|(scope, _)| scope.as_str()).collect()
}
