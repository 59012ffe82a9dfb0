//! New definition files: one tidy file per object.

use std::collections::HashSet;
use std::path::PathBuf;

use serde_json::{Map, Value, json};

use super::key;
use super::links::Links;
use super::tidy::tidy;
use crate::edit;
use crate::load::Project;
use crate::model::{Address, Desired, Live, Scope};
use crate::plan::resolve::Ids;
use crate::schema::{self, Document};

/// What the new files move in beside.
pub struct Room<'a> {
    pub project: &'a Project,
    pub scope: &'a Scope,
    pub existing: &'a [Desired],
    /// Ids of the existing resources that Datadog has.
    pub ids: &'a Ids,
    /// Every file that is there, relative to the root.
    pub files: &'a [PathBuf],
}

#[derive(Clone, Debug, PartialEq)]
pub struct NewFile {
    /// Relative to the root.
    pub path: PathBuf,
    pub text: String,
    pub address: Address,
    pub id: String,
}

/// An object whose file cannot be written.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    pub label: String,
    pub kind: &'static str,
    pub id: String,
    /// What is there already, as a sentence goes on after "would overwrite": a path.
    pub path: PathBuf,
}

/// A file for each object, in a stable order; the texts are not proven yet.
///
/// # Errors
///
/// Every object whose file would overwrite another, or define a resource twice.
pub fn write(objects: &[Live], room: &Room<'_>) -> Result<Vec<NewFile>, Vec<Conflict>> {
    let mut objects: Vec<&Live> = objects.iter().collect();
    objects.sort_by_cached_key(|live| (live.kind.name, live.id.parse::<u64>().ok(), live.id.clone()));
    let named = addresses(&objects, room)?;
    let mut ids = room.ids.clone();
    ids.extend(named.iter().map(|(address, live)| (address.clone(), live.id.clone())));
    let mut links = Links::new(&ids, room.existing);
    Ok(named.into_iter().map(|(address, live)| file(address, live, &mut links, room)).collect())
}

fn addresses<'l>(objects: &[&'l Live], room: &Room<'_>) -> Result<Vec<(Address, &'l Live)>, Vec<Conflict>> {
    let mut named = Vec::new();
    let mut conflicts = Vec::new();
    let defined: HashSet<&Address> = room.existing.iter().map(|resource| &resource.address).collect();
    // What is known to be another object gives way to nobody; what may be this very one is a conflict.
    let mut taken: HashSet<Address> = room.ids.keys().cloned().collect();
    for live in objects {
        let kept = live.mark.as_ref().filter(|mark| mark.scope == *room.scope).map(|mark| mark.key.clone());
        let address = key::free(live.kind, &kept.unwrap_or_else(|| key::of_name(live)), &mut taken);
        let path = path_of(&address);
        if room.files.contains(&path) || defined.contains(&address) {
            let (label, id) = (live.label().to_owned(), live.id.clone());
            conflicts.push(Conflict { label, kind: live.kind.name, id, path });
        } else {
            named.push((address, *live));
        }
    }
    if conflicts.is_empty() { Ok(named) } else { Err(conflicts) }
}

fn path_of(address: &Address) -> PathBuf {
    PathBuf::from(address.kind.folder).join(format!("{}.yaml", address.key))
}

fn file(address: Address, live: &Live, links: &mut Links, room: &Room<'_>) -> NewFile {
    let spec = links.put(&address, tidy(live, room.project));
    let mut block = Map::new();
    block.insert("version".to_owned(), json!(schema::FORMAT));
    let id = live.kind.id_value(&live.id);
    let id = match room.scope.environment() {
        Some(environment) => json!({environment: id}),
        None => id,
    };
    block.insert("id".to_owned(), id);
    if live.mark.as_ref().is_some_and(|mark| mark.scope == *room.scope && mark.protect) {
        block.insert("protect".to_owned(), json!(true));
    }
    let path = path_of(&address);
    let head = schema::by_name(address.kind.name).map_or_else(String::new, |document| modeline(document, &path));
    let block = edit::document(&Map::from_iter([("ddsync".to_owned(), Value::Object(block))]));
    let text = format!("{head}{block}\n{}", edit::document(&spec));
    NewFile { path, text, address, id: live.id.clone() }
}

/// Tells an editor where the schema is, from the file's own folder.
fn modeline(document: &Document, path: &std::path::Path) -> String {
    let up = "../".repeat(path.components().count().saturating_sub(1));
    format!("# yaml-language-server: $schema={up}{}\n", document.file)
}
