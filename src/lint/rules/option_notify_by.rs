//! `notify_by` chooses among the keys that the query groups by.

use crate::lint::subject::{Group, Monitor};
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::model::Severity;
use crate::syntax::nearest;

pub static RULE: Rule = Rule {
    id: "notify-by-not-in-group",
    severity: Severity::Error,
    repair: Repair::Sometimes,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/notify-by-not-in-group.md"),
    ..Rule::REST
};

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    let wanted: Vec<&str> = monitor.list("/options/notify_by").iter().filter_map(|key| key.as_str()).collect();
    if wanted.is_empty() || monitor.sound().is_none() || !is_known(monitor) {
        return;
    }
    let groups = monitor.groups();
    let unclear = |key: &str| key == "*" || key.contains('$');
    if groups.iter().any(|group| unclear(&group.key)) {
        return;
    }
    if groups.is_empty() {
        return ungrouped(monitor, told);
    }
    let mut all_known = true;
    for (index, key) in wanted.iter().enumerate() {
        if !unclear(key) && !groups.iter().any(|group| bare(&group.key) == bare(key)) {
            all_known = false;
            not_a_group(monitor, index, key, &groups, told);
        }
    }
    let named = |group: &Group| wanted.iter().any(|key| bare(key) == bare(&group.key));
    if all_known && groups.iter().all(named) {
        let at = Monitor::option_at("notify_by");
        told.about(monitor, "`notify_by` names every key that the query groups by, as if it was not there")
            .at(&at)
            .severity(Severity::Warning)
            .label("all of them")
            .help("name fewer keys to get fewer notifications, or take it out")
            .fix_remove("take `notify_by` out", &at);
    }
}

/// Whether the groups can be told from the file: a composite has those of its members.
fn is_known(monitor: &Monitor<'_>) -> bool {
    let plain = |data_source: &str| !data_source.starts_with("aggregate_");
    monitor.monitor_type != "composite" && monitor.variables.iter().all(|variable| plain(variable.data_source))
}

/// A facet with or without its `@`.
fn bare(key: &str) -> &str {
    key.trim_start_matches('@')
}

fn ungrouped(monitor: &Monitor<'_>, told: &mut Told<'_>) {
    let at = Monitor::option_at("notify_by");
    let everything = monitor.list("/options/notify_by").iter().any(|key| key == "*");
    let telling = told
        .about(monitor, "`notify_by` is set, and the query groups by nothing")
        .at_key(&at)
        .label("no groups")
        .help("group the query by these keys, or take `notify_by` out: there is one notification anyway");
    // `*` asks for what is so without it.
    if everything {
        telling.severity(Severity::Warning).fix_remove("take `notify_by` out", &at);
    }
}

fn not_a_group(monitor: &Monitor<'_>, index: usize, key: &str, groups: &[Group], told: &mut Told<'_>) {
    let keys: Vec<&str> = groups.iter().map(|group| group.key.as_str()).collect();
    let telling = told
        .about(monitor, format!("`notify_by` names `{key}`, and the query groups by {}", listed(&keys)))
        .at(&Monitor::option_at("notify_by").index(index))
        .label("not in the group-by");
    let telling = match groups.first() {
        Some(first) => telling.related_inside(&first.at, first.span, "grouped here"),
        None => telling,
    };
    telling.help(match nearest(key, keys) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("add `{key}` to the group-by of the query, or name one of its keys"),
    });
}

fn listed(keys: &[&str]) -> String {
    let quoted: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    quoted.join(", ")
}
