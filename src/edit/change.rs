//! What can be changed, and the way from a pointer to the bytes.

use std::fmt;
use std::ops::Range;

use serde_json::Value;

use super::scalar::{self, Around};
use super::splice::{self, Splice, column};
use super::{block_text, items, keys, render};
use crate::model::{Entry, Node, Pointer, Style, Token, Tree};

/// One change of a document; the pointer is that of the document as it is written, its `ddsync` block included.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    pub at: Pointer,
    pub change: Change,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Another value; a key that its map does not have is added at the end.
    Set(Value),
    /// The key goes with its line.
    Remove,
    /// The list with these items, in this order.
    Items(Vec<Slot>),
}

#[derive(Clone, Debug, PartialEq)]
pub enum Slot {
    /// The item that stands at this place now, with its comments.
    Keep(usize),
    New(Value),
}

/// Why a value cannot be changed where it stands.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct CannotEdit {
    pub at: Pointer,
    pub why: &'static str,
}

impl fmt::Display for CannotEdit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.at, self.why)
    }
}

pub const ALIAS: &str = "it comes from an alias";
const NOWHERE: &str = "the file has nothing there that could be changed";
const MEET: &str = "it stands too close to another change";

/// The source with the changes made to one of its documents. Bytes outside of the changed values stay.
///
/// # Errors
///
/// The first change that cannot be made in place; the others are not made either.
pub fn edit(source: &str, document: &Node, edits: &[Edit]) -> Result<String, CannotEdit> {
    let splices = gathered(source, document, edits)?;
    let at = || edits.first().map_or_else(Pointer::root, |edit| edit.at.clone());
    splice::apply(source, 0..source.len(), &splices).ok_or_else(|| CannotEdit { at: at(), why: MEET })
}

/// The changes of bytes that make the edits, to be made together with others.
///
/// # Errors
///
/// The first change that cannot be made in place.
pub fn splices(source: &str, document: &Node, edits: &[Edit]) -> Result<Vec<(Range<usize>, String)>, CannotEdit> {
    let splices = gathered(source, document, edits)?;
    Ok(splices.into_iter().map(|splice| (splice.range, splice.text)).collect())
}

/// The source with these bytes changed; None where two changes meet.
pub fn spliced(source: &str, changes: Vec<(Range<usize>, String)>) -> Option<String> {
    let splices: Vec<Splice> = changes.into_iter().map(|(range, text)| Splice { range, text, depth: 0 }).collect();
    splice::apply(source, 0..source.len(), &splices)
}

fn gathered(source: &str, document: &Node, edits: &[Edit]) -> Result<Vec<Splice>, CannotEdit> {
    let page = Page { source, document, json: is_json(source, document) };
    let mut splices = Vec::new();
    // Inner changes first, since a list that is put into another order takes them along.
    let mut ordered: Vec<&Edit> = edits.iter().collect();
    ordered.sort_by_key(|edit| std::cmp::Reverse(edit.at.tokens().len()));
    for group in keys::groups(&ordered) {
        page.group(&group, &mut splices)?;
    }
    Ok(splices)
}

fn is_json(source: &str, document: &Node) -> bool {
    let text = source.get(document.place.start..document.place.end).unwrap_or_default();
    text.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with('"'))
}

pub struct Page<'a> {
    pub source: &'a str,
    document: &'a Node,
    json: bool,
}

/// A node and what stands around it.
#[derive(Clone, Copy)]
pub struct Spot<'a> {
    pub node: &'a Node,
    pub around: Around,
    /// Where the value may start: behind the colon or the dash. None at the root and in a list in brackets.
    pub behind: Option<usize>,
    /// Column of the key or of the dash.
    pub base: usize,
    pub depth: usize,
}

impl<'a> Page<'a> {
    fn group(&self, group: &keys::Group<'_>, splices: &mut Vec<Splice>) -> Result<(), CannotEdit> {
        match group {
            keys::Group::Value(edit) => match (&edit.change, self.spot(&edit.at)?) {
                (Change::Set(value), spot) => splices.push(self.set(spot, value)),
                (Change::Items(slots), spot) => items::change(self, spot, slots, &edit.at, splices)?,
                (Change::Remove, _) => return Err(CannotEdit { at: edit.at.clone(), why: NOWHERE }),
            },
            keys::Group::Keys { map, set, removed } => {
                let spot = self.spot(map)?;
                keys::change(self, spot, set, removed, map, splices)?;
            }
        }
        Ok(())
    }

    pub fn slice(&self, range: Range<usize>) -> &'a str {
        self.source.get(range).unwrap_or_default()
    }

    pub fn spot(&self, at: &Pointer) -> Result<Spot<'a>, CannotEdit> {
        let cannot = |why| CannotEdit { at: at.clone(), why };
        let around = if self.json { Around::Json } else { self.inside(self.document, Around::Block) };
        let mut spot = Spot { node: self.document, around, behind: None, base: 0, depth: 0 };
        for token in at.tokens() {
            let outer = spot.node;
            spot = self.step(spot, token).ok_or_else(|| cannot(NOWHERE))?;
            let (inner, outer) = (spot.node.place, outer.place);
            let within = outer.start <= inner.start && inner.end <= outer.end && inner.source == outer.source;
            if !within || self.slice(inner.start..inner.end).starts_with('*') {
                return Err(cannot(ALIAS));
            }
        }
        Ok(spot)
    }

    fn step(&self, spot: Spot<'a>, token: &Token) -> Option<Spot<'a>> {
        let around = self.inside(spot.node, spot.around);
        let depth = spot.depth + 1;
        match (&spot.node.tree, token) {
            (Tree::Map(map), Token::Key(key)) => self.value(map.get(key)?, around, depth),
            (Tree::Map(map), Token::Index(index)) => self.value(map.get(&index.to_string())?, around, depth),
            (Tree::List(list), Token::Index(index)) => {
                let node = list.get(*index)?;
                let dash = if around == Around::Block { items::dash(self, spot.node, *index) } else { None };
                let base = dash.map_or(0, |dash| column(self.source, dash));
                Some(Spot { node, around, behind: dash.map(|dash| dash + 1), base, depth })
            }
            _ => None,
        }
    }

    fn value(&self, entry: &'a Entry, around: Around, depth: usize) -> Option<Spot<'a>> {
        let colon = self.source.get(entry.key.end..)?.find(':')? + entry.key.end;
        let base = column(self.source, entry.key.start);
        Some(Spot { node: &entry.node, around, behind: Some(colon + 1), base, depth })
    }

    /// The start of the line after the node. The blank lines that a `|+` keeps are part of it.
    pub fn after(&self, node: &Node) -> usize {
        let last = match &node.tree {
            Tree::List(items) => items.last(),
            Tree::Map(map) => map.values().map(|entry| &entry.node).max_by_key(|node| node.place.end),
            _ => None,
        };
        let next = splice::next_line(self.source, node.place.end);
        let raw = self.slice(node.place.start..node.place.end);
        let keeps = matches!(node.tree, Tree::Text(_, Style::Literal | Style::Folded))
            && raw
                .lines()
                .next()
                .and_then(|header| header.split('#').next())
                .is_some_and(|header| header.contains('+'));
        match last.filter(|last| last.place.end == node.place.end) {
            Some(last) => self.after(last),
            None if keeps => {
                let rest = self.source.get(next..).unwrap_or_default();
                let blank = rest.split_inclusive('\n').take_while(|line| line.trim().is_empty());
                next + blank.map(str::len).sum::<usize>()
            }
            None => next,
        }
    }

    /// Where a value ends that is to be replaced: with the blank lines that it keeps, without its last newline.
    fn end(&self, node: &Node) -> usize {
        let (end, after) = (node.place.end, self.after(node));
        if after <= splice::next_line(self.source, end) {
            return end;
        }
        if self.slice(end..after).ends_with('\n') { after - 1 } else { after }
    }

    /// What stands around the parts of a collection.
    pub fn inside(&self, node: &Node, around: Around) -> Around {
        let brackets = self.slice(node.place.start..node.place.end).starts_with(['[', '{']);
        let is_collection = matches!(node.tree, Tree::List(_) | Tree::Map(_));
        if around == Around::Block && is_collection && brackets { Around::Flow } else { around }
    }

    /// Another value where one stands.
    pub fn set(&self, spot: Spot<'_>, value: &Value) -> Splice {
        let here = spot.node.place.start..self.end(spot.node);
        let (range, text) = match (&spot.node.tree, value) {
            _ if here.is_empty() => self.behind(spot, value, here),
            (Tree::Text(old, style @ (Style::Literal | Style::Folded)), Value::String(new)) => {
                match self.block_text(spot, old, new) {
                    Some(text) => (here, text),
                    None => (here, scalar::in_style(value, *style, spot.around)),
                }
            }
            (Tree::List(_) | Tree::Map(_), value) => self.for_collection(spot, value, here),
            (_, Value::String(new)) if new.contains('\n') && spot.around == Around::Block => {
                self.behind(spot, value, here)
            }
            (Tree::Text(_, style), Value::String(_)) => (here, scalar::in_style(value, *style, spot.around)),
            (_, Value::Object(_) | Value::Array(_)) => self.behind(spot, value, here),
            _ => (here, scalar::line(value, spot.around)),
        };
        let (range, text) = self.with_comment(range, text);
        Splice { range, text, depth: spot.depth }
    }

    /// A comment behind the old value would end up behind the last line of the new one, or in its text: it goes to the
    /// first line.
    fn with_comment(&self, range: Range<usize>, text: String) -> (Range<usize>, String) {
        let rest = self.source.get(range.end..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        match text.split_once('\n').filter(|_| rest.trim_start().starts_with('#')) {
            Some((first, others)) => (range.start..range.end + rest.len(), format!("{first}{rest}\n{others}")),
            None => (range, text),
        }
    }

    /// The whole value, from behind the colon or the dash on.
    fn behind(&self, spot: Spot<'_>, value: &Value, here: Range<usize>) -> (Range<usize>, String) {
        match spot.behind {
            Some(behind) if spot.around == Around::Block => {
                let between = self.slice(behind..here.start.max(behind));
                let start = if between.trim().is_empty() { behind } else { here.start };
                // Below a comment the value already has its line and its indentation.
                let text = render::behind(value, spot.base);
                let text = if start == behind { text.as_str() } else { text.trim_start() };
                (start..here.end.max(start), text.to_owned())
            }
            Some(behind) if here.is_empty() => (behind..behind, format!(" {}", render::flow(value, spot.around))),
            _ => (here, render::flow(value, spot.around)),
        }
    }

    fn for_collection(&self, spot: Spot<'_>, value: &Value, here: Range<usize>) -> (Range<usize>, String) {
        let is_block = self.inside(spot.node, spot.around) == Around::Block;
        let holds = match value {
            Value::Object(map) => !map.is_empty(),
            Value::Array(items) => !items.is_empty(),
            _ => false,
        };
        match (is_block, holds) {
            (true, true) => {
                let indent = column(self.source, here.start);
                (here, render::in_place(value, indent))
            }
            (true, false) => self.behind(spot, value, here),
            (false, _) => (here, render::flow(value, self.inside(spot.node, spot.around))),
        }
    }

    /// A block of text with other lines, as deep as they were, under the header that it had.
    fn block_text(&self, spot: Spot<'_>, old: &str, new: &str) -> Option<String> {
        let raw = self.slice(spot.node.place.start..spot.node.place.end);
        let (header, body) = raw.split_once('\n')?;
        let spaces = |line: &str| line.len() - line.trim_start_matches(' ').len();
        let first = body.lines().find(|line| !line.trim().is_empty());
        let shown = old.lines().find(|line| !line.trim().is_empty());
        let indent = match (first, shown) {
            (Some(first), Some(shown)) => spaces(first).checked_sub(spaces(shown))?,
            _ => spot.base + 2,
        };
        let rest = header.trim_start_matches(['|', '>', '+', '-']).trim_start_matches(|c: char| c.is_ascii_digit());
        let rest = rest.trim_start_matches(['+', '-']);
        block_text::always(new, indent, indent.checked_sub(spot.base)?, rest)
    }
}
