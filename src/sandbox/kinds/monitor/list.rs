//! `GET /api/v1/monitor`.

use serde_json::{Map, Value, json};

use super::MONITOR;
use super::view::{Seen, view};
use crate::sandbox::wire::{Answer, Call, Reply};

const GROUP_STATES: [&str; 5] = ["all", "alert", "warn", "no data", "ok"];
const DEFAULT_PAGE: usize = 100;
const LARGEST_PAGE: usize = 1000;

/// A bare array: everything, or one page where `page` or `id_offset` is given.
pub(super) fn all(call: &Call<'_>) -> Answer {
    check_group_states(call)?;
    let mut monitors = call.objects.list(MONITOR)?;
    monitors.retain(|monitor| named(call, monitor) && tagged(call, monitor) && scoped(call, monitor));
    let seen = Seen::Read { assets: false, downtimes: call.query.is("with_downtimes") };
    let monitors = page(call, monitors)?;
    let shown = monitors.into_iter().map(|monitor| {
        let groups = groups(call, &monitor);
        with_groups(view(monitor, seen, call.now), groups)
    });
    Ok(Reply::ok(shown.collect()))
}

/// The groups in the states that are asked for; None where none is asked for.
pub(super) fn groups(call: &Call<'_>, monitor: &Value) -> Option<Value> {
    let asked: Vec<String> = call.query.list("group_states").iter().map(|state| state.to_ascii_lowercase()).collect();
    let wanted = |group: &Value| {
        let status = group["status"].as_str().unwrap_or_default().to_ascii_lowercase();
        asked.iter().any(|state| state == "all" || *state == status)
    };
    let known = monitor.pointer("/state/groups").and_then(Value::as_object).into_iter().flatten();
    let groups = known.filter(|(_, group)| wanted(group)).map(|(name, group)| (name.clone(), group.clone()));
    (!asked.is_empty()).then(|| json!({"groups": groups.collect::<Map<String, Value>>()}))
}

pub(super) fn with_groups(mut monitor: Value, groups: Option<Value>) -> Value {
    if let (Some(groups), Some(fields)) = (groups, monitor.as_object_mut()) {
        fields.insert("state".to_owned(), groups);
    }
    monitor
}

/// A wrong word is refused as recorded.
pub(super) fn check_group_states(call: &Call<'_>) -> Result<(), Reply> {
    let known = |state: &&str| GROUP_STATES.contains(&state.to_ascii_lowercase().as_str());
    if call.query.list("group_states").iter().all(known) {
        return Ok(());
    }
    Err(Reply::bad_request("Invalid group_state filters."))
}

/// `page` counts from 0; `id_offset` is the last id already seen.
fn page(call: &Call<'_>, mut monitors: Vec<Value>) -> Result<Vec<Value>, Reply> {
    let size = call.query.number("page_size")?.unwrap_or(DEFAULT_PAGE).min(LARGEST_PAGE);
    if let Some(last) = call.query.number("id_offset")? {
        monitors.sort_by_key(|monitor| monitor["id"].as_u64());
        monitors.retain(|monitor| monitor["id"].as_u64().is_some_and(|id| id > last as u64));
        monitors.truncate(size);
        return Ok(monitors);
    }
    Ok(match call.query.number("page")? {
        Some(page) => monitors.into_iter().skip(page.saturating_mul(size)).take(size).collect(),
        None => monitors,
    })
}

fn named(call: &Call<'_>, monitor: &Value) -> bool {
    let wanted = call.query.text("name").unwrap_or_default().to_lowercase();
    monitor["name"].as_str().unwrap_or_default().to_lowercase().contains(&wanted)
}

/// `monitor_tags`: the monitor's own tags, all of them.
fn tagged(call: &Call<'_>, monitor: &Value) -> bool {
    let tags = monitor["tags"].as_array();
    call.query
        .list("monitor_tags")
        .into_iter()
        .all(|wanted| tags.is_some_and(|tags| tags.iter().any(|tag| tag.as_str() == Some(wanted))))
}

/// `tags`: what the query is scoped to, all of them.
fn scoped(call: &Call<'_>, monitor: &Value) -> bool {
    let scopes: Vec<&str> = monitor["query"]
        .as_str()
        .unwrap_or_default()
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split('}').next())
        .flat_map(|scope| scope.split(','))
        .map(str::trim)
        .collect();
    call.query.list("tags").into_iter().all(|wanted| scopes.contains(&wanted))
}
