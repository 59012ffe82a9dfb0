//! What a team wants every message to say.

use crate::lint::subject::{Monitor, Text};
use crate::lint::{Check, Context, Repair, Rule, Told, words};
use crate::model::Severity;
use crate::syntax::Span;

pub static RULE: Rule = Rule {
    id: "message-quality",
    severity: Severity::Pedantic,
    repair: Repair::Hint,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/message-quality.md"),
    options: &[
        ("require", "texts of which each has to be in the message, in any case of letters; `[\"://\"]` unless set"),
        ("longest", "the most characters that a message may have"),
    ],
    ..Rule::REST
};

/// A link, to a runbook or a dashboard.
const LINK: &str = "://";
/// What people write when they mean to come back.
const UNFINISHED: &[&str] = &["TODO", "FIXME", "TBD", "XXX"];

fn check(monitor: &Monitor<'_>, context: &Context<'_>, told: &mut Told<'_>) {
    let Some(message) = monitor.message().filter(|message| !message.text.trim().is_empty()) else { return };
    let lower = message.text.to_lowercase();
    let required = context.texts(&RULE, "require").unwrap_or_else(|| vec![LINK.to_owned()]);
    let missing: Vec<&String> = required.iter().filter(|text| !lower.contains(&text.to_lowercase())).collect();
    // The preview of Datadog that holds runbooks as links beside the message is as good as a link in it.
    let linked = |text: &String| text == LINK && !monitor.list("/assets").is_empty();
    let missing: Vec<&String> = missing.into_iter().filter(|text| !linked(text)).collect();
    if missing.iter().any(|text| *text == LINK) {
        told.about(monitor, "the message has no link to a runbook or a dashboard")
            .at_key(&message.at)
            .help("say where to look: whoever is woken starts there");
    }
    let words: Vec<&String> = missing.into_iter().filter(|text| *text != LINK).collect();
    if !words.is_empty() {
        told.about(monitor, format!("the message does not say {}", words::all(&words)))
            .at_key(&message.at)
            .help("`lint.message-quality.require` asks for it");
    }
    unfinished(monitor, message, told);
    let count = message.text.chars().count();
    let longest = context.option(&RULE, "longest").and_then(|node| node.to_value().as_u64());
    if let Some(longest) = longest.filter(|longest| u64::try_from(count).is_ok_and(|count| count > *longest)) {
        told.about(monitor, format!("the message has {count} characters, {longest} are allowed"))
            .at_key(&message.at)
            .help("move what is not needed at night to the runbook");
    }
}

fn unfinished(monitor: &Monitor<'_>, message: &Text<'_>, told: &mut Told<'_>) {
    let in_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    for word in UNFINISHED {
        let alone = message.text.match_indices(word).find(|(at, _)| {
            let before = message.text.get(..*at).and_then(|text| text.chars().next_back());
            let after = message.text.get(at + word.len()..).and_then(|text| text.chars().next());
            !before.is_some_and(in_word) && !after.is_some_and(in_word)
        });
        if let Some((at, _)) = alone {
            told.about(monitor, format!("the message is not finished: `{word}`"))
                .inside(&message.at, Span::new(at, at + word.len()))
                .help("say it, or take it out");
        }
    }
}
