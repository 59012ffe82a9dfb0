//! How single values look: units, and rules that colour or rewrite them.

use crate::schema::shapes::{Flag, Number};
use crate::{object, open_enum, tagged};

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
