//! Findings that an old repository has accepted: `ddsync-baseline.json`.
//!
//! An entry is a rule, a file, a sentence and how often, without lines: what moves stays accepted, what is new is told.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::{Finding, Sources};

/// Where it stands, beside `ddsync.yaml`.
pub const FILE: &str = "ddsync-baseline.json";

const VERSION: u8 = 1;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    accepted: BTreeMap<Entry, usize>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Entry {
    /// Empty where the finding is about the project.
    path: String,
    rule: String,
    message: String,
}

#[derive(Serialize, Deserialize)]
struct Document {
    version: u8,
    findings: Vec<Counted>,
}

#[derive(Serialize, Deserialize)]
struct Counted {
    #[serde(flatten)]
    entry: Entry,
    #[serde(default = "one", skip_serializing_if = "is_one")]
    count: usize,
}

fn one() -> usize {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_one(count: &usize) -> bool {
    *count == 1
}

/// A file that is no baseline.
#[derive(Debug, thiserror::Error)]
pub enum BaselineError {
    #[error("{FILE} is not what `ddsync validate --write-baseline` writes: {0}")]
    Syntax(#[from] serde_json::Error),
    #[error("{FILE} has version {0}, and this ddsync reads version {VERSION}")]
    Version(u8),
}

impl Baseline {
    pub fn of<'f>(findings: impl IntoIterator<Item = &'f Finding>, sources: &Sources) -> Self {
        let mut accepted = BTreeMap::new();
        for finding in findings {
            *accepted.entry(entry(finding, sources)).or_default() += 1;
        }
        Self { accepted }
    }

    /// # Errors
    ///
    /// The text is no baseline, or one of another version.
    pub fn parse(text: &str) -> Result<Self, BaselineError> {
        let document: Document = serde_json::from_str(text)?;
        if document.version != VERSION {
            return Err(BaselineError::Version(document.version));
        }
        let accepted = document.findings.into_iter().map(|counted| (counted.entry, counted.count));
        Ok(Self { accepted: accepted.collect() })
    }

    pub fn render(&self) -> String {
        let findings = self.accepted.iter().map(|(entry, count)| Counted { entry: entry.clone(), count: *count });
        let document = Document { version: VERSION, findings: findings.collect() };
        serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
    }

    pub fn len(&self) -> usize {
        self.accepted.values().sum()
    }

    pub fn is_empty(&self) -> bool {
        self.accepted.is_empty()
    }

    /// Takes the accepted findings out, of several alike the first ones.
    pub fn accept(&self, findings: &mut Vec<Finding>, sources: &Sources) {
        let mut left = self.accepted.clone();
        findings.retain(|finding| match left.get_mut(&entry(finding, sources)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        });
    }
}

fn entry(finding: &Finding, sources: &Sources) -> Entry {
    Entry {
        path: finding.place.map(|place| sources.shown(place.source)).unwrap_or_default(),
        rule: finding.rule.to_owned(),
        message: finding.message.clone(),
    }
}
