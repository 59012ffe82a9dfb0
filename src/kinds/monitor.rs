//! Monitors, `/api/v1/monitor`. Rules and counts: recorded traffic of 2020 to 2026.

use serde_json::{Value, json};

use crate::model::{
    CanDelete, Danger, Dangers, Default, Guard, History, Id, IdType, Kind, Listing, Lit, MarkPlace, Paging, Update,
    Verb, Way, Weakens, When,
};

pub static MONITOR: Kind = Kind {
    name: "monitor",
    folder: "monitors",
    path: "/api/v1/monitor",
    page: "/monitors/{id}",
    id: Id { field: "id", json: IdType::Integer },
    listing: Listing {
        paging: Paging::Numbered { page: "page", size: "page_size", most: 1000 },
        filter: Some("monitor_tags"),
        // Always [] there.
        lacks: &["/assets"],
        ..Kind::REST.listing
    },
    read_with: &[("with_assets", "true")],
    // PUT keeps a top-level field that is left out, and replaces `options` as a whole.
    update: Update { verb: Verb::Put, merges: true },
    can_delete: Some(CanDelete { path: "/api/v1/monitor/can_delete", parameter: "monitor_ids" }),
    history: History { at: "/modified", by: "", asset: "monitor" },
    dangers: Dangers {
        gone: Danger::Silent,
        texts: &["/name", "/message", "/options/escalation_message"],
        guards: GUARDS,
        ..Kind::REST.dangers
    },
    validate: Some("/api/v1/monitor/validate"),
    mark: MarkPlace::Tags("tags"),
    server_owned: &[
        "/id",
        "/org_id",
        "/created",
        "/created_at",
        "/modified",
        "/creator",
        "/deleted",
        "/multi",
        "/overall_state",
        "/overall_state_modified",
        "/matching_downtimes",
        "/state",
        "/restricted",
        "/restriction_policy",
        "/run_as",
        // Mutes: runtime state of the person on call, never ours to compare or to send.
        "/options/silenced",
        // Derived from the restriction policy by the old API.
        "/options/locked",
        "/options/aggregation",
        "/options/device_ids",
        "/options/synthetics_check_id",
        // Undocumented; 10 for data quality, 20 where scheduling options are set.
        "/options/avalanche_window",
        // Filled in on each asset (12 recordings).
        "/assets/*/monitor_id",
        "/assets/*/resource_key",
        "/assets/*/resource_type",
    ],
    // Accepted in 32 recordings, returned in none.
    write_only: &["/classification"],
    defaults: &[
        Default::new("/message", Lit::Text("")),
        Default::new("/tags", Lit::EmptyList),
        // Terraform sends 0 for "none"; it comes back as null.
        Default::new("/priority", Lit::Int(0)),
        Default::new("/draft_status", Lit::Text("published")),
        // Read only where a definition has them, see `listing.lacks`.
        Default::new("/assets", Lit::Unmanaged),
        Default::new("/assets/*/template_variables", Lit::EmptyObject),
        Default::new("/assets/*/options", Lit::EmptyObject),
        // Overwritten through the restriction-policy API (4 recordings), so silence means "not ours".
        Default::new("/restricted_roles", Lit::Unmanaged),
        Default::new("/options", Lit::EmptyObject),
        Default::new("/options/notify_audit", Lit::Bool(false)),
        Default::new("/options/include_tags", Lit::Bool(true)),
        Default::new("/options/notify_no_data", Lit::Bool(false)),
        Default::new("/options/new_host_delay", Lit::Int(300)).when(When::Without("/options/new_group_delay")),
        Default::new("/options/on_missing_data", Lit::Text("default")),
        Default::new("/options/groupby_simple_monitor", Lit::Bool(false)),
        Default::new("/options/notification_preset_name", Lit::Text("show_all")),
        Default::new("/options/escalation_message", Lit::Text("")),
        Default::new("/options/renotify_interval", Lit::Int(0)),
        Default::new("/options/timeout_h", Lit::Int(0)),
        Default::new("/options/min_failure_duration", Lit::Int(0)),
        Default::new("/options/min_location_failed", Lit::Int(1)),
        Default::new("/options/evaluation_delay", Lit::Int(0)),
        Default::new("/options/thresholds", Lit::EmptyObject),
        // Stored only where it is sent; beside a query that says it, it says nothing more.
        Default::new("/options/thresholds/critical", Lit::Computed(threshold_in_query)),
    ],
    sets: &["/tags", "/restricted_roles", "/options/renotify_statuses", "/options/notify_by"],
    trimmed: &["/message", "/query", "/name", "/options/escalation_message"],
    immutable: &["/type"],
    foreign: |object| object.get("type").and_then(Value::as_str) == Some("synthetics alert"),
    canonical,
    body: |monitor, _| fill_critical(monitor),
    ..Kind::REST
};

/// What makes a monitor tell later, less, or nobody.
#[rustfmt::skip]
static GUARDS: &[Guard] = &[
    Guard::new("/draft_status",                Way::To("draft"), Danger::Silent,  Weakens::Off),
    Guard::new("/options/thresholds/critical", Way::Farther,     Danger::Lax,     Weakens::Later),
    Guard::new("/options/thresholds/warning",  Way::Farther,     Danger::Lax,     Weakens::Later),
    Guard::new("/options/evaluation_delay",    Way::Up,          Danger::Lax,     Weakens::Later),
    Guard::new("/options/new_group_delay",     Way::Up,          Danger::Lax,     Weakens::Later),
    Guard::new("/options/notify_no_data",      Way::Down,        Danger::Lax,     Weakens::NoData),
    Guard::new("/options/no_data_timeframe",   Way::Up,          Danger::Lax,     Weakens::NoData),
    Guard::new("/options/on_missing_data",     Way::From("show_and_notify_no_data"), Danger::Lax, Weakens::NoData),
    Guard::new("/options/timeout_h",           Way::Up,          Danger::Lax,     Weakens::Resolves),
    // 0 is none in both.
    Guard::new("/options/renotify_interval",   Way::UpOrNone,    Danger::Unheard, Weakens::Fewer),
    Guard::new("/priority",                    Way::UpOrNone,    Danger::Unheard, Weakens::Priority),
];

fn canonical(monitor: &mut Value) {
    // Stored as sent or as its alias, depending on the query (31 recordings), so the two are one value.
    if monitor.get("type").and_then(Value::as_str) == Some("metric alert") {
        monitor["type"] = json!("query alert");
    }
}

/// A definition may leave the critical threshold to its query; Datadog asks for it beside a warning.
fn fill_critical(monitor: &mut Value) {
    let Some(critical) = threshold_in_query(monitor) else {
        return;
    };
    let Some(monitor) = monitor.as_object_mut() else { return };
    let Some(options) = monitor.entry("options").or_insert_with(|| json!({})).as_object_mut() else {
        return;
    };
    let Some(thresholds) = options.entry("thresholds").or_insert_with(|| json!({})).as_object_mut() else {
        return;
    };
    if thresholds.get("critical").is_none_or(Value::is_null) {
        thresholds.insert("critical".to_owned(), critical);
    }
}

/// The number that a monitor's query compares with; None for the types whose query has none, and where it is no monitor.
pub fn threshold_in_query(monitor: &Value) -> Option<Value> {
    let kind = monitor.get("type")?.as_str()?;
    if matches!(kind, "composite" | "service check" | "synthetics alert") {
        return None;
    }
    threshold_of(monitor.get("query")?.as_str()?)
}

/// The number after the last comparator.
fn threshold_of(query: &str) -> Option<Value> {
    let (_, number) = query.trim_end().rsplit_once(['<', '>', '='])?;
    let number = number.trim();
    number.parse::<i64>().map(Value::from).or_else(|_| number.parse::<f64>().map(Value::from)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_threshold_stands_behind_the_last_comparator() {
        assert_eq!(threshold_of("sum(last_5m):sum:a{*}.as_count() > 3"), Some(json!(3)));
        assert_eq!(threshold_of("avg(last_5m):avg:a{*} by {b} <= -0.5 "), Some(json!(-0.5)));
        assert_eq!(threshold_of("avg(last_5m):avg:a{*} >= 1e3"), Some(json!(1000.0)));
        assert_eq!(threshold_of("formula(\"a\").last(\"5m\") > threshold"), None);
        assert_eq!(threshold_of("12 && 13"), None);
    }

    #[test]
    fn an_absent_critical_is_filled_and_a_present_one_is_kept() {
        let mut monitor = json!({"type": "query alert", "query": "avg(last_5m):avg:a{*} > 3", "options": {"thresholds": {"warning": 2}}});
        fill_critical(&mut monitor);
        assert_eq!(monitor["options"]["thresholds"], json!({"warning": 2, "critical": 3}));
        monitor["query"] = json!("avg(last_5m):avg:a{*} > 5");
        fill_critical(&mut monitor);
        assert_eq!(monitor["options"]["thresholds"]["critical"], json!(3));
    }
}
