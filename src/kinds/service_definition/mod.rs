//! Service definitions, `/api/v2/services/definitions`. A POST replaces the one of its service.

mod backstage;

use serde_json::Value;

use super::ordered_as;
use crate::model::{Default, Id, IdType, Kind, Listing, Lit, Natural, Paging, Update, Verb, envelope};

pub static SERVICE_DEFINITION: Kind = Kind {
    name: "service-definition",
    folder: "service-definitions",
    label: "dd-service",
    path: "/api/v2/services/definitions",
    page: "/services?selectedService={id}",
    id: Id { field: "dd-service", json: IdType::Text },
    natural: Natural::Of(|definition| {
        let name = definition.get("dd-service").or_else(|| backstage::name(definition))?;
        name.as_str().filter(|name| !name.is_empty()).map(str::to_owned)
    }),
    open: |answer| schema(envelope::data(answer)?),
    open_item: schema,
    listing: Listing {
        items: "data",
        paging: Paging::Numbered { page: "page[number]", size: "page[size]", most: 100 },
        ..Kind::REST.listing
    },
    update: Update { verb: Verb::Post, merges: false },
    defaults: &[
        Default::new("/contacts", Lit::EmptyList),
        Default::new("/docs", Lit::EmptyList),
        Default::new("/links", Lit::EmptyList),
        Default::new("/repos", Lit::EmptyList),
        Default::new("/tags", Lit::EmptyList),
        Default::new("/extensions", Lit::EmptyObject),
        // Filled into reads of what was made of Backstage (2025).
        Default::new("/integrations/pagerduty/service-url", Lit::Text("")),
        Default::new("/integrations/opsgenie/service-url", Lit::Text("")),
        Default::new("/integrations/pagerduty", Lit::EmptyObject),
        Default::new("/integrations/opsgenie", Lit::EmptyObject),
        Default::new("/integrations", Lit::EmptyObject),
        Default::new("/team", Lit::Text("")),
        // Version 2 makes it of the team's name.
        Default::new("/dd-team", Lit::Unmanaged),
    ],
    // Both come back in any order (8 recordings).
    sets: &["/tags"],
    canonical: backstage::convert,
    view: |live, desired| {
        backstage::show(live, desired);
        if let (Some(contacts), Some(wanted)) = (live.get_mut("contacts"), desired.get("contacts")) {
            ordered_as(contacts, wanted, |left, right| left == right);
        }
    },
    body: |definition, _| backstage::alone(definition),
    ..Kind::REST
};

/// What was sent stands deep in what comes back, beside what Datadog notes about it.
fn schema(mut item: Value) -> Option<Value> {
    if item.get("attributes").is_none() {
        return Some(item);
    }
    item.pointer_mut("/attributes/schema").map(Value::take)
}
