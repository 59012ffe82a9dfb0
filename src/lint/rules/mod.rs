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
    project_composite_shape,
    project_duplicate_monitor,
    project_tag_policy,
    query_formula_names,
    query_unused,
    reference_broken,
    slo_alert_query,
    slo_definition,
    suppression_unused,
    threshold_mismatch,
];

pub fn by_id(id: &str) -> Option<&'static Rule> {
    ALL.iter().find(|rule| rule.id == id).copied()
}
