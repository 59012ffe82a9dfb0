//! Components of Backstage. Datadog takes them and keeps what it makes of them, a definition of version 2.2 (recorded in
//! 2025): annotations, type, namespace and system become tags, title and icons go.

use serde_json::{Map, Value, json};

const FIELDS: [&str; 4] = ["apiVersion", "kind", "metadata", "spec"];

fn is_backstage(definition: &Value) -> bool {
    definition.get("apiVersion").and_then(Value::as_str).is_some_and(|version| version.starts_with("backstage.io/"))
}

/// What the service is called.
pub fn name(definition: &Value) -> Option<&Value> {
    definition.get("metadata").filter(|_| is_backstage(definition))?.get("name")
}

/// Makes of a component what Datadog makes of it.
pub fn convert(definition: &mut Value) {
    if !is_backstage(definition) {
        return;
    }
    let mut made = Map::new();
    for (field, path) in [
        ("dd-service", "/metadata/name"),
        ("team", "/spec/owner"),
        ("description", "/metadata/description"),
        ("lifecycle", "/spec/lifecycle"),
    ] {
        if let Some(value) = definition.pointer(path) {
            made.insert(field.to_owned(), value.clone());
        }
    }
    let links = definition.pointer("/metadata/links").and_then(Value::as_array).into_iter().flatten();
    let link = |link: &Value| json!({"name": link["title"], "type": "other", "url": link["url"]});
    made.insert("links".to_owned(), links.map(link).collect());
    made.insert("tags".to_owned(), tags(definition).into());
    *definition = Value::Object(made);
}

fn tags(definition: &Value) -> Vec<String> {
    let own = definition.pointer("/metadata/tags").and_then(Value::as_array).into_iter().flatten();
    let own = own.filter_map(Value::as_str).map(str::to_owned);
    let told = [("backstage.type", "/spec/type"), ("namespace", "/metadata/namespace"), ("system", "/spec/system")];
    let told =
        told.into_iter().filter_map(|(name, path)| Some(format!("{name}:{}", definition.pointer(path)?.as_str()?)));
    own.chain(told).chain(pairs(definition, "/metadata/annotations")).collect()
}

/// `name:value` of each.
fn pairs(definition: &Value, path: &str) -> Vec<String> {
    let pairs = definition.pointer(path).and_then(Value::as_object).into_iter().flatten();
    pairs.filter_map(|(name, value)| Some(format!("{name}:{}", value.as_str()?))).collect()
}

/// Beside a component, what follows from it in ways that were not recorded or that change is not looked at: the version, the
/// application (shown right after a write, and never again), tags of a default namespace and of labels.
pub fn show(live: &mut Value, desired: &Value) {
    let Some(fields) = live.as_object_mut().filter(|_| is_backstage(desired)) else { return };
    fields.shift_remove("schema-version");
    fields.shift_remove("application");
    let mut followed = pairs(desired, "/metadata/labels");
    if desired.pointer("/metadata/namespace").is_none() {
        followed.push("namespace:default".to_owned());
    }
    if let Some(Value::Array(tags)) = fields.get_mut("tags") {
        tags.retain(|tag| !tag.as_str().is_some_and(|tag| followed.iter().any(|other| other == tag)));
    }
}

/// A component is sent without what was carried over from the definition that Datadog keeps.
pub fn alone(definition: &mut Value) {
    if is_backstage(definition)
        && let Some(fields) = definition.as_object_mut()
    {
        fields.retain(|name, _| FIELDS.contains(&name.as_str()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_component_becomes_a_definition() {
        let mut component = json!({
            "apiVersion": "backstage.io/v1alpha1", "kind": "Component",
            "metadata": {
                "name": "cart", "namespace": "default", "title": "Cart", "tags": ["a:1"], "annotations": {"b": "2"},
                "links": [{"title": "Wiki", "url": "https://wiki", "icon": "help"}]
            },
            "spec": {"type": "service", "owner": "shop", "system": "retail"}
        });
        convert(&mut component);
        let tags = ["a:1", "backstage.type:service", "namespace:default", "system:retail", "b:2"];
        let links = [json!({"name": "Wiki", "type": "other", "url": "https://wiki"})];
        assert_eq!(component, json!({"dd-service": "cart", "team": "shop", "links": links, "tags": tags}));
    }
}
