//! What an import did, for programs: version 1, frozen. A key is never taken away and never changes its type; new ones may
//! come.

use std::path::Path;

use serde::Serialize;

use super::told::shown;
use crate::commands::gather::{Owner, Skipped};
use crate::import::{Kept, NewFile, Proof, Refused, Updated};
use crate::model::{Address, Live, Pointer};
use crate::report::json;

#[derive(Debug, Serialize)]
pub struct Document {
    version: u8,
    project: String,
    environment: Option<String>,
    /// Files, in the order in which they were written.
    written: Vec<Written>,
    /// Objects that a list showed and that are somebody's.
    skipped: Vec<LeftOut>,
    /// Differences that stay, since the file is not where their value is written.
    kept: Vec<Left>,
    /// Files that were not changed, since they would not have come out right.
    refused: Vec<NotWritten>,
    /// Tags that the project's defaults add to what was imported.
    added_tags: Vec<AddedTags>,
}

#[derive(Debug, Serialize)]
struct Written {
    path: String,
    address: String,
    /// created, updated, or claimed: only the id was written into its block.
    how: &'static str,
    /// Null where the object is the one that the mark says.
    id: Option<String>,
    /// Places in the file that were changed; empty for a new one.
    fields: Vec<String>,
}

#[derive(Debug, Serialize)]
struct LeftOut {
    kind: &'static str,
    id: String,
    label: String,
    /// defined or foreign.
    reason: &'static str,
    /// The address that defines it, or the `project[/environment]` that manages it.
    owner: String,
}

#[derive(Debug, Serialize)]
struct Left {
    address: String,
    path: String,
    why: String,
}

#[derive(Debug, Serialize)]
struct NotWritten {
    path: String,
    why: Vec<String>,
}

#[derive(Debug, Serialize)]
struct AddedTags {
    address: String,
    tags: Vec<String>,
}

impl Document {
    pub fn new(project: &str, environment: Option<&str>) -> Self {
        Self {
            version: 1,
            project: project.to_owned(),
            environment: environment.map(str::to_owned),
            written: Vec::new(),
            skipped: Vec::new(),
            kept: Vec::new(),
            refused: Vec::new(),
            added_tags: Vec::new(),
        }
    }

    pub fn updated(&mut self, updated: &Updated, refused: &[Refused]) {
        self.written.extend(updated.changed.iter().map(|(address, path, fields)| Written {
            path: shown(path),
            address: address.to_string(),
            how: "updated",
            id: None,
            fields: fields.iter().map(Pointer::to_string).collect(),
        }));
        self.kept.extend(updated.kept.iter().map(|Kept { address, at, why }| Left {
            address: address.to_string(),
            path: at.to_string(),
            why: why.clone(),
        }));
        self.refused
            .extend(refused.iter().map(|Refused { path, why }| NotWritten { path: shown(path), why: why.clone() }));
    }

    pub fn claimed(&mut self, live: &Live, address: &Address, path: &Path) {
        self.written.push(Written {
            path: shown(path),
            address: address.to_string(),
            how: "claimed",
            id: Some(live.id.clone()),
            fields: vec!["/ddsync/id".to_owned()],
        });
    }

    pub fn again(&mut self, path: &Path) {
        let why = vec!["it was changed just now: run it again".to_owned()];
        self.refused.push(NotWritten { path: shown(path), why });
    }

    pub fn imported(&mut self, new: &[NewFile], skipped: &[Skipped], proof: &Proof) {
        self.written.extend(new.iter().map(|file| Written {
            path: shown(&file.path),
            address: file.address.to_string(),
            how: "created",
            id: Some(file.id.clone()),
            fields: Vec::new(),
        }));
        self.skipped.extend(skipped.iter().map(|skipped| {
            let (reason, owner) = match &skipped.owner {
                Owner::Defined(address) => ("defined", address.to_string()),
                Owner::Other(scope) => ("foreign", scope.to_string()),
            };
            let Skipped { kind, id, label, .. } = skipped;
            LeftOut { kind: kind.name, id: id.clone(), label: label.clone(), reason, owner }
        }));
        self.added_tags.extend(
            proof
                .added_tags
                .iter()
                .map(|(address, tags)| AddedTags { address: address.to_string(), tags: tags.clone() }),
        );
    }

    /// Indented, with a line break at the end.
    pub fn to_json(&self) -> String {
        json::escaped(&serde_json::to_string_pretty(self).unwrap_or_default()) + "\n"
    }
}
