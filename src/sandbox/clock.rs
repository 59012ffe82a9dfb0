//! The hour, in the spellings the API uses.

use serde_json::{Value, json};
use time::OffsetDateTime;

pub(super) fn now() -> OffsetDateTime {
    OffsetDateTime::now_utc()
}

/// `2026-04-16T07:36:51.476718+00:00`
pub(super) fn stamp(moment: OffsetDateTime) -> Value {
    let (date, (hour, minute, second, micro)) = (moment.date(), moment.time().as_hms_micro());
    Value::String(format!("{date}T{hour:02}:{minute:02}:{second:02}.{micro:06}+00:00"))
}

/// Milliseconds since 1970, cut to the second, as `created_at` of a monitor is.
pub(super) fn whole_milliseconds(moment: OffsetDateTime) -> Value {
    json!(moment.unix_timestamp().saturating_mul(1000))
}
