//! Queries that are a source and a chain of methods: events, formulas, service checks, SLO alerts.

use std::fmt;

use super::{
    Condition, Duration, Expr, Literal, Method, Reference, Search, Text, Unit, Window, WindowKind, Word, method, spans,
};
use crate::syntax::{Parsed, Span};

/// `logs("status:error").index("*").rollup("count").by("service").last("5m") > 10`, and so for each source of events.
#[derive(Clone, Debug, PartialEq)]
pub struct EventChain {
    pub span: Span,
    /// `logs`, `rum`, ..; may be one that Datadog does not have.
    pub source: Word,
    /// The search as it is quoted.
    pub text: Text,
    /// What the quotes hold. Its faults are told here and not among those of the query; spans are those of the query.
    pub search: Parsed<Search>,
    pub methods: Vec<Method>,
    /// None where it is missing: a fault tells of it.
    pub condition: Option<Condition>,
}

/// `formula("query1 / query2").last("15m") > 0.8`, with the queries in the options.
#[derive(Clone, Debug, PartialEq)]
pub struct FormulaMonitor {
    pub span: Span,
    pub text: Text,
    /// What the quotes hold. Its faults are told here and not among those of the query; spans are those of the query.
    pub formula: Parsed<Expr>,
    pub methods: Vec<Method>,
    /// None where it is missing: a fault tells of it.
    pub condition: Option<Condition>,
}

/// `"ntp.in_sync".over("*").by("host").last(2).count_by_status()`.
#[derive(Clone, Debug, PartialEq)]
pub struct ServiceCheck {
    pub span: Span,
    pub check: Text,
    pub methods: Vec<Method>,
    /// Only of the cluster form, `.pct_by_status() > 50`.
    pub condition: Option<Condition>,
}

/// `error_budget("id").over("7d") > 75`, `burn_rate("id").over("30d").long_window("1h").short_window("5m") > 14.4`.
#[derive(Clone, Debug, PartialEq)]
pub struct SloAlert {
    pub span: Span,
    /// `error_budget` or `burn_rate`; may be one that Datadog does not have.
    pub measure: Word,
    pub slo: Text,
    /// `${slo:key}` between the quotes, where it is all that stands there.
    pub reference: Option<Reference>,
    pub methods: Vec<Method>,
    /// None where it is missing: a fault tells of it.
    pub condition: Option<Condition>,
}

/// The first method of that name.
pub fn named<'m>(methods: &'m [Method], name: &str) -> Option<&'m Method> {
    methods.iter().find(|method| method.name.is(name))
}

/// `.last("5m")`, `.last(10d)`, `.current("1d")`: the evaluation window of a chain. The span is that of the duration.
pub fn window(methods: &[Method]) -> Option<Window> {
    WindowKind::ALL.into_iter().find_map(|kind| {
        let length = named(methods, kind.word()).and_then(duration)?;
        Some(Window { span: length.span, kind, length })
    })
}

/// The duration that a method names, in quotes or bare: `.over("7d")`.
pub fn duration(method: &Method) -> Option<Duration> {
    match &method.positional(0)?.value {
        Literal::Duration(duration) => Some(*duration),
        Literal::Text(text) => in_text(text.value().trim(), text.inside()),
        _ => None,
    }
}

fn in_text(text: &str, span: Span) -> Option<Duration> {
    Unit::ALL.into_iter().find_map(|unit| {
        let amount = text.strip_suffix(unit.word())?;
        let digits = amount.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| amount.parse().ok()).flatten().map(|amount| Duration { span, amount, unit })
    })
}

/// A chain's end: the condition, where there is one.
fn write(f: &mut fmt::Formatter<'_>, methods: &[Method], condition: Option<&Condition>) -> fmt::Result {
    f.write_str(&method::shown(methods))?;
    condition.map_or(Ok(()), |condition| write!(f, " {condition}"))
}

impl fmt::Display for EventChain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}({})", self.source, self.text)?;
        write(f, &self.methods, self.condition.as_ref())
    }
}

impl fmt::Display for FormulaMonitor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "formula({})", self.text)?;
        write(f, &self.methods, self.condition.as_ref())
    }
}

impl fmt::Display for ServiceCheck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.check.fmt(f)?;
        write(f, &self.methods, self.condition.as_ref())
    }
}

impl fmt::Display for SloAlert {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}({})", self.measure, self.slo)?;
        write(f, &self.methods, self.condition.as_ref())
    }
}

spans!(EventChain { span, source, text, search, methods, condition });
spans!(FormulaMonitor { span, text, formula, methods, condition });
spans!(ServiceCheck { span, check, methods, condition });
spans!(SloAlert { span, measure, slo, reference, methods, condition });
