//! Template variables, and presets of their values.

use crate::{object, open_enum};

open_enum! {
    /// What the variable does in a query.
    TemplateVariableType {
        "filter" => "narrows what is read: `$name` becomes a filter",
        "group" => "says by what results are grouped: `$name` stands in the `by` clause",
    }
}

object! {
    /// A drop-down above the widgets.
    TemplateVariable {
        /// The variable's name. Queries write `$name`; names are unique in a dashboard.
        name: String = "env",
        /// The tag or facet whose values are offered, without a colon. Absent: `$name` is replaced by the bare value.
        prefix: Option<String> = "env",
        /// The values chosen when the page opens, joined by OR; none of them empty. `*` is everything.
        #[schemars(inner(length(min = 1)))]
        defaults: Option<Vec<String>> = ["prod"],
        /// The one value chosen when the page opens. Excludes `defaults`, which replaces it.
        #[schemars(extend("deprecated" = true))]
        default: Option<String> = "prod",
        /// The values that are offered. Absent or empty: every value of `prefix` that Datadog knows.
        available_values: Option<Vec<String>> = ["prod", "staging"],
        /// What the variable does in a query; a filter where it is absent.
        r#type: Option<TemplateVariableType>,
    }
    example: {"name": "env", "prefix": "env", "defaults": ["prod"], "available_values": ["prod", "staging"]}
}

object! {
    /// A saved view: values for some template variables under one name. Datadog returns presets sorted by name.
    Preset {
        /// What the view is called.
        name: Option<String> = "Staging",
        /// The values that the view chooses.
        template_variables: Option<Vec<PresetValue>> = [{"name": "env", "values": ["staging"]}],
    }
    example: {"name": "Staging", "template_variables": [{"name": "env", "values": ["staging"]}]}
}

object! {
    /// What a saved view chooses for one template variable.
    PresetValue {
        /// The name of a template variable of this dashboard.
        name: Option<String> = "env",
        /// The values chosen, joined by OR; at least one, none of them empty.
        #[schemars(length(min = 1), inner(length(min = 1)))]
        values: Option<Vec<String>> = ["staging"],
        /// The one value chosen. Excludes `values`, which replaces it.
        #[schemars(extend("deprecated" = true))]
        value: Option<String> = "staging",
    }
    example: {"name": "env", "values": ["staging"]}
}
