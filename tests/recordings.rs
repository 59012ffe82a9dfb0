//! No phantom diffs, judged by recorded traffic: what was sent, planned against what came back, must be no change.
//!
//! The recordings stand beside the project and are not part of it; without them the test says so and passes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::cast_possible_truncation, clippy::needless_pass_by_value, reason = "small numbers, short helpers")]

#[path = "common/recordings.rs"]
mod recorded;

use std::collections::BTreeMap;

use ddsync::kinds;
use ddsync::model::{Default, Kind, Lit, Pattern, Pointer, Token};
use ddsync::plan::{Canonical, diff};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct Pair {
    cas: String,
    op: String,
    via: String,
    desired: Value,
    live: Value,
}

/// Pairs that are real drift: the recording shows another write in between.
const EXPLAINED: &[(&str, &str, &str)] = &[
    ("monitor", "tf/TestAccDatadogMonitor_WithRestrictionPolicy update via get", "roles set through another resource"),
    (
        "monitor",
        "tf/TestAccMonitor_Fwprovider_WithRestrictionPolicy update via get",
        "roles set through another resource",
    ),
    ("monitor", "rust/v1/monitors/Edit-a-monitor-returns-OK-response", "a PUT of one field keeps the others"),
    ("aws-account", "rust/v2/aws_integration/AWS-Integration-", "a preview of 2024 with other defaults"),
];

/// Leaves of what Datadog added by itself: not in the definition, so a change of one is told as what it is part of.
const ADDED: &[(&str, &str, &str)] = &[
    ("synthetic-test", "/config/configVariables/*/id", "the global variable that the test names"),
    ("synthetic-test", "/config/configVariables/*/name", "the global variable that the test names"),
    ("synthetic-test", "/config/configVariables/*/type", "the global variable that the test names"),
];

fn pairs(name: &str) -> Option<Vec<Pair>> {
    let pairs = recorded::pairs(name)?.into_iter();
    Some(pairs.map(|pair| serde_json::from_value(pair).unwrap()).collect())
}

/// What was sent or answered, as a definition holds it.
fn opened(kind: &Kind, value: &Value) -> Value {
    let mut value = value.clone();
    // What an answer included was recorded beside its one item.
    if let Some(schema) = value.get_mut("schema").map(Value::take).filter(|_| value.get("data").is_some()) {
        value["data"]["relationships"]["schema"]["data"]["attributes"]["schema"] = schema;
    }
    if value.get("data").is_some() { (kind.open)(value).unwrap() } else { (kind.open_item)(value).unwrap() }
}

/// The recordings of a kind, where they are not called as its folder.
const RECORDED: &[(&str, &str)] = &[
    ("aws-account", "aws_accounts"),
    ("catalog-entity", "software_catalog"),
    ("metric-metadata", "metric_metadata"),
    ("metric-tags", "metric_tag_configs"),
    ("monitor-policy", "monitor_policies"),
    ("notification-rule", "monitor_notification_rules"),
    ("synthetic-test", "synthetics"),
];

fn recorded(kind: &Kind) -> Option<Vec<Pair>> {
    let own = kind.folder.replace('-', "_");
    let name = RECORDED.iter().find(|(name, _)| *name == kind.name).map_or(own.as_str(), |(_, file)| file);
    let mut pairs = pairs(name)?;
    for pair in &mut pairs {
        pair.desired = opened(kind, &pair.desired);
        pair.live = opened(kind, &pair.live);
        complete(kind, pair);
    }
    Some(pairs)
}

/// A write of some fields keeps the others, and is no definition: what each definition must have it takes from the object.
fn complete(kind: &Kind, pair: &mut Pair) {
    if pair.op != "patch" && !(pair.op == "update" && kind.update.merges) {
        return;
    }
    let required = ddsync::schema::by_name(kind.name).unwrap().root()["required"].as_array().cloned();
    for field in required.iter().flatten().filter_map(Value::as_str) {
        if let (None, Some(value)) = (pair.desired.get(field), pair.live.get(field)) {
            pair.desired[field] = value.clone();
        }
    }
}

fn judge(kind: &Kind, pairs: &[Pair]) -> (usize, Vec<String>) {
    let mut equal = 0;
    let mut wrong = Vec::new();
    for pair in pairs {
        let live = Canonical::beside(kind, &pair.live, &pair.desired);
        let changes = diff(kind, &live, &Canonical::of(kind, &pair.desired));
        if changes.is_empty() {
            equal += 1;
        } else {
            let fields: Vec<String> = changes
                .iter()
                .map(|change| format!("{}: {:?} -> {:?}", change.path, change.before, change.after))
                .collect();
            wrong.push(format!("{} {} via {}\n    {}", pair.cas, pair.op, pair.via, fields.join("\n    ")));
        }
    }
    (equal, wrong)
}

#[test]
fn what_was_just_written_shows_no_change() {
    let mut unexplained = BTreeMap::new();
    println!("{:<20}{:>7}{:>7}{:>11}", "kind", "pairs", "equal", "explained");
    for kind in kinds::ALL {
        let Some(pairs) = recorded(kind) else {
            println!("skipped: no recordings of {} beside the project", kind.folder);
            continue;
        };
        let (equal, wrong) = judge(kind, &pairs);
        let (explained, rest): (Vec<_>, Vec<_>) = wrong
            .into_iter()
            .partition(|text| EXPLAINED.iter().any(|(name, start, _)| *name == kind.name && text.starts_with(start)));
        println!("{:<20}{:>7}{:>7}{:>11}", kind.folder, pairs.len(), equal, explained.len());
        if !rest.is_empty() {
            unexplained.insert(kind.name, rest);
        }
    }
    let text: Vec<String> = unexplained.values().flatten().cloned().collect();
    assert!(text.is_empty(), "\n{}", text.join("\n"));
}

/// The opposite, as strictly: one leaf changed by hand is one change, at that leaf.
#[test]
fn what_a_person_changed_is_named_and_nothing_else() {
    let mut wrong: BTreeMap<String, usize> = BTreeMap::new();
    let mut tried = 0;
    for kind in kinds::ALL {
        let Some(pairs) = recorded(kind) else {
            println!("skipped: no recordings of {} beside the project", kind.folder);
            continue;
        };
        let mut seen = std::collections::BTreeSet::new();
        for pair in pairs.iter().filter(|pair| seen.insert(&pair.cas)) {
            let desired = Canonical::of(kind, &pair.desired);
            if !diff(kind, &Canonical::beside(kind, &pair.live, &pair.desired), &desired).is_empty() {
                continue;
            }
            for at in leaves(&pair.live) {
                if [kind.server_owned, kind.write_only, kind.part_ids].concat().iter().any(|path| under(path, &at)) {
                    continue;
                }
                let added = ADDED.iter().any(|(name, path, _)| *name == kind.name && Pattern(path).matches(&at));
                let added = added && at.parent().is_some_and(|item| item.find(&pair.desired).is_none());
                if added || left_alone(kind, &pair.desired, &at) {
                    continue;
                }
                let mut live = pair.live.clone();
                if !change(at.find_mut(&mut live).unwrap()) {
                    continue;
                }
                tried += 1;
                let changes = diff(kind, &Canonical::beside(kind, &live, &pair.desired), &desired);
                let exact = matches!(changes.as_slice(), [one] if named(&one.path, &at));
                if !exact {
                    let found: Vec<String> = changes.iter().map(|change| change.path.to_string()).collect();
                    *wrong.entry(format!("{} {} -> {found:?}", kind.name, general(&at))).or_default() += 1;
                }
            }
        }
    }
    println!("{tried} leaves changed, {} kinds of them not named exactly", wrong.len());
    let missed: Vec<String> = wrong.iter().map(|(text, count)| format!("{count:>6}  {text}")).collect();
    assert!(missed.is_empty(), "\n{}", missed.join("\n"));
}

/// Datadog moves the default there, and the definition is silent: nobody's change is ours to see.
fn left_alone(kind: &Kind, desired: &Value, at: &Pointer) -> bool {
    let unmanaged = kind.defaults.iter().filter(|rule| matches!(rule.value, Lit::Unmanaged));
    let silent = |rule: &Default| Pointer::parse(rule.at.0).find(desired).is_none();
    unmanaged.filter(|rule| silent(rule)).any(|rule| under(rule.at.0, at))
}

fn under(path: &'static str, at: &Pointer) -> bool {
    let mut up = Some(at.clone());
    while let Some(pointer) = up {
        if Pattern(path).matches(&pointer) {
            return true;
        }
        up = pointer.parent();
    }
    false
}

/// The change stands at the leaf, or at the list of plain values that it is an item of.
fn named(path: &Pointer, at: &Pointer) -> bool {
    let item = matches!(at.tokens().last(), Some(Token::Index(_)));
    path == at || (item && at.parent().as_ref() == Some(path))
}

fn leaves(value: &Value) -> Vec<Pointer> {
    fn walk(at: &Pointer, value: &Value, found: &mut Vec<Pointer>) {
        match value {
            Value::Object(map) => map.iter().for_each(|(key, child)| walk(&at.key(key), child, found)),
            Value::Array(items) => {
                items.iter().enumerate().for_each(|(index, child)| walk(&at.index(index), child, found));
            }
            _ => found.push(at.clone()),
        }
    }
    let mut found = Vec::new();
    walk(&Pointer::root(), value, &mut found);
    found
}

fn change(leaf: &mut Value) -> bool {
    *leaf = match leaf {
        Value::Bool(flag) => Value::Bool(!*flag),
        Value::Number(number) => Value::from(number.as_f64().unwrap() + 7.0),
        Value::String(text) => Value::from(format!("{text} changed")),
        _ => return false,
    };
    true
}

fn general(at: &Pointer) -> String {
    let step = |token: &Token| match token {
        Token::Key(key) => format!("/{key}"),
        Token::Index(_) => "/*".to_owned(),
    };
    at.tokens().iter().map(step).collect()
}
