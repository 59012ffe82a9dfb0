//! `GET /api/v1/monitor/search`: the part of the search language that a name, a tag or a status needs.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::MONITOR;
use crate::sandbox::wire::{Answer, Call, Reply};

const DEFAULT_PAGE: usize = 30;
const STATUSES: [&str; 6] = ["alert", "warn", "no data", "ok", "ignored", "skipped"];

/// Words are looked for in the name; `tag:`, `type:`, `status:`, `id:` and `muted:` in their fields. All must hold.
pub(super) fn monitors(call: &Call<'_>) -> Answer {
    let terms = terms(call.query.text("query").unwrap_or_default());
    for (field, value) in &terms {
        if field == "status" && !STATUSES.contains(&value.as_str()) {
            let text = format!("Query parsing error: '{value}' is not a valid monitor status");
            return Err(Reply::bad_request(text));
        }
    }
    let mut found = call.objects.list(MONITOR)?;
    found.retain(|monitor| terms.iter().all(|(field, value)| holds(monitor, field, value)));
    sort(&mut found, call.query.text("sort").unwrap_or("name,asc"));
    let page = call.query.number("page")?.unwrap_or(0);
    let per_page = call.query.number("per_page")?.unwrap_or(DEFAULT_PAGE).max(1);
    let total = found.len();
    let counts = json!({
        "status": count(&found, |monitor| texts(&monitor["overall_state"])),
        "muted": count(&found, |monitor| vec![is_muted(monitor).to_string()]),
        "tag": count(&found, |monitor| texts(&monitor["tags"])),
        "type": count(&found, |monitor| texts(&monitor["type"])),
    });
    let shown: Vec<Value> = found.iter().skip(page.saturating_mul(per_page)).take(per_page).map(hit).collect();
    Ok(Reply::ok(json!({
        "counts": counts,
        "metadata": {
            "total_count": total, "page_count": total.div_ceil(per_page), "page": page, "per_page": per_page,
        },
        "monitors": shown,
    })))
}

/// Splits at spaces outside quotes; `field:"two words"` is one term. A bare word has no field.
fn terms(query: &str) -> Vec<(String, String)> {
    let (mut words, mut word, mut quoted) = (Vec::new(), String::new(), false);
    for character in query.chars() {
        match character {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(std::mem::take(&mut word)),
            other => word.extend(other.to_lowercase()),
        }
    }
    words.push(word);
    words.retain(|word| !word.is_empty());
    words
        .into_iter()
        .map(|word| match word.split_once(':') {
            Some((field, value)) if ["tag", "type", "status", "id", "muted"].contains(&field) => {
                (field.to_owned(), value.to_owned())
            }
            _ => (String::new(), word),
        })
        .collect()
}

fn holds(monitor: &Value, field: &str, value: &str) -> bool {
    let lower = |field: &str| texts(&monitor[field]).into_iter().map(|text| text.to_lowercase());
    match field {
        "tag" => lower("tags").any(|tag| tag == value),
        "type" => lower("type").any(|kind| kind == value || kind.strip_suffix(" alert") == Some(value)),
        "status" => lower("overall_state").any(|state| state == value),
        "id" => value.parse().is_ok_and(|id: i64| monitor["id"] == id),
        "muted" => is_muted(monitor).to_string() == value,
        _ => lower("name").any(|name| name.contains(value)),
    }
}

fn sort(monitors: &mut [Value], by: &str) {
    let (field, direction) = by.split_once(',').unwrap_or((by, "asc"));
    let field = if field == "status" { "overall_state" } else { field };
    monitors.sort_by_cached_key(|monitor| texts(&monitor[field]).join(",").to_lowercase());
    if direction == "desc" {
        monitors.reverse();
    }
}

fn is_muted(monitor: &Value) -> bool {
    monitor.pointer("/options/silenced").and_then(Value::as_object).is_some_and(|mutes| !mutes.is_empty())
}

fn count(monitors: &[Value], facet: impl Fn(&Value) -> Vec<String>) -> Vec<Value> {
    let mut counts = BTreeMap::new();
    for value in monitors.iter().flat_map(facet) {
        *counts.entry(value).or_insert(0) += 1;
    }
    counts.into_iter().map(|(name, count): (String, u32)| json!({"name": name, "count": count})).collect()
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(items) => items.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

fn hit(monitor: &Value) -> Value {
    json!({
        "id": monitor["id"], "org_id": monitor["org_id"], "name": monitor["name"], "type": monitor["type"],
        "status": monitor["overall_state"], "tags": monitor["tags"], "query": monitor["query"],
        "creator": {"name": monitor["creator"]["name"], "handle": monitor["creator"]["handle"]},
        "last_triggered_ts": null, "metrics": [], "notifications": [], "scopes": [],
    })
}
