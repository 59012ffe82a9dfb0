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
    live_api_rejects_monitor,
    live_handle_not_found,
    live_metric_no_data,
    live_metric_type_mismatch,
    live_no_data_monitor,
    live_tag_key_not_on_metric,
    query_as_count_needs_sum,
    query_constant_condition,
    query_contradictory_scope,
    query_deprecated_type,
    query_division_without_guard,
    query_equality_threshold,
    query_function_arity,
    query_function_not_for_monitors,
    query_group_by_after_modifier,
    query_high_cardinality_group_by,
    query_invalid_metric_name,
    query_log_group_by_limit,
    query_log_quotes,
    query_mismatched_group_by,
    query_missing_scope,
    query_missing_space_aggregator,
    query_mixed_scope_syntax,
    query_outliers_arguments,
    query_redundant_scope,
    query_rollup_in_monitor,
    query_rollup_measure,
    query_search_lowercase_operator,
    query_search_syntax,
    query_self_arithmetic,
    query_suspicious_tag,
    query_syntax,
    query_threshold_number_format,
    query_type_mismatch,
    query_unknown_aggregator,
    query_unknown_function,
    query_unknown_monitor_type,
    query_unsupported_wildcard,
    query_window_out_of_range,
    reference_broken,
    suppression_unused,
    threshold_mismatch,
];

pub fn by_id(id: &str) -> Option<&'static Rule> {
    ALL.iter().find(|rule| rule.id == id).copied()
}
