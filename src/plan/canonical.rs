//! The form in which two sides can be compared: what Datadog owns, adds or reorders is gone.

use serde_json::{Number, Value};

use crate::model::{Kind, Lit, Mark, Pattern, Pointer, When};

/// One side of a comparison. Made here alone, so nothing raw is ever compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Canonical(Value);

impl Canonical {
    pub fn of(kind: &Kind, object: &Value) -> Self {
        let mut value = object.clone();
        Mark::strip(kind, &mut value);
        // Before the part ids go: a quirk may need them to find a part's place.
        (kind.canonical)(&mut value);
        for path in [kind.server_owned, kind.write_only, kind.part_ids].concat() {
            Pattern(path).remove_if(&mut value, |_| true);
        }
        for path in kind.trimmed {
            Pattern(path).for_each(&mut value, trim);
        }
        tidy(&mut value);
        for path in kind.sets {
            Pattern(path).for_each(&mut value, sort);
        }
        drop_defaults(kind, &mut value);
        Self(value)
    }

    /// The live side, shown in the form that the definition beside it is written in.
    pub fn beside(kind: &Kind, live: &Value, desired: &Value) -> Self {
        let mut live = live.clone();
        (kind.view)(&mut live, desired);
        Self::of(kind, &live)
    }

    pub fn value(&self) -> &Value {
        &self.0
    }
}

/// Takes out what an absent field means anyway. Deeper rules first, so that an object emptied by them can go too.
fn drop_defaults(kind: &Kind, value: &mut Value) {
    let mut rules: Vec<_> = kind.defaults.iter().collect();
    rules.sort_by_key(|rule| std::cmp::Reverse(rule.at.depth()));
    for rule in rules {
        if let Some(default) = rule.value.value()
            && holds(rule.when, value)
        {
            rule.at.remove_if(value, |found| *found == default);
        }
    }
}

pub(super) fn holds(when: When, value: &Value) -> bool {
    match when {
        When::Always => true,
        When::Without(other) => Pointer::parse(other).find(value).is_none_or(Value::is_null),
        When::OneOf(other, texts) => {
            Pointer::parse(other).find(value).and_then(Value::as_str).is_some_and(|text| texts.contains(&text))
        }
    }
}

/// Datadog's value where the definition is silent; None where that is null or not ours to know.
pub(super) fn default_at(kind: &Kind, object: &Value, at: &Pointer) -> Option<Lit> {
    let rules = kind.defaults.iter().filter(|rule| rule.at.matches(at));
    rules.filter(|rule| holds(rule.when, object)).map(|rule| rule.value).next()
}

fn trim(value: &mut Value) {
    if let Value::String(text) = value {
        let trimmed = text.trim();
        if trimmed.len() != text.len() {
            *text = trimmed.to_owned();
        }
    }
}

/// Null reads as missing (all kinds), and numbers compare by value: 2 comes back as 2.0 (925 recordings).
fn tidy(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.retain(|_, child| !child.is_null());
            map.values_mut().for_each(tidy);
        }
        Value::Array(items) => items.iter_mut().for_each(tidy),
        Value::Number(number) => {
            if let Some(whole) = whole(number) {
                *number = whole;
            }
        }
        _ => {}
    }
}

fn whole(number: &Number) -> Option<Number> {
    /// Largest integer that a JSON number read as a double keeps exactly.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let float = number.as_f64().filter(|_| number.is_f64())?;
    #[expect(clippy::cast_possible_truncation, reason = "whole and within the exact range, checked here")]
    (float.fract() == 0.0 && float.abs() <= EXACT).then(|| Number::from(float as i64))
}

fn sort(value: &mut Value) {
    if let Value::Array(items) = value {
        items.sort_by_cached_key(ToString::to_string);
        items.dedup();
    }
}

/// JSON text with sorted keys: the same for equal values, whatever their key order.
pub fn stable_text(value: &Value) -> String {
    let mut text = String::new();
    write_stable(value, &mut text);
    text
}

fn write_stable(value: &Value, out: &mut String) {
    match value {
        Value::Object(map) => {
            let mut keys: Vec<_> = map.iter().collect();
            keys.sort_unstable_by_key(|(key, _)| *key);
            out.push('{');
            for (at, (key, child)) in keys.into_iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                out.push_str(&Value::String(key.clone()).to_string());
                out.push(':');
                write_stable(child, out);
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (at, child) in items.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write_stable(child, out);
            }
            out.push(']');
        }
        scalar => out.push_str(&scalar.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::kinds::MONITOR;

    fn monitor(value: &Value) -> Value {
        Canonical::of(&MONITOR, value).0
    }

    #[test]
    fn what_datadog_adds_is_gone() {
        let sent = json!({"type": "metric alert", "query": "q > 2\n", "options": {"thresholds": {"critical": 2}}});
        let answered = json!({
            "id": 1, "type": "query alert", "query": "q > 2", "message": "", "tags": [], "priority": null,
            "overall_state": "OK", "options": {
                "thresholds": {"critical": 2.0}, "silenced": {"*": 1}, "notify_audit": false,
                "include_tags": true, "new_host_delay": 300, "notify_no_data": false
            }
        });
        assert_eq!(monitor(&sent), monitor(&answered));
    }

    #[test]
    fn a_default_holds_only_beside_its_neighbours() {
        let delayed = json!({"options": {"new_group_delay": 60, "new_host_delay": 300}});
        assert_eq!(monitor(&delayed), delayed);
        assert_eq!(monitor(&json!({"options": {"new_host_delay": 300}})), json!({}));
    }

    #[test]
    fn tags_are_a_set_and_marks_are_hidden() {
        let left = json!({"tags": ["b", "a", "ddsync:p", "ddsync-key:k"]});
        assert_eq!(monitor(&left), json!({"tags": ["a", "b"]}));
    }

    #[test]
    fn stable_text_ignores_key_order() {
        let left: Value = serde_json::from_str(r#"{"a":1,"b":[{"d":2,"c":3}]}"#).unwrap();
        let right: Value = serde_json::from_str(r#"{"b":[{"c":3,"d":2}],"a":1}"#).unwrap();
        assert_eq!(stable_text(&left), stable_text(&right));
    }
}
