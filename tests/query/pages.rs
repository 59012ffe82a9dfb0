//! One kind of text, and what came of it; the literate pages.

use std::fmt::Display;

use ddsync::query::{self, MonitorQuery, Spans};
use ddsync::syntax::{Fault, Parsed};

use crate::common::pages;

#[test]
fn pages() {
    pages::check::<Case>("query");
}

/// What came of a text, of whatever kind.
pub struct Outcome {
    pub canonical: Option<String>,
    pub faults: Vec<Fault>,
    /// Whether the canonical text gives the same tree.
    pub again: bool,
}

/// Parses a text of a kind: `monitor <type>`, `metric`, ..
pub fn outcome(kind: &str, text: &str) -> Outcome {
    match kind.split_once(' ').unwrap_or((kind, "")) {
        ("monitor", monitor_type) => {
            let parsed = query::monitor(monitor_type, text);
            let inner: Vec<Fault> = parsed.tree.iter().flat_map(MonitorQuery::inner_faults).cloned().collect();
            let mut outcome = of(parsed, |text| query::monitor(monitor_type, text));
            outcome.faults.extend(inner);
            outcome
        }
        ("metric", "") => of(listed(query::metric(text)), |text| listed(query::metric(text))),
        ("expression", "") => of(query::expression(text), query::expression),
        ("formula", "") => of(query::formula(text), query::formula),
        ("scope", "") => of(query::scope(text), query::scope),
        ("filter", "") => of(query::filter(text), query::filter),
        ("search", "") => of(query::search(text), query::search),
        ("rrule", "") => of(query::rrule(text), query::rrule),
        _ => panic!("no kind of text is called {kind}"),
    }
}

/// The expressions of a widget, which `Display` joins.
#[derive(Clone, Debug, PartialEq)]
struct Listed(Vec<query::tree::Expr>);

impl Display for Listed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let all: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&all.join(", "))
    }
}

impl Spans for Listed {
    fn each_span(&mut self, change: &mut dyn FnMut(&mut ddsync::syntax::Span)) {
        self.0.each_span(change);
    }
}

fn listed(parsed: Parsed<Vec<query::tree::Expr>>) -> Parsed<Listed> {
    parsed.map(Listed)
}

fn of<T: Display + Spans + Clone + PartialEq>(parsed: Parsed<T>, parse: impl Fn(&str) -> Parsed<T>) -> Outcome {
    let canonical = parsed.tree.as_ref().map(ToString::to_string);
    let again = match (parsed.clean(), &canonical) {
        (Some(tree), Some(text)) => {
            parse(text).clean().is_some_and(|again| again.without_spans() == tree.without_spans())
        }
        _ => true,
    };
    Outcome { canonical, faults: parsed.faults, again }
}

#[derive(Default)]
struct Case {
    kind: String,
    lines: Vec<String>,
}

impl pages::Case for Case {
    fn block(&mut self, info: &str, body: &str) -> Option<String> {
        match info {
            "canonical" => Some(self.lines.iter().map(|line| canonical(&self.kind, line)).collect()),
            "faults" => Some(self.lines.iter().map(|line| faults(&self.kind, line)).collect::<Vec<_>>().join("\n")),
            kind => {
                kind.clone_into(&mut self.kind);
                self.lines = body.lines().map(str::to_owned).collect();
                None
            }
        }
    }
}

fn canonical(kind: &str, line: &str) -> String {
    let outcome = outcome(kind, line);
    assert!(outcome.faults.is_empty(), "{line}\n{:#?}", outcome.faults);
    let text = outcome.canonical.unwrap();
    assert!(outcome.again, "{line}\nis written as\n{text}\nwhich is another tree");
    format!("{text}\n")
}

fn faults(kind: &str, line: &str) -> String {
    let outcome = outcome(kind, line);
    assert!(!outcome.faults.is_empty(), "nothing is wrong with {kind}: {line}");
    outcome.faults.iter().map(|fault| shown(fault, line)).collect()
}

fn shown(fault: &Fault, line: &str) -> String {
    let before = line[..fault.span.start].chars().count();
    let length = fault.span.of(line).chars().count().max(1);
    let mut out = format!("{line}\n{}{}\n{}\n", " ".repeat(before), "^".repeat(length), fault.message);
    if !fault.expected.is_empty() {
        out += &format!("  expected: {}\n", fault.expected.join(", "));
    }
    if let Some(hint) = &fault.hint {
        out += &format!("  hint: {hint}\n");
    }
    if let Some(fix) = &fault.fix {
        let mut fixed = line.to_owned();
        fixed.replace_range(fix.span.range(), &fix.text);
        out += &format!("  fix: {fixed}\n");
    }
    out
}
