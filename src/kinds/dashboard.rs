//! Dashboards, `/api/v1/dashboard`. Widget definitions come back as they were sent (12 265 recorded widgets of 40 types).

use serde_json::{Value, json};

use crate::model::{Danger, Dangers, Default, Detail, History, Kind, Listing, Lit, MarkPlace, Paging, Pointer};

pub static DASHBOARD: Kind = Kind {
    name: "dashboard",
    folder: "dashboards",
    label: "title",
    path: "/api/v1/dashboard",
    page: "/dashboard/{id}",
    listing: Listing {
        items: "dashboards",
        paging: Paging::Offset { start: "start", count: "count", most: 100 },
        // The list has no widgets, variables, notify list or tags: one read per dashboard of ours.
        detail: Detail::Summary,
        ..Kind::REST.listing
    },
    // Tags are `team:` only, five at most, so the mark cannot be one.
    history: History { at: "/modified_at", by: "", asset: "dashboard" },
    dangers: Dangers { changed: Danger::Looks, ..Kind::REST.dangers },
    mark: MarkPlace::LastLine("description"),
    server_owned: &[
        "/id",
        "/url",
        "/author_handle",
        "/author_name",
        "/author_info",
        "/created_at",
        "/modified_at",
        "/deleted_at",
        "/experience_type",
        // Any `is_read_only` key in a write is refused since 2025, while reads still show it.
        "/is_read_only",
    ],
    defaults: &[
        Default::new("/description", Lit::Text("")),
        Default::new("/notify_list", Lit::EmptyList),
        Default::new("/template_variables", Lit::EmptyList),
        Default::new("/template_variable_presets", Lit::EmptyList),
        Default::new("/tags", Lit::EmptyList),
        // Filled by the restriction-policy API and by old read-only flags.
        Default::new("/restricted_roles", Lit::Unmanaged),
    ],
    sets: &["/notify_list", "/restricted_roles", "/tags"],
    immutable: &["/layout_type"],
    part_ids: &["/widgets/*/id", "/widgets/*/definition/widgets/*/id"],
    text_ids: &["/widgets/**/alert_id", "/widgets/**/slo_id"],
    canonical,
    ..Kind::REST
};

/// Tabs may name a widget by its place (`@1` is the first) or by its id; Datadog answers with ids (21 recordings).
fn canonical(dashboard: &mut Value) {
    let ids: Vec<Option<Value>> = match dashboard.get("widgets").and_then(Value::as_array) {
        Some(widgets) => widgets.iter().map(|widget| widget.get("id").cloned()).collect(),
        None => return,
    };
    let Some(tabs) = dashboard.get_mut("tabs").and_then(Value::as_array_mut) else {
        return;
    };
    for tab in tabs {
        let Some(Value::Array(members)) = Pointer::root().key("widget_ids").find_mut(tab) else {
            continue;
        };
        for member in members {
            let at = ids.iter().position(|id| id.as_ref().is_some_and(|id| same_id(id, member)));
            if let Some(at) = at {
                *member = json!(format!("@{}", at + 1));
            }
        }
    }
}

fn same_id(left: &Value, right: &Value) -> bool {
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    text(left) == text(right)
}
