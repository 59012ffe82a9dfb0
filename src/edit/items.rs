//! Items that come into a list, go out of it, and change their places.

use std::ops::Range;

use serde_json::Value;

use super::change::{CannotEdit, Page, Slot, Spot};
use super::keys::{Part, in_brackets};
use super::render;
use super::scalar::Around;
use super::splice::{self, Splice, column, line_start, next_line, starts_line};
use crate::model::{Node, Pointer, Tree};

const TIGHT: &str = "the list shares a line with what is around it";

/// Brings the list at `spot` to these items. Changes inside of kept items, already in `splices`, go with them.
pub fn change(
    page: &Page<'_>,
    spot: Spot<'_>,
    slots: &[Slot],
    at: &Pointer,
    splices: &mut Vec<Splice>,
) -> Result<(), CannotEdit> {
    let Tree::List(list) = &spot.node.tree else {
        let items = slots.iter().filter_map(|slot| match slot {
            Slot::New(value) => Some(value.clone()),
            Slot::Keep(_) => None,
        });
        splices.push(page.set(spot, &Value::Array(items.collect())));
        return Ok(());
    };
    let cannot = || CannotEdit { at: at.clone(), why: TIGHT };
    let kept: Vec<usize> =
        slots.iter().filter_map(|slot| if let Slot::Keep(at) = slot { Some(*at) } else { None }).collect();
    if kept.iter().any(|at| *at >= list.len()) {
        return Err(cannot());
    }
    let mut changing = Changing { page, spot, list, slots, kept: &kept, splices };
    if slots.is_empty() {
        changing.forget(spot.node.place.start..spot.node.place.end);
        let empty = page.set(spot, &Value::Array(Vec::new()));
        changing.splices.push(empty);
        return Ok(());
    }
    match page.inside(spot.node, spot.around) {
        Around::Block => changing.block().ok_or_else(cannot),
        around => changing.flow(around).ok_or_else(cannot),
    }
}

struct Changing<'a, 's> {
    page: &'a Page<'a>,
    spot: Spot<'a>,
    list: &'a [Node],
    slots: &'a [Slot],
    kept: &'a [usize],
    splices: &'s mut Vec<Splice>,
}

impl Changing<'_, '_> {
    /// Takes the changes inside these bytes out of the list of changes.
    fn forget(&mut self, range: Range<usize>) -> Vec<Splice> {
        let inside = |splice: &mut Splice| {
            range.start <= splice.range.start && splice.range.end <= range.end && splice.depth > self.spot.depth
        };
        self.splices.extract_if(.., inside).collect()
    }

    fn push(&mut self, range: Range<usize>, text: String) {
        self.splices.push(Splice { range, text, depth: self.spot.depth });
    }

    fn in_order(&self) -> bool {
        self.kept.windows(2).all(|pair| pair[0] < pair[1])
    }

    /// What stands at `range` with those of the changes that are inside of it.
    fn kept(&self, range: Range<usize>, changes: &[Splice]) -> Option<String> {
        let inside = |splice: &&Splice| range.start <= splice.range.start && splice.range.end <= range.end;
        let own: Vec<Splice> = changes.iter().filter(inside).cloned().collect();
        splice::apply(self.page.source, range, &own)
    }

    fn block(&mut self) -> Option<()> {
        let source = self.page.source;
        let dashes: Vec<usize> =
            (0..self.list.len()).map(|at| dash(self.page, self.spot.node, at)).collect::<Option<_>>()?;
        if !dashes.iter().all(|dash| starts_line(source, *dash)) {
            return None;
        }
        let lines = self.lines(&dashes)?;
        let indent = column(source, *dashes.first()?);
        let render = |value: &Value| format!("{}{}", " ".repeat(indent), render::item(value, indent));
        if self.in_order() { self.block_in_order(&lines, &render) } else { self.block_anew(&lines, &render) }
    }

    /// The lines of each item.
    fn lines(&self, dashes: &[usize]) -> Option<Vec<Range<usize>>> {
        let source = self.page.source;
        let first = *dashes.first()?;
        // Comments above an item belong to it.
        let above = self.spot.behind.map_or(first, |behind| next_line(source, behind));
        let mut starts = vec![above.min(line_start(source, first))];
        starts.extend(self.list.iter().map(|item| self.page.after(item)));
        for (start, dash) in starts.iter_mut().zip(dashes) {
            *start = (*start).min(line_start(source, *dash));
        }
        Some(starts.windows(2).map(|pair| pair[0]..pair[1]).collect())
    }

    fn block_in_order(&mut self, lines: &[Range<usize>], render: &dyn Fn(&Value) -> String) -> Option<()> {
        for (_, range) in lines.iter().enumerate().filter(|(at, _)| !self.kept.contains(at)) {
            self.forget(range.clone());
            self.push(range.clone(), String::new());
        }
        let mut place = lines.first()?.start;
        for slot in self.slots {
            match slot {
                Slot::Keep(at) => place = lines.get(*at)?.end,
                Slot::New(value) => {
                    let text = splice::lines_at(self.page.source, place, &render(value));
                    self.push(place..place, text);
                }
            }
        }
        Some(())
    }

    fn block_anew(&mut self, lines: &[Range<usize>], render: &dyn Fn(&Value) -> String) -> Option<()> {
        let whole = lines.first()?.start..lines.last()?.end;
        let inner = self.forget(whole.clone());
        let mut text = String::new();
        for slot in self.slots {
            match slot {
                Slot::New(value) => {
                    text.push_str(&render(value));
                    text.push('\n');
                }
                Slot::Keep(at) => {
                    let kept = self.kept(lines.get(*at)?.clone(), &inner)?;
                    text.push_str(&kept);
                    if !kept.ends_with('\n') {
                        text.push('\n');
                    }
                }
            }
        }
        self.push(whole, text);
        Some(())
    }

    fn flow(&mut self, around: Around) -> Option<()> {
        let new_last =
            self.slots.iter().skip_while(|slot| matches!(slot, Slot::Keep(_))).all(|slot| matches!(slot, Slot::New(_)));
        if self.in_order() && new_last {
            let parts: Vec<Part> = self
                .list
                .iter()
                .enumerate()
                .map(|(at, item)| Part { start: item.place.start, end: item.place.end, goes: !self.kept.contains(&at) })
                .collect();
            for part in parts.iter().filter(|part| part.goes) {
                self.forget(part.start..part.end);
            }
            let new: Vec<String> = self
                .slots
                .iter()
                .filter_map(|slot| match slot {
                    Slot::New(value) => Some(render::flow(value, around)),
                    Slot::Keep(_) => None,
                })
                .collect();
            in_brackets(self.page, self.spot, &parts, &new, self.splices);
            return Some(());
        }
        let whole = self.spot.node.place.start..self.spot.node.place.end;
        let inner = self.forget(whole.clone());
        let texts: Option<Vec<String>> = self
            .slots
            .iter()
            .map(|slot| match slot {
                Slot::New(value) => Some(render::flow(value, around)),
                Slot::Keep(at) => {
                    let place = self.list.get(*at)?.place;
                    self.kept(place.start..place.end, &inner)
                }
            })
            .collect();
        self.push(whole, format!("[{}]", texts?.join(", ")));
        Some(())
    }
}

/// Where the dash of an item of a block list stands.
pub fn dash(page: &Page<'_>, list: &Node, index: usize) -> Option<usize> {
    let Tree::List(items) = &list.tree else { return None };
    let from = match index.checked_sub(1) {
        None => return Some(list.place.start),
        Some(before) => items.get(before)?.place.end,
    };
    let to = items.get(index)?.place.start;
    let mut start = from;
    for line in page.source.get(from..to.max(from))?.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches(' ').len();
        // The first of these lines is the rest of the item before.
        if start > from && line.trim_start_matches(' ').starts_with('-') {
            return Some(start + indent);
        }
        start += line.len();
    }
    None
}
