//! A stored monitor as one request or another sees it.

use serde_json::{Map, Value, json};
use time::OffsetDateTime;

/// Who looks.
#[derive(Clone, Copy)]
pub(super) enum Seen {
    /// The answer to the POST.
    Created,
    /// The answer to a PUT.
    Updated,
    /// A GET, by id or in a list.
    Read { assets: bool, downtimes: bool },
}

/// The order of the fields as recorded.
const ORDER: [&str; 22] = [
    "id",
    "org_id",
    "type",
    "name",
    "message",
    "tags",
    "query",
    "options",
    "multi",
    "created_at",
    "created",
    "modified",
    "deleted",
    "priority",
    "restricted_roles",
    "restriction_policy",
    "draft_status",
    "assets",
    "overall_state_modified",
    "overall_state",
    "creator",
    "matching_downtimes",
];

/// The monitor as `seen` shows it at `now`.
pub(super) fn view(mut monitor: Value, seen: Seen, now: OffsetDateTime) -> Value {
    drop_past_mutes(&mut monitor, now);
    let Value::Object(mut fields) = monitor else {
        return monitor;
    };
    match seen {
        Seen::Created => set(&mut fields, "restriction_policy", Value::Null),
        Seen::Updated => {
            set(&mut fields, "restriction_policy", Value::Null);
            fields.remove("creator");
        }
        Seen::Read { assets, downtimes } => {
            read_assets(&mut fields, assets);
            if downtimes {
                set(&mut fields, "matching_downtimes", json!([]));
            }
        }
    }
    Value::Object(ORDER.iter().filter_map(|name| fields.remove_entry(*name)).collect())
}

fn set(fields: &mut Map<String, Value>, name: &str, value: Value) {
    fields.insert(name.to_owned(), value);
}

/// A GET shows assets only when asked to, and then without the monitor's id, which the write's answer has.
fn read_assets(fields: &mut Map<String, Value>, asked: bool) {
    if !asked {
        fields.remove("assets");
    }
    for asset in fields.get_mut("assets").and_then(Value::as_array_mut).into_iter().flatten() {
        if let Some(asset) = asset.as_object_mut() {
            asset.shift_remove("monitor_id");
        }
    }
}

/// `options.silenced` holds scope to end; an end in the past is no longer shown, null is for good.
fn drop_past_mutes(monitor: &mut Value, now: OffsetDateTime) {
    if let Some(silenced) = monitor.pointer_mut("/options/silenced").and_then(Value::as_object_mut) {
        silenced.retain(|_, end| end.as_i64().is_none_or(|end| end > now.unix_timestamp()));
    }
}
