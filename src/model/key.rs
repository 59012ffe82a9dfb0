//! Names of resources: a key is unique per kind in a project, an address in the whole project.

use std::cmp::Ordering;
use std::fmt;

use super::Kind;

/// `[a-z0-9][a-z0-9._-]*`, at most 120 characters, so that it fits a tag.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(String);

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{text}` cannot be a key: a key starts with a-z or 0-9 and goes on with a-z, 0-9, `.`, `_` and `-`, 120 characters at most"
)]
pub struct KeyError {
    pub text: String,
}

impl Key {
    /// Longest key. A Datadog tag holds 200 characters, `ddsync-key:` and an item's suffix included.
    pub const MAX: usize = 120;

    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let mut chars = text.chars();
        let first = chars.next().is_some_and(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
        let rest = chars.all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '_' | '-'));
        if first && rest && text.len() <= Self::MAX {
            Ok(Self(text.to_owned()))
        } else {
            Err(KeyError { text: text.to_owned() })
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The key that the object with this id bears while another is made in its place: `slow-stage.replaced-123`. No longer
    /// than a key may be.
    pub fn retired(&self, id: &str) -> Self {
        let plain = |c: char| if c.is_ascii_lowercase() || c.is_ascii_digit() { c } else { '-' };
        let id: String = id.to_lowercase().chars().map(plain).take(48).collect();
        let end = format!(".replaced-{id}");
        let kept = self.0.len().min(Self::MAX - end.len());
        Self(format!("{}{end}", self.0.get(..kept).unwrap_or(&self.0)))
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// `monitor/pipeline-failure`.
#[derive(Clone, Debug)]
pub struct Address {
    pub kind: &'static Kind,
    pub key: Key,
}

impl Address {
    pub fn new(kind: &'static Kind, key: Key) -> Self {
        Self { kind, key }
    }

    /// As definitions name it: `${monitor:pipeline-failure}`.
    pub fn reference(&self) -> String {
        format!("${{{}:{}}}", self.kind.name, self.key)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.kind.name, self.key)
    }
}

impl PartialEq for Address {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Address {}

impl PartialOrd for Address {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Address {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.kind.name, &self.key).cmp(&(other.kind.name, &other.key))
    }
}

impl std::hash::Hash for Address {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (self.kind.name, &self.key).hash(state);
    }
}
