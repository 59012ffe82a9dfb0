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
    message_bare_tag,
    message_dead_handle,
    message_empty_threshold,
    message_escaped_comparator,
    message_eval,
    message_group_variable,
    message_handle_outside,
    message_handle_syntax,
    message_handle_unreachable,
    message_match_never,
    message_missing,
    message_no_handle,
    message_notify_by,
    message_pager_recovery,
    message_quality,
    message_recovery_too_wide,
    message_routing_gap,
    message_template_syntax,
    message_unknown_conditional,
    message_unknown_variable,
    message_unreachable_conditional,
    message_warning_pages,
    query_as_count_needs_sum,
    query_deprecated_type,
    query_function_arity,
    query_group_by_after_modifier,
    query_hardcoded_environment,
    query_log_quotes,
    query_missing_space_aggregator,
    query_search_syntax,
    query_syntax,
    query_type_mismatch,
    query_unknown_aggregator,
    query_unknown_function,
    reference_broken,
    secret_literal,
    suppression_unused,
    threshold_mismatch,
    threshold_no_hysteresis,
];

pub fn by_id(id: &str) -> Option<&'static Rule> {
    ALL.iter().find(|rule| rule.id == id).copied()
}
