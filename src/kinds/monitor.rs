//! Monitors, `/api/v1/monitor`. Rules and counts: recorded traffic of 2020 to 2026.

use serde_json::{Value, json};

use crate::model::{CanDelete, Default, Id, IdType, Kind, Listing, Lit, MarkPlace, Paging, Update, Verb, When};

pub static MONITOR: Kind = Kind {
    name: "monitor",
    folder: "monitors",
    path: "/api/v1/monitor",
    page: "/monitors/{id}",
    id: Id {
        field: "id",
        json: IdType::Integer,
    },
    listing: Listing {
        paging: Paging::Numbered {
            page: "page",
            size: "page_size",
            most: 1000,
        },
        filter: Some("monitor_tags"),
        ..Kind::REST.listing
    },
    // PUT keeps a top-level field that is left out, and replaces `options` as a whole.
    update: Update {
        verb: Verb::Put,
        merges: true,
    },
    can_delete: Some(CanDelete {
        path: "/api/v1/monitor/can_delete",
        parameter: "monitor_ids",
    }),
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
        // Lists answer [] unless asked `with_assets`, so an absent field cannot be told from an empty one.
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
    ],
    sets: &[
        "/tags",
        "/restricted_roles",
        "/options/renotify_statuses",
        "/options/notify_by",
    ],
    trimmed: &["/message", "/query", "/name", "/options/escalation_message"],
    immutable: &["/type"],
    foreign: |object| object.get("type").and_then(Value::as_str) == Some("synthetics alert"),
    canonical,
    ..Kind::REST
};

fn canonical(monitor: &mut Value) {
    // Stored as sent or as its alias, depending on the query (31 recordings), so the two are one value.
    if monitor.get("type").and_then(Value::as_str) == Some("metric alert") {
        monitor["type"] = json!("query alert");
    }
}
