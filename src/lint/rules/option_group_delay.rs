//! Two generations of one option, of which the newer wins; and the newer one without groups. Recorded traffic has both,
//! accepted, so neither is an error.

use crate::lint::subject::Monitor;
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::query::Dialect;

pub static RULE: Rule = Rule {
    id: "group-delay-conflict",
    repair: Repair::Always,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/group-delay-conflict.md"),
    ..Rule::REST
};

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    let Some(delay) = monitor.number("/options/new_group_delay") else { return };
    let at = Monitor::option_at("new_group_delay");
    let old = Monitor::option_at("new_host_delay");
    // Clients send the default of the old one along.
    if monitor.number("/options/new_host_delay").is_some_and(|hosts| hosts.to_bits() != 300f64.to_bits()) {
        told.about(monitor, "`new_group_delay` takes the place of `new_host_delay`, which is not looked at")
            .at_key(&old)
            .label("without effect")
            .related(&at, "looked at")
            .help("keep `new_group_delay`: it is for hosts as well")
            .fix_remove("take `new_host_delay` out", &old);
    } else if delay > 0.0 && is_ungrouped(monitor) {
        told.about(monitor, "`new_group_delay` is set, and the query groups by nothing")
            .at_key(&at)
            .label("no groups")
            .help("take it out, or group the query")
            .fix_remove("take `new_group_delay` out", &at);
    }
}

/// Of a query that says so itself: a composite has the groups of its members.
fn is_ungrouped(monitor: &Monitor<'_>) -> bool {
    let is_plain = |dialect| matches!(dialect, Dialect::Metric | Dialect::Chain);
    monitor.sound().is_some_and(|query| is_plain(query.dialect())) && monitor.groups().is_empty()
}
