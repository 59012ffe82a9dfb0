//! How a rule speaks: a finding is begun with its sentence and gets its place, labels and fix as it is told.

use super::rule::Rule;
use super::subject::Resource;
use super::words;
use crate::load::place_inside;
use crate::model::{Address, Change, Finding, Fix, Patch, Place, Pointer, Severity, Sources};
use crate::syntax::{Fault, Replacement, Span};

/// Collects what one rule finds.
pub struct Told<'a> {
    rule: &'static Rule,
    sources: &'a Sources,
    findings: &'a mut Vec<Finding>,
}

impl<'a> Told<'a> {
    pub fn new(rule: &'static Rule, sources: &'a Sources, findings: &'a mut Vec<Finding>) -> Self {
        Self { rule, sources, findings }
    }

    /// Begins a finding about `resource`; until it gets a better place it stands at the resource.
    pub fn about<'t>(&'t mut self, resource: &'t Resource<'_>, message: impl Into<String>) -> Telling<'t> {
        let finding = Finding::new(self.rule.id, self.rule.severity, message);
        let finding = finding.at(resource.desired.place).of(&resource.desired.address);
        Telling {
            told: Teller { sources: self.sources, findings: self.findings },
            resource: resource.desired,
            finding: Some(finding),
        }
    }
}

struct Teller<'t> {
    sources: &'t Sources,
    findings: &'t mut Vec<Finding>,
}

/// A finding that is being told; it is kept when it goes out of scope.
pub struct Telling<'t> {
    told: Teller<'t>,
    resource: &'t crate::model::Desired,
    finding: Option<Finding>,
}

impl Telling<'_> {
    fn with(mut self, change: impl FnOnce(Finding) -> Finding) -> Self {
        self.finding = self.finding.take().map(change);
        self
    }

    fn value_place(&self, at: &Pointer) -> Place {
        if at.is_root() { self.resource.place } else { self.resource.tree.place_of(at) }
    }

    /// The bytes of a text that the span covers.
    fn inside_place(&self, at: &Pointer, span: Span) -> Place {
        match self.resource.tree.find(at) {
            Some(node) => place_inside(self.told.sources, node, span.range()),
            None => self.value_place(at),
        }
    }

    /// At the value, or at the nearest around it that the file has.
    pub fn at(self, at: &Pointer) -> Self {
        let place = self.value_place(at);
        self.with(|finding| finding.at(place))
    }

    /// At the key before the value.
    pub fn at_key(self, at: &Pointer) -> Self {
        let place = self.resource.tree.key_place_of(at);
        self.with(|finding| finding.at(place))
    }

    /// At a part of the text that stands at `at`.
    pub fn inside(self, at: &Pointer, span: Span) -> Self {
        let place = self.inside_place(at, span);
        self.with(|finding| finding.at(place))
    }

    pub fn place(self, place: Place) -> Self {
        self.with(|finding| finding.at(place))
    }

    /// A word or two at the caret.
    pub fn label(self, label: impl Into<String>) -> Self {
        self.with(|finding| finding.label(label))
    }

    pub fn related(self, at: &Pointer, label: impl Into<String>) -> Self {
        let place = self.value_place(at);
        self.with(|finding| finding.related(place, label))
    }

    pub fn related_inside(self, at: &Pointer, span: Span, label: impl Into<String>) -> Self {
        let place = self.inside_place(at, span);
        self.with(|finding| finding.related(place, label))
    }

    pub fn related_place(self, place: Place, label: impl Into<String>) -> Self {
        self.with(|finding| finding.related(place, label))
    }

    /// What to do; every finding has one.
    pub fn help(self, help: impl Into<String>) -> Self {
        self.with(|finding| finding.help(help))
    }

    /// Another severity than the rule's own.
    pub fn severity(self, severity: Severity) -> Self {
        self.with(|mut finding| {
            finding.severity = severity;
            finding
        })
    }

    /// A safe repair; `what` says it in the imperative: ``write `sum` ``.
    pub fn fix(self, what: impl Into<String>, patches: Vec<Patch>) -> Self {
        self.with(|mut finding| {
            finding.fix = Some(Fix { what: what.into(), patches });
            finding
        })
    }

    /// The repair that sets the value at `at`, made if it is not there.
    pub fn fix_set(self, what: impl Into<String>, at: &Pointer, value: impl Into<serde_json::Value>) -> Self {
        self.fix(what, vec![Patch { at: at.clone(), change: Change::Set(value.into()) }])
    }

    /// The repair that takes the key at `at` out.
    pub fn fix_remove(self, what: impl Into<String>, at: &Pointer) -> Self {
        self.fix(what, vec![Patch { at: at.clone(), change: Change::Remove }])
    }

    /// The repair that writes other bytes into the text at `at`.
    pub fn fix_text(self, what: impl Into<String>, at: &Pointer, span: Span, text: impl Into<String>) -> Self {
        self.fix(what, vec![Patch::text(at, span.range(), text)])
    }

    /// The repair that writes a reference for an id: the part of the text at `at`, or the whole value.
    pub fn fix_reference(self, at: &Pointer, span: Option<Span>, target: &Address) -> Self {
        let what = format!("write `{}`", target.reference());
        let change = Change::Reference { range: span.map(Span::range), target: target.clone() };
        self.fix(what, vec![Patch { at: at.clone(), change }])
    }

    /// What a parser found in the text at `at`: its place, what to do about it, and the repair that it proposes.
    pub fn fault(self, at: &Pointer, fault: &Fault) -> Self {
        let told = self.inside(at, fault.span);
        let told = match (&fault.hint, fault.expected.as_slice()) {
            (Some(hint), _) => told.help(hint.clone()),
            (None, []) => told,
            (None, expected) => told.help(format!("write {}", words::one_of(expected))),
        };
        match &fault.fix {
            Some(Replacement { span, text }) if text.is_empty() => told.fix_text("take it out", at, *span, ""),
            Some(Replacement { span, text }) if text == " " => told.fix_text("put a blank there", at, *span, " "),
            Some(Replacement { span, text }) => told.fix_text(format!("write `{text}`"), at, *span, text.clone()),
            None => told,
        }
    }
}

impl Drop for Telling<'_> {
    fn drop(&mut self) {
        self.told.findings.extend(self.finding.take());
    }
}
