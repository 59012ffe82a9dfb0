//! How things look: alignment, palettes, number formats, axes, markers, links.

use crate::schema::shapes::{Flag, Integer, Number};
use crate::{object, open_enum, tagged};

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

open_enum! {
    /// How much room the legend takes; rows, or as much as fits.
    LegendSize {
        "auto" => "as Datadog sees fit",
        "0" => "none",
        "2" => "2 rows",
        "4" => "4 rows",
        "8" => "8 rows",
        "16" => "16 rows",
    }
}

open_enum! {
    /// How a value is compared with a threshold.
    Comparator {
        ">" => "above",
        ">=" => "at or above",
        "<" => "below",
        "<=" => "at or below",
        "=" => "equal",
    }
}

open_enum! {
    /// Colours of a cell or value, as text on background.
    FormatPalette {
        "white_on_red" => "white text on red",
        "white_on_yellow" => "white text on yellow",
        "white_on_green" => "white text on green",
        "white_on_gray" => "white text on gray",
        "black_on_light_red" => "black text on pale red",
        "black_on_light_yellow" => "black text on pale yellow",
        "black_on_light_green" => "black text on pale green",
        "red_on_white" => "red text on white",
        "yellow_on_white" => "yellow text on white",
        "green_on_white" => "green text on white",
        "gray_on_white" => "gray text on white",
        "red" => "red text",
        "orange" => "orange text",
        "green" => "green text",
        "blue" => "blue text",
        "grey" => "gray text",
        "custom_text" => "the text colour of `custom_fg_color`",
        "custom_bg" => "the background of `custom_bg_color`",
        "custom_image" => "the image of `image_url`",
    }
}

object! {
    /// A rule that colours a value. The first rule that holds is applied.
    ConditionalFormat {
        /// How the value is compared with `value`.
        comparator: Comparator,
        /// The threshold, in the unit of the value shown.
        value: Number = 500,
        /// The colours where the comparison holds.
        palette: FormatPalette,
        /// The text colour of palette `custom_text`, in hex.
        custom_fg_color: Option<String> = "#ff0000",
        /// The background of palette `custom_bg`, in hex.
        custom_bg_color: Option<String> = "#ffe5e5",
        /// The image of palette `custom_image`.
        image_url: Option<String> = "https://www.example.com/alert.png",
        /// Whether the number itself is hidden, so that only colours show.
        hide_value: Option<Flag> = false,
        /// The metric of the request that the rule looks at.
        metric: Option<String> = "system.load.1",
        /// The span of time that the rule looks at.
        timeframe: Option<String> = "1h",
    }
    example: {"comparator": ">", "value": 500, "palette": "white_on_red"}
}

object! {
    /// How a number is written.
    NumberFormat {
        /// The unit that is written after the number.
        unit: Option<NumberUnit>,
        /// The scale that the number is converted to.
        unit_scale: Option<UnitScale>,
    }
    example: {"unit": {"type": "canonical_unit", "unit_name": "byte"}}
}

tagged! {
    /// The unit of a number: one that Datadog knows, or a text of your own.
    NumberUnit by "type" {
        CanonicalUnit { "canonical_unit" => "a unit that Datadog knows and can scale" }
        CustomUnit { "custom_unit_label" => "a text of your own" }
        CanonicalUnit {}
    }
    example: {"type": "canonical_unit", "unit_name": "byte", "per_unit_name": "second"}
}

object! {
    /// A unit that Datadog knows.
    CanonicalUnit {
        /// The unit.
        unit_name: Option<String> = "byte",
        /// What it is counted per.
        per_unit_name: Option<String> = "second",
    }
    example: {"unit_name": "byte", "per_unit_name": "second"}
}

object! {
    /// A unit that is only a text.
    CustomUnit {
        /// The text, 1 to 12 characters.
        label: Option<String> = "orders",
    }
    example: {"label": "orders"}
}

open_enum! {
    /// How a scale is told.
    UnitScaleType { "canonical_unit" => "by a unit that Datadog knows" }
}

object! {
    /// The scale that numbers are converted to, whatever their size.
    UnitScale {
        /// How the scale is told.
        r#type: Option<UnitScaleType>,
        /// The unit that numbers are converted to.
        unit_name: Option<String> = "megabyte",
    }
    example: {"type": "canonical_unit", "unit_name": "megabyte"}
}

object! {
    /// An axis of a graph.
    Axis {
        /// The text beside the axis.
        label: Option<String> = "requests",
        /// The smallest value shown, in the unit of the axis, as text; `auto` fits the data.
        min: Option<String> = "0",
        /// The largest value shown, in the unit of the axis, as text; `auto` fits the data.
        max: Option<String> = "auto",
        /// Whether zero is always in view.
        include_zero: Option<Flag> = true,
        /// How values are spread over the axis.
        scale: Option<AxisScale>,
    }
    example: {"min": "0", "max": "auto", "include_zero": true, "scale": "linear"}
}

open_enum! {
    /// How values are spread over an axis. `pow` takes any exponent after it: `pow0.5`.
    AxisScale {
        "linear" => "evenly",
        "log" => "by their logarithm",
        "sqrt" => "by their square root",
        "pow" => "by a power of them",
        "pow2" => "by their square",
    }
}

object! {
    /// A line or band drawn across a graph.
    Marker {
        /// Where it lies, in the unit of the axis: `y = 15` is a line, `0 < y < 10` a band. On a distribution with
        /// `display_type` `percentile`, the percentile.
        value: String = "y = 15",
        /// A severity (`error`, `warning`, `ok`, `info`) and a line (`dashed`, `solid`, `bold`), with a space between.
        display_type: Option<String> = "error dashed",
        /// The text over the line.
        label: Option<String> = "SLO: 15 s",
        /// The moment it stands for.
        time: Option<String> = "2026-01-09T19:53:46Z",
    }
    example: {"value": "y = 15", "display_type": "error dashed", "label": "SLO: 15 s"}
}

object! {
    /// Events drawn over a graph, found by a search.
    EventOverlay {
        /// The search for events.
        q: String = "sources:deploy service:checkout",
        /// How several tags of the search are joined: `and` or `or`.
        tags_execution: Option<String> = "and",
    }
    example: {"q": "sources:deploy service:checkout"}
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
    /// A rule that colours or rewrites texts of a column.
    TextFormat {
        /// Which texts the rule is for.
        r#match: TextMatch,
        /// The colours of such a text.
        palette: Option<TextPalette>,
        /// What is written in its place.
        replace: Option<TextReplacement>,
        /// The background of palette `custom_bg`, in hex.
        custom_bg_color: Option<String> = "#ffe5e5",
        /// The text colour of palette `custom_text`, in hex.
        custom_fg_color: Option<String> = "#ff0000",
    }
    example: {"match": {"type": "is", "value": "error"}, "palette": "white_on_red"}
}

open_enum! {
    /// How a text is compared.
    TextMatchType {
        "is" => "is the same text",
        "is_not" => "is another text",
        "contains" => "has it somewhere",
        "does_not_contain" => "has it nowhere",
        "starts_with" => "begins with it",
        "ends_with" => "ends with it",
    }
}

object! {
    /// Which texts a rule is for.
    TextMatch {
        /// How the text is compared with `value`.
        r#type: TextMatchType,
        /// What the text is compared with.
        value: String = "error",
    }
    example: {"type": "is", "value": "error"}
}

open_enum! {
    /// Colours of a text.
    TextPalette {
        "white_on_green" => "white text on green",
        "white_on_yellow" => "white text on yellow",
        "white_on_red" => "white text on red",
        "black_on_light_green" => "black text on pale green",
        "black_on_light_yellow" => "black text on pale yellow",
        "black_on_light_red" => "black text on pale red",
        "green_on_white" => "green text on white",
        "yellow_on_white" => "yellow text on white",
        "red_on_white" => "red text on white",
        "custom_bg" => "the background of `custom_bg_color`",
        "custom_text" => "the text colour of `custom_fg_color`",
    }
}

tagged! {
    /// What is written in place of a matched text.
    TextReplacement by "type" {
        ReplaceAll { "all" => "the whole text is replaced" }
        ReplaceSubstring { "substring" => "a part of the text is replaced" }
    }
    example: {"type": "all", "with": "failed"}
}

object! {
    /// The whole text is replaced.
    ReplaceAll {
        /// The new text.
        with: String = "failed",
    }
    example: {"with": "failed"}
}

object! {
    /// A part of the text is replaced.
    ReplaceSubstring {
        /// The part that goes.
        substring: String = "err",
        /// What comes in its place.
        with: String = "error",
    }
    example: {"substring": "err", "with": "error"}
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
