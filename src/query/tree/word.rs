//! The smallest parts that all the languages have: words, numbers, quoted texts, references.

use std::fmt;

use super::spans;
use crate::syntax::Span;

/// A bare word, as written: a name, a key, a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    pub span: Span,
    pub text: String,
}

impl Word {
    pub fn new(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into() }
    }

    pub fn is(&self, text: &str) -> bool {
        self.text == text
    }

    /// Whether a `${...}` that is not filled in yet stands in it.
    pub fn has_placeholder(&self) -> bool {
        self.text.contains("${")
    }
}

/// A number, with its sign where it is a threshold or an argument.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    pub span: Span,
    pub value: f64,
    /// As written: `.5`, `1e3`, `-7`.
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quote {
    Single,
    Double,
}

impl Quote {
    pub fn mark(self) -> char {
        match self {
            Self::Single => '\'',
            Self::Double => '"',
        }
    }
}

/// A text in quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// With the quotes.
    pub span: Span,
    pub quote: Quote,
    /// What stands between the quotes, escapes and all.
    pub raw: String,
}

impl Text {
    /// The text meant: `\"`, `\'` and `\\` are the characters behind the backslash, every other backslash stays, for the
    /// search inside may need it.
    pub fn value(&self) -> String {
        self.pieces().map(|(_, c)| c).collect()
    }

    /// Bytes between the quotes.
    pub fn inside(&self) -> Span {
        // Curly quotes, which are a fault, are longer than one byte.
        let start = self.span.start + self.span.range().len().saturating_sub(self.raw.len()) / 2;
        Span::new(start, start + self.raw.len())
    }

    /// For each byte of [`value`](Self::value) its place in the query, and behind them the place of the closing quote.
    pub fn places(&self) -> Vec<usize> {
        let inside = self.inside();
        let bytes = self.pieces().flat_map(|(raw, c)| (0..c.len_utf8()).map(move |byte| inside.start + raw + byte));
        bytes.chain([inside.end]).collect()
    }

    /// Each character meant, and where in `raw` it is written.
    fn pieces(&self) -> impl Iterator<Item = (usize, char)> {
        let mut chars = self.raw.char_indices().peekable();
        std::iter::from_fn(move || {
            let (at, c) = chars.next()?;
            let escaped = chars.next_if(|(_, next)| c == '\\' && matches!(next, '"' | '\'' | '\\'));
            Some((at, escaped.map_or(c, |(_, next)| next)))
        })
    }
}

/// `${kind:key}`: the id of another resource of the project, not known yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    pub span: Span,
    pub kind: Word,
    pub key: Word,
}

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = self.quote.mark();
        write!(f, "{mark}{}{mark}", self.raw)
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "${{{}:{}}}", self.kind, self.key)
    }
}

spans!(Word { span });
spans!(Number { span });
spans!(Text { span });
spans!(Reference { span, kind, key });
