//! How objects are wrapped on the wire. A definition holds the object itself; these take it out and put it back.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

/// The answer is the object.
pub fn bare(answer: Value) -> Option<Value> {
    Some(answer)
}

/// The body is the object.
pub fn unwrapped(body: Value, _: Option<&str>) -> Value {
    body
}

/// The body is the object without its id, which stands in the path alone.
pub fn without_id(mut body: Value, _: Option<&str>) -> Value {
    if let Some(map) = body.as_object_mut() {
        map.shift_remove("id");
    }
    body
}

/// `{"data": object}`; a list of one counts as the one (SLO writes answer so).
pub fn data(mut answer: Value) -> Option<Value> {
    match answer.get_mut("data")?.take() {
        Value::Array(items) => items.into_iter().next(),
        object => Some(object),
    }
}

/// JSON:API: what an answer includes is put where its items link to it, as the `attributes` of
/// `relationships.{name}.data`.
pub fn linked(mut answer: Value) -> Value {
    let Some(Value::Array(included)) = answer.get_mut("included").map(Value::take) else { return answer };
    let included: HashMap<Linked, Value> = included
        .into_iter()
        .filter_map(|mut found| Some((linkage(&found)?, found.get_mut("attributes")?.take())))
        .collect();
    let items = match answer.get_mut("data") {
        Some(Value::Array(items)) => items.as_mut_slice(),
        Some(item) => std::slice::from_mut(item),
        None => &mut [],
    };
    let relationships = items.iter_mut().filter_map(|item| item.get_mut("relationships")?.as_object_mut());
    let links =
        relationships.flat_map(|relationships| relationships.values_mut()).filter_map(|one| one.get_mut("data"));
    for link in links {
        if let (Some(found), Some(link)) = (linkage(link).and_then(|name| included.get(&name)), link.as_object_mut()) {
            link.insert("attributes".to_owned(), found.clone());
        }
    }
    answer
}

/// Type and id.
type Linked = (String, String);

fn linkage(value: &Value) -> Option<Linked> {
    let text = |field| value.get(field)?.as_str().map(str::to_owned);
    Some((text("type")?, text("id")?))
}

/// JSON:API in an answer: `{"data": {"id", "type", "attributes"}}` becomes the attributes and the id.
pub fn resource(answer: Value) -> Option<Value> {
    resource_item(data(answer)?)
}

/// JSON:API in a list: `{"id", "type", "attributes"}`.
pub fn resource_item(mut item: Value) -> Option<Value> {
    let id = item.get("id").cloned();
    let mut object = match item.get_mut("attributes").map(Value::take) {
        Some(Value::Object(attributes)) => attributes,
        _ => Map::new(),
    };
    if let Some(id) = id {
        object.shift_insert(0, "id".to_owned(), id);
    }
    Some(Value::Object(object))
}

/// JSON:API in a body: the attributes under their type, and the id where the object has one.
pub fn as_resource(kind: &str, mut attributes: Value, id: Option<&str>) -> Value {
    if let Some(map) = attributes.as_object_mut() {
        map.shift_remove("id");
    }
    let mut data = json!({"type": kind, "attributes": attributes});
    if let Some(id) = id {
        data["id"] = json!(id);
    }
    json!({"data": data})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resource_comes_out_as_it_went_in() {
        let object = json!({"id": "a-b", "scope": "env:prod"});
        let body = as_resource("downtime", object.clone(), Some("a-b"));
        assert_eq!(body["data"]["type"], "downtime");
        assert_eq!(body["data"]["attributes"], json!({"scope": "env:prod"}));
        assert_eq!(resource(body), Some(object));
    }

    #[test]
    fn what_is_included_stands_where_it_is_linked() {
        let link = json!({"id": "u", "type": "schema"});
        let answer = json!({
            "data": [{"id": "u", "relationships": {"schema": {"data": link}}}, {"id": "v"}],
            "included": [{"id": "u", "type": "rawSchema", "attributes": 1}, {"id": "u", "type": "schema", "attributes": 2}],
        });
        let linked = linked(answer);
        assert_eq!(linked["data"][0]["relationships"]["schema"]["data"]["attributes"], 2);
        assert_eq!(linked["data"][1], json!({"id": "v"}));
    }

    #[test]
    fn a_list_of_one_is_the_one() {
        assert_eq!(data(json!({"data": [{"id": "x"}], "error": null})), Some(json!({"id": "x"})));
        assert_eq!(data(json!({"data": []})), None);
    }
}
