//! A widget's place on the grid, in one phrase: `moved 0,2 → 4,2, resized 4×2 → 6×2`.

use serde_json::Value;

use super::{Side, sides};
use crate::model::{Pointer, Token};
use crate::plan::{FieldChange, How};
use crate::report::name::Name;
use crate::report::value;

/// x, y, width and height; None where the layout leaves one to Datadog.
#[derive(Clone, Debug, Default, PartialEq)]
struct Grid([Option<Value>; 4]);

const FIELDS: [&str; 4] = ["x", "y", "width", "height"];

/// The phrase, and how many of the fields it tells of; None where the first is not about a layout.
pub fn told(object: &Value, name: &Name, fields: &[FieldChange], side: Side) -> Option<(String, usize)> {
    if name.parts.is_empty() {
        return None;
    }
    let layout = name.part.key("layout");
    let taken = fields.iter().take_while(|field| coordinate(&layout, field).is_some()).count();
    if taken == 0 {
        return None;
    }
    let mut to = Grid(FIELDS.map(|field| layout.key(field).find(object).cloned()));
    let mut from = to.clone();
    for field in fields.iter().take(taken) {
        let at = coordinate(&layout, field)?;
        from.0[at].clone_from(&field.before);
        to.0[at].clone_from(&field.after);
    }
    let (from, to) = match side {
        Side::Files => (from, to),
        Side::Datadog => (to, from),
    };
    Some((phrase(&from, &to), taken))
}

fn coordinate(layout: &Pointer, field: &FieldChange) -> Option<usize> {
    let (None | Some(Value::Number(_)), None | Some(Value::Number(_))) = sides(field, Side::Files) else {
        return None;
    };
    if field.how != How::Value || field.path.parent().as_ref() != Some(layout) {
        return None;
    }
    let Some(Token::Key(key)) = field.path.tokens().last() else {
        return None;
    };
    FIELDS.iter().position(|name| name == key)
}

fn phrase(Grid(from): &Grid, Grid(to): &Grid) -> String {
    let number = |value: &Option<Value>| value.as_ref().map_or_else(|| "?".to_owned(), value::whole);
    let pair = |grid: &[Option<Value>; 4], at: usize, mark: &str| {
        format!("{}{mark}{}", number(&grid[at]), number(&grid[at + 1]))
    };
    let mut parts = Vec::new();
    if from[..2] != to[..2] {
        parts.push(format!("moved {} → {}", pair(from, 0, ","), pair(to, 0, ",")));
    }
    if from[2..] != to[2..] {
        parts.push(format!("resized {} → {}", pair(from, 2, "×"), pair(to, 2, "×")));
    }
    parts.join(", ")
}
