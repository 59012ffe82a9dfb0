//! Datadog refuses the second of two equal monitors: "Duplicate of an existing monitor".

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::lint::subject::{Monitor, Subjects};
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::model::{Pointer, Severity};

pub static RULE: Rule = Rule {
    id: "duplicate-monitor",
    severity: Severity::Error,
    repair: Repair::None,
    check: Check::Project(check),
    page: include_str!("../../../tests/rules/duplicate-monitor.md"),
    ..Rule::REST
};

fn check(subjects: &Subjects<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    let mut seen: HashMap<String, &Monitor<'_>> = HashMap::new();
    for monitor in subjects.monitors.iter().filter(|monitor| !monitor.query_text.is_empty()) {
        let first = seen.entry(question(monitor)).or_insert(monitor);
        if std::ptr::eq(*first, monitor) {
            continue;
        }
        let equal = whole(first) == whole(monitor);
        // One definition with `for_each` that makes one monitor many times is told as such.
        let other = &first.address().key;
        let (message, severity) = if equal {
            (format!("the monitor is equal to `{other}`, and Datadog refuses the second of two"), Severity::Error)
        } else {
            (format!("the monitor asks what `{other}` asks already, under the same threshold"), Severity::Warning)
        };
        told.about(monitor, message)
            .at(&Pointer::parse("/query"))
            .label("the same question")
            .related_place(first.desired.tree.place_of(&Pointer::parse("/query")), "asked first here")
            .help("take one of them out, or let them ask different things")
            .severity(severity);
    }
}

/// Type and query: what a monitor asks. What else it may ask stands in its options.
fn question(monitor: &Monitor<'_>) -> String {
    let kind = if monitor.is_metric() { "query alert" } else { monitor.monitor_type };
    let query = match monitor.sound() {
        Some(query) => query.to_string(),
        None => monitor.query_text.split_whitespace().collect::<Vec<_>>().join(" "),
    };
    json!([kind, query, monitor.get("/options/variables"), monitor.get("/options/scheduling_options")]).to_string()
}

/// Everything that Datadog compares, tags in any order.
fn whole(monitor: &Monitor<'_>) -> Value {
    let mut tags: Vec<&str> = monitor.list("/tags").iter().filter_map(Value::as_str).collect();
    tags.sort_unstable();
    json!([monitor.get("/name"), monitor.get("/message"), monitor.get("/options"), tags])
}
