//! Powerpacks, groups of widgets that dashboards share: `/api/v2/powerpacks`.

use serde_json::{Value, json};

use crate::model::{Danger, Dangers, Default, Kind, Listing, Lit, MarkPlace, Paging, Update, Verb, envelope};

pub static POWERPACK: Kind = Kind {
    name: "powerpack",
    folder: "powerpacks",
    path: "/api/v2/powerpacks",
    page: "/powerpack/{id}",
    open: envelope::resource,
    open_item: envelope::resource_item,
    wrap: |attributes, id| envelope::as_resource("powerpack", attributes, id),
    // `links.next` is there on the last page too, so only an empty page ends the list.
    listing: Listing {
        items: "data",
        paging: Paging::Offset { start: "page[offset]", count: "page[limit]", most: 1000 },
        ..Kind::REST.listing
    },
    update: Update { verb: Verb::Patch, merges: true },
    dangers: Dangers { changed: Danger::Looks, ..Kind::REST.dangers },
    mark: MarkPlace::LastLine("description"),
    server_owned: &["/id"],
    defaults: &[
        Default::new("/description", Lit::Text("")),
        Default::new("/tags", Lit::EmptyList),
        Default::new("/template_variables", Lit::EmptyList),
        // 32 recordings.
        Default::new("/group_widget/layout/x", Lit::Int(0)),
        Default::new("/group_widget/layout/y", Lit::Int(0)),
        Default::new("/group_widget/layout/width", Lit::Int(12)),
        Default::new("/group_widget/layout/height", Lit::Int(1)),
        Default::new("/group_widget/layout", Lit::EmptyObject),
    ],
    sets: &["/tags"],
    part_ids: &["/group_widget/definition/widgets/*/id"],
    text_ids: &["/group_widget/**/alert_id", "/group_widget/**/slo_id"],
    body: |powerpack, _| fill_layout(powerpack),
    ..Kind::REST
};

/// Datadog fills in a layout that is absent, and refuses one that is not whole (OpenAPI v2).
fn fill_layout(powerpack: &mut Value) {
    let layout = powerpack.get_mut("group_widget").and_then(|group| group.get_mut("layout"));
    if let Some(layout) = layout.and_then(Value::as_object_mut) {
        for (side, usual) in [("x", 0), ("y", 0), ("width", 12), ("height", 1)] {
            layout.entry(side).or_insert_with(|| json!(usual));
        }
    }
}
