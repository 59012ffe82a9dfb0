//! What the project has already of what is asked for.

use std::collections::HashMap;
use std::path::PathBuf;

use super::{Import, told};
use crate::exit::Failure;
use crate::import::Target;
use crate::model::{Address, Live};
use crate::plan::Plan;

/// Resources by kind and id.
pub(super) type OfId<'a> = HashMap<(&'a str, &'a str), &'a Address>;

/// Those that are paired with an object or would be, in this order where two name one.
pub(super) fn of_id(plan: &Plan) -> OfId<'_> {
    let paired = plan.ids.iter().map(|(address, id)| (address, id.as_str()));
    let changed = plan.changes.iter().filter(|change| change.place.is_some());
    let changed = changed.filter_map(|change| Some((&change.address, change.id.as_deref()?)));
    let mut of_id = OfId::new();
    for (address, id) in paired.chain(changed) {
        of_id.entry((address.kind.name, id)).or_insert(address);
    }
    of_id
}

impl Import<'_> {
    /// A key whose file is gone still names an object: that which bears it.
    pub(super) fn by_mark(&self, target: &Target) -> Target {
        let bears = |live: &&Live| {
            let mark = live.mark.as_ref().filter(|mark| mark.scope == *self.scope);
            live.kind.name == target.kind.name && mark.is_some_and(|mark| mark.key.as_str() == target.id)
        };
        let found = self.ours.iter().find(bears).filter(|_| self.resource(target).is_none());
        Target { id: found.map_or_else(|| target.id.clone(), |live| live.id.clone()), ..target.clone() }
    }

    /// The resource that a target means: by address, or by the id of its object.
    pub(super) fn resource(&self, target: &Target) -> Option<Address> {
        let of_kind = |address: &Address| address.kind.name == target.kind.name;
        let resources = self.definitions.checked.resources().iter().map(|resource| &resource.address);
        let by_key = resources.into_iter().find(|address| of_kind(address) && address.key.as_str() == target.id);
        by_key.cloned().or_else(|| self.by_id(target.kind.name, &target.id))
    }

    fn by_id(&self, kind: &str, id: &str) -> Option<Address> {
        self.of_id.get(&(kind, id)).map(|address| (*address).clone())
    }

    /// Which resource keeps an object from being imported anew. One whose file is gone is imported by name or with
    /// `--update`.
    pub(super) fn keeper(&self, live: &Live) -> Option<Address> {
        let marked = live.mark.as_ref().filter(|mark| mark.scope == *self.scope && !self.typed.update);
        let marked = marked.map(|mark| Address::new(live.kind, mark.key.clone()));
        self.by_id(live.kind.name, &live.id).or(marked)
    }

    pub(super) fn defined_already(&self, target: &Target) -> Failure {
        let address = self.resource(target);
        let name = address.as_ref().map_or_else(|| target.id.clone(), ToString::to_string);
        let path = address.and_then(|address| self.path_of(&address));
        let place = path.map(|path| format!(" in {}", told::shown(&path))).unwrap_or_default();
        Failure::error(format!("{} {} is defined already, as {name}{place}", target.kind.name, target.id))
            .help(format!("to write what changed in Datadog back into the file: ddsync import --update {name}"))
    }

    fn path_of(&self, address: &Address) -> Option<PathBuf> {
        let resources = self.definitions.checked.resources();
        let resource = resources.iter().find(|resource| resource.address == *address)?;
        Some(self.definitions.sources.path(resource.place.source).to_path_buf())
    }
}
