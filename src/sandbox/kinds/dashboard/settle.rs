//! From what a client sends to what is stored. Widget definitions are never looked into, but for nested widgets.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::ids;
use crate::sandbox::store::Objects;
use crate::sandbox::wire::Reply;

/// Longest slug recorded.
const SLUG_LENGTH: usize = 80;
/// Null where they were not sent.
const FILLED: [&str; 3] = ["description", "template_variables", "notify_list"];
/// Left out where they were not sent. Anything else in a body is dropped, an `id` among it.
const OPTIONAL: [&str; 6] =
    ["template_variable_presets", "tags", "restricted_roles", "reflow_type", "tabs", "default_timeframe"];

/// The client's part of a dashboard as it is stored.
pub(super) fn dashboard(sent: &Map<String, Value>, objects: &Objects<'_>) -> Result<Map<String, Value>, Reply> {
    let mut dashboard = Map::new();
    let mut keep = |name: &str, value: Value| dashboard.insert(name.to_owned(), value);
    let value = |name: &str| sent.get(name).cloned().unwrap_or_default();
    keep("layout_type", value("layout_type"));
    for name in FILLED {
        keep(name, value(name));
    }
    for name in OPTIONAL.iter().filter(|name| sent.contains_key(**name)) {
        keep(name, value(name));
    }
    let mut widgets = value("widgets");
    name_widgets(&mut widgets, &mut || objects.next("widget"))?;
    if let Some(tabs) = dashboard.get_mut("tabs") {
        resolve_tabs(tabs, &widgets)?;
    }
    if let Some(Value::Array(handles)) = dashboard.get_mut("notify_list") {
        shuffle(handles);
    }
    dashboard.insert("widgets".to_owned(), widgets);
    Ok(dashboard)
}

/// `Test_a [B] - c` becomes `testa-b---c`: only ASCII letters and digits, spaces and hyphens count.
pub(super) fn slug(title: &str) -> String {
    let slug: String = title
        .to_ascii_lowercase()
        .trim()
        .chars()
        .filter_map(|character| match character {
            'a'..='z' | '0'..='9' | '-' => Some(character),
            ' ' => Some('-'),
            _ => None,
        })
        .take(SLUG_LENGTH)
        .collect();
    slug.trim_end_matches('-').to_owned()
}

/// Every widget gets an id, the nested ones of a group too; a sent whole number is kept.
fn name_widgets(widgets: &mut Value, next: &mut dyn FnMut() -> rusqlite::Result<i64>) -> rusqlite::Result<()> {
    for widget in widgets.as_array_mut().into_iter().flatten() {
        if let Some(nested) = widget.pointer_mut("/definition/widgets") {
            name_widgets(nested, next)?;
        }
        let Some(fields) = widget.as_object_mut() else { continue };
        if !fields.get("id").is_some_and(Value::is_u64) {
            fields.insert("id".to_owned(), json!(ids::widget(next()?)));
        }
    }
    Ok(())
}

/// `"@2"` is the second top-level widget; ids stay as they are. A place that is not there is refused in our own words.
fn resolve_tabs(tabs: &mut Value, widgets: &Value) -> Result<(), Reply> {
    let ids: Vec<&Value> = widgets.as_array().into_iter().flatten().map(|widget| &widget["id"]).collect();
    let members = tabs.as_array_mut().into_iter().flatten().filter_map(|tab| tab.get_mut("widget_ids"));
    for member in members.filter_map(Value::as_array_mut).flatten() {
        let Some(position) = member.as_str().and_then(|text| text.strip_prefix('@')) else {
            continue;
        };
        let place = position.parse::<usize>().ok().and_then(|position| position.checked_sub(1));
        let id = place.and_then(|place| ids.get(place));
        *member = (*id.ok_or_else(|| Reply::bad_request("'tabs' is invalid"))?).clone();
    }
    Ok(())
}

/// Datadog gives the list back as a set, in an order of its own (10 of 11 recordings): here, backwards by its text.
fn shuffle(handles: &mut Vec<Value>) {
    let set: BTreeSet<String> = handles.iter().filter_map(Value::as_str).map(str::to_owned).collect();
    *handles = set.into_iter().rev().map(Value::String).collect();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_keeps_letters_digits_and_one_hyphen_for_each_space() {
        assert_eq!(slug("Ana Li - Shop_ist [Logs] Demo"), "ana-li---shopist-logs-demo");
        assert_eq!(slug(&"a".repeat(90)).len(), 80);
    }
}
