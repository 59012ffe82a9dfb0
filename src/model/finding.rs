//! What is wrong with a definition, where, and what to do.

use super::{Address, Fix, Place};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// House style: off unless asked for.
    Pedantic,
    Info,
    Warning,
    Error,
}

impl Severity {
    pub fn name(self) -> &'static str {
        match self {
            Self::Pedantic => "pedantic",
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A second place that explains the first.
#[derive(Clone, Debug, PartialEq)]
pub struct Related {
    pub place: Place,
    pub label: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Kebab-case, stable: `duplicate-key`, `threshold-mismatch`.
    pub rule: &'static str,
    pub severity: Severity,
    /// One lower-case sentence that names the value.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
    /// None where the finding is about the project as a whole.
    pub place: Option<Place>,
    /// A word or two shown at the caret.
    pub label: Option<String>,
    pub related: Vec<Related>,
    pub address: Option<Address>,
    /// What makes it go away without a person.
    pub fix: Option<Fix>,
}

impl Finding {
    pub fn error(rule: &'static str, message: impl Into<String>) -> Self {
        Self::new(rule, Severity::Error, message)
    }

    pub fn warning(rule: &'static str, message: impl Into<String>) -> Self {
        Self::new(rule, Severity::Warning, message)
    }

    pub fn info(rule: &'static str, message: impl Into<String>) -> Self {
        Self::new(rule, Severity::Info, message)
    }

    pub fn new(rule: &'static str, severity: Severity, message: impl Into<String>) -> Self {
        Self {
            rule,
            severity,
            message: message.into(),
            help: None,
            place: None,
            label: None,
            related: Vec::new(),
            address: None,
            fix: None,
        }
    }

    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    #[must_use]
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related.push(Related { place, label: label.into() });
        self
    }

    #[must_use]
    pub fn of(mut self, address: &Address) -> Self {
        self.address = Some(address.clone());
        self
    }
}
