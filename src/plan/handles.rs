//! Whom a notification calls: the handles of a text.

use std::collections::BTreeSet;

use serde_json::Value;

/// Texts that notify.
const TEXTS: [&str; 2] = ["/message", "/options/escalation_message"];

/// The handles of everything in an object that notifies.
pub fn handles_of(object: &Value) -> BTreeSet<String> {
    let texts = TEXTS.iter().filter_map(|at| object.pointer(at)?.as_str());
    texts.flat_map(handles).collect()
}

/// `@slack-data`, `@jane@example.com`; a handle may hold a template variable.
fn handles(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        if c == '@' && !(before.is_alphanumeric() || matches!(before, '@' | '.' | '-' | '_')) {
            let rest = text.get(at + 1..).unwrap_or_default();
            let handle = rest.get(..length(rest)).unwrap_or_default().trim_end_matches(['.', ',', ':', '-', '/']);
            if !handle.is_empty() {
                found.push(format!("@{handle}"));
            }
        }
        before = c;
    }
    found
}

/// Bytes of the handle that a text starts with.
fn length(text: &str) -> usize {
    let mut end = 0;
    while let Some(rest) = text.get(end..) {
        let template = rest.starts_with("{{").then(|| rest.find("}}").map(|close| close + 2)).flatten();
        // `{{#is_alert}}` begins something else.
        let template =
            template.filter(|_| !rest.starts_with("{{#") && !rest.starts_with("{{/") && !rest.starts_with("{{^"));
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '+' | '@' | '/' | ':');
        match (template, rest.chars().next().filter(|c| plain(*c))) {
            (Some(template), _) => end += template,
            (None, Some(c)) => end += c.len_utf8(),
            (None, None) => break,
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handles_are_found_and_addresses_in_prose_are_not() {
        let text = "Call @slack-data, or (@pagerduty-Data_Team). {{#is_alert}}@jane@example.com{{/is_alert}} not me@example.com\n\
                    @slack-{{team.name}}-alerts @all.";
        let expected =
            ["@slack-data", "@pagerduty-Data_Team", "@jane@example.com", "@slack-{{team.name}}-alerts", "@all"];
        assert_eq!(handles(text), expected);
    }
}
