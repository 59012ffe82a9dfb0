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
    query_deprecated_type,
    query_function_arity,
    query_group_by_after_modifier,
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
];

pub fn by_id(id: &str) -> Option<&'static Rule> {
    ALL.iter().find(|rule| rule.id == id).copied()
}
