//! Entities of the software catalog, `/api/v2/catalog/entity`, in their third form. A POST replaces the one of its kind,
//! namespace and name. Counts: recorded traffic of 2024 to 2026.

use serde_json::{Map, Value, json};

use crate::model::{Default, Id, IdType, Kind, Listing, Lit, Natural, Paging, Read, Update, Verb, envelope};

pub static CATALOG_ENTITY: Kind = Kind {
    name: "catalog-entity",
    folder: "catalog-entities",
    // Its reference; a definition is called by its natural key, which is the same.
    label: "id",
    path: "/api/v2/catalog/entity",
    page: "/software?search={id}",
    id: Id { field: "id", json: IdType::Text },
    natural: Natural::Of(reference),
    open: |answer| entity(envelope::data(envelope::linked(answer))?),
    open_item: entity,
    read: Read::Filtered("filter[ref]"),
    listing: Listing {
        items: "data",
        paging: Paging::Offset { start: "page[offset]", count: "page[limit]", most: 100 },
        // Without it an item has a few fields of its metadata and nothing else.
        with: &[("include", "schema")],
        ..Kind::REST.listing
    },
    update: Update { verb: Verb::Post, merges: false },
    server_owned: &["/id", "/metadata/id", "/metadata/managed"],
    defaults: &[
        Default::new("/metadata/namespace", Lit::Text(NAMESPACE)),
        // An empty list is dropped, and an association without a name gets an empty one.
        Default::new("/metadata/tags", Lit::EmptyList),
        Default::new("/metadata/links", Lit::EmptyList),
        Default::new("/metadata/contacts", Lit::EmptyList),
        Default::new("/metadata/additionalOwners", Lit::EmptyList),
        Default::new("/spec/dependsOn", Lit::EmptyList),
        Default::new("/spec/componentOf", Lit::EmptyList),
        Default::new("/spec/components", Lit::EmptyList),
        Default::new("/spec/implementedBy", Lit::EmptyList),
        Default::new("/spec/languages", Lit::EmptyList),
        Default::new("/spec", Lit::EmptyObject),
        Default::new("/integrations", Lit::EmptyObject),
        Default::new("/extensions", Lit::EmptyObject),
        Default::new("/datadog/events/*/name", Lit::Text("")),
        Default::new("/datadog/logs/*/name", Lit::Text("")),
        Default::new("/datadog/events", Lit::EmptyList),
        Default::new("/datadog/logs", Lit::EmptyList),
        Default::new("/datadog/codeLocations", Lit::EmptyList),
        Default::new("/datadog/performanceData/tags", Lit::EmptyList),
        Default::new("/datadog/performanceData", Lit::EmptyObject),
        Default::new("/datadog/pipelines/fingerprints", Lit::EmptyList),
        Default::new("/datadog/pipelines", Lit::EmptyObject),
        Default::new("/datadog", Lit::EmptyObject),
    ],
    sets: &["/metadata/tags"],
    ..Kind::REST
};

const NAMESPACE: &str = "default";

/// `service:default/checkout`: what paths, filters and other entities name it by.
fn reference(entity: &Value) -> Option<String> {
    if let Some(known) = entity.get("id").and_then(Value::as_str) {
        return Some(known.to_owned());
    }
    let metadata = entity.get("metadata")?;
    let text =
        |holder: &Value, field: &str| holder.get(field)?.as_str().filter(|text| !text.is_empty()).map(str::to_owned);
    let namespace = text(metadata, "namespace").unwrap_or_else(|| NAMESPACE.to_owned());
    Some(format!("{}:{namespace}/{}", text(entity, "kind")?, text(metadata, "name")?))
}

/// What was sent is linked to an item as its `schema`. One that came without it is told by its attributes alone.
fn entity(mut item: Value) -> Option<Value> {
    let Some(attributes) = item.get("attributes").and_then(Value::as_object) else { return Some(item) };
    let told = told(attributes);
    let mut entity = match item.pointer_mut("/relationships/schema/data/attributes/schema").map(Value::take) {
        Some(Value::Object(schema)) => schema,
        _ => told.as_object()?.clone(),
    };
    if let Some(id) = reference(&told) {
        entity.shift_insert(0, "id".to_owned(), json!(id));
    }
    Some(Value::Object(entity))
}

fn told(attributes: &Map<String, Value>) -> Value {
    let (head, metadata): (Map<_, _>, Map<_, _>) =
        attributes.clone().into_iter().partition(|(name, _)| matches!(name.as_str(), "apiVersion" | "kind"));
    let mut told = Value::Object(head);
    told["metadata"] = Value::Object(metadata);
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entity_is_known_by_kind_namespace_and_name() {
        for (entity, known) in [
            (json!({"kind": "service", "metadata": {"name": "checkout"}}), Some("service:default/checkout")),
            (json!({"kind": "queue", "metadata": {"name": "orders", "namespace": "eu"}}), Some("queue:eu/orders")),
            (json!({"kind": "queue", "metadata": {}}), None),
            (json!({"metadata": {"name": "orders"}}), None),
        ] {
            assert_eq!(reference(&entity).as_deref(), known);
        }
    }

    #[test]
    fn an_item_without_its_schema_is_told_by_its_attributes() {
        let attributes = json!({"apiVersion": "v3", "kind": "service", "name": "checkout", "namespace": "default"});
        let told = entity(json!({"id": "u-u-i-d", "type": "entity", "attributes": attributes})).unwrap();
        assert_eq!(told["id"], "service:default/checkout");
        assert_eq!(told["metadata"], json!({"name": "checkout", "namespace": "default"}));
    }
}
