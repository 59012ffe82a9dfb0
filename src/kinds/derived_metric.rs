//! Metrics that are counted from logs or from spans; the two APIs are one (36 and 12 recordings).

use serde_json::{Value, json};

use crate::model::{Default, Kind, Listing, Lit, Natural, Update, Verb, envelope};

/// All but the name, the path and the type in the envelope.
pub(super) const DERIVED_METRIC: Kind = Kind {
    label: "id",
    page: "/metric/summary?metric={id}",
    natural: Natural::At("/id"),
    spelled: metric_name,
    open: envelope::resource,
    open_item: envelope::resource_item,
    listing: Listing { items: "data", ..Kind::REST.listing },
    update: Update { verb: Verb::Patch, merges: true },
    defaults: DEFAULTS,
    sets: &["/group_by"],
    // A PATCH takes neither.
    immutable: &["/compute/aggregation_type", "/compute/path"],
    canonical: derived_metric,
    body: patch,
    ..Kind::REST
};

const DEFAULTS: &[Default] = &[
    // A PATCH may leave it out; the path names the metric.
    Default::new("/id", Lit::Unmanaged),
    Default::new("/compute/aggregation_type", Lit::Unmanaged),
    Default::new("/compute/path", Lit::Unmanaged),
    // Added to distributions (1 recording).
    Default::new("/compute/include_percentiles", Lit::Bool(false)),
    Default::new("/compute", Lit::EmptyObject),
    Default::new("/filter/query", Lit::Text("*")),
    Default::new("/filter", Lit::EmptyObject),
    Default::new("/group_by", Lit::EmptyList),
];

fn derived_metric(metric: &mut Value) {
    if let Some(id) = metric.get("id").and_then(Value::as_str) {
        metric["id"] = json!(metric_name(id));
    }
    for group in metric.get_mut("group_by").and_then(Value::as_array_mut).into_iter().flatten() {
        // A group without a tag name is called by its path (OpenAPI v2); one order of keys, as the list is a set.
        let path = group.get("path").cloned().unwrap_or_default();
        let name = group.get("tag_name").filter(|name| !name.is_null()).cloned().unwrap_or_else(|| path.clone());
        let mut known = json!({"path": path, "tag_name": name});
        if let (Value::Object(known), Value::Object(rest)) = (&mut known, group.take()) {
            for (key, value) in rest {
                known.entry(key).or_insert(value);
            }
        }
        *group = known;
    }
}

/// A PATCH takes nothing of `compute` but the percentiles, and a filter that is reset is sent in full.
fn patch(body: &mut Value, live: Option<&Value>) {
    let Some(live) = live else { return };
    if let Some(compute) = body.get_mut("compute").and_then(Value::as_object_mut) {
        compute.retain(|field, _| field == "include_percentiles");
        // What is left out is kept, so the default is sent.
        if live.pointer("/compute/include_percentiles") == Some(&Value::Bool(true)) {
            compute.entry("include_percentiles").or_insert(Value::Bool(false));
        }
    }
    if let Some(filter) = body.get_mut("filter").and_then(Value::as_object_mut) {
        filter.entry("query").or_insert_with(|| json!("*"));
    }
}

/// `Test-Get_a` becomes `Test_Get_a` (7 recordings), `"quoted"` loses its quotes (9): a name starts with a letter, ends
/// without an underscore, and has letters, digits, points and underscores only.
fn metric_name(given: &str) -> String {
    let from_letter = given.trim_start_matches(|c: char| !c.is_ascii_alphabetic());
    let name: String = from_letter
        .chars()
        .map(|c| if matches!(c, 'a'..='z' | 'A'..='Z' | '0'..='9' | '_' | '.') { c } else { '_' })
        .collect();
    name.trim_end_matches('_').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_spelled_as_datadog_stores_them() {
        for (given, stored) in [
            ("Test-Get_a-1", "Test_Get_a_1"),
            ("\"quoted.name\"", "quoted.name"),
            ("trace.http.hits", "trace.http.hits"),
            ("9lives", "lives"),
        ] {
            assert_eq!(metric_name(given), stored);
        }
    }
}
