//! Processors that make a value: by search, by sum, by text, by table.

use super::{AnyProcessor, PipelineFilter};
use crate::object;
use crate::schema::shapes::Flag;

object! {
    /// Sets an attribute by the first search that matches the log.
    CategoryProcessor {
        /// The searches in order, each with its value.
        categories: Vec<Category> = [{"name": "error", "filter": {"query": "@http.status_code:>=500"}}],
        /// Attribute that gets the result.
        target: String = "http.status_category",
        #[schemars(flatten)]
        any: AnyProcessor,
    }
    example: {"type": "category-processor", "categories": [{"name": "error", "filter": {"query": "@http.status_code:>=500"}}], "target": "http.status_category"}
}

object! {
    /// A value, and the logs that get it.
    Category {
        /// The value.
        name: Option<String> = "error",
        /// Which logs get it.
        filter: Option<PipelineFilter> = {"query": "@http.status_code:>=500"},
    }
    example: {"name": "error", "filter": {"query": "@http.status_code:>=500"}}
}

object! {
    /// Computes a number of attributes.
    ArithmeticProcessor {
        /// The formula, with names of attributes in it.
        expression: String = "(end - start) / 1000",
        /// Attribute that gets the result.
        target: String = "duration",
        /// Whether a missing attribute counts as 0 or as an empty text; otherwise nothing is computed.
        is_replace_missing: Option<Flag> = false,
        #[schemars(flatten)]
        any: AnyProcessor,
    }
    example: {"type": "arithmetic-processor", "expression": "(end - start) / 1000", "target": "duration"}
}

object! {
    /// Builds a text of attributes.
    StringBuilder {
        /// The text, with `%{attribute}` in it.
        template: String = "%{http.method} %{http.url}",
        /// Attribute that gets the result.
        target: String = "request",
        /// Whether a missing attribute counts as 0 or as an empty text; otherwise nothing is computed.
        is_replace_missing: Option<Flag> = false,
        #[schemars(flatten)]
        any: AnyProcessor,
    }
    example: {"type": "string-builder-processor", "template": "%{http.method} %{http.url}", "target": "request"}
}

object! {
    /// Looks a value up in a table of its own or in a reference table.
    LookupProcessor {
        /// Attribute whose value is looked up.
        source: String = "service_id",
        /// Attribute that gets the result.
        target: String = "service",
        /// Rows as `value,result`.
        lookup_table: Option<Vec<String>> = ["1,checkout"],
        /// Name of the reference table, instead of rows.
        lookup_enrichment_table: Option<String> = "services",
        /// Result where the value is in no row.
        default_lookup: Option<String> = "unknown",
        #[schemars(flatten)]
        any: AnyProcessor,
    }
    example: {"type": "lookup-processor", "source": "service_id", "target": "service"}
}
