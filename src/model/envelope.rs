//! How objects are wrapped on the wire. A definition holds the object itself; these take it out and put it back.

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
    fn a_list_of_one_is_the_one() {
        assert_eq!(data(json!({"data": [{"id": "x"}], "error": null})), Some(json!({"id": "x"})));
        assert_eq!(data(json!({"data": []})), None);
    }
}
