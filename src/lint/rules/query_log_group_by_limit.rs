//! More groups than a log monitor has: four facets, and a thousand groups of them.

use serde_json::Value;

use crate::lint::subject::Monitor;
use crate::lint::{Check, Context, Rule, Told};
use crate::query::MonitorQuery;
use crate::query::tree::chain;

pub static RULE: Rule = Rule {
    id: "log-group-by-limit",
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/log-group-by-limit.md"),
    ..Rule::REST
};

/// Both from Datadog's documentation.
const MOST_FACETS: usize = 4;
const MOST_GROUPS: u64 = 1000;

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    if monitor.monitor_type != "log alert" {
        return;
    }
    if let Some(MonitorQuery::Chain(query)) = monitor.sound() {
        let keys = chain::named(&query.methods, "by").map(|by| by.keys()).unwrap_or_default();
        if let Some(over) = keys.get(MOST_FACETS) {
            told.about(monitor, facets(keys.len()))
                .inside(&Monitor::query_at(), over.span)
                .label("one too many")
                .help(HELP);
        }
    }
    for variable in &monitor.variables {
        let groups = variable.value.get("group_by").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let at = variable.at.key("group_by");
        let limits = groups.iter().filter_map(|group| group.get("limit").and_then(Value::as_u64));
        let product = limits.fold(1u64, u64::saturating_mul);
        if groups.len() > MOST_FACETS {
            told.about(monitor, facets(groups.len())).at(&at.index(MOST_FACETS)).label("one too many").help(HELP);
        } else if product > MOST_GROUPS {
            told.about(monitor, format!("the limits make up to {product} groups, and a log monitor has {MOST_GROUPS}"))
                .at_key(&at)
                .label("limits multiply")
                .help("lower the `limit` of one of the facets");
        }
    }
}

const HELP: &str = "group by what the message needs, and leave the rest to the search";

fn facets(count: usize) -> String {
    format!("the monitor is grouped by {count} facets, and a log monitor takes {MOST_FACETS}")
}
