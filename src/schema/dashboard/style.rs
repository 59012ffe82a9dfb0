//! How things look: alignment, colours, lines, bars, links.

use crate::schema::shapes::{Flag, Integer};
use crate::{object, open_enum};

open_enum! {
    /// On which side text stands.
    TextAlign {
        "left" => "at the left edge",
        "center" => "in the middle",
        "right" => "at the right edge",
    }
}

open_enum! {
    /// Where something stands between top and bottom.
    VerticalAlign {
        "top" => "at the top edge",
        "center" => "in the middle",
        "bottom" => "at the bottom edge",
    }
}

open_enum! {
    /// Which way something is sorted.
    SortOrder {
        "asc" => "ascending: smallest or A first",
        "desc" => "descending: largest or Z first",
    }
}

open_enum! {
    /// The colour behind a heading or a text.
    BackgroundColor {
        "white" => "white",
        "blue" => "pale blue",
        "purple" => "pale purple",
        "pink" => "pale pink",
        "orange" => "pale orange",
        "yellow" => "pale yellow",
        "green" => "pale green",
        "gray" => "pale gray",
        "vivid_blue" => "strong blue",
        "vivid_purple" => "strong purple",
        "vivid_pink" => "strong pink",
        "vivid_orange" => "strong orange",
        "vivid_yellow" => "strong yellow",
        "vivid_green" => "strong green",
        "transparent" => "no colour",
    }
}

object! {
    /// An entry of the menu that opens on a value. Labels and links may use `{{env.value}}` and the like.
    CustomLink {
        /// The text of the entry.
        label: Option<String> = "Runbook",
        /// Where it leads: `http` or `https`, or a path in Datadog that begins with `/`.
        link: Option<String> = "https://wiki.example.com/runbook?env={{env.value}}",
        /// Which entry that Datadog itself offers is replaced or hidden: `logs`, `hosts`, `traces`, `profiles`,
        /// `processes`, `containers` or `rum`.
        override_label: Option<String> = "logs",
        /// Whether the entry named by `override_label` is hidden.
        is_hidden: Option<Flag> = true,
    }
    example: {"label": "Runbook", "link": "https://wiki.example.com/runbook?env={{env.value}}"}
}

open_enum! {
    /// How the points of a line are joined.
    LineType {
        "solid" => "an unbroken line",
        "dashed" => "dashes",
        "dotted" => "dots",
    }
}

open_enum! {
    /// How thick a line is.
    LineWidth {
        "normal" => "of middle width",
        "thick" => "thicker",
        "thin" => "thinner",
    }
}

open_enum! {
    /// In which order series are drawn and get their colours.
    SeriesOrder {
        "tags" => "by their tags, from A to Z",
        "values" => "by their values, so that colours follow the largest",
    }
}

object! {
    /// How the series of a request are drawn.
    RequestStyle {
        /// The name of a palette.
        palette: Option<String> = "dog_classic",
        /// How the points are joined.
        line_type: Option<LineType>,
        /// How thick the line is.
        line_width: Option<LineWidth>,
        /// In which order series are drawn.
        order_by: Option<SeriesOrder>,
    }
    example: {"palette": "dog_classic", "line_type": "solid", "line_width": "normal"}
}

object! {
    /// The colours of a widget or request.
    PaletteStyle {
        /// The name of a palette.
        palette: Option<String> = "dog_classic",
    }
    example: {"palette": "dog_classic"}
}

open_enum! {
    /// What the length of bars is measured against.
    Scaling {
        "absolute" => "the values themselves",
        "relative" => "the share of the whole",
    }
}

open_enum! {
    /// How bars of several groups stand.
    BarDisplayType {
        "stacked" => "on each other, one colour a group",
        "flat" => "alone, in one colour",
    }
}

open_enum! {
    /// Where the legend of stacked bars stands.
    BarLegend {
        "automatic" => "where there is room",
        "inline" => "within the bars",
        "none" => "nowhere",
    }
}

object! {
    /// How bars of several groups stand.
    BarDisplay {
        /// On each other or alone.
        r#type: BarDisplayType,
        /// Where the legend stands; only for stacked bars.
        legend: Option<BarLegend>,
    }
    example: {"type": "stacked", "legend": "automatic"}
}

object! {
    /// How a bar chart or top list is drawn.
    BarStyle {
        /// How bars of several groups stand.
        display: Option<BarDisplay>,
        /// The name of a palette.
        palette: Option<String> = "dog_classic",
        /// What the length of bars is measured against.
        scaling: Option<Scaling>,
    }
    example: {"display": {"type": "stacked", "legend": "automatic"}, "palette": "dog_classic", "scaling": "relative"}
}

object! {
    /// The colours of one formula's series.
    FormulaStyle {
        /// The name of a palette.
        palette: Option<String> = "classic",
        /// Which colour of the palette, counted from 0.
        palette_index: Option<Integer> = 4,
    }
    example: {"palette": "classic", "palette_index": 4}
}
