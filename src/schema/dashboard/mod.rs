//! A dashboard, field by field: what `schemas/dashboard.schema.json` is made of.
//!
//! Widgets, queries and other unions are told apart by one property (`type`, `data_source`, `request_type`), so a
//! fault is reported by the branch that was meant. One file holds one family of things; `widgets` has the widgets.

use schemars::Schema;

use self::layout::{Tab, Widget};
use self::template_variables::{Preset, TemplateVariable};
use self::time::Timeframe;
use super::shapes::{self, Flag};
use crate::{object, open_enum};

pub mod analytics;
pub mod apm_query;
pub mod axes;
pub mod events_query;
pub mod formats;
pub mod formulas;
pub mod journeys;
pub mod layout;
pub mod legacy;
pub mod queries;
pub mod retention;
pub mod streams;
pub mod style;
pub mod template_variables;
pub mod time;
pub mod widgets;

/// The schema of a dashboard as it stands in a definition file, without the `ddsync` block.
#[must_use]
pub fn schema() -> Schema {
    shapes::generator().into_root_schema_for::<Dashboard>()
}

open_enum! {
    /// How widgets find their places. It cannot be changed after the dashboard was created.
    LayoutType {
        "ordered" => "widgets flow on a grid of 12 columns",
        "free" => "each widget lies where its layout puts it; the old screenboards",
    }
}

open_enum! {
    /// Who arranges the widgets of an ordered dashboard.
    ReflowType {
        "auto" => "Datadog arranges them; widgets have no layout of their own",
        "fixed" => "the file does; every widget needs a layout",
    }
}

object! {
    /// A Datadog dashboard: a title, widgets, and the variables that narrow what they show.
    Dashboard {
        /// The name of the dashboard, as lists and searches show it.
        title: String = "Checkout: health",
        /// What the dashboard is for, in Markdown. It opens from the title.
        description: Option<String> = "Latency and errors of the checkout service.",
        /// How widgets find their places.
        layout_type: LayoutType,
        /// Who arranges the widgets; only where `layout_type` is `ordered`.
        reflow_type: Option<ReflowType>,
        /// What is shown, in reading order.
        widgets: Vec<Widget> = [{"definition": {"type": "note", "content": "Runbook: https://wiki.example.com"}}],
        /// Pages of the dashboard, each with some of its widgets; 100 at most.
        #[schemars(length(max = 100))]
        tabs: Option<Vec<Tab>>
            = [{"id": "0f3c5ad0-7d27-4d5c-9f6a-3c5d0a4fd1ab", "name": "Overview", "widget_ids": ["@1", "@2"]}],
        /// Drop-downs above the widgets. Queries take their values as `$name`.
        template_variables: Option<Vec<TemplateVariable>> = [{"name": "env", "prefix": "env", "defaults": ["prod"]}],
        /// Saved choices of values for the template variables.
        template_variable_presets: Option<Vec<Preset>>
            = [{"name": "Staging", "template_variables": [{"name": "env", "values": ["staging"]}]}],
        /// The span of time shown where the address of the page asks for no other; null clears it.
        default_timeframe: Option<Timeframe>,
        /// Teams that own the dashboard, each as `team:<handle>`; no other tag is taken. 5 at most.
        #[schemars(length(max = 5))]
        tags: Option<Vec<String>> = ["team:checkout"],
        /// Handles of the people who hear of changes to this dashboard. The order means nothing.
        notify_list: Option<Vec<String>> = ["ana@example.com"],
        /// Ids of the roles whose members may edit, beside the author. Newer organizations use restriction policies.
        restricted_roles: Option<Vec<String>> = ["0d6a0a3e-0f0c-11ee-be56-0242ac120002"],
        /// Whether only its author and admins may edit. Writes that hold it are refused since 2025: use a
        /// restriction policy.
        #[schemars(extend("deprecated" = true))]
        is_read_only: Option<Flag> = false,
        /// Datadog's id of the dashboard. Set by Datadog.
        #[schemars(extend("readOnly" = true))]
        id: Option<String> = "abc-def-ghi",
        /// The path of the dashboard's page. Set by Datadog.
        #[schemars(extend("readOnly" = true))]
        url: Option<String> = "/dashboard/abc-def-ghi/checkout-health",
        /// Handle of the one who created it. Set by Datadog.
        #[schemars(extend("readOnly" = true))]
        author_handle: Option<String> = "ana@example.com",
        /// Name of the one who created it. Set by Datadog.
        #[schemars(extend("readOnly" = true))]
        author_name: Option<String> = "Ana Lima",
        /// When it was created, as an ISO 8601 moment. Set by Datadog.
        #[schemars(extend("readOnly" = true))]
        created_at: Option<String> = "2026-01-09T19:53:46.536027+00:00",
        /// When it was last changed, as an ISO 8601 moment. Set by Datadog.
        #[schemars(extend("readOnly" = true))]
        modified_at: Option<String> = "2026-02-01T08:00:00.000000+00:00",
    }
    example: {
        "title": "Checkout: health",
        "layout_type": "ordered",
        "widgets": [{"definition": {"type": "note", "content": "Runbook: https://wiki.example.com"}}]
    }
}

#[cfg(test)]
mod tests;
