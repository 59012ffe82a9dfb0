//! Drift, written back: the values that differ, where the files write them.
//!
//! A value can only be changed where it is its own: what a variable, a default or an alias brings in is told and left.

mod resource;
mod shared;

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::Value;

use super::links::Links;
use crate::edit::{self, Change as Edited, Edit};
use crate::load::{self, Project};
use crate::model::{Address, Desired, Live, Node, Pointer, SourceId, Sources};
use crate::plan::resolve::Ids;
use crate::plan::{Canonical, Change, back};
use resource::Resource;

pub use shared::others;

/// The project as it was loaded.
pub struct Ground<'a> {
    pub project: &'a Project,
    pub sources: &'a Sources,
    pub resources: &'a [Desired],
    pub environment: Option<&'a str>,
    pub ids: &'a Ids,
}

/// A difference that stays.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    pub address: Address,
    pub at: Pointer,
    /// `it comes from ddsync.yaml`
    pub why: String,
}

#[derive(Debug, Default)]
pub struct Updated {
    /// Files with their new text.
    pub files: Vec<(PathBuf, String)>,
    /// What was changed where.
    pub changed: Vec<(Address, PathBuf, Vec<Pointer>)>,
    pub kept: Vec<Kept>,
}

/// The files as they would have to be for these changes to be none. Nothing is proven yet.
pub fn update(changes: &[&Change], ground: &Ground<'_>) -> Updated {
    let mut updated = Updated::default();
    let mut links = Links::new(ground.ids, ground.resources);
    let mut by_file: BTreeMap<SourceId, Vec<Work<'_>>> = BTreeMap::new();
    for change in changes {
        if let Some((source, work)) = work(change, ground, &mut links, &mut updated.kept) {
            by_file.entry(source).or_default().push(work);
        }
    }
    for (source, works) in by_file {
        file(source, works, ground.sources, &mut updated);
    }
    updated
}

/// Edits of one document.
struct Work<'a> {
    address: &'a Address,
    document: Node,
    edits: Vec<Edit>,
}

fn work<'a>(
    change: &'a Change,
    ground: &Ground<'_>,
    links: &mut Links,
    kept: &mut Vec<Kept>,
) -> Option<(SourceId, Work<'a>)> {
    let desired = ground.resources.iter().find(|resource| resource.address == change.address)?;
    let (live, spec) = (change.live.as_ref()?, change.spec.as_ref()?);
    let source = desired.place.source;
    let documents = load::parse(ground.sources, source).documents;
    let around = |node: &Node| node.place.start <= desired.place.start && desired.place.start < node.place.end.max(1);
    let document = documents.into_iter().find(around)?;
    let kind = desired.address.kind;
    let backs = back(kind, &Canonical::of(kind, spec), &Canonical::of(kind, &live.object));
    let mut edits: Vec<Edit> = Vec::new();
    let mut resource = Resource { ground, desired, document: &document, spec, links };
    for back in backs {
        let edit = resource.edit(&back);
        match edit.and_then(|edit| edit.map(|edit| shared::aside(edit, kind, &document, ground)).transpose()) {
            Ok(Some(edit)) => merge(&mut edits, edit),
            Ok(None) => {}
            Err(why) => kept.push(Kept { address: change.address.clone(), at: back.at, why }),
        }
    }
    Some((source, Work { address: &change.address, document, edits }))
}

/// Two fields that are added to one map that the file lacks are one map.
fn merge(edits: &mut Vec<Edit>, edit: Edit) {
    if let Some(first) = edits.iter_mut().find(|first| first.at == edit.at)
        && let (Edited::Set(Value::Object(into)), Edited::Set(Value::Object(more))) = (&mut first.change, &edit.change)
    {
        join(into, more);
    } else {
        edits.push(edit);
    }
}

fn join(into: &mut serde_json::Map<String, Value>, more: &serde_json::Map<String, Value>) {
    for (key, value) in more {
        match (into.get_mut(key), value) {
            (Some(Value::Object(into)), Value::Object(more)) => join(into, more),
            _ => {
                into.insert(key.clone(), value.clone());
            }
        }
    }
}

fn file(source: SourceId, mut works: Vec<Work<'_>>, sources: &Sources, updated: &mut Updated) {
    let path = sources.path(source).to_path_buf();
    let mut text = sources.text(source).to_owned();
    // From the last document on, so that the places of the others stay what they are.
    works.sort_by_key(|work| std::cmp::Reverse(work.document.place.start));
    for mut work in works {
        while !work.edits.is_empty() {
            match edit::edit(&text, &work.document, &work.edits) {
                Ok(edited) => {
                    text = edited;
                    break;
                }
                Err(cannot) => {
                    let whose = |edit: &Edit| cannot.at.tokens().starts_with(edit.at.tokens());
                    let at = work.edits.iter().position(whose).or_else(|| {
                        work.edits.iter().position(|edit| edit.at.tokens().starts_with(cannot.at.tokens()))
                    });
                    let edit = work.edits.remove(at.unwrap_or_default());
                    let why = cannot.why.to_owned();
                    updated.kept.push(Kept { address: work.address.clone(), at: edit.at, why });
                }
            }
        }
        let changed: Vec<Pointer> = work.edits.into_iter().map(|edit| edit.at).collect();
        if !changed.is_empty() {
            updated.changed.push((work.address.clone(), path.clone(), changed));
        }
    }
    if text != sources.text(source) {
        updated.files.push((path, text));
    }
}

/// The id of an object, written into the block of the definition that is to adopt it in this environment. None where the
/// block has one already, or cannot be changed.
pub fn adopt(live: &Live, address: &Address, ground: &Ground<'_>) -> Option<(PathBuf, String)> {
    let desired = ground.resources.iter().find(|resource| resource.address == *address && resource.id.is_none())?;
    let source = desired.place.source;
    let documents = load::parse(ground.sources, source).documents;
    let around = |node: &Node| node.place.start <= desired.place.start && desired.place.start < node.place.end.max(1);
    let document = documents.into_iter().find(around)?;
    let id = live.kind.id_value(&live.id);
    let block = Pointer::root().key("ddsync");
    let at = block.key("id");
    let (at, value) = match (ground.environment, document.get("ddsync"), document.find(&at)) {
        (Some(environment), _, Some(_)) => (at.key(environment), id),
        (Some(environment), Some(_), None) => (at, serde_json::json!({environment: id})),
        (Some(environment), None, _) => (block, serde_json::json!({"id": {environment: id}})),
        (None, Some(_), _) => (at, id),
        (None, None, _) => (block, serde_json::json!({"id": id})),
    };
    let edits = [Edit { at: at.clone(), change: Edited::Set(value.clone()) }];
    let text = edit::edit(ground.sources.text(source), &document, &edits).ok()?;
    let mut sources = Sources::default();
    let id = sources.add("", text.as_str());
    let parsed = load::parse(&sources, id);
    let says_so = parsed.documents.iter().any(|node| node.find(&at).map(Node::to_value).as_ref() == Some(&value));
    if !says_so || !parsed.findings.is_empty() {
        return None;
    }
    Some((ground.sources.path(source).to_path_buf(), text))
}
