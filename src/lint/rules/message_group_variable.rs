//! A tag that a text names and no group has.

use crate::lint::subject::{Keys, Mention, Monitor, Text};
use crate::lint::{Check, Context, Repair, Rule, Told, words};
use crate::message::variables::{self, OF_EVENTS, Standing};
use crate::message::{Path, Segment};
use crate::model::Severity;
use crate::syntax::nearest;

pub static RULE: Rule = Rule {
    id: "group-variable-not-in-query",
    severity: Severity::Error,
    repair: Repair::Sometimes,
    of_absence: true,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/group-variable-not-in-query.md"),
    ..Rule::REST
};

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    let Some(keys) = monitor.keys() else { return };
    let mut told_of: Vec<String> = Vec::new();
    for text in &monitor.texts {
        for mention in &text.mentions {
            let Some(tag) = tag(monitor, &mention.path) else { continue };
            let name = mention.path.to_string();
            // Each place can be mended, or the name is told of once.
            if !brackets(monitor, text, mention, &tag, &keys, told) && !keys.has(&tag.key) && !told_of.contains(&name) {
                missing(monitor, text, mention, &tag.key, &keys, told);
                told_of.push(name);
            }
        }
    }
}

/// The tag that a path names.
struct Tag {
    key: String,
    /// The key has dots and no brackets.
    split: bool,
}

fn tag(monitor: &Monitor<'_>, path: &Path) -> Option<Tag> {
    let [key @ .., _] = path.segments.as_slice() else { return None };
    let first = key.first()?;
    let named = |key: String| Tag { split: path.segments.len() > 2, key };
    let of_host = || Tag { key: "host".to_owned(), split: false };
    match variables::standing(monitor.monitor_type, path) {
        Standing::Group => Some(path.group_key().map_or_else(of_host, named)),
        // `{{table.name}}` is a tag where the type has no such variable.
        Standing::OfOthers(_) if !OF_EVENTS.contains(&first.name.as_str()) => Some(named(path.group_key()?)),
        _ => None,
    }
}

/// A key with dots stands in brackets. True where it told so.
fn brackets(
    monitor: &Monitor<'_>,
    text: &Text<'_>,
    mention: &Mention,
    tag: &Tag,
    keys: &Keys,
    told: &mut Told<'_>,
) -> bool {
    let path = &mention.path;
    let whole: Vec<&str> = path.segments.iter().map(|segment| segment.name.as_str()).collect();
    let whole = whole.join(".");
    let bare = !path.segments.iter().any(|segment: &Segment| segment.bracketed);
    let key = if bare && tag.split && keys.has(&tag.key) {
        &tag.key
    } else if bare && !keys.has(&tag.key) && keys.groups_by(&whole) {
        // Grouped by the tag `host.name`, and not by `host`.
        &whole
    } else {
        return false;
    };
    let right = format!("[{key}].name");
    let written = path.to_string();
    told.about(monitor, format!("`{written}` is read as a tag of `{}`, and stays empty", first(path)))
        .inside(&text.at, path.span)
        .label("always empty")
        .help(format!("a key with dots stands in brackets: `{right}`"))
        .fix_text(format!("write `{right}`"), &text.at, path.span, right.clone());
    true
}

fn first(path: &Path) -> &str {
    path.segments.first().map_or("", |segment| segment.name.as_str())
}

fn missing(monitor: &Monitor<'_>, text: &Text<'_>, mention: &Mention, key: &str, keys: &Keys, told: &mut Told<'_>) {
    let groups: Vec<&str> = keys.groups.iter().map(|group| group.key.as_str()).collect();
    let name = mention.path.to_string();
    let why = match groups.as_slice() {
        [] => "the query is not grouped".to_owned(),
        groups => format!("the query groups by {}", words::all(groups)),
    };
    let help = match nearest(key, groups.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("group the query by `{key}`, or take the variable out"),
    };
    let telling = told
        .about(monitor, format!("{why}, so `{name}` stays empty"))
        .inside(&text.at, mention.path.span)
        .label("always empty")
        .help(help);
    if let Some(group) = keys.groups.first() {
        telling.related_inside(&group.at, group.span, "grouped here");
    }
}
