//! Downtimes: `/api/v2/downtime`.

use axum::http::Method;
use serde_json::{Map, Value, json};
use time::format_description::well_known::{Iso8601, Rfc3339};
use time::{OffsetDateTime, PrimitiveDateTime, UtcOffset};

use super::monitor::MONITOR;
use crate::sandbox::clock;
use crate::sandbox::route::{Kind, Route};
use crate::sandbox::wire::{Answer, Call, Reply, text};

const DOWNTIME: &str = "downtime";
const DEFAULT_LIMIT: usize = 30;
/// What a client may set.
const WRITABLE: [&str; 8] = [
    "scope",
    "monitor_identifier",
    "schedule",
    "message",
    "display_timezone",
    "mute_first_recovery_notification",
    "notify_end_states",
    "notify_end_types",
];

pub(super) static KIND: Kind = Kind {
    name: DOWNTIME,
    title: |downtime| downtime["attributes"]["scope"].as_str().unwrap_or_default(),
    routes: ROUTES,
};

// No recording of these routes has rate-limit headers.
static ROUTES: &[Route] = &[
    Route::new(Method::GET, "/api/v2/downtime", list),
    Route::new(Method::POST, "/api/v2/downtime", create),
    Route::new(Method::GET, "/api/v2/downtime/{id}", read),
    Route::new(Method::PATCH, "/api/v2/downtime/{id}", update),
    Route::new(Method::DELETE, "/api/v2/downtime/{id}", cancel),
];

fn create(call: &Call<'_>) -> Answer {
    let sent = attributes(call)?;
    for name in ["scope", "monitor_identifier"] {
        if !sent.contains_key(name) {
            return Err(Reply::bad_request(format!("'{name}' is a required property")));
        }
    }
    let now = stamp(call.now);
    let mut downtime = Map::from_iter(
        [
            ("display_timezone", json!("UTC")),
            ("message", Value::Null),
            ("mute_first_recovery_notification", json!(false)),
            ("notify_end_states", json!(["no data", "warn", "alert"])),
            ("notify_end_types", json!(["expired"])),
            ("schedule", json!({"start": now, "end": null})),
            ("canceled", Value::Null),
            ("created", now.clone()),
        ]
        .map(|(name, value)| (name.to_owned(), value)),
    );
    merge(&mut downtime, sent, call)?;
    let number = call.objects.next(DOWNTIME)?;
    let id =
        format!("{:08x}-2be3-11ee-9bdf-da7ad0900002", 0x79b7_cef6_u32.wrapping_add(u32::try_from(number).unwrap_or(0)));
    save(call, &id, &downtime)
}

/// A PATCH: what is left out stays.
fn update(call: &Call<'_>) -> Answer {
    let before = stored(call)?;
    let data = &call.body["data"];
    if data["id"] != call.id() {
        return Err(Reply::bad_request("'id' in the body must be the id of the path"));
    }
    let Value::Object(mut downtime) = before["attributes"].clone() else { return Err(missing()) };
    merge(&mut downtime, attributes(call)?, call)?;
    save(call, call.id(), &downtime)
}

fn merge(downtime: &mut Map<String, Value>, sent: &Map<String, Value>, call: &Call<'_>) -> Result<(), Reply> {
    check(sent, call)?;
    for (name, value) in sent {
        let value = match name.as_str() {
            "schedule" => schedule(value, call.now),
            "display_timezone" if value.is_null() || value == "" => json!("UTC"),
            _ if value.is_null() && name != "message" => continue,
            _ => value.clone(),
        };
        downtime.insert(name.clone(), value);
    }
    downtime.insert("modified".to_owned(), stamp(call.now));
    Ok(())
}

fn check(sent: &Map<String, Value>, call: &Call<'_>) -> Result<(), Reply> {
    if let Some(unknown) = sent.keys().find(|name| !WRITABLE.contains(&name.as_str())) {
        let text = format!("Additional properties are not allowed ('{unknown}' was unexpected)");
        return Err(Reply::bad_request(text));
    }
    let scope = text(sent, "scope");
    if sent.contains_key("scope") && scope != "*" && !scope.contains(':') {
        return Err(Reply::bad_request("All values must have a key"));
    }
    let Some(identifier) = sent.get("monitor_identifier") else { return Ok(()) };
    let (one, tagged) = (identifier.get("monitor_id"), identifier.get("monitor_tags"));
    if one.is_some() == tagged.is_some() {
        return Err(Reply::bad_request("'monitor_identifier' must have either 'monitor_id' or 'monitor_tags'"));
    }
    match one {
        Some(id) if call.objects.get(MONITOR, &id.to_string())?.is_none() => {
            Err(Reply::bad_request("'monitor_id' does not correspond to any monitor"))
        }
        _ => Ok(()),
    }
}

/// A start that is left out is now, for recurrences on the clock of their time zone (here always UTC's).
fn schedule(sent: &Value, now: OffsetDateTime) -> Value {
    if let Some(recurrences) = sent["recurrences"].as_array() {
        let recurrences: Vec<Value> = recurrences
            .iter()
            .map(|recurrence| {
                let start = match recurrence["start"].as_str() {
                    None | Some("") => local(now),
                    Some(start) => PrimitiveDateTime::parse(start, &Iso8601::DEFAULT)
                        .map_or_else(|_| json!(start), |start| local(start.assume_utc())),
                };
                json!({"start": start, "rrule": recurrence["rrule"], "duration": recurrence["duration"]})
            })
            .collect();
        let timezone = sent["timezone"].as_str().unwrap_or("UTC");
        let current = json!({"start": stamp(now), "end": stamp(now)});
        return json!({"current_downtime": current, "timezone": timezone, "recurrences": recurrences});
    }
    let moment = |name: &str| {
        let text = sent[name].as_str()?;
        let parsed = OffsetDateTime::parse(text, &Rfc3339);
        Some(parsed.map_or_else(|_| json!(text), |moment| stamp(moment.to_offset(UtcOffset::UTC))))
    };
    json!({"start": moment("start").unwrap_or_else(|| stamp(now)), "end": moment("end")})
}

/// Without a fraction where there is none, as recorded.
fn stamp(moment: OffsetDateTime) -> Value {
    match clock::stamp(moment) {
        Value::String(text) => json!(text.replace(".000000+", "+")),
        other => other,
    }
}

fn local(moment: OffsetDateTime) -> Value {
    let text = clock::stamp(moment);
    json!(text.as_str().and_then(|text| text.split('.').next()))
}

fn save(call: &Call<'_>, id: &str, attributes: &Map<String, Value>) -> Answer {
    let downtime = json!({"type": DOWNTIME, "id": id, "attributes": attributes});
    call.objects.put(DOWNTIME, id, &downtime)?;
    Ok(Reply::ok(json!({"data": seen(downtime, call.now)})))
}

fn read(call: &Call<'_>) -> Answer {
    Ok(Reply::ok(json!({"data": seen(stored(call)?, call.now)})))
}

/// Canceled ones too; they are kept.
fn list(call: &Call<'_>) -> Answer {
    let mut downtimes: Vec<Value> =
        call.objects.list(DOWNTIME)?.into_iter().map(|downtime| seen(downtime, call.now)).collect();
    if call.query.is("current_only") {
        downtimes.retain(|downtime| downtime["attributes"]["status"] == "active");
    }
    let total = downtimes.len();
    let offset = call.query.number("page[offset]")?.unwrap_or(0);
    let limit = call.query.number("page[limit]")?.unwrap_or(DEFAULT_LIMIT);
    let page: Vec<Value> = downtimes.into_iter().skip(offset).take(limit).collect();
    Ok(Reply::ok(json!({"data": page, "meta": {"page": {"total_filtered_count": total}}})))
}

/// DELETE cancels; a second one finds nothing.
fn cancel(call: &Call<'_>) -> Answer {
    let mut downtime = stored(call)?;
    if !downtime["attributes"]["canceled"].is_null() {
        return Err(Reply::not_found(format!("Downtime {} not found", call.id())));
    }
    downtime["attributes"]["canceled"] = stamp(call.now);
    call.objects.put(DOWNTIME, call.id(), &downtime)?;
    Ok(Reply::no_content())
}

/// With its status at `now`, and the sets in another order than the stored one.
fn seen(mut downtime: Value, now: OffsetDateTime) -> Value {
    let attributes = &mut downtime["attributes"];
    let passed = |value: &Value| {
        value.as_str().and_then(|text| OffsetDateTime::parse(text, &Rfc3339).ok()).is_some_and(|moment| moment <= now)
    };
    let schedule = &attributes["schedule"];
    let status = match () {
        () if !attributes["canceled"].is_null() => "canceled",
        () if passed(&schedule["end"]) => "ended",
        () if schedule["recurrences"].is_array() || !passed(&schedule["start"]) => "scheduled",
        () => "active",
    };
    attributes["status"] = json!(status);
    for path in ["/notify_end_states", "/notify_end_types", "/monitor_identifier/monitor_tags"] {
        if let Some(Value::Array(items)) = attributes.pointer_mut(path) {
            items.reverse();
        }
    }
    downtime
}

fn attributes<'a>(call: &'a Call<'_>) -> Result<&'a Map<String, Value>, Reply> {
    let data = &call.body["data"];
    if data["type"] != DOWNTIME {
        return Err(Reply::bad_request("'data' must have the type 'downtime'"));
    }
    data["attributes"].as_object().ok_or_else(|| Reply::bad_request("'attributes' is a required property"))
}

fn stored(call: &Call<'_>) -> Result<Value, Reply> {
    let id = call.id();
    let uuid = id.len() == 36 && id.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    if !uuid {
        return Err(Reply::bad_request("Invalid URL param: downtime_id must be an uuid"));
    }
    call.objects.get(DOWNTIME, id)?.ok_or_else(missing)
}

fn missing() -> Reply {
    Reply::not_found("Downtime not found")
}
