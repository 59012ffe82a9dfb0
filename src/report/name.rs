//! What people call a place in an object: `group "X" › widget "Y"`, and below it `requests[0].style.palette`.

use serde_json::Value;

use super::value::{middle, quoted};
use super::visible;
use crate::model::{Pointer, Token};

/// A place in people's words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// The widgets around it, outermost first; empty in the object itself.
    pub parts: Vec<String>,
    /// Where the innermost of them stands.
    pub part: Pointer,
    /// Below the innermost part; empty where the place is the part itself.
    pub rest: String,
}

impl Name {
    /// Names a place of `object`. Items of lists are known by their names, else by their 0-based places.
    pub fn of(object: &Value, at: &Pointer) -> Self {
        let mut name = Self::default();
        let mut pointer = Pointer::root();
        let mut value = Some(object);
        for token in at.tokens() {
            pointer = pointer.child(token.clone());
            value = value.and_then(|value| step(value, token));
            match (token, value.and_then(part)) {
                (Token::Index(_), Some(part)) => {
                    name.parts.push(part);
                    name.part = pointer.clone();
                    name.rest.clear();
                }
                (Token::Index(index), None) => name.rest.push_str(&item(value, *index)),
                // A widget's fields stand in its definition, of which people see nothing.
                (Token::Key(key), _) if name.rest.is_empty() && !name.parts.is_empty() && key == "definition" => {}
                (Token::Key(key), _) => {
                    name.rest.push_str(if name.rest.is_empty() { "" } else { "." });
                    name.rest.push_str(&visible::line(key));
                }
            }
        }
        name
    }

    pub fn subject(&self) -> String {
        self.parts.join(" › ")
    }
}

fn step<'v>(value: &'v Value, token: &Token) -> Option<&'v Value> {
    let mut one = Pointer::root();
    one = one.child(token.clone());
    one.find(value)
}

/// `widget "Errors"`, `group "Stages"`, `widget (note)`; None for an item that is no widget.
pub fn part(item: &Value) -> Option<String> {
    let definition = item.get("definition")?.as_object()?;
    let text = |field: &str| definition.get(field).and_then(Value::as_str).filter(|text| !text.is_empty());
    let noun = if definition.contains_key("widgets") { "group" } else { "widget" };
    Some(match (text("title"), text("type")) {
        (Some(title), _) => format!("{noun} {}", quoted(title)),
        (None, Some(kind)) => format!("{noun} ({})", middle(&visible::line(kind), 40, 16)),
        (None, None) => noun.to_owned(),
    })
}

/// The same for an item that comes or goes, with more about it: `widget "Errors" (timeseries)`.
pub fn part_in_full(item: &Value) -> Option<String> {
    let name = part(item)?;
    let definition = item.get("definition")?;
    if let Some(inner) = definition.get("widgets").and_then(Value::as_array) {
        return Some(format!("{name} with {}", super::count(inner.len(), "widget")));
    }
    let titled = definition.get("title").and_then(Value::as_str).is_some_and(|title| !title.is_empty());
    let kind = definition.get("type").and_then(Value::as_str).filter(|_| titled);
    Some(match kind {
        Some(kind) => format!("{name} ({})", middle(&visible::line(kind), 40, 16)),
        None => name,
    })
}

/// `[env]` for an item with a name, `[0]` for another.
pub fn item(item: Option<&Value>, index: usize) -> String {
    let named = ["name", "key"].iter().find_map(|field| item?.get(field)?.as_str());
    match named.filter(|name| !name.is_empty()) {
        Some(name) => format!("[{}]", middle(&visible::line(name), 40, 16)),
        None => format!("[{index}]"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn widgets_and_named_items_have_names() {
        let object = json!({
            "template_variables": [{"name": "env"}],
            "widgets": [{"definition": {"type": "group", "title": "Stages", "widgets": [
                {"definition": {"type": "note", "requests": [{"queries": [{"name": "q1"}]}]}}
            ]}}]
        });
        let name = |text: &str| {
            let name = Name::of(&object, &Pointer::parse(text));
            (name.subject(), name.rest)
        };
        let expect = |subject: &str, rest: &str| (subject.to_owned(), rest.to_owned());
        assert_eq!(name("/template_variables/0/default"), expect("", "template_variables[env].default"));
        assert_eq!(
            name("/widgets/0/definition/widgets/0/definition/requests/0/queries/0/query"),
            expect("group \"Stages\" › widget (note)", "requests[0].queries[q1].query")
        );
        assert_eq!(name("/widgets/0"), expect("group \"Stages\"", ""));
        assert_eq!(name("/options/thresholds/critical"), expect("", "options.thresholds.critical"));
    }
}
