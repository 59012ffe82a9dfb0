//! What Datadog has. One file per kind, facts and quirks only; [`ALL`] is the one list of them.

mod aws_account;
mod catalog_entity;
mod dashboard;
mod dashboard_list;
mod derived_metric;
mod downtime;
mod logs_metric;
mod logs_pipeline;
mod logs_pipeline_order;
mod metric_metadata;
mod metric_tags;
mod monitor;
mod monitor_policy;
mod notebook;
mod notification_rule;
mod powerpack;
mod retention_filter;
mod service_definition;
mod slo;
mod spans_metric;
mod synthetic_test;
mod team;
mod webhook;

pub use aws_account::AWS_ACCOUNT;
pub use catalog_entity::CATALOG_ENTITY;
pub use dashboard::DASHBOARD;
pub use dashboard_list::DASHBOARD_LIST;
pub use downtime::DOWNTIME;
pub use logs_metric::LOGS_METRIC;
pub use logs_pipeline::LOGS_PIPELINE;
pub use logs_pipeline_order::LOGS_PIPELINE_ORDER;
pub use metric_metadata::METRIC_METADATA;
pub use metric_tags::METRIC_TAGS;
pub use monitor::{MONITOR, threshold_in_query};
pub use monitor_policy::MONITOR_POLICY;
pub use notebook::NOTEBOOK;
pub use notification_rule::NOTIFICATION_RULE;
pub use powerpack::POWERPACK;
pub use retention_filter::RETENTION_FILTER;
pub use service_definition::SERVICE_DEFINITION;
pub use slo::SLO;
pub use spans_metric::SPANS_METRIC;
pub use synthetic_test::SYNTHETIC_TEST;
pub use team::TEAM;
pub use webhook::WEBHOOK;

use serde_json::Value;

use crate::model::Kind;

/// In the order in which people read them.
pub static ALL: &[&Kind] = &[
    &MONITOR,
    &DASHBOARD,
    &SLO,
    &DOWNTIME,
    &SYNTHETIC_TEST,
    &NOTIFICATION_RULE,
    &MONITOR_POLICY,
    &DASHBOARD_LIST,
    &POWERPACK,
    &NOTEBOOK,
    &LOGS_PIPELINE,
    &LOGS_PIPELINE_ORDER,
    &LOGS_METRIC,
    &SPANS_METRIC,
    &RETENTION_FILTER,
    &METRIC_METADATA,
    &METRIC_TAGS,
    &WEBHOOK,
    &TEAM,
    &SERVICE_DEFINITION,
    &CATALOG_ENTITY,
    &AWS_ACCOUNT,
];

pub fn by_name(name: &str) -> Option<&'static Kind> {
    ALL.iter().find(|kind| kind.name == name).copied()
}

pub fn by_folder(folder: &str) -> Option<&'static Kind> {
    ALL.iter().find(|kind| kind.folder == folder).copied()
}

/// Puts the items of a live list, whose order means nothing, where the definition has them: equal items to their
/// places, the others into the places that are left.
fn ordered_as(live: &mut Value, desired: &Value, same: fn(&Value, &Value) -> bool) {
    let (Some(items), Some(wanted)) = (live.as_array_mut(), desired.as_array()) else { return };
    let mut rest = std::mem::take(items);
    let mut places: Vec<Option<Value>> = Vec::with_capacity(wanted.len());
    for wanted in wanted {
        let found = rest.iter().position(|item| same(item, wanted));
        places.push(found.map(|at| rest.remove(at)));
    }
    let mut rest = rest.into_iter();
    items.extend(places.into_iter().filter_map(|place| place.or_else(|| rest.next())));
    items.extend(rest);
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_set_is_shown_in_the_order_of_the_definition() {
        for (live, desired, shown) in [
            (json!([3, 1, 2]), json!([1, 2, 3]), json!([1, 2, 3])),
            (json!([3, 9, 1]), json!([1, 2, 3]), json!([1, 9, 3])),
            (json!([3, 1]), json!([1, 2, 3]), json!([1, 3])),
            (json!([4, 3, 1]), json!([1]), json!([1, 4, 3])),
        ] {
            let mut value = live;
            ordered_as(&mut value, &desired, |left, right| left == right);
            assert_eq!(value, shown);
        }
    }
}
