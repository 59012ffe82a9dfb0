//! One fault of one value in words: what should stand there, what does, and what to write.

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;
use serde_json::Value;

use super::ours::{FORM, HELP};
use super::shapes::OPEN_ENUM;
use super::suggest::suggest;
use super::words;

/// A violation before it is given its place.
pub struct Fault {
    pub code: &'static str,
    pub message: String,
    pub help: Option<String>,
}

impl Fault {
    fn new(code: &'static str, message: String, help: Option<String>) -> Self {
        Self { code, message, help }
    }
}

/// The fault behind an error about one value; `schema` is the one that holds the keyword which failed.
pub fn fault(name: &str, error: &ValidationError<'_>, schema: &Value) -> Fault {
    let value = error.instance().as_ref();
    match error.kind() {
        Kind::Type { .. } if schema.get("enum").is_some() => wrong_value(name, enumerated(schema), value, schema),
        Kind::Type { .. } => wrong_type(name, &words::types(schema), value, schema),
        Kind::Pattern { .. } if words::is_substitutable(schema) => {
            wrong_type(name, &words::types(schema), value, schema)
        }
        Kind::Pattern { .. } | Kind::Format { .. } => bad_form(name, value, schema),
        Kind::Enum { options } => wrong_value(name, options.as_array().map_or(&[], Vec::as_slice), value, schema),
        Kind::Constant { expected_value } => wrong_value(name, std::slice::from_ref(&**expected_value), value, schema),
        Kind::Minimum { limit }
        | Kind::ExclusiveMinimum { limit }
        | Kind::Maximum { limit }
        | Kind::ExclusiveMaximum { limit } => out_of_range(name, value, schema, limit),
        Kind::MultipleOf { multiple_of } => Fault::new(
            "out-of-range",
            format!("{name} must be a multiple of {multiple_of}, but it is {}", words::described(value)),
            None,
        ),
        Kind::MinItems { limit } | Kind::MinProperties { limit } => sized(name, "at least", *limit, value),
        Kind::MaxItems { limit } | Kind::MaxProperties { limit } => sized(name, "at most", *limit, value),
        Kind::AdditionalItems { limit } => sized(name, "at most", *limit as u64, value),
        Kind::MinLength { limit } => long(name, "at least", *limit, value),
        Kind::MaxLength { limit } => long(name, "at most", *limit, value),
        Kind::UniqueItems => Fault::new("repeated-item", format!("{name} has an item twice"), None),
        _ => Fault::new("not-accepted", format!("{name} cannot be {}", words::described(value)), example(schema)),
    }
}

/// Another JSON type stands here than one of `types`.
pub fn wrong_type(name: &str, types: &[&str], value: &Value, schema: &Value) -> Fault {
    let message = format!("{name} must be {}, but it is {}", words::expected(types), words::described(value));
    let help = match listed(schema) {
        Some(listed) if !listed.iter().any(|known| words::bare(known) == words::bare(value)) => {
            Some(format!("write {}", words::options(listed)))
        }
        _ => other_spelling(types, value, schema).or_else(|| example(schema)),
    };
    Fault::new("wrong-type", message, help)
}

/// The values of an open enumeration.
fn listed(schema: &Value) -> Option<&[Value]> {
    schema.get(OPEN_ENUM)?;
    schema.get("anyOf")?.as_array()?.iter().map(enumerated).find(|values| !values.is_empty())
}

fn enumerated(schema: &Value) -> &[Value] {
    schema.get("enum").and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// How the same value is written with the type that is wanted.
fn other_spelling(types: &[&str], value: &Value, schema: &Value) -> Option<String> {
    let wants = |name: &str| types.contains(&name);
    match value {
        Value::String(text) if wants("boolean") && flag(text).is_some() => {
            let flag = flag(text)?;
            Some(format!("write `{flag}` without quotes; YAML 1.2 knows no other word for it"))
        }
        Value::String(text) if (wants("number") || wants("integer")) && is_number(text, wants("number")) => {
            Some(format!("write {} without quotes", text.trim()))
        }
        Value::String(text) if text.contains("${") && !wants("array") && !wants("object") => {
            Some("here a `${...}` must be the whole text".to_owned())
        }
        Value::Number(_) | Value::Bool(_) if wants("string") => Some(format!("put it in quotes: \"{value}\"")),
        Value::Null => Some("a key with nothing after it is null: give it a value, or take it out".to_owned()),
        Value::String(_) if wants("array") && schema.pointer("/items/type") == Some(&Value::from("string")) => {
            words::written(&Value::Array(vec![value.clone()])).map(|list| format!("write a list: {list}"))
        }
        _ => None,
    }
}

fn flag(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "true" | "yes" | "on" | "y" => Some(true),
        "false" | "no" | "off" | "n" => Some(false),
        _ => None,
    }
}

fn is_number(text: &str, fractions: bool) -> bool {
    let text = text.trim();
    text.parse::<i64>().is_ok() || fractions && text.parse::<f64>().is_ok_and(f64::is_finite)
}

/// None of the values that are allowed stands here.
pub fn wrong_value(name: &str, allowed: &[Value], value: &Value, schema: &Value) -> Fault {
    let message = format!("{name} must be {}, but it is {}", words::options(allowed), words::described(value));
    let texts = allowed.iter().filter_map(Value::as_str);
    let near = value.as_str().and_then(|text| did_you_mean(&suggest(text, texts)));
    let help = near.or_else(|| Some(schema.get(HELP)?.as_str()?.to_owned()));
    Fault::new("unknown-value", message, help)
}

fn out_of_range(name: &str, value: &Value, schema: &Value, limit: &Value) -> Fault {
    let range = match (schema.get("minimum"), schema.get("maximum")) {
        (Some(least), Some(most)) if least == most => format!("be {least}"),
        (Some(least), Some(most)) => format!("lie from {least} to {most}"),
        (Some(least), None) => format!("be at least {least}"),
        (None, Some(most)) => format!("be at most {most}"),
        (None, None) if schema.get("exclusiveMaximum") == Some(limit) => format!("be less than {limit}"),
        (None, None) => format!("be more than {limit}"),
    };
    Fault::new("out-of-range", format!("{name} must {range}, but it is {value}"), None)
}

fn sized(name: &str, bound: &str, limit: u64, value: &Value) -> Fault {
    let (one, several, size) = match value {
        Value::Object(fields) => ("entry", "entries", fields.len()),
        other => ("item", "items", other.as_array().map_or(0, Vec::len)),
    };
    let noun = if limit == 1 { one } else { several };
    let size = if size == 0 { "none".to_owned() } else { size.to_string() };
    Fault::new("wrong-count", format!("{name} must have {bound} {limit} {noun}, but it has {size}"), None)
}

fn long(name: &str, bound: &str, limit: u64, value: &Value) -> Fault {
    let length = value.as_str().map_or(0, |text| text.chars().count());
    let message = if length == 0 {
        format!("{name} must not be empty")
    } else {
        format!("{name} must have {bound} {limit} characters, but it has {length}")
    };
    Fault::new("wrong-length", message, None)
}

fn bad_form(name: &str, value: &Value, schema: &Value) -> Fault {
    let actual = words::described(value);
    match schema.get(FORM).and_then(Value::as_str) {
        Some(form) => Fault::new("bad-form", format!("{name} {form}, but it is {actual}"), example(schema)),
        None => Fault::new(
            "bad-form",
            format!("{name} is {actual}, which does not have the form that is needed"),
            example(schema),
        ),
    }
}

/// The name of an entry of `owner`, whose names have a form.
pub fn bad_name(owner: &str, entry: &str, schema: &Value) -> Fault {
    let form = schema.get(FORM).and_then(Value::as_str).map(|form| format!(": names {form}"));
    let message = format!("`{entry}` cannot be a name in {owner}{}", form.unwrap_or_default());
    Fault::new("bad-form", message, None)
}

/// A field that the closed object `owner` does not have.
pub fn unknown_field(owner: &str, field: &str, near: &[String], known: &[&str]) -> Fault {
    let all = || format!("it has {}", words::all_of(known.iter().map(|field| format!("`{field}`")).collect()));
    let help = did_you_mean(near).or_else(|| (!known.is_empty()).then(all));
    Fault::new("unknown-field", format!("{owner} has no field `{field}`"), help)
}

/// A field that exists, and not beside these neighbours.
pub fn misplaced(name: &str) -> Fault {
    Fault::new("misplaced-field", format!("{name} cannot stand here"), None)
}

/// `did you mean a, b or c?`
pub fn did_you_mean(near: &[String]) -> Option<String> {
    let words = near.iter().map(|word| format!("`{word}`")).collect();
    (!near.is_empty()).then(|| format!("did you mean {}?", words::any_of(words)))
}

/// What a missing field is, with an example.
pub fn advice(field: &str, schema: &Value) -> Option<String> {
    let description = schema.get("description").and_then(Value::as_str);
    let first = description.and_then(|text| text.split(". ").next()).map(|text| text.trim_end_matches('.'));
    let example = first_example(schema).map(|example| format!("for example `{field}: {example}`"));
    match (first, example) {
        (Some(first), Some(example)) => Some(format!("{}: {example}", lower_first(first))),
        (Some(first), None) => Some(lower_first(first)),
        (None, example) => example,
    }
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

fn example(schema: &Value) -> Option<String> {
    first_example(schema).map(|example| format!("for example `{example}`"))
}

fn first_example(schema: &Value) -> Option<String> {
    schema.get("examples")?.as_array()?.iter().find_map(words::written)
}
