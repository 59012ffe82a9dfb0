//! Template variables of a dashboard.

use std::fmt;

use super::spans;
use crate::syntax::Span;

/// `$env`, `$env.value`, `$env.key`: all that could belong to the name is kept, for only the dashboard knows the names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// With the `$`.
    pub span: Span,
    /// Without the `$`, as far as letters, digits, `_`, `-` and `.` go.
    pub text: String,
}

/// What of a variable's value is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// `$env`: `key:value`
    Whole,
    /// `$env.value`
    Value,
    /// `$env.key`
    Key,
}

/// A variable whose name is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resolved<'v> {
    pub name: &'v str,
    pub part: Part,
    /// What stands behind the name and its part: it is text.
    pub rest: &'v str,
}

impl Variable {
    /// The longest declared name that it starts with. None where none is declared.
    pub fn resolve<'v>(&'v self, declared: impl IntoIterator<Item = &'v str>) -> Option<Resolved<'v>> {
        let starts = |name: &&str| {
            self.text
                .strip_prefix(*name)
                .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
        };
        let name = declared.into_iter().filter(starts).max_by_key(|name| name.len())?;
        Some(with_part(name, self.text.get(name.len()..).unwrap_or_default()))
    }

    /// The name as it most likely is, where nothing is known of the declared ones: all but a `.value` or `.key` behind.
    pub fn likely(&self) -> Resolved<'_> {
        let text = self.text.trim_end_matches(['.', '-']);
        let name = [".value", ".key"].iter().find_map(|part| text.strip_suffix(part)).unwrap_or(text);
        with_part(name, self.text.get(name.len()..).unwrap_or_default())
    }

    /// The variables in a text that starts at `start` of the query. `${...}` is no variable.
    pub fn all_in(text: &str, start: usize) -> Vec<Self> {
        let mut found = Vec::new();
        for (at, _) in text.match_indices('$') {
            let rest = text.get(at + 1..).unwrap_or_default();
            let length = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
            let name = rest.get(..length).unwrap_or_default();
            if name.starts_with(|c: char| c.is_alphabetic() || c == '_') {
                found.push(Self { span: Span::new(start + at, start + at + 1 + length), text: name.to_owned() });
            }
        }
        found
    }
}

/// What a name of a template variable may be made of (`$view.name` and `$replica-set` are real ones).
pub(crate) fn is_part(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.')
}

/// Whether a name that stands before `rest` is whole.
fn ends(rest: &str) -> bool {
    !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_')
}

fn with_part<'v>(name: &'v str, behind: &'v str) -> Resolved<'v> {
    for (word, part) in [(".value", Part::Value), (".key", Part::Key)] {
        if let Some(rest) = behind.strip_prefix(word).filter(|rest| ends(rest)) {
            return Resolved { name, part, rest };
        }
    }
    Resolved { name, part: Part::Whole, rest: behind }
}

impl fmt::Display for Variable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "${}", self.text)
    }
}

spans!(Variable { span });
