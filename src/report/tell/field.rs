//! One value that changed, in the form that shows the change best.

use serde_json::Value;
use similar::utils::diff_slices;
use similar::{Algorithm, ChangeTag};

use super::{Side, What, sides};
use crate::plan::{Change, FieldChange, How, resolve};
use crate::report::{value, visible, words};

/// Shorter texts are shown whole on both sides of an arrow.
const SHORT: usize = 24;
/// Share of a text that must stay, so that showing its words tells more than showing both sides.
const ALIKE: f64 = 0.4;
/// Unchanged characters in a row that are shown whole, and how many are kept at each end of more.
const SAME: usize = 160;
const SAME_END: usize = 60;

pub fn what(change: &Change, field: &FieldChange, side: Side) -> What {
    let known = Pending { change };
    let (from, to) = sides(field, side);
    match (from, to) {
        (Some(Value::Array(from)), Some(Value::Array(to))) => items(from, to),
        (Some(Value::Array(list)), None) if field.how == How::Set => items(list, &[]),
        (None, Some(Value::Array(list))) if field.how == How::Set => items(&[], list),
        (Some(Value::String(from)), Some(Value::String(to))) if !known.whole(from) && !known.whole(to) => {
            text(&known.fill(from), &known.fill(to))
        }
        (None, Some(Value::String(to))) if to.trim_end().contains('\n') => rows("", &known.fill(to)),
        (Some(Value::String(from)), None) if from.trim_end().contains('\n') => rows(&known.fill(from), ""),
        _ => What::Arrow {
            from: known.side(field, from, side == Side::Datadog),
            to: known.side(field, to, side == Side::Files),
        },
    }
}

fn text(from: &str, to: &str) -> What {
    if from.contains('\n') || to.contains('\n') {
        return rows(from, to);
    }
    let arrow = || What::Arrow { from: quoted(from), to: quoted(to) };
    if from.chars().count().max(to.chars().count()) <= SHORT {
        return arrow();
    }
    let (mut segments, share) = words::words(&visible::line(from), &visible::line(to));
    if share >= ALIKE {
        for same in segments.iter_mut().filter(|segment| segment.tag == words::Tag::Same) {
            same.text = value::middle(&same.text, SAME, SAME_END);
        }
        return What::Words(segments);
    }
    match from.chars().count() + to.chars().count() {
        0..=60 => arrow(),
        _ => What::Swap { from: visible::line(from), to: visible::line(to) },
    }
}

fn rows(from: &str, to: &str) -> What {
    let mut rows = words::lines(from, to);
    for row in &mut rows {
        if let words::Row::Line { text, .. } = row {
            *text = visible::line(text);
        }
    }
    What::Rows(rows)
}

/// Texts stand bare in lists of texts, as in a file.
fn items(from: &[Value], to: &[Value]) -> What {
    let texts = from.iter().chain(to).all(Value::is_string);
    let plain = |item: &Value| match item {
        Value::String(text) if texts => value::middle(&visible::line(text), 200, 80),
        other => value::shown(other),
    };
    let whole = |items: &[Value]| items.iter().map(plain).collect::<Vec<String>>();
    let (from, to) = (whole(from), whole(to));
    let changed = diff_slices(Algorithm::Myers, &from, &to)
        .into_iter()
        .filter(|(tag, _)| *tag != ChangeTag::Equal)
        .flat_map(|(tag, items)| items.iter().map(move |item| (tag == ChangeTag::Delete, item.clone())))
        .collect();
    What::Items(changed)
}

fn quoted(text: &str) -> String {
    value::shown(&Value::String(text.to_owned()))
}

/// Ids that are not known before applying: their references still stand in the definition.
struct Pending<'a> {
    change: &'a Change,
}

impl Pending<'_> {
    /// Whether the text is nothing but an id to come.
    fn whole(&self, text: &str) -> bool {
        let mut references = self.change.references.iter();
        references.any(|reference| resolve::written(&reference.target) == text)
    }

    fn fill(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for reference in &self.change.references {
            let shown = format!("{} (id known after apply)", reference.target);
            text = text.replace(&resolve::written(&reference.target), &shown);
        }
        text
    }

    fn side(&self, field: &FieldChange, value: Option<&Value>, ours: bool) -> String {
        match value {
            None if ours => self.default_of(field),
            None => "(default)".to_owned(),
            Some(Value::String(text)) if self.whole(text) => self.fill(text),
            Some(Value::String(text)) => quoted(&self.fill(text)),
            Some(other) => self.fill(&value::shown(other)),
        }
    }

    /// What silence in the file means. Zero stands for "none" in the tables' numbers.
    fn default_of(&self, field: &FieldChange) -> String {
        match self.change.default_of(&field.path) {
            None => "(default)".to_owned(),
            Some(Value::Number(number)) if number.as_i64() == Some(0) => "default (none)".to_owned(),
            Some(Value::String(text)) if text.is_empty() => "default (empty)".to_owned(),
            Some(Value::Array(items)) if items.is_empty() => "default (empty)".to_owned(),
            Some(Value::Object(map)) if map.is_empty() => "default (empty)".to_owned(),
            Some(Value::String(text)) => format!("default ({})", visible::line(&text)),
            Some(other) => format!("default ({})", value::shown(&other)),
        }
    }
}
