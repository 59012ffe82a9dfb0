//! Widgets that show what they are given, hold others, or start something.

use super::{Heading, Linked, Timed};
use crate::schema::dashboard::layout::Widget;
use crate::schema::dashboard::style::{BackgroundColor, TextAlign, VerticalAlign};
use crate::schema::shapes::Flag;
use crate::{object, open_enum};

object! {
    /// Text in Markdown.
    Note {
        /// The text, in Markdown. Template variables are written `$name`.
        content: String = "### Runbook\nSee [the wiki](https://wiki.example.com).",
        /// The colour behind the text: a name or a hex colour.
        background_color: Option<String> = "yellow",
        /// The height of the text in pixels, as text, or `auto`.
        font_size: Option<String> = "14",
        /// Where the text stands from left to right.
        text_align: Option<TextAlign>,
        /// Where the text stands from top to bottom.
        vertical_align: Option<VerticalAlign>,
        /// Whether a pointer sticks out of an edge.
        show_tick: Option<Flag> = false,
        /// The edge that the pointer sticks out of.
        tick_edge: Option<Edge>,
        /// Where on the edge the pointer is, in percent of its length.
        tick_pos: Option<String> = "50%",
        /// Whether there is room between the text and the edges.
        has_padding: Option<Flag> = true,
    }
    example: {"content": "See [the wiki](https://wiki.example.com).", "background_color": "yellow", "font_size": "14"}
}

open_enum! {
    /// An edge of a widget.
    Edge {
        "bottom" => "the lower edge",
        "left" => "the left edge",
        "right" => "the right edge",
        "top" => "the upper edge",
    }
}

object! {
    /// A heading.
    FreeText {
        /// The text.
        text: String = "Checkout",
        /// The colour of the text, in hex.
        color: Option<String> = "#4d4d4d",
        /// The height of the text in pixels, as text, or `auto`.
        font_size: Option<String> = "36",
        /// Where the text stands.
        text_align: Option<TextAlign>,
        /// The colour behind the text.
        background_color: Option<BackgroundColor>,
    }
    example: {"text": "Checkout", "font_size": "36", "text_align": "left"}
}

object! {
    /// A picture.
    Image {
        /// Where the picture is.
        url: String = "https://www.example.com/architecture.png",
        /// Where the picture for dark pages is.
        url_dark_theme: Option<String> = "https://www.example.com/architecture-dark.png",
        /// How the picture fills its place.
        sizing: Option<ImageSizing>,
        /// How much room there is around the picture.
        margin: Option<Margin>,
        /// Whether there is a colour behind the picture.
        has_background: Option<Flag> = true,
        /// Whether there is a line around the picture.
        has_border: Option<Flag> = true,
        /// Where the picture stands from left to right.
        horizontal_align: Option<TextAlign>,
        /// Where the picture stands from top to bottom.
        vertical_align: Option<VerticalAlign>,
    }
    example: {"url": "https://www.example.com/architecture.png", "sizing": "contain", "margin": "sm"}
}

open_enum! {
    /// How a picture fills its place.
    ImageSizing {
        "contain" => "whole, as large as it fits",
        "cover" => "the place is filled, and what juts out is cut off",
        "fill" => "stretched to the place",
        "none" => "in its own size",
        "scale-down" => "whole, never larger than it is",
        "zoom" => "deprecated",
        "fit" => "deprecated",
        "center" => "deprecated",
    }
}

open_enum! {
    /// How much room there is around a picture.
    Margin {
        "sm" => "little",
        "md" => "some",
        "lg" => "much",
        "small" => "deprecated: use sm",
        "large" => "deprecated: use lg",
    }
}

object! {
    /// Another web page.
    Iframe {
        /// Where the page is.
        url: String = "https://status.example.com",
    }
    example: {"url": "https://status.example.com"}
}

object! {
    /// Several widgets under one heading. Groups are not put into groups.
    Group {
        /// The heading.
        title: Option<String> = "Database",
        /// Where the heading stands.
        title_align: Option<TextAlign>,
        /// Whether the heading is shown.
        show_title: Option<Flag> = true,
        /// The colour behind the heading.
        background_color: Option<BackgroundColor>,
        /// Where the picture over the group is.
        banner_img: Option<String> = "https://www.example.com/banner.png",
        /// Always `ordered`: the group has a grid of its own, 12 columns wide.
        layout_type: GroupLayoutType,
        /// The widgets of the group, in reading order.
        widgets: Vec<Widget> = [{"definition": {"type": "note", "content": "Owner: team data"}}],
    }
    example: {
        "title": "Database",
        "layout_type": "ordered",
        "widgets": [{"definition": {"type": "note", "content": "Owner: team data"}}]
    }
}

open_enum! {
    /// How the widgets of a group find their places.
    GroupLayoutType { "ordered" => "they flow on a grid" }
}

object! {
    /// A group kept in the powerpack library.
    Powerpack {
        /// UUID of the powerpack.
        powerpack_id: String = "${powerpack:database}",
        /// The heading.
        title: Option<String> = "Database",
        /// Whether the heading is shown.
        show_title: Option<Flag> = true,
        /// The colour behind the heading.
        background_color: Option<String> = "vivid_blue",
        /// Where the picture over the group is.
        banner_img: Option<String> = "https://www.example.com/banner.png",
        /// The template variables of the powerpack.
        template_variables: Option<PowerpackVariables>,
    }
    example: {"powerpack_id": "${powerpack:database}", "title": "Database"}
}

object! {
    /// The template variables of a powerpack.
    PowerpackVariables {
        /// Those whose values stand here.
        controlled_by_powerpack: Option<Vec<PowerpackVariable>>
            = [{"name": "db", "prefix": "dbname", "values": ["orders"]}],
        /// Those whose values come from the dashboard.
        controlled_externally: Option<Vec<PowerpackVariable>> = [{"name": "env", "prefix": "env", "values": ["$env"]}],
    }
    example: {"controlled_externally": [{"name": "env", "prefix": "env", "values": ["$env"]}]}
}

object! {
    /// A template variable of a powerpack.
    PowerpackVariable {
        /// The variable's name in the powerpack.
        name: String = "env",
        /// The tag whose values are offered.
        prefix: Option<String> = "env",
        /// The values, joined by OR; none of them empty.
        #[schemars(inner(length(min = 1)))]
        values: Vec<String> = ["prod"],
    }
    example: {"name": "env", "prefix": "env", "values": ["prod"]}
}

object! {
    /// A button that runs a workflow.
    RunWorkflow {
        #[schemars(flatten)]
        heading: Heading,
        /// UUID of the workflow.
        workflow_id: String = "2e055f16-8b6a-4cdd-b452-17a34c44b160",
        /// What is handed to the workflow.
        inputs: Option<Vec<WorkflowInput>> = [{"name": "environment", "value": "$env.value"}],
        #[schemars(flatten)]
        timed: Timed,
        #[schemars(flatten)]
        linked: Linked,
    }
    example: {
        "title": "Restart",
        "workflow_id": "2e055f16-8b6a-4cdd-b452-17a34c44b160",
        "inputs": [{"name": "environment", "value": "$env.value"}]
    }
}

object! {
    /// Something handed to a workflow.
    WorkflowInput {
        /// The input's name in the workflow.
        name: String = "environment",
        /// A template variable; `$env.value` is only its value, `$env.key` only its key.
        value: String = "$env.value",
    }
    example: {"name": "environment", "value": "$env.value"}
}
