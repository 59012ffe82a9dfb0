//! What comments and blocks ask to silence.

use std::ops::Range;

use time::Date;

use super::{Origin, Reach, Silenced, Suppression};
use crate::lint::UNUSED_SUPPRESSION;
use crate::load::Comment;
use crate::model::{Desired, Finding, Node, Place, Sources, Tree};

const WORD: &str = "ddsync:";

/// Everything that silences something, and the comments that try and cannot be understood.
pub fn gather(
    resources: &[Desired],
    comments: &[Comment],
    sources: &Sources,
    told: &mut Vec<Finding>,
) -> Vec<Suppression> {
    let mut all: Vec<Suppression> = resources.iter().filter_map(|resource| of_block(resource, sources)).collect();
    for comment in comments {
        let text = comment.text.trim_start_matches('#').trim();
        let Some(text) = text.strip_prefix(WORD) else { continue };
        match of_comment(comment, text.trim(), resources, sources) {
            Ok(suppression) => all.push(suppression),
            Err(why) => told.push(unclear(comment, &why)),
        }
    }
    all
}

fn unclear(comment: &Comment, why: &str) -> Finding {
    Finding::warning(UNUSED_SUPPRESSION, format!("this comment silences nothing: {why}"))
        .at(comment.place)
        .help("write `# ddsync: ignore[rule] -- reason`, or `# ddsync: snooze[2027-01-31, rule] -- reason`")
}

fn of_block(resource: &Desired, sources: &Sources) -> Option<Suppression> {
    let (_, first) = resource.ignore.first()?;
    let rules = resource.ignore.iter().map(|(name, place)| Silenced { name: name.clone(), place: *place, used: false });
    let commented = |place: &Place| {
        let text = sources.text(place.source);
        let before = text.get(..place.start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = text.get(place.end..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let above = before.get(..line_start).unwrap_or_default().lines().next_back().unwrap_or_default();
        line.contains('#') || above.contains('#')
    };
    Some(Suppression {
        whole: Reach::Resources(vec![resource.address.clone()]),
        until: None,
        has_reason: commented(first),
        rules: rules.collect(),
        by_environment: differs(resource.place, sources),
        origin: Origin::Block(resource.address.clone()),
    })
}

/// Whether what the file means depends on the environment.
fn differs(place: Place, sources: &Sources) -> bool {
    let text = sources.text(place.source);
    ["${vars.", "${env.", "environments:"].iter().any(|word| text.contains(word))
}

fn of_comment(comment: &Comment, text: &str, resources: &[Desired], sources: &Sources) -> Result<Suppression, String> {
    let (verb, rest) = text.split_once('[').ok_or("there is no `[`")?;
    let (inside, behind) = rest.split_once(']').ok_or("there is no `]`")?;
    let mut names: Vec<&str> = inside.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    let mut until = None;
    let whole = match verb.trim() {
        "file-ignore" => Reach::File(comment.place),
        "ignore" => target(comment, resources, sources),
        "snooze" => {
            let day = if names.is_empty() { "" } else { names.remove(0) };
            let form = &time::format_description::well_known::Iso8601::DATE;
            until = Some(Date::parse(day, form).map_err(|_| format!("`{day}` is no day such as 2027-01-31"))?);
            target(comment, resources, sources)
        }
        other => return Err(format!("`{other}` is not one of ignore, snooze and file-ignore")),
    };
    if names.is_empty() {
        return Err("it names no rule".to_owned());
    }
    let raw = sources.slice(comment.place);
    let place = |name: &str| {
        let bracket = raw.find('[').unwrap_or_default();
        let at = raw.get(bracket..).and_then(|raw| raw.find(name)).map_or(0, |at| bracket + at);
        Place::new(comment.place.source, comment.place.start + at, comment.place.start + at + name.len())
    };
    Ok(Suppression {
        whole,
        until,
        rules: names
            .iter()
            .map(|name| Silenced { name: (*name).to_owned(), place: place(name), used: false })
            .collect(),
        has_reason: behind.trim().trim_start_matches('-').trim().len() > 2,
        by_environment: differs(comment.place, sources),
        origin: Origin::Comment(comment.place),
    })
}

/// What a comment speaks of: what begins on its line or, if it has the line for itself, on the next that says something.
fn target(comment: &Comment, resources: &[Desired], sources: &Sources) -> Reach {
    let source = comment.place.source;
    let text = sources.text(source);
    let before = text.get(..comment.place.start).unwrap_or_default();
    let own_line = before.rfind('\n').map_or(0, |at| at + 1);
    let alone = before.get(own_line..).unwrap_or_default().trim().is_empty();
    let line = if alone { next_saying(text, comment.place.end) } else { own_line..comment.place.start };
    let here: Vec<&Desired> = resources.iter().filter(|resource| resource.place.source == source).collect();
    let first = here.iter().filter(|resource| alone && line.contains(&resource.place.start));
    let first: Vec<&&Desired> = first.collect();
    if !first.is_empty() {
        return Reach::Resources(first.iter().map(|resource| resource.address.clone()).collect());
    }
    let mut bytes = Place::new(source, line.start, line.end);
    for resource in here {
        widen(&resource.tree, &line, &mut bytes);
    }
    Reach::Bytes(bytes)
}

/// The first line behind `from` that is neither blank nor a comment.
fn next_saying(text: &str, from: usize) -> Range<usize> {
    let mut start = text.get(from..).and_then(|rest| rest.find('\n')).map_or(text.len(), |at| from + at + 1);
    loop {
        let line = text.get(start..).and_then(|rest| rest.split('\n').next()).unwrap_or_default();
        let said = line.trim();
        let end = start + line.len();
        if end >= text.len() || !(said.is_empty() || said.starts_with('#')) {
            return start..end;
        }
        start = end + 1;
    }
}

/// Lets `bytes` take in whatever begins on the line.
fn widen(node: &Node, line: &Range<usize>, bytes: &mut Place) {
    let mut take = |start: usize, node: &Node| {
        if node.place.source == bytes.source && line.contains(&start) {
            bytes.end = bytes.end.max(node.place.end);
        }
    };
    match &node.tree {
        Tree::Map(map) => map.values().for_each(|entry| take(entry.key.start, &entry.node)),
        Tree::List(items) => items.iter().for_each(|item| take(item.place.start, item)),
        _ => {}
    }
    match &node.tree {
        Tree::Map(map) => map.values().for_each(|entry| widen(&entry.node, line, bytes)),
        Tree::List(items) => items.iter().for_each(|item| widen(item, line, bytes)),
        _ => {}
    }
}
