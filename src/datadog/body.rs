//! The one sentence in the body of an error. The API has seven shapes for it (recorded traffic of 2020 to 2026).

use serde_json::Value;

/// Longest sentence that is shown, in characters.
const MOST: usize = 600;

/// Titles that say no more than the status does.
const EMPTY_TITLES: &[&str] = &["Generic Error", "Bad Request", "Error"];

/// What the body says, on one line, without a full stop; None where it says nothing.
pub fn message(body: &[u8]) -> Option<String> {
    let said = match serde_json::from_slice::<Value>(body) {
        Ok(value) => of_json(&value)?,
        Err(_) if is_html(body) => match title(body) {
            Some(title) => format!("an HTML page titled \"{title}\""),
            None => "an HTML page".to_owned(),
        },
        Err(_) => String::from_utf8_lossy(body).into_owned(),
    };
    let line = one_line(&said);
    (!line.is_empty()).then_some(line)
}

pub fn is_html(body: &[u8]) -> bool {
    body.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'<')
}

/// The title of an HTML page.
pub fn title(body: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(body.get(..body.len().min(4096)).unwrap_or_default()).into_owned();
    // ASCII lower case keeps every byte's place.
    let lower = text.to_ascii_lowercase();
    let start = lower.find("<title>")? + "<title>".len();
    let end = lower.get(start..)?.find("</title>")? + start;
    let title = one_line(text.get(start..end)?);
    (!title.is_empty()).then_some(title)
}

/// The errors of an answer that came with status 200: None where there are none.
pub fn errors_within(value: &Value) -> Option<String> {
    let object = value.as_object()?;
    ["errors", "error"].iter().filter_map(|field| object.get(*field)).find_map(of_errors).map(|said| one_line(&said))
}

/// A read by id was refused because no such id can exist: 400s that mean 404 (uuid checks, pipelines, webhooks, AWS).
pub fn means_absent(message: &str) -> bool {
    let lower = message.to_lowercase();
    [
        "does not exist",
        "non existing",
        "not found",
        "must be an uuid",
        "valid uuid",
        "invalid uuid",
        "expected type \"uuid\"",
    ]
    .iter()
    .any(|words| lower.contains(words))
}

fn of_json(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Object(object) => ["errors", "error"]
            .iter()
            .filter_map(|field| object.get(*field))
            .find_map(of_errors)
            // The old gateway: `{"message":"..<br />..","code":"404 Not Found","title":"Not Found"}`.
            .or_else(|| text_of(value, "message").or_else(|| text_of(value, "title")).map(|text| without_tags(&text))),
        _ => None,
    }
}

fn of_errors(errors: &Value) -> Option<String> {
    let parts: Vec<String> = match errors {
        Value::String(text) => vec![text.clone()],
        Value::Array(items) => items.iter().filter_map(of_one).collect(),
        // can_delete: a list of texts under each id.
        Value::Object(_) if text_of(errors, "message").is_none() => {
            errors.as_object().into_iter().flatten().filter_map(|(_, value)| of_errors(value)).collect()
        }
        Value::Object(_) => of_one(errors).into_iter().collect(),
        _ => Vec::new(),
    };
    let parts: Vec<&str> = parts.iter().map(|part| without_stop(part)).filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// A text, `{code, message}`, or a JSON:API error.
fn of_one(error: &Value) -> Option<String> {
    if let Value::String(text) = error {
        return Some(text.clone());
    }
    if let Some(message) = text_of(error, "message") {
        return Some(match text_of(error, "code") {
            Some(code) => format!("{} ({code})", without_stop(&message)),
            None => message,
        });
    }
    let title = text_of(error, "title").filter(|title| !EMPTY_TITLES.contains(&title.as_str()));
    let said = match (title, text_of(error, "detail")) {
        (Some(title), Some(detail)) => format!("{}: {}", without_stop(&title), without_stop(&detail)),
        (Some(one), None) | (None, Some(one)) => without_stop(&one).to_owned(),
        (None, None) => text_of(error, "title").or_else(|| text_of(error, "status"))?,
    };
    let places = places(error);
    Some(if places.is_empty() { said } else { format!("{said} ({})", places.join(", ")) })
}

/// `meta` has a message per field; `source` says which part of the request.
fn places(error: &Value) -> Vec<String> {
    let meta = error.get("meta").and_then(Value::as_object).into_iter().flatten();
    let meta = meta.filter_map(|(field, said)| said.as_str().map(|said| format!("{field}: {said}")));
    let source = error.get("source").and_then(Value::as_object).into_iter().flatten();
    let source = source.filter_map(|(_, at)| at.as_str().map(|at| format!("at {at}")));
    meta.chain(source).collect()
}

fn text_of(value: &Value, field: &str) -> Option<String> {
    value.get(field).and_then(Value::as_str).filter(|text| !text.trim().is_empty()).map(str::to_owned)
}

fn without_stop(text: &str) -> &str {
    text.trim().trim_end_matches('.')
}

fn without_tags(text: &str) -> String {
    let mut inside = false;
    text.chars()
        .map(|c| {
            inside = (inside || c == '<') && c != '>';
            if inside || c == '>' { ' ' } else { c }
        })
        .collect()
}

/// One line of printable text: server texts hold line breaks, and could hold escape sequences for a terminal.
fn one_line(text: &str) -> String {
    let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let line = clean.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = without_stop(&line);
    match line.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}..", line.get(..at).unwrap_or(line)),
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_shape_becomes_one_sentence() {
        let cases: &[(&str, &str)] = &[
            (r#"{"errors":["Monitor not found"]}"#, "Monitor not found"),
            (r#"{"errors":["Access was denied to this resource."]}"#, "Access was denied to this resource"),
            (r#"{"errors":["first.","second"]}"#, "first; second"),
            (r#"{"errors":["a step:\n    {'enum': ['group']}\n\nOn it"]}"#, "a step: {'enum': ['group']} On it"),
            (r#"{"errors":"one text"}"#, "one text"),
            (
                r#"{"errors":[{"status":"404","title":"Not Found","detail":"rule not found"}]}"#,
                "Not Found: rule not found",
            ),
            (r#"{"errors":[{"status":"404","title":"Not Found"}]}"#, "Not Found"),
            (r#"{"errors":[{"status":"404","detail":"rule 5 was not found"}]}"#, "rule 5 was not found"),
            (r#"{"errors":[{"title":"Generic Error","detail":"invalid partition: x"}]}"#, "invalid partition: x"),
            (
                r#"{"errors":[{"status":"400","title":"Bad Request","detail":"invalid value","meta":{"aws_partition":"no such one"}}]}"#,
                "invalid value (aws_partition: no such one)",
            ),
            (
                r#"{"errors":[{"detail":"Not a valid choice.","source":{"pointer":"/data/attributes/role"}}]}"#,
                "Not a valid choice (at /data/attributes/role)",
            ),
            (
                r#"{"errors":[{"id":null,"links":null,"status":"HTTPStatus.BAD_REQUEST","code":null,"title":"Bad Request",
                    "detail":"The attribute is gone.","source":null,"meta":null}]}"#,
                "The attribute is gone",
            ),
            (
                r#"{"error":{"code":"InvalidArgument","message":"Non existing pipeline"}}"#,
                "Non existing pipeline (InvalidArgument)",
            ),
            (r#"{"errors":["Not Found"],"error_details":[{}]}"#, "Not Found"),
            (
                r#"{"status":"error","code":502,"errors":["Bad Gateway"],"statuspage":"http://s","twitter":"t","email":"e"}"#,
                "Bad Gateway",
            ),
            (
                r#"{"message":"Nothing here.<br />Look there.","code":"404 Not Found","title":"Not Found"}"#,
                "Nothing here. Look there",
            ),
            (
                r#"{"data":{"ok":[]},"errors":{"12":["used by SLO 5"],"13":["used by 14"]}}"#,
                "used by SLO 5; used by 14",
            ),
            ("<html><head><TITLE>403\n Forbidden</TITLE></head></html>", "an HTML page titled \"403 Forbidden\""),
            ("\n <!doctype html><p>no", "an HTML page"),
            ("upstream is away", "upstream is away"),
            ("red \u{1b}[31malert", "red [31malert"),
        ];
        for (body, wanted) in cases {
            assert_eq!(message(body.as_bytes()).as_deref(), Some(*wanted), "{body}");
        }
    }

    #[test]
    fn a_body_that_says_nothing_gives_nothing() {
        for body in [
            "",
            "  ",
            "{}",
            "[]",
            "null",
            r#"{"errors":[]}"#,
            r#"{"errors":null}"#,
            r#"{"errors":[""]}"#,
            r#"{"data":{"id":"x"}}"#,
        ] {
            assert_eq!(message(body.as_bytes()), None, "{body}");
        }
    }

    #[test]
    fn a_long_text_is_cut_between_characters() {
        let text = message("é".repeat(5000).as_bytes()).unwrap();
        assert_eq!(text.chars().count(), MOST + 2);
    }

    #[test]
    fn errors_beside_a_good_status_are_seen() {
        assert_eq!(errors_within(&json!({"dashboards": [], "errors": ["timed out."]})), Some("timed out".to_owned()));
        assert_eq!(errors_within(&json!({"data": [], "error": null, "errors": {}})), None);
        assert_eq!(errors_within(&json!([{"errors": ["an object's own"]}])), None);
    }

    #[test]
    fn a_malformed_id_means_that_there_is_no_such_object() {
        for text in [
            "Invalid URL param: downtime_id must be an uuid",
            "Invalid Parameter: invalid parameter \"aws_account_config_id\" in \"path\"; expected type \"uuid\"",
            "Non existing pipeline (InvalidArgument)",
            "Webhook does not exist",
        ] {
            assert!(means_absent(text), "{text}");
        }
        assert!(!means_absent("Invalid group_state filters"));
    }
}
