//! The mark of ownership on a live object: who manages it and as what. There is no state file; this is the state.

use std::fmt;

use serde_json::{Value, json};

use super::{Key, Kind, MarkPlace};

const SCOPE_TAG: &str = "ddsync:";
const KEY_TAG: &str = "ddsync-key:";
const PROTECT_TAG: &str = "ddsync-protect:true";
const LINE_START: &str = "Managed by ddsync (";

/// `project[/environment]`: one scope owns a set of objects inside a Datadog organisation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scope {
    project: Key,
    environment: Option<Key>,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an ownership scope: write project or project/environment")]
pub struct ScopeError(String);

impl Scope {
    pub fn new(project: Key, environment: Option<Key>) -> Self {
        Self { project, environment }
    }

    pub fn parse(text: &str) -> Result<Self, ScopeError> {
        let wrong = || ScopeError(text.to_owned());
        let (project, environment) = match text.split_once('/') {
            Some((project, environment)) => (project, Some(Key::parse(environment).map_err(|_| wrong())?)),
            None => (text, None),
        };
        Ok(Self { project: Key::parse(project).map_err(|_| wrong())?, environment })
    }

    pub fn project(&self) -> &str {
        self.project.as_str()
    }

    pub fn environment(&self) -> Option<&str> {
        self.environment.as_ref().map(Key::as_str)
    }

    /// The tag that a list call can filter by.
    pub fn tag(&self) -> String {
        format!("{SCOPE_TAG}{self}")
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.environment {
            Some(environment) => write!(f, "{}/{environment}", self.project),
            None => write!(f, "{}", self.project),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    pub scope: Scope,
    pub key: Key,
    /// Never deleted, also not after the file is gone.
    pub protect: bool,
}

impl Mark {
    pub fn read(kind: &Kind, object: &Value) -> Option<Self> {
        match kind.mark {
            MarkPlace::Tags(field) => Self::from_tags(object.get(field)?.as_array()?),
            MarkPlace::LastLine(field) => Self::from_line(object.get(field)?.as_str()?.lines().last()?),
            MarkPlace::Nowhere => None,
        }
    }

    /// Puts the mark on an object that bears none.
    pub fn write(&self, kind: &Kind, object: &mut Value) {
        let Some(map) = object.as_object_mut() else { return };
        match kind.mark {
            MarkPlace::Tags(field) => {
                let mut tags = map.get(field).and_then(Value::as_array).cloned().unwrap_or_default();
                tags.extend(self.tags().into_iter().map(Value::String));
                map.insert(field.to_owned(), Value::Array(tags));
            }
            MarkPlace::LastLine(field) => {
                let text = match map.get(field).and_then(Value::as_str) {
                    Some(text) if !text.is_empty() => format!("{text}\n{}", self.line()),
                    _ => self.line(),
                };
                map.insert(field.to_owned(), json!(text));
            }
            MarkPlace::Nowhere => {}
        }
    }

    /// Takes any mark off, ours or another's: the object as its definition would write it.
    pub fn strip(kind: &Kind, object: &mut Value) {
        let Some(map) = object.as_object_mut() else { return };
        match kind.mark {
            MarkPlace::Tags(field) => {
                if let Some(Value::Array(tags)) = map.get_mut(field) {
                    tags.retain(|tag| !tag.as_str().is_some_and(is_mark_tag));
                }
            }
            MarkPlace::LastLine(field) => {
                if let Some(Value::String(text)) = map.get_mut(field) {
                    let start = text.rfind('\n').map_or(0, |at| at + 1);
                    if Self::from_line(&text[start..]).is_some() {
                        text.truncate(start.saturating_sub(1));
                    }
                }
            }
            MarkPlace::Nowhere => {}
        }
    }

    fn tags(&self) -> Vec<String> {
        let mut tags = vec![self.scope.tag(), format!("{KEY_TAG}{}", self.key)];
        if self.protect {
            tags.push(PROTECT_TAG.to_owned());
        }
        tags
    }

    fn from_tags(tags: &[Value]) -> Option<Self> {
        let texts = || tags.iter().filter_map(Value::as_str);
        let scope = texts().find_map(|tag| Scope::parse(tag.strip_prefix(SCOPE_TAG)?).ok())?;
        let key = texts().find_map(|tag| Key::parse(tag.strip_prefix(KEY_TAG)?).ok())?;
        let protect = texts().any(|tag| tag == PROTECT_TAG);
        Some(Self { scope, key, protect })
    }

    fn line(&self) -> String {
        let protect = if self.protect { ", protected" } else { "" };
        format!("{LINE_START}{}:{}{protect})", self.scope, self.key)
    }

    fn from_line(line: &str) -> Option<Self> {
        let inner = line.trim_end().strip_prefix(LINE_START)?.strip_suffix(')')?;
        let (inner, protect) = match inner.strip_suffix(", protected") {
            Some(inner) => (inner, true),
            None => (inner, false),
        };
        let (scope, key) = inner.split_once(':')?;
        Some(Self { scope: Scope::parse(scope).ok()?, key: Key::parse(key).ok()?, protect })
    }
}

fn is_mark_tag(tag: &str) -> bool {
    tag.starts_with(SCOPE_TAG) || tag.starts_with(KEY_TAG) || tag == PROTECT_TAG
}

#[cfg(test)]
mod tests {
    use super::*;

    static TAGGED: Kind = Kind { name: "tagged", mark: MarkPlace::Tags("tags"), ..Kind::REST };
    static LINED: Kind = Kind { name: "lined", mark: MarkPlace::LastLine("description"), ..Kind::REST };

    fn mark(protect: bool) -> Mark {
        Mark { scope: Scope::parse("pipeline/staging").unwrap(), key: Key::parse("slow-stage").unwrap(), protect }
    }

    #[test]
    fn what_is_written_is_read_and_stripped() {
        for kind in [&TAGGED, &LINED] {
            for protect in [false, true] {
                for bare in [
                    json!({"tags": ["team:data"], "description": "two\nlines\n"}),
                    json!({"tags": [], "description": ""}),
                ] {
                    let mut object = bare.clone();
                    mark(protect).write(kind, &mut object);
                    assert_eq!(Mark::read(kind, &object), Some(mark(protect)));
                    Mark::strip(kind, &mut object);
                    assert_eq!(object, bare);
                }
            }
        }
    }

    #[test]
    fn unmarked_objects_have_no_mark() {
        let object = json!({"tags": ["ddsync:pipeline"], "description": "Managed by terraform"});
        assert_eq!(Mark::read(&TAGGED, &object), None);
        assert_eq!(Mark::read(&LINED, &object), None);
    }
}
