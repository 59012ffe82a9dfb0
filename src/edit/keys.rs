//! Keys that come into a map and go out of it.

use serde_json::{Map, Value};

use super::change::{CannotEdit, Change, Edit, Page, Spot};
use super::render;
use super::scalar::Around;
use super::splice::{Splice, column, line_start, lines_at, next_line, starts_line};
use crate::model::{Entry, Pointer, Token, Tree};

const NO_MAP: &str = "there is no map that could hold it";

/// Changes that have to be made together.
pub enum Group<'e> {
    Value(&'e Edit),
    /// Of one map: keys that are set, and keys that go.
    Keys {
        map: Pointer,
        set: Vec<(String, &'e Value)>,
        removed: Vec<String>,
    },
}

/// Edits in their order; those of the keys of one map as one.
pub fn groups<'e>(edits: &[&'e Edit]) -> Vec<Group<'e>> {
    let mut groups: Vec<Group<'e>> = Vec::new();
    for edit in edits {
        let key = match edit.at.tokens().last() {
            Some(Token::Key(key)) => key.clone(),
            Some(Token::Index(index)) => index.to_string(),
            None => String::new(),
        };
        let Some(parent) = edit.at.parent().filter(|_| !matches!(edit.change, Change::Items(_))) else {
            groups.push(Group::Value(edit));
            continue;
        };
        let same = groups.iter_mut().find_map(|group| match group {
            Group::Keys { map, set, removed } if *map == parent => Some((set, removed)),
            _ => None,
        });
        match (same, &edit.change) {
            (Some((set, _)), Change::Set(value)) => set.push((key, value)),
            (Some((_, removed)), _) => removed.push(key),
            (None, Change::Set(value)) => {
                groups.push(Group::Keys { map: parent, set: vec![(key, value)], removed: Vec::new() });
            }
            (None, _) => groups.push(Group::Keys { map: parent, set: Vec::new(), removed: vec![key] }),
        }
    }
    groups
}

/// Sets and removes keys of the map at `spot`; items of a list can be set, too.
pub fn change(
    page: &Page<'_>,
    spot: Spot<'_>,
    set: &[(String, &Value)],
    removed: &[String],
    at: &Pointer,
    splices: &mut Vec<Splice>,
) -> Result<(), CannotEdit> {
    let cannot = |why| CannotEdit { at: at.clone(), why };
    let map = match &spot.node.tree {
        Tree::Map(map) => map,
        other if removed.is_empty() => return set_elsewhere(page, spot, other, set, at, splices),
        _ => return Err(cannot(NO_MAP)),
    };
    let set = set.iter().map(|(key, value)| (key.as_str(), *value));
    let (known, new): (Vec<_>, Vec<_>) = set.partition(|(key, _)| map.contains_key(*key));
    for (key, value) in known {
        splices.push(page.set(page.spot(&at.key(key))?, value));
    }
    for key in removed {
        // Also tells of a key that an alias brought in.
        page.spot(&at.key(key))?;
    }
    if new.is_empty() && removed.is_empty() {
        return Ok(());
    }
    let entries: Vec<(&str, &Entry)> = map.iter().map(|(key, entry)| (key.as_str(), entry)).collect();
    let goes = |key: &str| removed.iter().any(|removed| removed == key);
    if new.is_empty() && entries.iter().all(|(key, _)| goes(key)) {
        if at.is_root() {
            return Err(cannot("nothing would be left of the definition"));
        }
        splices.push(page.set(spot, &Value::Object(Map::new())));
        return Ok(());
    }
    match page.inside(spot.node, spot.around) {
        Around::Block => {
            remove_lines(page, spot, &entries, &goes, splices);
            add_lines(page, spot, &entries, &new, splices);
        }
        around => {
            let part = |(key, entry): &(&str, &Entry)| {
                let end = entry.node.place.end.max(entry.key.end);
                Part { start: entry.key.start, end, goes: goes(key) }
            };
            let parts: Vec<Part> = entries.iter().map(part).collect();
            let new: Vec<String> = new.iter().map(|(key, value)| render::flow_entry(key, value, around)).collect();
            in_brackets(page, spot, &parts, &new, splices);
        }
    }
    Ok(())
}

/// Sets items of a list, or the first keys of what is a map only from now on.
fn set_elsewhere(
    page: &Page<'_>,
    spot: Spot<'_>,
    tree: &Tree,
    set: &[(String, &Value)],
    at: &Pointer,
    splices: &mut Vec<Splice>,
) -> Result<(), CannotEdit> {
    match tree {
        Tree::List(_) => {
            for (index, value) in set {
                let token = index.parse().map_or_else(|_| Token::Key(index.clone()), Token::Index);
                let item = page.spot(&at.child(token))?;
                splices.push(page.set(item, value));
            }
        }
        // `options:` with nothing behind it.
        Tree::Null => {
            let map = set.iter().map(|(key, value)| (key.clone(), (*value).clone())).collect();
            splices.push(page.set(spot, &Value::Object(map)));
        }
        _ => return Err(CannotEdit { at: at.clone(), why: NO_MAP }),
    }
    Ok(())
}

fn after(page: &Page<'_>, entry: &Entry) -> usize {
    page.after(&entry.node).max(next_line(page.source, entry.key.end))
}

fn remove_lines(
    page: &Page<'_>,
    spot: Spot<'_>,
    entries: &[(&str, &Entry)],
    goes: &dyn Fn(&str) -> bool,
    splices: &mut Vec<Splice>,
) {
    for (at, (_, entry)) in entries.iter().enumerate().filter(|(_, (key, _))| goes(key)) {
        let start = entry.key.start;
        let range = match entries.get(at + 1) {
            // Behind a dash: the next key moves up to it.
            Some((_, next)) if !starts_line(page.source, start) => start..next.key.start,
            _ => line_start(page.source, start)..after(page, entry),
        };
        splices.push(Splice { range, text: String::new(), depth: spot.depth });
    }
}

fn add_lines(
    page: &Page<'_>,
    spot: Spot<'_>,
    entries: &[(&str, &Entry)],
    new: &[(&str, &Value)],
    splices: &mut Vec<Splice>,
) {
    let own = |entry: &&&(&str, &Entry)| {
        let place = entry.1.node.place;
        entry.1.key.start >= spot.node.place.start && place.end <= spot.node.place.end
    };
    let Some((_, last)) = entries.iter().filter(|entry| own(&entry)).max_by_key(|(_, entry)| entry.key.start) else {
        return;
    };
    let indent = entries.iter().map(|(_, entry)| entry.key.start).filter(|start| *start >= spot.node.place.start).min();
    let indent = column(page.source, indent.unwrap_or(last.key.start));
    let at = after(page, last);
    for (key, value) in new {
        let lines = format!("{}{}", " ".repeat(indent), render::entry(key, value, indent));
        let text = lines_at(page.source, at, &lines);
        splices.push(Splice { range: at..at, text, depth: spot.depth });
    }
}

/// One entry or item in brackets.
pub struct Part {
    pub start: usize,
    pub end: usize,
    pub goes: bool,
}

/// Takes parts out of brackets and adds new ones at the end, each with its comma.
pub fn in_brackets(page: &Page<'_>, spot: Spot<'_>, parts: &[Part], new: &[String], splices: &mut Vec<Splice>) {
    let kept = parts.iter().rposition(|part| !part.goes);
    let tail = kept.map_or(0, |kept| kept + 1);
    for (part, next) in parts.iter().zip(parts.iter().skip(1)).take(tail).filter(|(part, _)| part.goes) {
        splices.push(Splice { range: part.start..next.start, text: String::new(), depth: spot.depth });
    }
    let last = kept.and_then(|kept| parts.get(kept));
    let start = match (last, parts.get(tail)) {
        (Some(last), _) => last.end,
        (None, Some(first)) => first.start,
        (None, None) => spot.node.place.start + 1,
    };
    let end = parts.last().map_or(start, |part| part.end.max(start));
    let end = if tail < parts.len() { end } else { start };
    // Where each has a line of its own, a new one gets one, too.
    let between = match last {
        Some(last) if starts_line(page.source, last.start) => {
            format!(",\n{}", " ".repeat(column(page.source, last.start)))
        }
        _ => ", ".to_owned(),
    };
    let mut text: String = new.join(&between);
    if last.is_some() && !new.is_empty() {
        text = format!("{between}{text}");
    }
    if start < end || !text.is_empty() {
        splices.push(Splice { range: start..end, text, depth: spot.depth });
    }
}
