//! A monitor in the folder of one environment that looks at another.

use crate::lint::subject::Monitor;
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::load::Inside;
use crate::model::{Pointer, Severity};
use crate::syntax::Span;

pub static RULE: Rule = Rule {
    id: "hardcoded-environment",
    severity: Severity::Pedantic,
    repair: Repair::Hint,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/hardcoded-environment.md"),
    ..Rule::REST
};

/// Tags that say the environment.
const KEYS: &[&str] = &["env", "environment"];

/// Names of environments; those of one row mean the same. A `stage` is more often a part of a pipeline.
const ENVIRONMENTS: &[&[&str]] = &[
    &["prod", "production", "prd", "live"],
    &["staging", "stg"],
    &["dev", "development"],
    &["test", "testing", "qa"],
    &["sandbox"],
];

fn environment(word: &str) -> Option<&'static [&'static str]> {
    ENVIRONMENTS.iter().find(|names| names.iter().any(|name| name.eq_ignore_ascii_case(word))).copied()
}

fn check(monitor: &Monitor<'_>, context: &Context<'_>, told: &mut Told<'_>) {
    if monitor.keys().is_none() {
        return;
    }
    let path = context.sources.shown(monitor.desired.place.source);
    // The folders say where a file belongs; its name says what it watches.
    let folders = path.rsplit_once('/').map_or("", |(folders, _)| folders);
    let mut of_path: Vec<_> = folders.split(|c: char| !c.is_alphanumeric()).filter_map(environment).collect();
    of_path.dedup();
    let mut first: Option<&str> = None;
    for (at, filter) in monitor.filters() {
        for (key, values) in filter.required() {
            let [value] = values.as_slice() else { continue };
            let literal = value.is_literal() && is_written(monitor, &at, value.span, context);
            if !KEYS.contains(&key.text.as_str()) || !literal {
                continue;
            }
            let asked = environment(&value.text);
            let before = *first.get_or_insert(&value.text);
            let telling = match (of_path.as_slice(), asked) {
                ([folder], Some(asked)) if *folder != asked => {
                    let name = folder.first().unwrap_or(&"");
                    told.about(monitor, format!("the file is for `{name}`, and the query looks at `{}`", value.text))
                }
                _ if before != value.text => {
                    told.about(monitor, format!("the query mixes `{before}` and `{}`", value.text))
                }
                _ => continue,
            };
            telling
                .inside(&at, value.span)
                .label("another environment")
                .help("write the environment that is meant, or `${vars.NAME}` with a value for each environment");
        }
    }
}

/// Whether the file itself says it: what a variable filled in is each environment's own.
fn is_written(monitor: &Monitor<'_>, at: &Pointer, span: Span, context: &Context<'_>) -> bool {
    let node = monitor.desired.tree.find(at);
    node.is_some_and(|node| Inside::new(context.sources, node).exact(span.range()).is_some())
}
