//! How a comment or an issue is found again: a line that nobody sees, with what was said in it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::plan::{BRIEF, Change, FULL, Footing, Stand, stable_text};

const PLAN: &str = "<!-- ddsync:v1 ";
const DRIFT: &str = "<!-- ddsync-drift:v1 ";
const END: &str = " -->";
/// Bytes that the fingerprints of the changes may take: the rest of a comment is for people.
const GROUND: usize = 12_000;

/// Of a plan's comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marker {
    pub project: String,
    pub environment: Option<String>,
    /// Of the plan.
    pub digest: String,
    /// Of the definitions, so that it can be told what moved.
    pub files: String,
    /// Deletions are part of the plan.
    pub prune: bool,
    /// The commit that was looked at.
    pub head: String,
    /// Version of ddsync.
    pub tool: String,
    pub stage: Stage,
    /// What the plan stands on, change by change; None where that would take too much room.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<Vec<Stand>>,
}

/// How far a plan has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// Still to be applied.
    Open,
    /// Some of it could not be written.
    Partial,
    /// History.
    Done,
}

/// Of a drift issue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DriftMarker {
    pub project: String,
    pub environment: Option<String>,
    /// What drifted, with a fingerprint of how.
    pub set: BTreeMap<String, String>,
}

impl Marker {
    /// With as much of the ground as there is room for. Fingerprints in full also prove later what was reviewed; short ones
    /// only tell what moved.
    pub fn of(footing: Footing, project: &str, environment: Option<&str>, head: &str) -> Self {
        let stands = footing.stands.unwrap_or_default();
        let kept = [FULL, BRIEF].into_iter().find_map(|digits| {
            let kept: Vec<Stand> = stands.iter().map(|stand| stand.shortened(digits)).collect();
            let bytes: usize = kept.iter().map(|stand| String::from(stand.clone()).len() + 3).sum();
            (bytes <= GROUND).then_some(kept)
        });
        Self {
            project: project.to_owned(),
            environment: environment.map(str::to_owned),
            digest: footing.digest,
            files: footing.files,
            prune: footing.prune,
            head: head.to_owned(),
            tool: footing.tool,
            stage: Stage::Open,
            ground: kept,
        }
    }

    /// What was reviewed, as far as it was kept.
    pub fn footing(&self) -> Footing {
        let environment = self.environment.as_ref().map(|name| format!("/{name}")).unwrap_or_default();
        Footing {
            scope: format!("{}{environment}", self.project),
            tool: self.tool.clone(),
            prune: self.prune,
            digest: self.digest.clone(),
            files: self.files.clone(),
            stands: self.ground.clone(),
            definitions: None,
        }
    }

    /// As the first line of a comment.
    pub fn line(&self) -> String {
        hidden(PLAN, self)
    }

    /// None where the text is none of ours.
    pub fn read(body: &str) -> Option<Self> {
        seen(PLAN, body)
    }

    pub fn is_of(&self, project: &str, environment: Option<&str>) -> bool {
        self.project == project && self.environment.as_deref() == environment
    }
}

impl DriftMarker {
    pub fn line(&self) -> String {
        hidden(DRIFT, self)
    }

    pub fn read(body: &str) -> Option<Self> {
        seen(DRIFT, body)
    }

    pub fn is_of(&self, project: &str, environment: Option<&str>) -> bool {
        self.project == project && self.environment.as_deref() == environment
    }
}

/// Of two dashes one is written out, so that none is part of the comment's end; single ones are common in keys.
fn hidden(start: &str, marker: &impl Serialize) -> String {
    let json = serde_json::to_string(marker).unwrap_or_default();
    let json = json.replace("--", "-\\u002d").replace('<', "\\u003c").replace('>', "\\u003e");
    format!("{start}{json}{END}")
}

/// Only on the first line: somebody may quote one further down.
fn seen<T: for<'de> Deserialize<'de>>(start: &str, body: &str) -> Option<T> {
    let line = body.lines().next()?.trim_end();
    serde_json::from_str(line.strip_prefix(start)?.strip_suffix(END)?).ok()
}

/// Enough to tell one drift of an object from another.
pub fn fingerprint(change: &Change) -> String {
    let fields = change.fields.iter().map(|field| {
        let side = |value: &Option<serde_json::Value>| value.as_ref().map(stable_text).unwrap_or_default();
        format!("{} {} {}", field.path, side(&field.before), side(&field.after))
    });
    let text = format!("{}\n{}", change.action.name(), fields.collect::<Vec<_>>().join("\n"));
    text_fingerprint(&text)
}

/// The same of any text.
pub fn text_fingerprint(text: &str) -> String {
    hex(text).chars().take(8).collect()
}

fn hex(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stands(number: usize) -> Vec<Stand> {
        let stand = |at: usize| Stand {
            address: format!("monitor/a-monitor--of-many-{at:03}"),
            action: "update".to_owned(),
            desired: format!("{at:032x}"),
            live: format!("{:032x}", at + 1),
            object: format!("{:032x}", at + 2),
        };
        (0..number).map(stand).collect()
    }

    fn marker(environment: &str, changes: usize) -> Marker {
        let footing = Footing {
            scope: format!("pipeline/{environment}"),
            tool: "0.1.0".to_owned(),
            prune: true,
            digest: "sha256:00".to_owned(),
            files: "sha256:11".to_owned(),
            stands: Some(stands(changes)),
            definitions: None,
        };
        Marker::of(footing, "pipeline", Some(environment), "abc")
    }

    #[test]
    fn a_marker_is_read_back_and_ends_no_comment() {
        for name in ["prod", "a-->b", "--", "<script>"] {
            let line = marker(name, 2).line();
            assert_eq!((line.matches("-->").count(), line.matches("--").count()), (1, 2), "{line}");
            assert_eq!(Marker::read(&format!("{line}\r\n### Plan")), Some(marker(name, 2)));
        }
    }

    #[test]
    fn many_changes_are_kept_by_short_fingerprints_and_very_many_not_at_all() {
        let digits = |changes: usize| Some(marker("prod", changes).ground?.first()?.desired.len());
        assert_eq!([1, 80, 150, 400].map(digits), [Some(32), Some(32), Some(8), None]);
        for changes in [1, 80, 150, 400] {
            assert!(marker("prod", changes).line().len() < GROUND + 1_500);
        }
    }

    #[test]
    fn a_marker_that_somebody_quotes_is_none() {
        let line = marker("prod", 2).line();
        assert_eq!(Marker::read(&format!("look:\n{line}")), None);
        assert_eq!(Marker::read(&format!("> {line}")), None);
        assert_eq!(Marker::read("<!-- ddsync:v1 {} -->"), None);
        assert_eq!(Marker::read("<!-- ddsync:v2 {} -->"), None);
    }
}
