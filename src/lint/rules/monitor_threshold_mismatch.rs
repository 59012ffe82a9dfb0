//! The critical threshold differs from the number in the query. Datadog refuses the monitor: "Alert threshold (X) does not
//! match that used in the query (Y)."

use serde_json::Value;

use crate::kinds;
use crate::lint::{Context, Rule};
use crate::model::{Desired, Finding, Pointer};

pub static RULE: Rule = Rule {
    ids: &[(
        "threshold-mismatch",
        "`options.thresholds.critical` is not the number at the end of the query, which Datadog refuses",
    )],
    check,
};

fn check(resource: &Desired, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(in_query) = kinds::threshold_in_query(&resource.spec) else {
        return;
    };
    let at = Pointer::parse("/options/thresholds/critical");
    let Some(Value::Number(critical)) = at.find(&resource.spec) else {
        return;
    };
    if critical.as_f64() == in_query.as_f64() {
        return;
    }
    let message = format!("the critical threshold is {critical} and the query compares with {in_query}");
    findings.push(
        Finding::error("threshold-mismatch", message)
            .at(resource.tree.place_of(&at))
            .label(format!("{critical} here"))
            .related(resource.tree.place_of(&Pointer::parse("/query")), format!("{in_query} at the end of the query"))
            .of(&resource.address)
            .help("write the same number in both, or leave `critical` out: it is then taken from the query"),
    );
}
