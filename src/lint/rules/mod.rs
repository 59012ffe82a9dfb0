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
    dashboard_empty_group,
    dashboard_format,
    dashboard_group_by,
    dashboard_hardcoded_id,
    dashboard_layout_missing,
    dashboard_off_grid,
    dashboard_overlap,
    dashboard_scalar_count,
    dashboard_variable_definition,
    dashboard_variable_double_prefix,
    dashboard_variable_undefined,
    dashboard_variable_unused,
    live_api_rejects_monitor,
    live_handle_not_found,
    live_metric_no_data,
    live_metric_type_mismatch,
    live_no_data_monitor,
    live_tag_key_not_on_metric,
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
    project_composite_shape,
    project_duplicate_monitor,
    project_tag_policy,
    query_anomaly_arguments,
    query_as_count_needs_sum,
    query_deprecated_type,
    query_forecast_arguments,
    query_formula_names,
    query_function_arity,
    query_group_by_after_modifier,
    query_log_quotes,
    query_missing_space_aggregator,
    query_search_syntax,
    query_service_check,
    query_syntax,
    query_type_mismatch,
    query_unknown_aggregator,
    query_unknown_function,
    query_unused,
    reference_broken,
    secret_literal,
    slo_alert_query,
    slo_definition,
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
