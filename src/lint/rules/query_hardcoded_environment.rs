//! A monitor in the folder of one environment that looks at another.

use crate::lint::subject::Monitor;
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::model::Severity;

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

/// Names of environments; those of one row mean the same.
const ENVIRONMENTS: &[&[&str]] = &[
    &["prod", "production", "prd", "live"],
    &["staging", "stage", "stg"],
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
    let mut of_path: Vec<_> = path.split(|c: char| !c.is_alphanumeric()).filter_map(environment).collect();
    of_path.dedup();
    let mut first: Option<&str> = None;
    for (at, filter) in monitor.filters() {
        for (key, values) in filter.required() {
            let [value] = values.as_slice() else { continue };
            if !KEYS.contains(&key.text.as_str()) || !value.is_literal() {
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
