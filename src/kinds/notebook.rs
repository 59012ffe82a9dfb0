//! Notebooks, `/api/v1/notebooks`.

use serde_json::Value;

use crate::model::{Danger, Dangers, Default, History, Id, IdType, Kind, Listing, Lit, MarkPlace, Paging, envelope};

pub static NOTEBOOK: Kind = Kind {
    name: "notebook",
    folder: "notebooks",
    path: "/api/v1/notebooks",
    page: "/notebook/{id}",
    id: Id { field: "id", json: IdType::Integer },
    open: envelope::resource,
    open_item: envelope::resource_item,
    // The id stands in the path alone (14 recordings).
    wrap: |attributes, _| envelope::as_resource("notebooks", attributes, None),
    listing: Listing {
        items: "data",
        paging: Paging::Offset { start: "start", count: "count", most: 100 },
        ..Kind::REST.listing
    },
    history: History { at: "/modified", by: "", asset: "notebook" },
    dangers: Dangers { gone: Danger::Looks, changed: Danger::Looks, extra: Danger::Looks, ..Kind::REST.dangers },
    mark: MarkPlace::Tags("tags"),
    server_owned: &["/id", "/author", "/created", "/modified", "/deleted", "/schema_version", "/metadata/is_favorite"],
    defaults: &[
        Default::new("/tags", Lit::EmptyList),
        Default::new("/status", Lit::Text("published")),
        Default::new("/template_variables", Lit::EmptyList),
        Default::new("/dropdown_templates", Lit::EmptyList),
        Default::new("/metadata/take_snapshots", Lit::Bool(false)),
        Default::new("/metadata/is_template", Lit::Bool(false)),
        Default::new("/metadata", Lit::EmptyObject),
    ],
    sets: &["/tags"],
    part_ids: &["/cells/*/id"],
    text_ids: &["/cells/**/alert_id", "/cells/**/slo_id"],
    canonical,
    ..Kind::REST
};

fn canonical(notebook: &mut Value) {
    // Appended by Datadog once a person has edited it.
    if let Some(tags) = notebook.get_mut("tags").and_then(Value::as_array_mut) {
        tags.retain(|tag| tag != "human_edited:true");
    }
    for at in ["/time/start", "/time/end"] {
        respell(notebook, at);
    }
    for cell in notebook.get_mut("cells").and_then(Value::as_array_mut).into_iter().flatten() {
        for at in ["/attributes/time/start", "/attributes/time/end"] {
            respell(cell, at);
        }
    }
}

/// `Z` comes back as `+00:00`.
fn respell(holder: &mut Value, at: &str) {
    if let Some(Value::String(text)) = holder.pointer_mut(at)
        && let Some(start) = text.strip_suffix('Z')
    {
        *text = format!("{start}+00:00");
    }
}
