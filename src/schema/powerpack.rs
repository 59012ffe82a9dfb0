//! Powerpacks, as `POST /api/v2/powerpacks` takes their attributes. Their widgets are those of dashboards.

use super::dashboard::layout::Widget;
use super::dashboard::template_variables::TemplateVariable;
use super::shapes::{Flag, Integer};
use crate::{object, open_enum};

object! {
    /// A group of widgets that dashboards share.
    Powerpack {
        /// Name of the powerpack, as the widget tray shows it.
        name: String = "Service overview",
        /// What it is for.
        description: Option<String> = "Latency and errors of one service.",
        /// The group with its widgets.
        group_widget: PowerpackGroup = {"definition": {"type": "group", "layout_type": "ordered", "widgets": []}},
        /// Labels by which people find it; 8 at most. Their order means nothing.
        #[schemars(length(max = 8))]
        tags: Option<Vec<String>> = ["team:checkout"],
        /// Variables of its widgets, which each dashboard fills in.
        template_variables: Option<Vec<TemplateVariable>> = [{"name": "service", "defaults": ["*"]}],
        /// Id of the powerpack in Datadog. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        id: Option<String> = "14f3ef84-8e1e-11ee-97ac-da7ad0900002",
    }
    example: {
        "name": "Service overview",
        "group_widget": {
            "definition": {
                "type": "group",
                "layout_type": "ordered",
                "title": "Service",
                "widgets": [{"definition": {"type": "note", "content": "Runbook: https://wiki.example.com"}}]
            }
        }
    }
}

object! {
    /// A group, and where it lies.
    PowerpackGroup {
        /// The group.
        definition: PowerpackDefinition = {"type": "group", "layout_type": "ordered", "widgets": []},
        /// Where the group lies; absent means the first place, 12 wide and 1 high.
        layout: Option<PowerpackLayout> = {"x": 0, "y": 0, "width": 12, "height": 1},
        /// The span of time that all its widgets show.
        live_span: Option<String> = "1h",
    }
    example: {"definition": {"type": "group", "layout_type": "ordered", "widgets": []}}
}

object! {
    /// The group itself.
    PowerpackDefinition {
        /// What sort of widget it is: always a group.
        r#type: PowerpackType = "group",
        /// How its widgets find their places: always in order.
        layout_type: PowerpackLayoutType = "ordered",
        /// Title above the group.
        title: Option<String> = "Service",
        /// Whether the title is shown.
        show_title: Option<Flag> = true,
        /// What is shown, in reading order.
        widgets: Vec<Widget> = [{"definition": {"type": "note", "content": "Runbook"}}],
    }
    example: {"type": "group", "layout_type": "ordered", "title": "Service", "widgets": []}
}

open_enum! {
    /// What sort of widget holds the others.
    PowerpackType { "group" => "a group" }
}

open_enum! {
    /// How the widgets of a powerpack find their places.
    PowerpackLayoutType { "ordered" => "on a grid of 12 columns" }
}

object! {
    /// A place on the grid of 12 columns.
    PowerpackLayout {
        /// Columns from the left edge.
        #[schemars(range(min = 0))]
        x: Option<Integer> = 0,
        /// Rows from the top.
        #[schemars(range(min = 0))]
        y: Option<Integer> = 0,
        /// Width in columns.
        #[schemars(range(min = 0))]
        width: Option<Integer> = 12,
        /// Height in rows.
        #[schemars(range(min = 0))]
        height: Option<Integer> = 1,
    }
    example: {"x": 0, "y": 0, "width": 12, "height": 1}
}
