//! JSON values to YAML text.

use std::borrow::Cow;

use serde_json::Value;

use super::scalar;

/// YAML that [`super::parse`] reads back as `value`, ending with a newline.
pub fn to_yaml(value: &Value) -> String {
    let mark = mark(value);
    let guarded = guarded(value, &mark);
    // Writing into memory fails on nothing that a JSON value can be; JSON is YAML as well.
    let yaml = serde_yaml::to_string(&*guarded).unwrap_or_else(|_| format!("{value}\n"));
    match guarded {
        Cow::Borrowed(_) => yaml,
        Cow::Owned(_) => yaml.replace(&format!("\\0{mark}"), ""),
    }
}

/// The writer is a YAML 1.1 one and takes these for line breaks, which 1.2 (section 5.4) no longer has: it folds them.
/// In double quotes it writes them as escapes. A `<<` without quotes would be a merge key, and
/// what looks like a number but is too large for one it leaves without quotes.
fn is_fragile(text: &str) -> bool {
    text == "<<" || scalar::resolve(text).is_err() || text.contains(['\u{85}', '\u{2028}', '\u{2029}'])
}

/// Fragile texts get a NUL in front, so that the writer takes double quotes; NUL and mark are taken out of what it wrote.
fn guarded<'v>(value: &'v Value, mark: &str) -> Cow<'v, Value> {
    if !any_text(value, &is_fragile) {
        return Cow::Borrowed(value);
    }
    let guard = |text: &str| {
        if is_fragile(text) { format!("\0{mark}{text}") } else { text.to_owned() }
    };
    Cow::Owned(match value {
        Value::String(text) => Value::String(guard(text)),
        Value::Array(items) => items.iter().map(|item| guarded(item, mark).into_owned()).collect(),
        Value::Object(map) => {
            let entries = map.iter().map(|(key, item)| (guard(key), guarded(item, mark).into_owned()));
            Value::Object(entries.collect())
        }
        other => other.clone(),
    })
}

/// A text that `value` does not have after a NUL.
fn mark(value: &Value) -> String {
    let mut mark = "ddsync".to_owned();
    while any_text(value, &|text| text.contains(&format!("\0{mark}"))) {
        mark.push('x');
    }
    mark
}

fn any_text(value: &Value, test: &dyn Fn(&str) -> bool) -> bool {
    match value {
        Value::String(text) => test(text),
        Value::Array(items) => items.iter().any(|item| any_text(item, test)),
        Value::Object(map) => map.iter().any(|(key, item)| test(key) || any_text(item, test)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Map, Number, json};

    use super::super::testing::parsed;
    use super::*;
    use crate::load::testing::texts;

    fn read(yaml: &str) -> Value {
        let (_, parsed) = parsed(yaml);
        assert!(parsed.findings.is_empty(), "{yaml:?}: {:?}", parsed.findings);
        parsed.documents.first().map_or(Value::Null, crate::model::Node::to_value)
    }

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<u64>().prop_map(Value::from),
            any::<f64>().prop_filter_map("finite", |n| Number::from_f64(n).map(Value::from)),
            texts().prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 32, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                prop::collection::vec((texts(), inner), 0..5)
                    .prop_map(|pairs| Value::Object(pairs.into_iter().collect::<Map<_, _>>())),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(value in values()) {
            let yaml = to_yaml(&value);
            prop_assert_eq!(read(&yaml), value, "{}", yaml);
        }

        #[test]
        fn json_is_yaml(value in values()) {
            // JSON allows these unescaped in a text; the parser does not, although YAML 1.2 would.
            let json = value.to_string().replace(|c| ('\u{7f}'..='\u{9f}').contains(&c), "");
            let value: Value = serde_json::from_str(&json).unwrap();
            prop_assert_eq!(read(&value.to_string()), value.clone());
            let mut tabbed = Vec::new();
            let formatter = serde_json::ser::PrettyFormatter::with_indent(b"\t");
            let mut serializer = serde_json::Serializer::with_formatter(&mut tabbed, formatter);
            serde::Serialize::serialize(&value, &mut serializer).unwrap();
            prop_assert_eq!(read(&String::from_utf8(tabbed).unwrap()), value);
        }
    }

    #[test]
    fn readable() {
        let monitor = json!({"name": "a", "message": "one\ntwo\n", "on": "no", "tags": ["a:b"]});
        assert_eq!(to_yaml(&monitor), "name: a\nmessage: |\n  one\n  two\non: no\ntags:\n- a:b\n");
    }
}
