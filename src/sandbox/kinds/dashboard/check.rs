//! What Datadog refuses in a dashboard, with its own words where they were recorded.

use serde_json::{Map, Value, json};

use crate::sandbox::wire::{Body, Reply};

const MOST_TAGS: usize = 5;

/// Checks a body as it was sent. What is missing or misshapen is refused in words of our own.
pub(super) fn definition(sent: &Map<String, Value>) -> Result<(), Reply> {
    if sent.contains_key("is_read_only") {
        return Err(read_only());
    }
    for name in ["title", "layout_type", "widgets"] {
        if sent.get(name).is_none_or(Value::is_null) {
            return Err(Reply::bad_request(format!("Missing required parameter '{name}'")));
        }
    }
    if !sent.get("title").is_some_and(Value::is_string) {
        return Err(Reply::invalid("title"));
    }
    layout(sent)?;
    tags(sent)?;
    array(sent, "template_variables").iter().try_for_each(template_variable)?;
    array(sent, "template_variable_presets").iter().try_for_each(preset)
}

/// Since 2025, whatever its value.
fn read_only() -> Reply {
    let detail = "The is_read_only attribute is no longer supported. \
        https://docs.datadoghq.com/dashboards/guide/is-read-only-deprecation/";
    let error = json!({
        "id": null, "links": null, "status": "HTTPStatus.BAD_REQUEST", "code": null, "title": "Bad Request",
        "detail": detail, "source": null, "meta": null,
    });
    Reply::new(400, Body::Json(json!({"errors": [error]})))
}

fn layout(sent: &Map<String, Value>) -> Result<(), Reply> {
    let layout = sent.get("layout_type").and_then(Value::as_str);
    if !matches!(layout, Some("ordered" | "free")) {
        return Err(Reply::invalid("layout_type"));
    }
    let widgets = sent.get("widgets").and_then(Value::as_array).ok_or_else(|| Reply::invalid("widgets"))?;
    for (position, widget) in widgets.iter().enumerate() {
        let missing = match layout {
            _ if widget.get("definition").is_none() => "definition",
            Some("free") if widget.get("layout").is_none_or(Value::is_null) => "layout",
            _ => continue,
        };
        return Err(Reply::bad_request(format!(
            "Invalid widget at position {position}. Error: '{missing}' is a required property"
        )));
    }
    Ok(())
}

fn tags(sent: &Map<String, Value>) -> Result<(), Reply> {
    let tags = array(sent, "tags");
    let names_a_team = |tag: &Value| tag.as_str().is_some_and(|tag| tag.starts_with("team:"));
    if !tags.iter().all(names_a_team) {
        return Err(Reply::bad_request("Invalid tag format. Valid tag keys are: team."));
    }
    if tags.len() > MOST_TAGS {
        return Err(Reply::bad_request(format!(
            "Maximum number of elements in parameter 'tags' should be {MOST_TAGS}"
        )));
    }
    Ok(())
}

fn template_variable(variable: &Value) -> Result<(), Reply> {
    let set = |name: &str| variable.get(name).is_some_and(|value| !value.is_null());
    if !set("name") || (set("default") && set("defaults")) {
        return Err(Reply::bad_request("'template_variables' is invalid"));
    }
    let defaults = variable["defaults"].as_array();
    if defaults.is_some_and(|defaults| defaults.iter().any(|value| value == "")) {
        return Err(Reply::bad_request("Minimum length of parameter 'defaults' should be 1"));
    }
    Ok(())
}

fn preset(preset: &Value) -> Result<(), Reply> {
    for variable in preset["template_variables"].as_array().into_iter().flatten() {
        let values = variable.get("values").filter(|values| !values.is_null());
        if values.is_some() && variable.get("value").is_some_and(|value| !value.is_null()) {
            let text = python(variable);
            return Err(Reply::bad_request(format!("'template_variables' value '{text}' is invalid")));
        }
        if values.and_then(Value::as_array).is_some_and(Vec::is_empty) {
            return Err(Reply::bad_request("Minimum number of elements in parameter 'values' should be 1"));
        }
    }
    Ok(())
}

fn array<'a>(sent: &'a Map<String, Value>, name: &str) -> &'a [Value] {
    sent.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// As Python prints the value: that is how it stands in the recorded message.
fn python(value: &Value) -> String {
    match value {
        Value::Null => "None".to_owned(),
        Value::Bool(true) => "True".to_owned(),
        Value::Bool(false) => "False".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => format!("'{text}'"),
        Value::Array(items) => format!("[{}]", items.iter().map(python).collect::<Vec<_>>().join(", ")),
        Value::Object(fields) => {
            let fields: Vec<String> =
                fields.iter().map(|(name, value)| format!("'{name}': {}", python(value))).collect();
            format!("{{{}}}", fields.join(", "))
        }
    }
}
