//! `.name(argument, ..)`: the modifiers of a metric (`.as_count()`) and the methods of a chain (`.last("5m")`).

use std::fmt;

use super::{Argument, Literal, Word, argument, spans};
use crate::syntax::Span;

/// The name may be one that Datadog does not have.
#[derive(Clone, Debug, PartialEq)]
pub struct Method {
    /// From the dot to the closing bracket.
    pub span: Span,
    pub name: Word,
    pub arguments: Vec<Argument>,
}

impl Method {
    /// The argument at `index` among those without a name.
    pub fn positional(&self, index: usize) -> Option<&Argument> {
        argument::positional(&self.arguments, index)
    }

    pub fn keyword(&self, name: &str) -> Option<&Argument> {
        argument::keyword(&self.arguments, name)
    }

    /// What its arguments say, one by one, whether in quotes or bare; each of `"a,b"` as well.
    pub fn keys(&self) -> Vec<Word> {
        self.arguments.iter().flat_map(keys).collect()
    }
}

/// Each of a comma list, with its place.
fn keys(argument: &Argument) -> Vec<Word> {
    let Some(said) = argument.value.said() else {
        return Vec::new();
    };
    let places = match &argument.value {
        Literal::Text(text) => text.places(),
        other => (other.span().start..=other.span().end).collect(),
    };
    let place = |at: usize| places.get(at).or(places.last()).copied().unwrap_or_default();
    let mut at = 0;
    let mut found = Vec::new();
    for part in said.split(',') {
        let start = at + part.len() - part.trim_start().len();
        let key = part.trim();
        at += part.len() + 1;
        if !key.is_empty() {
            found.push(Word::new(Span::new(place(start), place(start + key.len())), key));
        }
    }
    found
}

pub(super) fn shown(methods: &[Method]) -> String {
    methods.iter().map(ToString::to_string).collect()
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, ".{}({})", self.name, argument::shown(&self.arguments))
    }
}

spans!(Method { span, name, arguments });
