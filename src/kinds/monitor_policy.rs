//! Monitor configuration policies, `/api/v2/monitor/policy`. Attributes come back as they were sent (12 recordings).

use serde_json::{Value, json};

use crate::model::{Default, Kind, Listing, Lit, Natural, Update, Verb, envelope};

pub static MONITOR_POLICY: Kind = Kind {
    name: "monitor-policy",
    folder: "monitor-policies",
    path: "/api/v2/monitor/policy",
    page: "/monitors/settings/policies?policy_id={id}",
    // A second policy for one tag key is refused.
    natural: Natural::At("/policy/tag_key"),
    open: envelope::resource,
    open_item: envelope::resource_item,
    wrap: |policy, id| envelope::as_resource("monitor-config-policy", policy, id),
    listing: Listing { items: "data", ..Kind::REST.listing },
    update: Update { verb: Verb::Patch, merges: false },
    server_owned: &["/id"],
    defaults: &[
        Default::new("/policy_type", Lit::Text("tag")),
        Default::new("/policy/tag_key_required", Lit::Bool(false)),
        Default::new("/policy/valid_tag_values", Lit::EmptyList),
    ],
    body: |policy, _| spell_out(policy),
    ..Kind::REST
};

/// The API asks for these, and there is but one type of policy.
fn spell_out(policy: &mut Value) {
    let Some(fields) = policy.as_object_mut() else { return };
    fields.entry("policy_type").or_insert(json!("tag"));
    if let Some(Value::Object(tag)) = fields.get_mut("policy") {
        tag.entry("tag_key_required").or_insert(json!(false));
        tag.entry("valid_tag_values").or_insert(json!([]));
    }
}
