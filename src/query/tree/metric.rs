//! One metric asked for, and the monitor over an expression of them.

use std::fmt;

use super::{Comparator, Condition, Expr, Method, Number, Scope, Shift, Window, Word, method, spans};
use crate::syntax::Span;

/// `avg:system.load.1{env:prod} by {host}.rollup(max, 60)`.
#[derive(Clone, Debug, PartialEq)]
pub struct MetricQuery {
    pub span: Span,
    /// None where the query leaves it out: Datadog takes `avg`.
    pub aggregator: Option<SpaceAggregator>,
    pub name: Word,
    /// None where the query leaves it out, which means everything.
    pub scope: Option<Scope>,
    pub group_by: Option<GroupBy>,
    /// In the order in which they stand.
    pub modifiers: Vec<Method>,
}

impl MetricQuery {
    /// A name and nothing more: perhaps meant as a word.
    pub fn is_bare(&self) -> bool {
        self.aggregator.is_none() && self.scope.is_none() && self.group_by.is_none() && self.modifiers.is_empty()
    }

    pub fn modifier(&self, name: &str) -> Option<&Method> {
        self.modifiers.iter().find(|modifier| modifier.name.is(name))
    }

    /// The first modifier in front of `by`, which belongs behind it.
    pub fn modifier_before_group_by(&self) -> Option<&Method> {
        let by = self.group_by.as_ref()?.span;
        self.modifiers.first().filter(|modifier| modifier.span.start < by.start)
    }

    pub fn group_keys(&self) -> impl Iterator<Item = &Word> {
        self.group_by.iter().flat_map(|by| &by.keys)
    }
}

/// `avg`, `p95`, `count(v: v<=5)`. The name may be one that Datadog does not have.
#[derive(Clone, Debug, PartialEq)]
pub struct SpaceAggregator {
    /// Without the colon.
    pub span: Span,
    pub name: Word,
    /// Of a distribution metric: counts the points that a condition holds for.
    pub bounds: Option<Bounds>,
}

impl SpaceAggregator {
    /// 95 for `p95`, 99.9 for `p99.9`.
    pub fn percentile(&self) -> Option<f64> {
        self.name.text.strip_prefix('p').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))?.parse().ok()
    }
}

/// `(v: v<=5 AND v>1)`.
#[derive(Clone, Debug, PartialEq)]
pub struct Bounds {
    pub span: Span,
    pub variable: Word,
    pub bounds: Vec<Bound>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    pub span: Span,
    /// How it is joined to the one before: true for OR. False for the first.
    pub or: bool,
    pub comparator: Comparator,
    pub number: Number,
}

/// `by {host, $env.key}`.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupBy {
    /// From `by` to the closing brace.
    pub span: Span,
    /// Template variables too, with their `$`.
    pub keys: Vec<Word>,
}

/// `avg(last_5m):avg:m{*} > 1`, `change(avg(last_5m),1h_ago):..`; anomalies, forecasts and outliers are expressions in it.
#[derive(Clone, Debug, PartialEq)]
pub struct MetricMonitor {
    pub span: Span,
    pub head: Head,
    pub expr: Expr,
    /// None where it is missing: a fault tells of it.
    pub condition: Option<Condition>,
}

/// `avg(last_5m)`, `pct_change(avg(last_5m),last_1h)`.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    /// Without the colon.
    pub span: Span,
    pub change: Option<Change>,
    /// `avg`, `sum`, `min`, `max`, `percentile`; may be one that Datadog does not have.
    pub time_aggregator: Word,
    /// None where it could not be read (a fault tells of it) or holds a `${...}`.
    pub window: Option<Window>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// `change` or `pct_change`; may be one that Datadog does not have.
    pub name: Word,
    /// None as `window`.
    pub shift: Option<Shift>,
}

impl fmt::Display for MetricQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(aggregator) = &self.aggregator {
            write!(f, "{aggregator}:")?;
        }
        self.name.fmt(f)?;
        if let Some(scope) = &self.scope {
            scope.fmt(f)?;
        }
        if let Some(by) = &self.group_by {
            write!(f, " {by}")?;
        }
        f.write_str(&method::shown(&self.modifiers))
    }
}

impl fmt::Display for SpaceAggregator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.name.fmt(f)?;
        self.bounds.as_ref().map_or(Ok(()), |bounds| bounds.fmt(f))
    }
}

impl fmt::Display for Bounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "({}:", self.variable)?;
        for (index, bound) in self.bounds.iter().enumerate() {
            let joint = match (index, bound.or) {
                (0, _) => "",
                (_, true) => " OR",
                (_, false) => " AND",
            };
            write!(f, "{joint} {}{}{}", self.variable, bound.comparator, bound.number)?;
        }
        f.write_str(")")
    }
}

impl fmt::Display for GroupBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let keys: Vec<&str> = self.keys.iter().map(|key| key.text.as_str()).collect();
        write!(f, "by {{{}}}", keys.join(","))
    }
}

impl fmt::Display for MetricMonitor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.head, self.expr)?;
        self.condition.as_ref().map_or(Ok(()), |condition| write!(f, " {condition}"))
    }
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let window = self.window.map(|window| window.to_string()).unwrap_or_default();
        let plain = format!("{}({window})", self.time_aggregator);
        match &self.change {
            Some(change) => {
                let shift = change.shift.map(|shift| shift.to_string()).unwrap_or_default();
                write!(f, "{}({plain},{shift})", change.name)
            }
            None => f.write_str(&plain),
        }
    }
}

spans!(MetricQuery { span, aggregator, name, scope, group_by, modifiers });
spans!(SpaceAggregator { span, name, bounds });
spans!(Bounds { span, variable, bounds });
spans!(Bound { span, number });
spans!(GroupBy { span, keys });
spans!(MetricMonitor { span, head, expr, condition });
spans!(Head { span, change, time_aggregator, window });
spans!(Change { name, shift });
