//! Fixes made in the files: the bytes of the values that are wrong, and no others.

use std::collections::BTreeMap;
use std::ops::Range;

use serde_json::{Map, Value};

use crate::edit::{self, Edit, Slot};
use crate::load::{self, Inside};
use crate::model::{
    Address, Change, Desired, Finding, Node, Patch, Place, Pointer, SourceId, Sources, Style, Token, Tree,
};

/// A file with fixes made.
#[derive(Clone, Debug)]
pub struct Fixed {
    pub source: SourceId,
    pub text: String,
    /// What was done: the rule, the line before, and the fix in the imperative.
    pub done: Vec<Done>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    pub rule: &'static str,
    pub address: Option<Address>,
    pub what: String,
    pub place: Option<Place>,
}

/// As many of the findings' fixes as can be made at once. One that stands too close to another, or whose value is not the
/// file's own, is left for the next round or for a person.
pub fn fixed(resources: &[Desired], findings: &[Finding], sources: &Sources) -> Vec<Fixed> {
    let mut by_file: BTreeMap<SourceId, Vec<(&Finding, Wanted)>> = BTreeMap::new();
    for finding in findings {
        if let Some((source, wanted)) = wanted(finding, resources, sources) {
            let file = by_file.entry(source).or_default();
            // `for_each` tells of one value several times.
            if !file.iter().any(|(_, other)| *other == wanted) {
                file.push((finding, wanted));
            }
        }
    }
    by_file.into_iter().filter_map(|(source, wanted)| file(source, &wanted, sources)).collect()
}

/// What one fix does to its file: changes of bytes, and changes of values of one document.
#[derive(Clone, Debug, PartialEq)]
struct Wanted {
    bytes: Vec<(Place, String)>,
    edits: Vec<Edit>,
    /// Start of the document that the edits are for.
    document: usize,
}

fn wanted(finding: &Finding, resources: &[Desired], sources: &Sources) -> Option<(SourceId, Wanted)> {
    let fix = finding.fix.as_ref()?;
    let mut wanted = Wanted { bytes: Vec::new(), edits: Vec::new(), document: 0 };
    if let [Patch { change: Change::Bytes { place, text }, .. }] = fix.patches.as_slice() {
        wanted.bytes.push((*place, text.clone()));
        return Some((place.source, wanted));
    }
    let resource = resources.iter().find(|resource| Some(&resource.address) == finding.address.as_ref())?;
    let source = resource.place.source;
    let document = document_of(resource, sources)?;
    wanted.document = document.place.start;
    for patch in &fix.patches {
        let origin = Origin { resource, document: &document, sources };
        origin.add(patch, &mut wanted)?;
    }
    Some((source, wanted))
}

/// The document that the resource is written in, as it stands in its file.
fn document_of(resource: &Desired, sources: &Sources) -> Option<Node> {
    let parsed = load::parse(sources, resource.place.source);
    parsed
        .documents
        .into_iter()
        .find(|node| node.place.start <= resource.place.start && resource.place.start <= node.place.end)
}

/// From the resource as it is meant to the document as it is written.
struct Origin<'a> {
    resource: &'a Desired,
    document: &'a Node,
    sources: &'a Sources,
}

impl Origin<'_> {
    /// None where the value is not written here: it comes from `ddsync.yaml`, an alias or a variable.
    fn add(&self, patch: &Patch, wanted: &mut Wanted) -> Option<()> {
        match &patch.change {
            Change::Bytes { place, text } => wanted.bytes.push((*place, text.clone())),
            Change::Text { range, text } => {
                self.text(&patch.at, range.clone(), &load::escape(text), wanted)?;
            }
            Change::Reference { range: Some(range), target } => {
                self.text(&patch.at, range.clone(), &target.reference(), wanted)?;
            }
            Change::Reference { range: None, target } => {
                wanted.edits.push(self.set(&patch.at, Value::String(target.reference()))?);
            }
            Change::Set(value) => wanted.edits.push(self.set(&patch.at, value.clone())?),
            Change::Remove => wanted.edits.push(self.remove(&patch.at)?),
        }
        Some(())
    }

    /// `written` as the file has it, with what stands for something else in it.
    fn text(&self, at: &Pointer, range: Range<usize>, written: &str, wanted: &mut Wanted) -> Option<()> {
        let node = self.resource.tree.find(at)?;
        let Tree::Text(value, style) = &node.tree else { return None };
        let pointer = self.written(at)?;
        // A `$` before it or a `{` behind it would be read together with it.
        let (before, behind) = (value.get(..range.start)?, value.get(range.end..)?);
        if before.ends_with('$') && written.starts_with(['$', '{']) || written.ends_with('$') && behind.starts_with('{')
        {
            return None;
        }
        if let Some(place) = Inside::new(self.sources, node).exact(range.clone())
            && is_plain(written, *style)
        {
            wanted.bytes.push((place, written.to_owned()));
            return Some(());
        }
        // Through the whole value: other quotes or a new line may be needed. Not where a variable is filled in, so that every
        // `${` which is left in it is a reference.
        let own = self.document.find(&pointer)?.as_text()? == value;
        let new = Value::String(format!("{before}{written}{behind}"));
        if own {
            wanted.edits.push(Edit { at: pointer, change: edit::Change::Set(new) });
        }
        own.then_some(())
    }

    fn set(&self, at: &Pointer, value: Value) -> Option<Edit> {
        if let Some(node) = self.resource.tree.find(at) {
            let written = self.written(at)?;
            let raw = self.document.find(&written)?;
            return (raw.tree == node.tree).then(|| Edit { at: written, change: edit::Change::Set(value) });
        }
        // In the nearest map around it that is written here.
        let (mut at, mut value) = (at.clone(), value);
        loop {
            let parent = at.parent()?;
            let last = at.tokens().last()?.clone();
            if let Some(written) = self.written(&parent) {
                let target = written.child(last);
                let free = self.document.find(&target).is_none();
                return free.then_some(Edit { at: target, change: edit::Change::Set(value) });
            }
            if self.resource.tree.find(&parent).is_some() {
                return None;
            }
            let Token::Key(key) = last else { return None };
            value = Value::Object(Map::from_iter([(key, value)]));
            at = parent;
        }
    }

    fn remove(&self, at: &Pointer) -> Option<Edit> {
        let written = self.written(at)?;
        let parent = written.parent()?;
        match (&self.document.find(&parent)?.tree, written.tokens().last()?) {
            (Tree::List(items), Token::Index(index)) => {
                let kept = (0..items.len()).filter(|kept| kept != index).map(Slot::Keep).collect();
                Some(Edit { at: parent, change: edit::Change::Items(kept) })
            }
            _ => Some(Edit { at: written, change: edit::Change::Remove }),
        }
    }

    /// Where in the document the value is written: there, or in the patch of an environment.
    fn written(&self, at: &Pointer) -> Option<Pointer> {
        if at.is_root() {
            return Some(Pointer::root());
        }
        let place = self.resource.tree.find(at)?.place;
        if place.source != self.document.place.source {
            return None;
        }
        if self.document.find(at).is_some_and(|node| node.place == place) {
            return Some(at.clone());
        }
        let environments = Pointer::root().key("ddsync").key("environments");
        let Tree::Map(patches) = &self.document.find(&environments)?.tree else { return None };
        patches.keys().find_map(|name| {
            let root = environments.key(name);
            let there = at.tokens().iter().fold(root, |pointer, token| pointer.child(token.clone()));
            self.document.find(&there).is_some_and(|node| node.place == place).then_some(there)
        })
    }
}

/// Whether the text can be written between the characters of a text in this style without any change.
fn is_plain(text: &str, style: Style) -> bool {
    let quiet = |c: char| !c.is_control() && c != '\n';
    text.chars().all(quiet)
        && match style {
            Style::Plain => {
                !text.contains([':', '#', '\'', '"', '[', ']', '{', '}', '&', '*', '!', '|', '>', '%', '@', '`', ','])
            }
            Style::SingleQuoted => !text.contains('\''),
            Style::DoubleQuoted => !text.contains(['"', '\\']),
            Style::Literal => true,
            // Only blanks beside a line break mean something else.
            Style::Folded => text == text.trim(),
        }
}

/// Takes the fixes in order, as long as they do not meet.
fn file(source: SourceId, wanted: &[(&Finding, Wanted)], sources: &Sources) -> Option<Fixed> {
    let original = sources.text(source);
    let documents = load::parse(sources, source).documents;
    let mut taken: Vec<&Wanted> = Vec::new();
    let mut done = Vec::new();
    let mut text = None;
    for (finding, one) in wanted {
        taken.push(one);
        match made(original, &documents, &taken) {
            Some(new) => {
                text = Some(new);
                done.push(Done {
                    rule: finding.rule,
                    address: finding.address.clone(),
                    what: finding.fix.as_ref().map_or_else(String::new, |fix| fix.what.clone()),
                    place: finding.place,
                });
            }
            None => drop(taken.pop()),
        }
    }
    text.filter(|text| text != original).map(|text| Fixed { source, text, done })
}

/// The text with all of them; None where two meet or one cannot be made.
fn made(original: &str, documents: &[Node], wanted: &[&Wanted]) -> Option<String> {
    let mut bytes: Vec<(Range<usize>, String)> = Vec::new();
    for document in documents {
        let of_document = wanted.iter().filter(|one| one.document == document.place.start);
        let edits = joined(of_document.flat_map(|one| one.edits.iter().cloned()))?;
        if !edits.is_empty() {
            bytes.extend(edit::splices(original, document, &edits).ok()?);
        }
    }
    bytes.extend(wanted.iter().flat_map(|one| &one.bytes).map(|(place, text)| (place.start..place.end, text.clone())));
    edit::spliced(original, bytes)
}

/// Two fixes below one map that is not there yet both bring it, and it is written once. None where they want a value of one
/// place to be different.
fn joined(edits: impl Iterator<Item = Edit>) -> Option<Vec<Edit>> {
    let mut joined: Vec<Edit> = Vec::new();
    for edit in edits {
        match joined.iter_mut().find(|known| known.at == edit.at) {
            None => joined.push(edit),
            Some(known) => match (&mut known.change, edit.change) {
                (edit::Change::Set(known), edit::Change::Set(value)) => join(known, value)?,
                (known, change) => (*known == change).then_some(())?,
            },
        }
    }
    Some(joined)
}

fn join(known: &mut Value, value: Value) -> Option<()> {
    match (known, value) {
        (Value::Object(known), Value::Object(value)) => {
            for (key, value) in value {
                match known.get_mut(&key) {
                    Some(known) => join(known, value)?,
                    None => drop(known.insert(key, value)),
                }
            }
            Some(())
        }
        (known, value) => (*known == value).then_some(()),
    }
}
