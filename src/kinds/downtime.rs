//! Downtimes, `/api/v2/downtime`. Counts: recorded traffic of 2023 to 2026.

use serde_json::{Value, json};
use time::format_description::well_known::{Iso8601, Rfc3339};
use time::{Duration, OffsetDateTime, PrimitiveDateTime, UtcOffset};

use crate::model::{
    Danger, Dangers, Default, History, Kind, Listing, Lit, MarkPlace, Paging, Pattern, Update, Verb, envelope,
};

pub static DOWNTIME: Kind = Kind {
    name: "downtime",
    folder: "downtimes",
    // They have no name.
    label: "scope",
    path: "/api/v2/downtime",
    page: "/monitors/downtimes?id={id}",
    open: envelope::resource,
    open_item: envelope::resource_item,
    wrap: |downtime, id| envelope::as_resource("downtime", downtime, id),
    listing: Listing {
        items: "data",
        // The usual size; no larger one was recorded.
        paging: Paging::Offset { start: "page[offset]", count: "page[limit]", most: 30 },
        ..Kind::REST.listing
    },
    update: Update { verb: Verb::Patch, merges: true },
    history: History { at: "/modified", by: "", asset: "" },
    dangers: Dangers { extra: Danger::Silent, ..Kind::REST.dangers },
    mark: MarkPlace::LastLine("message"),
    server_owned: &[
        "/id",
        "/canceled",
        "/created",
        "/modified",
        "/status",
        // The next or present occurrence of a recurring one.
        "/schedule/current_downtime",
    ],
    defaults: &[
        Default::new("/message", Lit::Text("")),
        Default::new("/display_timezone", Lit::Text("UTC")),
        Default::new("/mute_first_recovery_notification", Lit::Bool(false)),
        Default::new("/notify_end_states", Lit::Texts(&["alert", "no data", "warn"])),
        Default::new("/notify_end_types", Lit::Texts(&["expired"])),
        Default::new("/schedule/timezone", Lit::Text("UTC")),
        Default::new("/schedule", Lit::EmptyObject),
    ],
    // Their order differs from read to read (257 recordings).
    sets: &["/notify_end_states", "/notify_end_types", "/monitor_identifier/monitor_tags"],
    // A list has them for two days more.
    foreign: |downtime| matches!(downtime.get("status").and_then(Value::as_str), Some("canceled" | "ended")),
    canonical,
    view,
    body,
    ..Kind::REST
};

/// What is written as `Z`, `.622Z` or without seconds comes back as `+00:00`, `.622000+00:00` and with them (98
/// recordings).
fn canonical(downtime: &mut Value) {
    for path in ["/schedule/start", "/schedule/end"] {
        Pattern(path).for_each(downtime, |value| {
            if let Some(moment) = value.as_str().and_then(moment) {
                *value = json!(moment.format(&Rfc3339).unwrap_or_default());
            }
        });
    }
    Pattern("/schedule/recurrences/*/start").for_each(downtime, |value| match value.as_str() {
        Some("") => *value = Value::Null,
        Some(text) if local(text).is_some_and(|local| local.second() == 0) && text.matches(':').count() == 1 => {
            *value = json!(format!("{text}:00"));
        }
        _ => {}
    });
    if downtime.get("display_timezone") == Some(&json!("")) {
        downtime["display_timezone"] = json!("UTC");
    }
}

/// Without a start, a downtime starts when it is written, and that moment is stored (31 recordings). So a start that is no
/// later than the last write is what silence means; a later one was chosen by somebody.
fn view(live: &mut Value, desired: &Value) {
    let written = live.get("modified").or_else(|| live.get("created")).and_then(Value::as_str).and_then(moment);
    let Some(written) = written else { return };
    let silent = |start: Option<&Value>| start.is_none_or(|start| start.is_null() || start == "");
    let schedule = desired.get("schedule");
    if silent(schedule.and_then(|schedule| schedule.get("start"))) {
        Pattern("/schedule").for_each(live, |schedule| {
            drop_start(schedule, |text| moment(text).is_some_and(|start| start <= written + Duration::minutes(1)));
        });
    }
    // Recurrences are written in their own time zone, which is at most 14 hours ahead.
    let latest = written + Duration::hours(14);
    let recurrences = schedule.and_then(|schedule| schedule.get("recurrences")).and_then(Value::as_array);
    for (at, recurrence) in recurrences.into_iter().flatten().enumerate() {
        if silent(recurrence.get("start"))
            && let Some(found) = live.pointer_mut(&format!("/schedule/recurrences/{at}"))
        {
            drop_start(found, |text| local(text).is_some_and(|start| start.assume_utc() <= latest));
        }
    }
}

fn drop_start(holder: &mut Value, follows: impl Fn(&str) -> bool) {
    let Some(map) = holder.as_object_mut() else { return };
    if map.get("start").and_then(Value::as_str).is_some_and(follows) {
        map.shift_remove("start");
    }
}

/// An update that leaves the schedule out keeps it, and one that leaves the start out starts anew at that moment.
fn body(downtime: &mut Value, live: Option<&Value>) {
    let (Some(live), Some(fields)) = (live.and_then(|live| live.get("schedule")), downtime.as_object_mut()) else {
        return;
    };
    let schedule = fields.entry("schedule").or_insert(Value::Null);
    if schedule.is_null() {
        *schedule = json!({});
    }
    let Some(schedule) = schedule.as_object_mut().filter(|schedule| !schedule.contains_key("recurrences")) else {
        return;
    };
    if schedule.get("start").is_none_or(Value::is_null) {
        schedule.insert("start".to_owned(), live.get("start").cloned().unwrap_or_default());
    }
    schedule.entry("end").or_insert(Value::Null);
}

fn moment(text: &str) -> Option<OffsetDateTime> {
    OffsetDateTime::parse(text, &Rfc3339).ok().map(|moment| moment.to_offset(UtcOffset::UTC))
}

/// A moment on the clock of a place: without an offset.
fn local(text: &str) -> Option<PrimitiveDateTime> {
    PrimitiveDateTime::parse(text, &Iso8601::DEFAULT).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_moment_has_one_spelling() {
        for (left, right) in [
            ("2050-01-02T03:04:05Z", "2050-01-02T03:04:05+00:00"),
            ("2023-12-13T09:53:10.622Z", "2023-12-13T09:53:10.622000+00:00"),
            ("2050-01-02T04:04:05+01:00", "2050-01-02T03:04:05Z"),
        ] {
            let [left, right] = [left, right].map(|text| {
                let mut downtime = json!({"schedule": {"start": text}});
                canonical(&mut downtime);
                downtime
            });
            assert_eq!(left, right);
        }
        let mut recurring = json!({"schedule": {"recurrences": [{"start": "2023-12-13T09:53"}]}});
        canonical(&mut recurring);
        assert_eq!(recurring["schedule"]["recurrences"][0]["start"], "2023-12-13T09:53:00");
    }

    #[test]
    fn a_start_that_was_chosen_is_seen_and_one_that_followed_is_not() {
        let live = |start: &str| json!({"modified": "2023-07-26T18:37:33.101681+00:00", "schedule": {"start": start}});
        for (start, left) in [("2023-07-26T18:37:32.837092+00:00", false), ("2023-08-26T18:37:32+00:00", true)] {
            let mut live = live(start);
            view(&mut live, &json!({"schedule": {"end": "2050-01-02T03:04:05Z"}}));
            assert_eq!(live["schedule"].get("start").is_some(), left);
        }
    }

    #[test]
    fn an_update_says_both_ends() {
        let live = json!({"schedule": {"start": "2023-07-26T18:37:32+00:00", "end": "2050-01-02T03:04:05+00:00"}});
        let mut update = json!({"scope": "env:prod"});
        body(&mut update, Some(&live));
        assert_eq!(update["schedule"], json!({"start": "2023-07-26T18:37:32+00:00", "end": null}));
        let mut create = json!({"scope": "env:prod"});
        body(&mut create, None);
        assert_eq!(create, json!({"scope": "env:prod"}));
    }
}
