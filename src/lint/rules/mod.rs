//! The rules, one a file: `<area>_<fault>.rs`.

use super::Rule;

/// A rule's module and value, and its page.
macro_rules! rules {
    ($($module:ident),* $(,)?) => {
        $(mod $module;)*

        /// In the order of their files.
        pub static ALL: &[&Rule] = &[$(&$module::RULE),*];
    };
}

rules![
    option_anomaly_recovery,
    option_anomaly_windows,
    option_cloud_delay,
    option_default_zero,
    option_deprecated,
    option_group_delay,
    option_no_data_conflict,
    option_no_data_timeframe,
    option_not_applicable,
    option_notify_by,
    option_renotify,
    option_scheduling,
    option_timeout,
    query_anomaly_arguments,
    query_forecast_arguments,
    query_service_check,
    reference_broken,
    suppression_unused,
    threshold_below_zero,
    threshold_critical_missing,
    threshold_key_unsupported,
    threshold_mismatch,
    threshold_recovery_order,
    threshold_unit,
    threshold_warning_order,
];

pub fn by_id(id: &str) -> Option<&'static Rule> {
    ALL.iter().find(|rule| rule.id == id).copied()
}
