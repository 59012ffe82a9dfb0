//! The recorded create pairs, replayed: what was sent is sent again, and the answer must be the recorded one.
//!
//! The recordings lie beside the project and are no part of it; without them this test says so and passes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::client::House;

struct Pair {
    name: String,
    via: String,
    desired: Value,
    live: Value,
}

fn pairs(kind: &str) -> Option<Vec<Pair>> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let shared = std::env::var_os("DDSYNC_SHARED").map_or(beside, PathBuf::from);
    let file = shared.join(format!("recordings/pairs_{kind}.jsonl"));
    let Ok(text) = std::fs::read_to_string(&file) else {
        println!("skipped: no recordings at {}", file.display());
        return None;
    };
    let rows = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let creates = rows.filter(|row| row["op"] == "create");
    Some(creates.map(|row| Pair {
        name: format!("{} ({})", row["cas"].as_str().unwrap(), row["via"].as_str().unwrap()),
        via: row["via"].as_str().unwrap().to_owned(),
        desired: row["desired"].clone(),
        live: row["live"].clone(),
    }).collect())
}

/// Where two values differ: JSON pointer to both sides.
fn differences(path: &str, ours: &Value, theirs: &Value, found: &mut Vec<String>) {
    match (ours, theirs) {
        (Value::Object(a), Value::Object(b)) => {
            for name in a.keys().chain(b.keys().filter(|name| !a.contains_key(*name))) {
                let (a, b) = (a.get(name).unwrap_or(&Value::Null), b.get(name).unwrap_or(&Value::Null));
                differences(&format!("{path}/{name}"), a, b, found);
            }
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            for (place, (a, b)) in a.iter().zip(b).enumerate() {
                differences(&format!("{path}/{place}"), a, b, found);
            }
        }
        _ if ours == theirs => {}
        _ => found.push(format!("{path}: sandbox {ours}, recorded {theirs}")),
    }
}

fn report(kind: &str, total: usize, unequal: &BTreeMap<String, Vec<String>>) {
    println!("{kind}: {} of {total} create pairs equal", total - unequal.len());
    for (name, differences) in unequal {
        println!("  {name}");
        for difference in differences.iter().take(4) {
            println!("    {}", difference.chars().take(200).collect::<String>());
        }
    }
}

fn drop_fields(value: &mut Value, names: &[&str]) {
    if let Some(fields) = value.as_object_mut() {
        fields.retain(|name, _| !names.contains(&name.as_str()));
    }
}

/// Who, when and where: no two organisations agree on these.
const MONITOR_OWN: [&str; 13] = [
    "id", "org_id", "created", "created_at", "modified", "creator", "overall_state", "overall_state_modified",
    "matching_downtimes", "restricted", "run_as", "restriction_policy", "state",
];

fn bare_monitor(mut monitor: Value) -> Value {
    drop_fields(&mut monitor, &MONITOR_OWN);
    if monitor["assets"] == json!([]) {
        // Until 2025 a GET without with_assets showed an empty list, since then it shows none.
        drop_fields(&mut monitor, &["assets"]);
    }
    for asset in monitor["assets"].as_array_mut().into_iter().flatten() {
        drop_fields(asset, &["monitor_id"]);
    }
    monitor
}

#[tokio::test]
async fn monitors_come_back_as_recorded() {
    let Some(pairs) = pairs("monitors") else { return };
    let total = pairs.len();
    let mut unequal = BTreeMap::new();
    for (number, pair) in pairs.into_iter().enumerate() {
        let house = House::open().await;
        let (desired, stand_ins) = with_members(&house, pair.desired).await;
        let created = house.post("/api/v1/monitor", &desired).await;
        let id = created.body["id"].clone();
        let ours = match pair.via.as_str() {
            _ if created.status != 200 => created.body,
            "response" => created.body,
            "get" => house.get(&format!("/api/v1/monitor/{id}?with_assets=true")).await.body,
            _ => house.get("/api/v1/monitor?page=0").await.body[0].clone(),
        };
        let mut ours = bare_monitor(ours);
        rename(&mut ours["query"], &stand_ins);
        if pair.live.get("draft_status").is_none() {
            // Recorded before the field existed.
            drop_fields(&mut ours, &["draft_status"]);
        }
        let mut found = Vec::new();
        differences("", &ours, &bare_monitor(pair.live), &mut found);
        if !found.is_empty() {
            unequal.insert(format!("{number:03} {}", pair.name), found);
        }
    }
    report("monitors", total, &unequal);
    assert!(unequal.len() * 100 <= total * 5, "fewer than 95 % of the recorded monitors come back as recorded");
}

/// A composite needs its members: puts stand-ins there and their ids into the query.
async fn with_members(house: &House, mut desired: Value) -> (Value, Vec<(String, String)>) {
    if desired["type"] != "composite" {
        return (desired, Vec::new());
    }
    let query = desired["query"].as_str().unwrap().to_owned();
    let mut renamed = Vec::new();
    for recorded in query.split(|character: char| !character.is_ascii_digit()).filter(|word| !word.is_empty()) {
        if renamed.iter().all(|(_, theirs)| theirs != recorded) {
            let member = json!({"name": recorded, "type": "metric alert", "query": "avg(last_5m):avg:a{*} > 1"});
            let id = house.post("/api/v1/monitor", &member).await.body["id"].to_string();
            renamed.push((id, recorded.to_owned()));
        }
    }
    let back: Vec<_> = renamed.iter().map(|(ours, theirs)| (theirs.clone(), ours.clone())).collect();
    rename(&mut desired["query"], &back);
    (desired, renamed)
}

fn rename(text: &mut Value, names: &[(String, String)]) {
    if let Value::String(text) = text {
        *text = names.iter().fold(text.clone(), |text, (from, to)| text.replace(from, to));
    }
}

/// `restricted_roles: []` and `is_read_only: false` stand in a part of the recorded answers only; a missing field and
/// null are one.
fn bare_dashboard(mut dashboard: Value) -> Value {
    let ids: Vec<Value> = dashboard["widgets"].as_array().into_iter().flatten().map(|widget| widget["id"].clone()).collect();
    for tab in dashboard["tabs"].as_array_mut().into_iter().flatten() {
        for member in tab["widget_ids"].as_array_mut().into_iter().flatten() {
            if let Some(place) = ids.iter().position(|id| id == member) {
                *member = json!(format!("@{}", place + 1));
            }
        }
    }
    let slug = dashboard["url"].as_str().unwrap_or_default().rsplit('/').next().unwrap_or_default().to_owned();
    dashboard["url"] = json!(slug);
    drop_fields(&mut dashboard, &["id", "author_handle", "author_name", "created_at", "modified_at", "experience_type"]);
    if let Some(fields) = dashboard.as_object_mut() {
        fields.retain(|name, value| match name.as_str() {
            "restricted_roles" => *value != json!([]),
            "is_read_only" => *value != json!(false),
            _ => true,
        });
        if let Some(Value::Array(handles)) = fields.get_mut("notify_list") {
            handles.sort_by_key(ToString::to_string);
        }
    }
    drop_widget_ids(&mut dashboard["widgets"]);
    dashboard
}

fn drop_widget_ids(widgets: &mut Value) {
    for widget in widgets.as_array_mut().into_iter().flatten() {
        drop_fields(widget, &["id"]);
        if let Some(nested) = widget.pointer_mut("/definition/widgets") {
            drop_widget_ids(nested);
        }
    }
}

#[tokio::test]
async fn dashboards_come_back_as_recorded() {
    let Some(pairs) = pairs("dashboards") else { return };
    let total = pairs.len();
    let house = House::open().await;
    let mut unequal = BTreeMap::new();
    for (number, pair) in pairs.into_iter().enumerate() {
        let created = house.post("/api/v1/dashboard", &pair.desired).await;
        let ours = match pair.via.as_str() {
            "response" => created.body,
            _ => house.get(&format!("/api/v1/dashboard/{}", created.body["id"].as_str().unwrap_or_default())).await.body,
        };
        let mut found = Vec::new();
        differences("", &bare_dashboard(ours), &bare_dashboard(pair.live), &mut found);
        if !found.is_empty() {
            unequal.insert(format!("{number:03} {}", pair.name), found);
        }
    }
    report("dashboards", total, &unequal);
    assert!(unequal.len() * 100 <= total * 5, "fewer than 95 % of the recorded dashboards come back as recorded");
}

