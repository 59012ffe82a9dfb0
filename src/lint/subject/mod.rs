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
    /// Where each stands in the list of its kind, by what queries call it.
    monitors_named: HashMap<String, usize>,
    slos_named: HashMap<String, usize>,
    /// What composites and SLOs are made of.
    parts: HashSet<&'a Address>,
}

impl<'a> Subjects<'a> {
    pub fn of(desired: &'a [Desired]) -> Self {
        let present = || desired.iter().filter(|desired| desired.state == State::Present);
        let of_kind = |kind: &'static Kind| present().filter(move |desired| std::ptr::eq(desired.address.kind, kind));
        Self {
            resources: present().map(Resource::of).collect(),
            monitors: of_kind(&kinds::MONITOR).map(Monitor::of).collect(),
            dashboards: of_kind(&kinds::DASHBOARD).map(Dashboard::of).collect(),
            slos: of_kind(&kinds::SLO).map(Slo::of).collect(),
            parts: of_kind(&kinds::MONITOR)
                .chain(of_kind(&kinds::SLO))
                .flat_map(|whole| whole.references.iter().map(|reference| &reference.target))
                .collect(),
            monitors_named: named(of_kind(&kinds::MONITOR)),
            slos_named: named(of_kind(&kinds::SLO)),
        }
    }

    /// What a query names as `${monitor:key}` or by its id, as far as the project knows it.
    pub fn monitor(&self, named: &str) -> Option<&Monitor<'a>> {
        self.monitors.get(*self.monitors_named.get(named)?)
    }

    /// Likewise `${slo:key}` or its id.
    pub fn slo(&self, named: &str) -> Option<&Slo<'a>> {
        self.slos.get(*self.slos_named.get(named)?)
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

/// By reference and by id; the first where two claim one id.
fn named<'a>(resources: impl Iterator<Item = &'a Desired>) -> HashMap<String, usize> {
    let mut named = HashMap::new();
    for (at, Desired { address, id, .. }) in resources.enumerate() {
        let reference = format!("${{{}:{}}}", address.kind.name, address.key);
        for name in id.iter().cloned().chain([reference]) {
            named.entry(name).or_insert(at);
        }
    }
    named
}
