//! Where secrets stand in definitions: fields that are one by their meaning, and entries whose name tells.

mod names;
mod synthetic;
mod values;

use std::ops::Range;

use serde_json::Value;

use self::names::is_telling;
use super::subject::Resource;
use crate::kinds;
use crate::model::Pointer;

/// A value that nobody else may know.
pub struct Secret {
    /// As a sentence begins: ``the value of `Authorization` in `custom_headers` ``.
    pub what: String,
    /// The text it stands in, and where in it.
    pub at: Pointer,
    pub range: Range<usize>,
}

/// All that stand in the resource's texts, without placeholders and without what Datadog fills in itself.
pub fn of(resource: &Resource<'_>) -> Vec<Secret> {
    let mut found = Vec::new();
    for path in resource.address().kind.secrets {
        let at = Pointer::parse(path);
        if let Some(Value::String(text)) = at.find(resource.spec()) {
            of_field(&path.trim_start_matches('/').replace('/', "."), &at, text, &mut found);
        }
    }
    if has_variables(resource) {
        synthetic::find(resource.spec(), &mut found);
    }
    let value = |secret: &Secret| secret.at.find(resource.spec())?.as_str()?.get(secret.range.clone());
    found.retain(|secret| value(secret).is_some_and(|value| !values::is_placeholder(value)));
    found
}

/// Whether its texts can name variables that Datadog keeps.
pub fn has_variables(resource: &Resource<'_>) -> bool {
    resource.address().kind.name == kinds::SYNTHETIC_TEST.name
}

/// Variables of a test that hold a secret and are not marked as one, with the place of the value: the results show it.
pub fn open_variables<'r>(resource: &'r Resource<'_>) -> Vec<(Pointer, &'r str)> {
    if !has_variables(resource) {
        return Vec::new();
    }
    synthetic::variables(resource.spec()).filter_map(|(at, variable)| synthetic::open_variable(&at, variable)).collect()
}

/// A field that the kind names: a secret itself, or a JSON object that may hold some.
fn of_field(name: &str, at: &Pointer, text: &str, found: &mut Vec<Secret>) {
    match values::entries(text) {
        Some(entries) => {
            let telling = entries.into_iter().filter(|(entry, _)| is_telling(entry));
            found.extend(telling.map(|(entry, range)| {
                let inner = values::of_header(text.get(range.clone()).unwrap_or_default());
                let range = range.start + inner.start..range.start + inner.end;
                Secret { what: format!("the value of `{entry}` in `{name}`"), at: at.clone(), range }
            }));
        }
        None => found.push(Secret { what: format!("the value of `{name}`"), at: at.clone(), range: 0..text.len() }),
    }
}
