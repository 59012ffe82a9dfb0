//! Who changed an object last, and when, as far as anybody tells.

use serde_json::Value;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::model::{Live, Pointer};

/// None is: nobody tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// An e-mail address, or the name of an account.
    pub by: Option<String>,
    pub at: Option<OffsetDateTime>,
}

impl Touched {
    /// As the object itself says. Its creator is not named: somebody else may have changed it.
    pub fn told_by(live: &Live) -> Self {
        let history = live.kind.history;
        let find = |path: &str| {
            Some(path).filter(|path| !path.is_empty()).and_then(|path| Pointer::parse(path).find(&live.object))
        };
        Self {
            by: find(history.by).and_then(Value::as_str).filter(|who| !who.is_empty()).map(str::to_owned),
            at: find(history.at).and_then(moment),
        }
    }
}

/// Text or seconds. A change of before Datadog was is none: notification rules say 1970 until their first (recorded).
fn moment(value: &Value) -> Option<OffsetDateTime> {
    let read = match value {
        Value::String(text) => OffsetDateTime::parse(text, &Rfc3339).ok(),
        Value::Number(number) => OffsetDateTime::from_unix_timestamp(number.as_i64()?).ok(),
        _ => None,
    };
    read.filter(|moment| moment.year() > 1970)
}
