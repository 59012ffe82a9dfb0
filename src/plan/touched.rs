//! Who changed an object last, and when, as far as anybody tells.

use serde_json::Value;
use time::format_description::well_known::Rfc3339;
use time::{Duration, OffsetDateTime};

use super::{Change, FieldChange};
use crate::model::{Live, Pointer, Token};

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

    /// With what somebody else tells of the same change. An event of well before the last change is about another one, and
    /// whoever made that is not to be blamed.
    #[must_use]
    pub fn completed(&self, event: &Self) -> Self {
        let is_older = matches!((self.at, event.at), (Some(own), Some(told)) if own - told > SAME);
        if is_older { self.clone() } else { event.clone() }
    }
}

/// One change of an object that somebody keeps a record of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Edit {
    pub touched: Touched,
    /// The object on either side; None where the record does not hold it.
    pub before: Option<Value>,
    pub after: Option<Value>,
}

/// Who changed each field last, in the order of the fields. `edits` are those of the object, the newest first.
pub fn authors(change: &Change, edits: &[Edit]) -> Vec<Touched> {
    let newest = edits.first().map(|edit| &edit.touched);
    let author = |field: &FieldChange| {
        let at = outside_of_lists(&field.path);
        let edit = edits.iter().find(|edit| edit.is_of(&at)).map(|edit| &edit.touched);
        edit.or(newest).cloned().unwrap_or_default()
    };
    change.fields.iter().map(author).collect()
}

impl Edit {
    /// An edit that does not say what it changed may have changed anything.
    fn is_of(&self, at: &Pointer) -> bool {
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => at.find(before) != at.find(after),
            _ => true,
        }
    }
}

/// Items have other places in older states: a list is looked at as a whole.
fn outside_of_lists(path: &Pointer) -> Pointer {
    let keys = path.tokens().iter().take_while(|token| matches!(token, Token::Key(_)));
    keys.fold(Pointer::root(), |at, token| at.child(token.clone()))
}

/// An event is written down shortly before or after its object.
const SAME: Duration = Duration::minutes(2);

/// Text or seconds. A change of before Datadog was is none: notification rules say 1970 until their first (recorded).
fn moment(value: &Value) -> Option<OffsetDateTime> {
    let read = match value {
        Value::String(text) => OffsetDateTime::parse(text, &Rfc3339).ok(),
        Value::Number(number) => OffsetDateTime::from_unix_timestamp(number.as_i64()?).ok(),
        _ => None,
    };
    read.filter(|moment| moment.year() > 1970)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn at(text: &str) -> Option<OffsetDateTime> {
        moment(&json!(text))
    }

    #[test]
    fn moments_are_read_in_each_spelling() {
        let seconds = moment(&json!(1_772_680_371)).unwrap();
        assert_eq!(Some(seconds), at("2026-03-05T03:12:51+00:00"));
        assert_eq!(at("1970-01-01T00:00:00+00:00"), None);
        assert_eq!((moment(&json!(null)), at("yesterday")), (None, None));
    }

    #[test]
    fn an_older_event_blames_nobody() {
        let own = Touched { by: None, at: at("2026-11-20T14:03:09Z") };
        let same = Touched { by: Some("ana@example.com".to_owned()), at: at("2026-11-20T14:02:58Z") };
        let older = Touched { at: at("2026-11-01T09:00:00Z"), ..same.clone() };
        assert_eq!(own.completed(&same), same);
        assert_eq!(own.completed(&older), own);
        assert_eq!(Touched::default().completed(&older), older);
    }
}
