//! The secrets of a synthetic test: what its requests show at the door.

use serde_json::Value;

use super::names::is_telling;
use super::{Secret, values};
use crate::model::Pointer;

/// Fields of a request that are secrets whatever they hold.
const FIELDS: &[&str] = &[
    "basicAuth/password",
    "basicAuth/secret",
    "basicAuth/secretKey",
    "basicAuth/sessionToken",
    "basicAuth/clientSecret",
    "certificate/key/content",
];

/// Maps of a request whose entries have names, and what an entry is.
const MAPS: &[(&str, &str)] = &[
    ("headers", "the header"),
    ("proxy/headers", "the header"),
    ("metadata", "the metadata"),
    ("query", "the parameter"),
    ("form", "the form field"),
];

/// Variables of a test.
const VARIABLES: &[&str] = &["/config/configVariables", "/config/variables"];

pub fn find(spec: &Value, found: &mut Vec<Secret>) {
    let mut finder = Finder { found };
    for root in ["config", "steps"] {
        if let Some(value) = spec.get(root) {
            finder.requests(&Pointer::root().key(root), value);
        }
    }
    for (at, variable) in variables(spec) {
        let text = |key| variable.get(key).and_then(Value::as_str);
        if let (Some("text"), Some(name), Some(pattern)) = (text("type"), text("name"), text("pattern"))
            && is_telling(name)
        {
            finder.add(format!("the value of the variable `{name}`"), at.key("pattern"), 0..pattern.len());
        }
    }
    if let Some(cookies) = spec.pointer("/config/setCookie").and_then(Value::as_str) {
        finder.cookies(&Pointer::parse("/config/setCookie"), cookies);
    }
}

/// Each with its place.
pub fn variables(spec: &Value) -> impl Iterator<Item = (Pointer, &Value)> {
    VARIABLES.iter().flat_map(|path| {
        let at = Pointer::parse(path);
        let variables = at.find(spec).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        variables.iter().enumerate().map(move |(index, variable)| (at.index(index), variable))
    })
}

/// Its name and the place of its value, where the results show what nobody else may know.
pub fn open_variable<'v>(at: &Pointer, variable: &'v Value) -> Option<(Pointer, &'v str)> {
    let text = |key| variable.get(key).and_then(Value::as_str);
    let name = text("name").filter(|name| text("type") == Some("text") && is_telling(name))?;
    let is_open = variable.get("secure").and_then(Value::as_bool) != Some(true);
    text("pattern").filter(|pattern| is_open && !values::is_placeholder(pattern))?;
    Some((at.key("pattern"), name))
}

struct Finder<'f> {
    found: &'f mut Vec<Secret>,
}

impl Finder<'_> {
    fn add(&mut self, what: String, at: Pointer, range: std::ops::Range<usize>) {
        self.found.push(Secret { what, at, range });
    }

    /// Every request of the test, in steps too.
    fn requests(&mut self, at: &Pointer, value: &Value) {
        match value {
            Value::Object(map) => {
                for (key, value) in map {
                    if key == "request" {
                        self.request(&at.key(key), value);
                    }
                    self.requests(&at.key(key), value);
                }
            }
            Value::Array(items) => {
                items.iter().enumerate().for_each(|(index, item)| self.requests(&at.index(index), item));
            }
            _ => {}
        }
    }

    fn request(&mut self, at: &Pointer, request: &Value) {
        for field in FIELDS {
            if let Some(text) = request.pointer(&format!("/{field}")).and_then(Value::as_str) {
                self.add(format!("the value of `{}`", field.replace('/', ".")), below(at, field), 0..text.len());
            }
        }
        for (map, what) in MAPS {
            let entries = request.pointer(&format!("/{map}")).and_then(Value::as_object);
            for (name, value) in entries.into_iter().flatten() {
                self.entry(what, name, &below(at, map).key(name), value);
            }
        }
        for field in ["url", "proxy/url"] {
            if let Some(address) = request.pointer(&format!("/{field}")).and_then(Value::as_str) {
                self.address(&field.replace('/', "."), &below(at, field), address);
            }
        }
        if let Some(body) = request.get("body").and_then(Value::as_str) {
            for (name, range) in values::entries(body).unwrap_or_default() {
                if is_telling(&name) {
                    self.add(format!("the value of `{name}` in `body`"), at.key("body"), range);
                }
            }
        }
    }

    fn entry(&mut self, what: &str, name: &str, at: &Pointer, value: &Value) {
        let Some(text) = value.as_str() else { return };
        if name.eq_ignore_ascii_case("cookie") {
            self.cookies(at, text);
        } else if is_telling(name) {
            self.add(format!("the value of {what} `{name}`"), at.clone(), values::of_header(text));
        }
    }

    fn cookies(&mut self, at: &Pointer, text: &str) {
        for (name, range) in values::pairs(text, ';').into_iter().filter(|(name, _)| is_telling(name)) {
            self.add(format!("the value of the cookie `{name}`"), at.clone(), range);
        }
    }

    fn address(&mut self, field: &str, at: &Pointer, address: &str) {
        if let Some(range) = values::of_address(address) {
            self.add(format!("the password in `{field}`"), at.clone(), range);
        }
        let Some(query) = address.find('?') else { return };
        let query = query + 1;
        let text = address.get(query..).unwrap_or_default();
        let text = text.split('#').next().unwrap_or_default();
        for (name, range) in values::pairs(text, '&').into_iter().filter(|(name, _)| is_telling(name)) {
            self.add(
                format!("the value of the parameter `{name}`"),
                at.clone(),
                query + range.start..query + range.end,
            );
        }
    }
}

fn below(at: &Pointer, path: &str) -> Pointer {
    path.split('/').fold(at.clone(), |at, key| at.key(key))
}
