//! Files that are there already: drift is written back into them, and ids.

use std::path::Path;

use anyhow::Result;

use super::{Import, told};
use crate::commands::gather;
use crate::exit::Exit;
use crate::import;
use crate::load::FileText;
use crate::model::{Address, Live};
use crate::plan::{Action, Change};

impl Import<'_> {
    /// Writes drift back: of these resources, or of all where none was named.
    pub(super) fn update(&mut self, only: &[Address], all: bool) -> Result<Exit> {
        let kinds = gather::kinds(self.typed)?;
        let asked = |address: &Address| {
            (all || only.contains(address)) && kinds.iter().any(|kind| kind.name == address.kind.name)
        };
        let drifted =
            |change: &&Change| matches!(change.action, Action::Update | Action::Replace) && asked(&change.address);
        let changes: Vec<&Change> = self.plan.changes.iter().filter(drifted).collect();
        let mut updated = import::update(&changes, &self.ground());
        let refused = import::prove_update(&self.project(&self.ours, &|name| self.variable(name)), &updated, self.plan);
        updated.files.retain(|(path, _)| !refused.iter().any(|refused| refused.path == *path));
        updated.changed.retain(|(_, path, _)| updated.files.iter().any(|(file, _)| file == path));
        for (path, text) in &updated.files {
            self.replace(path, text)?;
        }
        self.document.updated(&updated, &refused);
        self.tell(&told::updated(&updated, &refused));
        Ok(if refused.is_empty() { Exit::Done } else { Exit::Error })
    }

    /// Objects whose definition is there already, only without their id, get it written into its block. Returns the rest.
    pub(super) fn claim(&mut self, objects: Vec<Live>) -> Result<Vec<Live>> {
        let mut rest = Vec::new();
        let mut claimed = Vec::new();
        for live in objects {
            let address = Address::new(live.kind, import::key_of(&live));
            let created = |change: &Change| change.address == address && change.action == Action::Create;
            let free = self.plan.changes.iter().any(created) && !claimed.contains(&address);
            let text = if free { import::adopt(&live, &address, &self.ground()) } else { None };
            let Some((path, text)) = text else {
                rest.push(live);
                continue;
            };
            if self.is_changed(&path) {
                self.document.again(&path);
                self.tell(&told::again(&address, &path));
                continue;
            }
            self.replace(&path, &text)?;
            self.document.claimed(&live, &address, &path);
            self.tell(&told::claimed(&live, &address, &path));
            claimed.push(address);
        }
        Ok(rest)
    }

    /// Whether this run wrote the file already: the places that are known are those of the old text.
    fn is_changed(&self, path: &Path) -> bool {
        let now = self.files.iter().find(|(file, _)| file == path).map(|(_, text)| text);
        let mut sources = self.definitions.sources.iter().map(|(_, file)| file);
        let before = sources.find(|file| file.path == path).map(|file| &*file.text);
        !matches!((now, before), (Some(FileText::Text(now)), Some(before)) if now == before)
    }
}
