//! Service level objectives, `/api/v1/slo`. Counts: recorded traffic of 2020 to 2026.

mod forms;
mod metric;

use serde_json::{Value, json};

use crate::model::{
    CanDelete, Danger, Dangers, Default, Guard, History, Kind, Listing, Lit, MarkPlace, Paging, Way, Weakens, envelope,
};

pub static SLO: Kind = Kind {
    name: "slo",
    folder: "slos",
    path: "/api/v1/slo",
    page: "/slo?slo_id={id}",
    // A read answers with the object, a write with a list of the one.
    open: envelope::data,
    listing: Listing {
        items: "data",
        paging: Paging::Offset { start: "offset", count: "limit", most: 1000 },
        ..Kind::REST.listing
    },
    can_delete: Some(CanDelete { path: "/api/v1/slo/can_delete", parameter: "ids" }),
    // Lower-cased by the API; a mark is in lower case already.
    history: History { at: "/modified_at", by: "", asset: "slo" },
    dangers: Dangers {
        guards: &[Guard::new("/thresholds/*/target", Way::Down, Danger::Lax, Weakens::Promise)],
        ..Kind::REST.dangers
    },
    mark: MarkPlace::Tags("tags"),
    server_owned: &[
        "/id",
        "/creator",
        "/created_at",
        "/modified_at",
        // 0 monitor, 1 metric, 2 time slice.
        "/type_id",
        "/configured_alert_ids",
        // The server's own text of the number, whatever was sent: "99.0" comes back as "99.".
        "/thresholds/*/target_display",
        "/thresholds/*/warning_display",
    ],
    defaults: &[
        Default::new("/description", Lit::Text("")),
        Default::new("/tags", Lit::EmptyList),
        Default::new("/groups", Lit::EmptyList),
        Default::new("/monitor_ids", Lit::EmptyList),
        // Filled from the monitors' own tags.
        Default::new("/monitor_tags", Lit::EmptyList),
        Default::new("/sli_specification/time_slice/query_interval_seconds", Lit::Int(300)),
    ],
    // In another order on every read (99 recordings).
    sets: &["/tags"],
    // The API description lets a PUT name another type; Terraform makes a new object for it.
    immutable: &["/type"],
    canonical,
    view,
    ..Kind::REST
};

fn canonical(slo: &mut Value) {
    lower_tags(slo);
    metric::fill(slo);
}

fn lower_tags(slo: &mut Value) {
    for tag in slo.get_mut("tags").and_then(Value::as_array_mut).into_iter().flatten() {
        if let Some(text) = tag.as_str() {
            *tag = json!(text.to_lowercase());
        }
    }
}

fn view(live: &mut Value, desired: &Value) {
    metric::view(live, desired);
    choose_threshold(live, desired);
}

/// The threshold that is shown first; Datadog takes one of the list where none is named (27 recordings), and long ago
/// took none (4).
fn choose_threshold(live: &mut Value, desired: &Value) {
    let of_list = |slo: &Value, field: &str| -> Vec<Value> {
        let thresholds = slo.get("thresholds").and_then(Value::as_array).into_iter().flatten();
        thresholds.filter_map(|threshold| threshold.get(field)).cloned().collect()
    };
    for (chosen, field) in
        [("timeframe", "timeframe"), ("target_threshold", "target"), ("warning_threshold", "warning")]
    {
        let listed = [of_list(live, field), of_list(desired, field)].concat();
        match (live.get(chosen).filter(|value| !value.is_null()), desired.get(chosen)) {
            (Some(value), None) if listed.iter().any(|one| same(one, value)) => remove(live, chosen),
            (None, Some(value)) if listed.iter().any(|one| same(one, value)) => live[chosen] = value.clone(),
            _ => {}
        }
    }
}

fn remove(object: &mut Value, field: &str) {
    if let Some(map) = object.as_object_mut() {
        map.shift_remove(field);
    }
}

/// 99 comes back as 99.0.
fn same(left: &Value, right: &Value) -> bool {
    left == right || (left.is_number() && left.as_f64() == right.as_f64())
}
