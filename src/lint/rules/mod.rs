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
    reference_broken,
    suppression_unused,
    threshold_mismatch,
];

pub fn by_id(id: &str) -> Option<&'static Rule> {
    ALL.iter().find(|rule| rule.id == id).copied()
}
