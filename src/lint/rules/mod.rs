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

rules![reference_broken, suppression_unused, threshold_mismatch];

pub fn by_id(id: &str) -> Option<&'static Rule> {
    ALL.iter().find(|rule| rule.id == id).copied()
}
