//! Whom a notification calls: the handles of an object's messages.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::message;

/// Texts that notify.
const TEXTS: [&str; 2] = ["/message", "/options/escalation_message"];

/// The handles of everything in an object that notifies, as they are written; also those that are written wrongly, which
/// is for the rules of `lint` to say.
pub fn handles_of(object: &Value) -> BTreeSet<String> {
    let texts = TEXTS.iter().filter_map(|at| object.pointer(at)?.as_str());
    texts.flat_map(|text| message::handle::find(&message::parse(text))).map(|handle| handle.text).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn handles_are_found_in_both_texts_and_addresses_in_prose_are_not() {
        let monitor = json!({
            "name": "For @nobody",
            "message": "Call @slack-data, or (@pagerduty-Data_Team). {{#is_alert}}@jane@example.com{{/is_alert}} not me@example.com",
            "options": {"escalation_message": "Still: @slack-{{team.name}}-alerts @all. {{! @slack-quiet }}"},
        });
        let expected =
            ["@all", "@jane@example.com", "@pagerduty-Data_Team", "@slack-data", "@slack-{{team.name}}-alerts"];
        assert_eq!(handles_of(&monitor).into_iter().collect::<Vec<_>>(), expected);
    }
}
