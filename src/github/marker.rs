//! How a comment or an issue is found again: a line that nobody sees, with what was said in it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::model::Desired;
use crate::plan::{Change, stable_text};

const PLAN: &str = "<!-- ddsync:v1 ";
const DRIFT: &str = "<!-- ddsync-drift:v1 ";
const END: &str = " -->";

/// Of a plan's comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marker {
    pub project: String,
    pub environment: Option<String>,
    /// Of the plan.
    pub digest: String,
    /// Of the definitions, so that it can be told what moved.
    pub files: String,
    /// The commit that was looked at.
    pub head: String,
    /// Version of ddsync.
    pub tool: String,
    /// It was carried out, and is history.
    pub sealed: bool,
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

/// A dash, written out, cannot be part of the comment's end.
fn hidden(start: &str, marker: &impl Serialize) -> String {
    let json = serde_json::to_string(marker).unwrap_or_default();
    let json = json.replace('-', "\\u002d").replace('<', "\\u003c").replace('>', "\\u003e");
    format!("{start}{json}{END}")
}

/// Only on the first line: somebody may quote one further down.
fn seen<T: for<'de> Deserialize<'de>>(start: &str, body: &str) -> Option<T> {
    let line = body.lines().next()?.trim_end();
    serde_json::from_str(line.strip_prefix(start)?.strip_suffix(END)?).ok()
}

/// `sha256:` and 64 hex digits over what the files ask for.
pub fn files_digest(resources: &[Desired]) -> String {
    let mut lines: Vec<String> =
        resources.iter().map(|one| format!("{} {}", one.address, stable_text(&one.spec))).collect();
    lines.sort_unstable();
    format!("sha256:{}", hex(&lines.join("\n")))
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

    fn marker(environment: &str) -> Marker {
        Marker {
            project: "pipeline".to_owned(),
            environment: Some(environment.to_owned()),
            digest: "sha256:00".to_owned(),
            files: "sha256:11".to_owned(),
            head: "abc".to_owned(),
            tool: "0.1.0".to_owned(),
            sealed: false,
        }
    }

    #[test]
    fn a_marker_is_read_back_and_ends_no_comment() {
        for name in ["prod", "a-->b", "--", "<script>"] {
            let line = marker(name).line();
            assert_eq!(line.matches("-->").count(), 1, "{line}");
            assert_eq!(Marker::read(&format!("{line}\r\n### Plan")), Some(marker(name)));
        }
    }

    #[test]
    fn a_marker_that_somebody_quotes_is_none() {
        let line = marker("prod").line();
        assert_eq!(Marker::read(&format!("look:\n{line}")), None);
        assert_eq!(Marker::read(&format!("> {line}")), None);
        assert_eq!(Marker::read("<!-- ddsync:v1 {} -->"), None);
        assert_eq!(Marker::read("<!-- ddsync:v2 {} -->"), None);
    }
}
