//! Where widgets stand: the widget's frame, its place on the grid, and tabs.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::widgets::Definition;
use crate::object;
use crate::schema::shapes::{Flag, Integer, Number};

object! {
    /// One widget: what it shows, and where.
    Widget {
        /// What the widget shows; its `type` says which other fields it has.
        definition: Definition,
        /// Where the widget lies. Needed on `free` dashboards and where `reflow_type` is `fixed`, useless elsewhere.
        layout: Option<Layout>,
        /// Datadog's id of the widget, which links to it hold. Set by Datadog, kept on update.
        id: Option<Integer> = 7_512_175_799_226_885_u64,
    }
    example: {
        "definition": {"type": "note", "content": "Runbook: https://wiki.example.com"},
        "layout": {"x": 0, "y": 0, "width": 4, "height": 2}
    }
}

object! {
    /// A widget's place. On `ordered` dashboards the unit is one cell of a grid 12 columns wide, and all are whole numbers;
    /// `free` ones have a finer grid, and fractions.
    Layout {
        /// Cells between the left edge and the widget.
        #[schemars(range(min = 0))]
        x: Number = 0,
        /// Cells between the top edge and the widget.
        #[schemars(range(min = 0))]
        y: Number = 2,
        /// Width in cells. On a fixed grid `x + width` is 12 at most.
        #[schemars(range(min = 0))]
        width: Number = 4,
        /// Height in cells.
        #[schemars(range(min = 0))]
        height: Number = 2,
        /// Whether the second column of the high-density view begins here; one widget of a dashboard at most.
        is_column_break: Option<Flag> = true,
    }
    example: {"x": 0, "y": 0, "width": 4, "height": 2}
}

object! {
    /// A page of the dashboard.
    Tab {
        /// UUID of the tab.
        id: String = "0f3c5ad0-7d27-4d5c-9f6a-3c5d0a4fd1ab",
        /// What the tab is called, 1 to 100 characters.
        #[schemars(length(min = 1, max = 100))]
        name: String = "Overview",
        /// The widgets of the tab: ids, or `@1` for the first widget of the dashboard.
        widget_ids: Vec<WidgetReference> = ["@1", "@2"],
    }
    example: {"id": "0f3c5ad0-7d27-4d5c-9f6a-3c5d0a4fd1ab", "name": "Overview", "widget_ids": ["@1", "@2"]}
}

/// A widget's id, or `@N` for the N-th widget of the dashboard, or one substitution.
pub struct WidgetReference;

impl JsonSchema for WidgetReference {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "WidgetReference".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": ["integer", "string"], "pattern": r"^(@[1-9][0-9]*|\$\{[^}]+\})$"})
    }
}
