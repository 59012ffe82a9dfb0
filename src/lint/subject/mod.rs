//! The resources as rules see them: parsed once, so that eighty rules need not parse eighty times.

mod bounds;
mod dashboard;
mod expression;
mod formula;
pub mod grid;
mod keys;
mod mention;
mod monitor;
mod options;
mod resource;
mod slo;

pub use bounds::{Bounds, Verdict};
pub use dashboard::{Dashboard, Formula, Query, QueryTree, Request, TemplateVariable, Widget};
pub use expression::{Expression, Home, SearchText, is_open};
pub use formula::{FormulaText, Formulas, Named};
pub use keys::Keys;
pub use mention::{Eval, Mention, Stands};
pub use monitor::{Group, Monitor, Text, Variable};
pub use options::{value_of, whole_or_not};
pub use resource::Resource;
pub use slo::{Objective, Slo};

use std::collections::{HashMap, HashSet};

use crate::kinds;
use crate::model::{Address, Desired, Kind, State};

/// Everything that rules look at. What is to be deleted is not among it.
pub struct Subjects<'a> {
    pub resources: Vec<Resource<'a>>,
    pub monitors: Vec<Monitor<'a>>,
    pub dashboards: Vec<Dashboard<'a>>,
    pub slos: Vec<Slo<'a>>,
    /// Where each of them stands in the list of its kind.
    index: HashMap<&'a Address, usize>,
    /// What composites and SLOs are made of.
    parts: HashSet<&'a Address>,
}

impl<'a> Subjects<'a> {
    pub fn of(desired: &'a [Desired]) -> Self {
        let present = || desired.iter().filter(|desired| desired.state == State::Present);
        let of_kind = |kind: &'static Kind| present().filter(move |desired| std::ptr::eq(desired.address.kind, kind));
        let lists = [&kinds::MONITOR, &kinds::SLO].map(|kind| of_kind(kind).enumerate());
        Self {
            resources: present().map(Resource::of).collect(),
            monitors: of_kind(&kinds::MONITOR).map(Monitor::of).collect(),
            dashboards: of_kind(&kinds::DASHBOARD).map(Dashboard::of).collect(),
            slos: of_kind(&kinds::SLO).map(Slo::of).collect(),
            parts: of_kind(&kinds::MONITOR)
                .chain(of_kind(&kinds::SLO))
                .flat_map(|whole| whole.references.iter().map(|reference| &reference.target))
                .collect(),
            index: lists.into_iter().flatten().map(|(at, desired)| (&desired.address, at)).collect(),
        }
    }

    pub fn monitor(&self, address: &Address) -> Option<&Monitor<'a>> {
        self.monitors.get(*self.index.get(address)?).filter(|monitor| monitor.address() == address)
    }

    pub fn slo(&self, address: &Address) -> Option<&Slo<'a>> {
        self.slos.get(*self.index.get(address)?).filter(|slo| slo.address() == address)
    }

    /// Whether a composite or an SLO of the project is made of it: it may then have nothing to say itself.
    pub fn is_part(&self, resource: &Resource<'_>) -> bool {
        self.parts.contains(resource.address())
    }

    /// The resources of one kind.
    pub fn of_kind(&self, kind: &'static Kind) -> impl Iterator<Item = &Resource<'a>> {
        self.resources.iter().filter(move |resource| std::ptr::eq(resource.desired.address.kind, kind))
    }
}
