//! The rules, one a file: `<area>_<fault>.rs`.

mod monitor_threshold_mismatch;
mod schema_unknown;
mod schema_violation;
mod secret_literal;

use super::Rule;

/// In the order in which they look.
pub static ALL: &[&Rule] =
    &[&schema_violation::RULE, &schema_unknown::RULE, &secret_literal::RULE, &monitor_threshold_mismatch::RULE];
