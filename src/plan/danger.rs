//! What drift can cost the people on call: what was silenced comes before what looks otherwise.

use serde_json::Value;

use super::{Action, Change, FieldChange, Impact};
use crate::model::{Danger, Guard, Pattern, Pointer, Way, Weakens};
use crate::query;
use crate::query::tree::Comparator;

/// Something about a drifted object that cannot wait.
#[derive(Clone, Debug, PartialEq)]
pub struct Risk {
    pub danger: Danger,
    pub why: Why,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Why {
    /// Somebody deleted it.
    Gone,
    /// It mutes others, and no file asks for it.
    Mutes,
    /// The scopes that are muted; `*` is all.
    Muted(Vec<String>),
    /// Handles that are no longer in its messages.
    Handles(Vec<String>),
    /// A field with its live value.
    Field { at: Pointer, weakens: Weakens },
}

/// What stands out in a drifted object, the worst first.
pub fn risks(change: &Change, impact: Option<&Impact>) -> Vec<Risk> {
    let dangers = change.address.kind.dangers;
    let mut risks: Vec<Risk> = change.fields.iter().filter_map(|field| weakened(change, field)).collect();
    match change.action {
        Action::Create => risks.push(Risk { danger: dangers.gone, why: Why::Gone }),
        Action::Delete if dangers.extra == Danger::Silent => {
            risks.push(Risk { danger: Danger::Silent, why: Why::Mutes });
        }
        _ => {}
    }
    if let Some(impact) = impact.filter(|_| change.live.is_some()) {
        if !impact.muted.is_empty() {
            risks.push(Risk { danger: Danger::Silent, why: Why::Muted(impact.muted.clone()) });
        }
        // What applying would add is what somebody took away.
        if !impact.handles_added.is_empty() {
            risks.push(Risk { danger: Danger::Unheard, why: Why::Handles(impact.handles_added.clone()) });
        }
    }
    risks.sort_by_key(|risk| risk.danger);
    risks
}

/// How bad it is in all.
pub fn danger(change: &Change, risks: &[Risk]) -> Danger {
    let dangers = change.address.kind.dangers;
    let is_text = |field: &FieldChange| dangers.texts.iter().any(|text| Pattern(text).matches(&field.path));
    let least = match change.action {
        Action::Create => dangers.gone,
        Action::Delete => dangers.extra,
        Action::Adopt => Danger::Looks,
        Action::Update | Action::Replace if change.fields.iter().all(is_text) => Danger::Looks,
        Action::Update | Action::Replace => dangers.changed,
    };
    risks.iter().map(|risk| risk.danger).fold(least, Danger::min)
}

fn weakened(change: &Change, field: &FieldChange) -> Option<Risk> {
    let guards = change.address.kind.dangers.guards.iter();
    let mut about = guards.filter(|guard| Pattern(guard.at).matches(&field.path));
    let Guard { danger, weakens, .. } = *about.find(|guard| is_worse(change, field, guard.way))?;
    Some(Risk { danger, why: Why::Field { at: field.path.clone(), weakens } })
}

/// Whether Datadog's side is the more dangerous one.
fn is_worse(change: &Change, field: &FieldChange, way: Way) -> bool {
    let side = |value: &Option<Value>| value.clone().or_else(|| change.default_of(&field.path));
    let (live, desired) = (side(&field.before), side(&field.after));
    let number = |value: &Option<Value>, nothing: f64| match value {
        Some(Value::Bool(on)) => f64::from(u8::from(*on)),
        Some(value) => value.as_f64().unwrap_or(nothing),
        None => nothing,
    };
    let (least, most) = (f64::NEG_INFINITY, f64::INFINITY);
    match way {
        Way::To(text) => live == Some(Value::from(text)),
        Way::From(text) => desired == Some(Value::from(text)),
        Way::Down => number(&live, least) < number(&desired, least),
        Way::Up => number(&live, least) > number(&desired, least),
        Way::UpOrNone => {
            let reached = |value| Some(number(value, most)).filter(|number| *number != 0.0).unwrap_or(most);
            reached(&live) > reached(&desired)
        }
        Way::Farther => match comparator(change) {
            Some(comparator) if comparator.is_upward() => number(&live, most) > number(&desired, most),
            Some(comparator) if comparator.is_downward() => number(&live, least) < number(&desired, least),
            _ => live.is_none(),
        },
        Way::Gone => live.is_none() && desired.is_some(),
    }
}

/// What the definition's query compares with.
fn comparator(change: &Change) -> Option<Comparator> {
    let spec = change.spec.as_ref()?;
    let text = |key: &str| spec.get(key).and_then(Value::as_str);
    let parsed = query::monitor(text("type")?, text("query")?);
    Some(parsed.tree?.condition()?.comparator)
}
