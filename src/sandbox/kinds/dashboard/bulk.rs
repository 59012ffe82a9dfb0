//! Several dashboards at once: all of them, or none.

use serde_json::Value;

use super::{DASHBOARD, bury, not_found};
use crate::sandbox::wire::{Answer, Call, Reply};

/// `DELETE /api/v1/dashboard`
pub(super) fn delete(call: &Call<'_>) -> Answer {
    for id in named(call)? {
        let dashboard = call.objects.get(DASHBOARD, id)?.ok_or_else(|| not_found(id))?;
        bury(call, id, dashboard)?;
    }
    Ok(Reply::no_content())
}

/// `PATCH /api/v1/dashboard`: brings deleted ones back as they were.
pub(super) fn restore(call: &Call<'_>) -> Answer {
    for id in named(call)? {
        let mut dashboard = call.objects.get_deleted(DASHBOARD, id)?.ok_or_else(|| not_found(id))?;
        if let Some(fields) = dashboard.as_object_mut() {
            fields.shift_remove("deleted_at");
        }
        call.objects.put(DASHBOARD, id, &dashboard)?;
    }
    Ok(Reply::no_content())
}

/// `{"data": [{"id": .., "type": "dashboard"}, ..]}`
fn named<'a>(call: &'a Call<'_>) -> Result<Vec<&'a str>, Reply> {
    let entry = |entry: &'a Value| entry["id"].as_str().filter(|_| entry["type"] == DASHBOARD);
    let entries = call.object()?.get("data").and_then(Value::as_array).filter(|entries| !entries.is_empty());
    let ids: Option<Vec<&str>> = entries.and_then(|entries| entries.iter().map(entry).collect());
    ids.ok_or_else(|| Reply::invalid("data"))
}
