//! A query that belongs to another type of monitor (terraform-provider issue 852 is one of many).

use crate::lint::subject::Monitor;
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::model::{Pointer, Severity};
use crate::query::{Dialect, tables};
use crate::syntax::nearest;

pub static RULE: Rule = Rule {
    id: "query-type-mismatch",
    severity: Severity::Error,
    repair: Repair::Sometimes,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/query-type-mismatch.md"),
    ..Rule::REST
};

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    let Some(query) = monitor.sound() else { return };
    let own = monitor.monitor_type;
    if tables::monitor_type(own).is_none() || tables::fits(own, query) {
        return;
    }
    let at = Pointer::parse("/type");
    let types = tables::types_of(query);
    let message = format!("the query is {}, which a `{own}` does not have", query.dialect().name());
    let telling = told.about(monitor, message).at(&at).related(&Monitor::query_at(), query.dialect().name());
    // The queries of a formula decide its type.
    match types.as_slice() {
        [only] if query.dialect() != Dialect::Formula => {
            drop(telling.help(format!("write `type: {only}`")).fix_set(format!("write `{only}`"), &at, *only));
        }
        // `query alert` and `metric alert` are one; the first is the one to write.
        [first, "metric alert"] => {
            drop(telling.help(format!("write `type: {first}`")).fix_set(format!("write `{first}`"), &at, *first));
        }
        several => {
            let near = nearest(own, several.iter().copied()).or(several.first().copied()).unwrap_or("query alert");
            drop(telling.help(format!("its type is one of {}; `{near}` most likely", several.join(", "))));
        }
    }
}
