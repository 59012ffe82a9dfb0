//! Objects that nobody manages and that bear the name of one to be created: most likely what a person made by hand, and
//! a create would make a second one.

use std::collections::HashMap;

use super::{Action, Plan};
use crate::model::{Address, Finding, Live};

pub const RULE: &str = "same-name";

/// A create, and the unmarked objects of its kind that have its name.
#[derive(Debug)]
pub struct Twin<'a> {
    pub address: &'a Address,
    pub label: &'a str,
    pub live: Vec<&'a Live>,
    /// No other create has this name.
    pub alone: bool,
    place: Option<crate::model::Place>,
}

impl Twin<'_> {
    /// The one object that can be meant.
    pub fn only(&self) -> Option<&Live> {
        match self.live.as_slice() {
            [live] if self.alone => Some(live),
            _ => None,
        }
    }

    /// Says that it is created although there is one.
    pub fn warning(&self) -> Finding {
        let kind = self.address.kind.name;
        let ids: Vec<&str> = self.live.iter().map(|live| live.id.as_str()).collect();
        let (there, these) = match ids.as_slice() {
            [id] => (format!("an unmanaged {kind} \"{}\" ({id}) exists", self.label), "it"),
            _ => (
                format!("{} unmanaged {kind}s are called \"{}\" ({})", ids.len(), self.label, ids.join(", ")),
                "one of them",
            ),
        };
        let finding = Finding::warning(RULE, format!("{there}, and another of that name would be created"));
        let finding = finding.of(self.address).help(match self.only() {
            Some(live) => {
                format!("to take {these} over, write `id: {}` in the `ddsync` block or apply with --adopt", live.id)
            }
            None => format!("to take {these} over, write its `id` in the `ddsync` block"),
        });
        match self.place {
            Some(place) => finding.at(place),
            None => finding,
        }
    }

    /// Says that it is taken over.
    pub fn taken(&self, live: &Live) -> Finding {
        let kind = self.address.kind.name;
        let message = format!("{} takes over the unmanaged {kind} {} of the same name", self.address, live.id);
        let finding = Finding::info(RULE, message).of(self.address);
        match self.place {
            Some(place) => finding.at(place),
            None => finding,
        }
    }
}

/// The creates of a plan that have twins among `strangers`, objects that bear no mark at all.
pub fn twins<'a>(plan: &'a Plan, strangers: &'a [Live]) -> Vec<Twin<'a>> {
    let mut by_name: HashMap<(&str, &str), Vec<&Live>> = HashMap::new();
    for live in strangers.iter().filter(|live| live.mark.is_none()) {
        by_name.entry((live.kind.name, live.label())).or_default().push(live);
    }
    let creates = || plan.changes.iter().filter(|change| change.action == Action::Create);
    let mut named: HashMap<(&str, &str), usize> = HashMap::new();
    for change in creates() {
        *named.entry((change.address.kind.name, change.label.as_str())).or_default() += 1;
    }
    let twin = |change: &'a super::Change| {
        let name = (change.address.kind.name, change.label.as_str());
        Some(Twin {
            address: &change.address,
            label: &change.label,
            live: by_name.get(&name)?.clone(),
            alone: named.get(&name) == Some(&1),
            place: change.place,
        })
    };
    creates().filter_map(twin).collect()
}
