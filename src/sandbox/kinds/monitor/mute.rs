//! Muting by hand: how somebody changes a monitor behind the definitions' back.

use serde_json::{Map, Value, json};

use super::view::Seen;
use super::{save, stored};
use crate::sandbox::wire::{Answer, Call, Reply};

const EVERYTHING: &str = "*";
const FOR_GOOD: Value = Value::Null;

/// `POST /{id}/mute`: `scope` (default everything) and `end` (seconds since 1970; default for good), in query or body.
pub(super) fn mute(call: &Call<'_>) -> Answer {
    let mut monitor = stored(call)?;
    let end = match parameter(call, "end") {
        Some(text) => json!(text.parse::<i64>().map_err(|_| Reply::invalid("end"))?),
        None => FOR_GOOD,
    };
    silenced(&mut monitor)?.insert(scope(call), end);
    save(call, monitor, Seen::Created)
}

/// `POST /{id}/unmute`: one `scope`, or `all_scopes`.
pub(super) fn unmute(call: &Call<'_>) -> Answer {
    let mut monitor = stored(call)?;
    let already = format!(
        "{} \"{}\" is already unmuted",
        monitor["type"].as_str().unwrap_or_default(),
        monitor["name"].as_str().unwrap_or_default()
    );
    let mutes = silenced(&mut monitor)?;
    let all = parameter(call, "all_scopes").as_deref() == Some("true");
    let lifted = if all { !std::mem::take(mutes).is_empty() } else { mutes.shift_remove(&scope(call)).is_some() };
    if !lifted {
        return Err(Reply::bad_request(already));
    }
    save(call, monitor, Seen::Created)
}

fn scope(call: &Call<'_>) -> String {
    parameter(call, "scope").unwrap_or_else(|| EVERYTHING.to_owned())
}

fn parameter(call: &Call<'_>, name: &str) -> Option<String> {
    let in_body = match call.body.get(name) {
        None | Some(Value::Null) => None,
        Some(Value::String(text)) => Some(text.clone()),
        Some(other) => Some(other.to_string()),
    };
    in_body.or_else(|| call.query.text(name).map(str::to_owned))
}

fn silenced(monitor: &mut Value) -> Result<&mut Map<String, Value>, Reply> {
    monitor
        .pointer_mut("/options/silenced")
        .and_then(Value::as_object_mut)
        .ok_or_else(|| Reply::error(500, "the stored monitor has no options.silenced"))
}
