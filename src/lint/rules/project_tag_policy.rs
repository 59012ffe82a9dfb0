//! Tags that a monitor must have: by `lint:` of `ddsync.yaml`, and by the monitor policies of the project, which Datadog enforces.

use serde_json::Value;

use crate::kinds;
use crate::lint::subject::{Monitor, Resource, Subjects};
use crate::lint::told::Telling;
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::model::{Place, Pointer, Severity};
use crate::syntax::nearest;

pub static RULE: Rule = Rule {
    id: "tag-policy",
    repair: Repair::Hint,
    check: Check::Project(check),
    page: include_str!("../../../tests/rules/tag-policy.md"),
    options: &[("required", "keys that each monitor must have a tag of")],
    ..Rule::REST
};

/// Tags of a monitor that Datadog takes, by its documentation.
const MOST: usize = 80;

/// Tags with this key name a team of Datadog by its handle.
const TEAM_KEY: &str = "team";

/// What is asked of the tags with one key.
struct Demand<'a> {
    key: String,
    required: bool,
    /// Values that are allowed; empty for any.
    values: Vec<&'a str>,
    /// Of the policy; None where `ddsync.yaml` asks.
    policy: Option<Place>,
}

fn check(subjects: &Subjects<'_>, context: &Context<'_>, told: &mut Told<'_>) {
    let required = context.texts(&RULE, "required").unwrap_or_default().into_iter();
    let own = required.map(|key| Demand { key, required: true, values: Vec::new(), policy: None });
    let policies = subjects.of_kind(&kinds::MONITOR_POLICY).copied().filter_map(demand);
    let demands: Vec<Demand<'_>> = own.chain(policies).collect();
    let teams: Vec<&str> = subjects.of_kind(&kinds::TEAM).filter_map(|team| team.text("/handle")).collect();
    for monitor in &subjects.monitors {
        let tags: Vec<&str> = monitor.list("/tags").iter().filter_map(Value::as_str).collect();
        // A tag that is not filled in yet may be any.
        if tags.iter().any(|tag| tag.contains("${")) {
            continue;
        }
        demands.iter().for_each(|demand| meet(monitor, demand, &tags, told));
        form(monitor, &tags, &teams, told);
    }
}

fn demand(policy: Resource<'_>) -> Option<Demand<'_>> {
    let values = policy.list("/policy/valid_tag_values").iter().filter_map(Value::as_str).collect();
    Some(Demand {
        key: policy.text("/policy/tag_key")?.to_owned(),
        required: policy.flag("/policy/tag_key_required") == Some(true),
        values,
        policy: Some(policy.desired.tree.place_of(&Pointer::parse("/policy"))),
    })
}

fn tags_at(index: usize) -> Pointer {
    Pointer::parse("/tags").index(index)
}

fn split(tag: &str) -> (&str, Option<&str>) {
    tag.split_once(':').map_or((tag, None), |(key, value)| (key, Some(value)))
}

fn meet(monitor: &Monitor<'_>, demand: &Demand<'_>, tags: &[&str], told: &mut Told<'_>) {
    let of_key: Vec<(usize, &str)> = tags
        .iter()
        .enumerate()
        .filter(|(_, tag)| split(tag).0 == demand.key)
        .map(|(index, tag)| (index, *tag))
        .collect();
    let who = if demand.policy.is_some() { "a monitor policy asks for one" } else { "`ddsync.yaml` asks for one" };
    let example = demand.values.first().map_or("..", |value| *value);
    let key = &demand.key;
    if demand.required && of_key.is_empty() {
        let telling = told.about(monitor, format!("the monitor has no tag `{key}:..`, and {who}"));
        let telling = telling.at(&Pointer::parse("/tags")).help(format!("add `{key}:{example}` to `tags`"));
        show(telling, demand);
    }
    for (index, tag) in of_key {
        let value = split(tag).1.unwrap_or_default();
        if demand.values.is_empty() || demand.values.contains(&value) {
            continue;
        }
        let help = match nearest(value, demand.values.iter().copied()) {
            Some(near) => format!("did you mean `{key}:{near}`?"),
            None => format!("the policy allows `{}`", demand.values.join("`, `")),
        };
        let telling = told.about(monitor, format!("the monitor policy of `{key}` does not allow `{tag}`"));
        show(telling.at(&tags_at(index)).help(help), demand);
    }
}

fn show(telling: Telling<'_>, demand: &Demand<'_>) {
    if let Some(place) = demand.policy {
        telling.related_place(place, "the policy");
    }
}

fn shown(c: char) -> String {
    if c.is_whitespace() { "a blank".to_owned() } else { format!("`{c}`") }
}

/// What Datadog makes other tags of, or nobody can find.
fn form(monitor: &Monitor<'_>, tags: &[&str], teams: &[&str], told: &mut Told<'_>) {
    if tags.len() > MOST {
        told.about(monitor, format!("the monitor has {} tags, and Datadog takes {MOST}", tags.len()))
            .at(&Pointer::parse("/tags"))
            .help("leave some of them out");
    }
    for (index, tag) in tags.iter().enumerate() {
        let (key, value) = split(tag);
        let strange = tag
            .chars()
            .find(|c| c.is_whitespace() || (c.is_ascii() && !c.is_ascii_alphanumeric() && !"_-:./*@!#".contains(*c)));
        if let Some(strange) = strange {
            told.about(monitor, format!("{} is no character of a tag, and Datadog makes `_` of it", shown(strange)))
                .at(&tags_at(index))
                .help("tags are made of letters, digits, `_`, `-`, `:`, `.` and `/`");
        } else if value.is_none() {
            told.about(monitor, format!("the tag `{tag}` has no key"))
                .at(&tags_at(index))
                .label("no `key:`")
                .help(format!("write a key in front of it, `service:{tag}` say: lists and policies go by keys"))
                .severity(Severity::Info);
        }
        if let Some(team) = value.filter(|_| key == TEAM_KEY).filter(|team| !teams.contains(team))
            && let Some(near) = nearest(team, teams.iter().copied())
        {
            told.about(monitor, format!("the project has no team `{team}`"))
                .at(&tags_at(index))
                .label("unknown team")
                .help(format!("did you mean `team:{near}`?"));
        }
    }
}
