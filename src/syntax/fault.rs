use super::Span;

/// Something in a text that its language does not have, at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub span: Span,
    /// One lower-case sentence: ``expected `:` after the window, found `sum` ``.
    pub message: String,
    /// What could have stood there, in the words of the language; empty where the message says it all.
    pub expected: Vec<&'static str>,
    /// The usual slip behind it, and what to write.
    pub hint: Option<String>,
    /// What makes it right, where there is just one thing that could have been meant.
    pub fix: Option<Replacement>,
}

/// Other bytes for a span of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    pub span: Span,
    pub text: String,
}

impl Fault {
    pub fn new(span: Span, message: impl Into<String>) -> Self {
        Self { span, message: message.into(), expected: Vec::new(), hint: None, fix: None }
    }

    #[must_use]
    pub fn expected(mut self, expected: &[&'static str]) -> Self {
        self.expected.extend(expected);
        self
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    #[must_use]
    pub fn fix(mut self, span: Span, text: impl Into<String>) -> Self {
        self.fix = Some(Replacement { span, text: text.into() });
        self
    }
}
