//! What Datadog answered to the questions that live rules have. Asking is for `commands`; here are questions and answers as
//! values, so that a rule is as pure as any other.
//!
//! What could not be asked is not in the answers, and a rule is silent about it: a missing permission or a network that is
//! down never accuses anybody.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Subjects;
use crate::model::Address;
use crate::query::Walk as _;

/// How far back a metric counts as reporting.
pub const DAYS: u64 = 7;

/// What to ask about these resources.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Questions {
    /// Names of metrics that queries ask for.
    pub metrics: BTreeSet<String>,
    /// Handles that texts name.
    pub handles: BTreeSet<String>,
    /// Monitors as they would be sent; those with references to what may not exist yet are not among them.
    pub monitors: Vec<(Address, Value)>,
}

impl Questions {
    pub fn of(subjects: &Subjects<'_>) -> Self {
        let mut questions = Self::default();
        for monitor in &subjects.monitors {
            for (_, expr) in monitor.expressions() {
                questions.metrics.extend(expr.metrics().iter().map(|metric| metric.name.text.clone()));
            }
            let handles = monitor.texts.iter().flat_map(|text| &text.handles).filter(|handle| !handle.dynamic);
            questions.handles.extend(handles.map(|handle| handle.text.clone()));
            if monitor.desired.references.is_empty() {
                questions.monitors.push((monitor.desired.address.clone(), monitor.desired.spec.clone()));
            }
        }
        questions.metrics.retain(|name| !name.contains(['$', '*', '{']));
        questions
    }
}

/// Read-only facts about the account, gathered before the rules look.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Answers {
    /// Names of all metrics that reported in the last [`DAYS`]; None where it could not be asked.
    pub reporting: Option<BTreeSet<String>>,
    /// By name, those that were asked about.
    pub metrics: BTreeMap<String, Metric>,
    /// By address, those that exist.
    pub monitors: BTreeMap<String, State>,
    /// By address: what Datadog says against the monitor, nothing where it would take it.
    pub verdicts: BTreeMap<String, Vec<String>>,
    /// By handle, with its `@`.
    pub handles: BTreeMap<String, Handle>,
    /// What was not asked, and why: `metric-no-data: the key may not list metrics`.
    pub skipped: Vec<String>,
}

/// What is known of a metric. None is not known.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Metric {
    /// Whether Datadog has ever heard of it.
    pub exists: Option<bool>,
    /// `gauge`, `count`, `rate`, `distribution`.
    #[serde(rename = "type")]
    pub metric_type: Option<String>,
    /// Of a distribution: whether percentiles are computed.
    pub percentiles: Option<bool>,
    /// `key:value`, those that queries can use; None where it could not be asked, or the list is not whole.
    pub tags: Option<BTreeSet<String>>,
}

/// A live monitor.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct State {
    /// `OK`, `Alert`, `Warn`, `No Data`.
    pub state: String,
    /// Whole days in it.
    pub days: u64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Handle {
    Known,
    /// Nobody is behind it; names that are there.
    Unknown(Vec<String>),
    /// Somebody is, who gets nothing: why.
    Inactive(String),
}

impl Metric {
    /// The keys of its tags; None where the tags are not known.
    pub fn keys(&self) -> Option<BTreeSet<&str>> {
        let tags = self.tags.as_ref()?;
        Some(tags.iter().map(|tag| tag.split_once(':').map_or(tag.as_str(), |(key, _)| key)).collect())
    }

    /// The values that the key has.
    pub fn values(&self, key: &str) -> impl Iterator<Item = &str> {
        let tags = self.tags.iter().flatten();
        tags.filter_map(move |tag| tag.split_once(':').filter(|(own, _)| *own == key).map(|(_, value)| value))
    }
}
