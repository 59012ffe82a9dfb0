//! Spans of time: the dashboard's default, and a widget's own.

use crate::schema::shapes::{Flag, Integer};
use crate::{object, open_enum, tagged};

tagged! {
    /// The span of time that a dashboard opens with.
    Timeframe by "type" {
        LiveTimeframe { "live" => "from some time ago until now" }
        FixedTimeframe { "fixed" => "between two moments" }
    }
    example: {"type": "live", "unit": "hour", "value": 4}
}

open_enum! {
    /// The unit of a live span.
    TimeUnit {
        "minute" => "minutes",
        "hour" => "hours",
        "day" => "days",
        "week" => "weeks",
        "month" => "months",
        "year" => "years",
    }
}

object! {
    /// A span that ends now.
    LiveTimeframe {
        /// The unit of `value`.
        unit: TimeUnit,
        /// How many units back the span begins.
        #[schemars(range(min = 1))]
        value: Integer = 4,
    }
    example: {"unit": "hour", "value": 4}
}

object! {
    /// A span between two moments.
    FixedTimeframe {
        /// Where the span begins, in milliseconds since 1970 (UTC).
        #[schemars(range(min = 0))]
        from: Integer = 1_767_225_600_000_u64,
        /// Where the span ends, in milliseconds since 1970 (UTC).
        #[schemars(range(min = 0))]
        to: Integer = 1_767_830_400_000_u64,
    }
    example: {"from": 1_767_225_600_000_u64, "to": 1_767_830_400_000_u64}
}

tagged! {
    /// The span of time of one widget, where it is not the dashboard's. Give either `live_span` or a `type`.
    Time by "type" {
        LiveTime { "live" => "from some time ago until now" }
        FixedTime { "fixed" => "between two moments" }
        SpanTime {}
    }
    example: {"live_span": "1h"}
}

object! {
    /// A span that ends now, of any length.
    LiveTime {
        #[schemars(flatten)]
        span: LiveTimeframe,
        #[schemars(flatten)]
        cost: CostTime,
    }
    example: {"unit": "minute", "value": 17}
}

object! {
    /// A span between two moments.
    FixedTime {
        #[schemars(flatten)]
        span: FixedTimeframe,
        #[schemars(flatten)]
        cost: CostTime,
    }
    example: {"from": 1_767_225_600_000_u64, "to": 1_767_830_400_000_u64}
}

object! {
    /// A span that ends now, by its short name. An empty object means the dashboard's own span.
    SpanTime {
        /// The span's short name.
        live_span: Option<LiveSpan>,
        #[schemars(flatten)]
        cost: CostTime,
    }
    example: {"live_span": "1h"}
}

object! {
    /// What a span of time says about cost data.
    CostTime {
        /// Whether days whose cloud cost data is not complete yet are left out.
        hide_incomplete_cost_data: Option<Flag> = true,
    }
    example: {"hide_incomplete_cost_data": true}
}

open_enum! {
    /// A span of time that ends now. Which ones a widget offers depends on the widget.
    LiveSpan {
        "1m" => "the past minute",
        "5m" => "the past 5 minutes",
        "10m" => "the past 10 minutes",
        "15m" => "the past 15 minutes",
        "30m" => "the past half hour",
        "1h" => "the past hour",
        "4h" => "the past 4 hours",
        "1d" => "the past day",
        "2d" => "the past 2 days",
        "1w" => "the past week",
        "1mo" => "the past month",
        "3mo" => "the past 3 months",
        "6mo" => "the past 6 months",
        "week_to_date" => "since the week began",
        "month_to_date" => "since the month began",
        "1y" => "the past year",
        "alert" => "the evaluation window of the monitor shown",
    }
}
