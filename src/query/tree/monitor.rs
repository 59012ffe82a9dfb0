//! A monitor's query, in whichever dialect.

use std::fmt;

use super::{
    Composite, Condition, EventChain, Filter, FormulaMonitor, Method, MetricMonitor, MetricQuery, ServiceCheck,
    SloAlert, Value, Window, Word, chain, spans,
};
use crate::query::walk::Walk;
use crate::syntax::{Fault, Span};

#[derive(Clone, Debug, PartialEq)]
pub enum MonitorQuery {
    Metric(MetricMonitor),
    Formula(FormulaMonitor),
    Chain(EventChain),
    ServiceCheck(ServiceCheck),
    Composite(Composite),
    SloAlert(SloAlert),
    /// Written by Datadog, of a synthetic test: nothing in it is for people.
    Opaque(Word),
}

/// The dialects of a monitor's query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dialect {
    Metric,
    Formula,
    Chain,
    ServiceCheck,
    Composite,
    SloAlert,
    Opaque,
}

impl Dialect {
    /// With its article, for a sentence: `a metric query`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Metric => "a metric query",
            Self::Formula => "a formula",
            Self::Chain => "an event query",
            Self::ServiceCheck => "a service check",
            Self::Composite => "a composite",
            Self::SloAlert => "an SLO alert",
            Self::Opaque => "the query of a synthetic test",
        }
    }
}

impl MonitorQuery {
    pub fn dialect(&self) -> Dialect {
        match self {
            Self::Metric(_) => Dialect::Metric,
            Self::Formula(_) => Dialect::Formula,
            Self::Chain(_) => Dialect::Chain,
            Self::ServiceCheck(_) => Dialect::ServiceCheck,
            Self::Composite(_) => Dialect::Composite,
            Self::SloAlert(_) => Dialect::SloAlert,
            Self::Opaque(_) => Dialect::Opaque,
        }
    }

    pub fn span(&self) -> Span {
        match self {
            Self::Metric(monitor) => monitor.span,
            Self::Formula(monitor) => monitor.span,
            Self::Chain(chain) => chain.span,
            Self::ServiceCheck(check) => check.span,
            Self::Composite(composite) => composite.span(),
            Self::SloAlert(alert) => alert.span,
            Self::Opaque(word) => word.span,
        }
    }

    /// Comparator and critical threshold.
    pub fn condition(&self) -> Option<&Condition> {
        match self {
            Self::Metric(monitor) => monitor.condition.as_ref(),
            Self::Formula(monitor) => monitor.condition.as_ref(),
            Self::Chain(chain) => chain.condition.as_ref(),
            Self::ServiceCheck(check) => check.condition.as_ref(),
            Self::SloAlert(alert) => alert.condition.as_ref(),
            Self::Composite(_) | Self::Opaque(_) => None,
        }
    }

    /// The methods of the chain; a metric monitor has none.
    pub fn methods(&self) -> &[Method] {
        match self {
            Self::Formula(monitor) => &monitor.methods,
            Self::Chain(chain) => &chain.methods,
            Self::ServiceCheck(check) => &check.methods,
            Self::SloAlert(alert) => &alert.methods,
            Self::Metric(_) | Self::Composite(_) | Self::Opaque(_) => &[],
        }
    }

    /// The evaluation window. A service check counts runs and has none; an SLO alert has its own windows.
    pub fn window(&self) -> Option<Window> {
        match self {
            Self::Metric(monitor) => monitor.head.window,
            Self::Formula(_) | Self::Chain(_) => chain::window(self.methods()),
            _ => None,
        }
    }

    /// Every key that the query groups by, each mention with its place. The queries of a formula group for themselves.
    pub fn group_keys(&self) -> Vec<Word> {
        match self {
            Self::Metric(monitor) => {
                monitor.expr.metrics().into_iter().flat_map(MetricQuery::group_keys).cloned().collect()
            }
            _ => self.methods().iter().filter(|method| method.name.is("by")).flat_map(Method::keys).collect(),
        }
    }

    /// The tags that hold for whatever the query looks at: each key with the values it may have, literal or not. Of a metric
    /// monitor from the scopes of all its metrics, of a service check from `over`; a search pins nothing for sure.
    pub fn pinned(&self) -> Vec<(Word, Vec<String>)> {
        match self {
            Self::Metric(monitor) => {
                let required = monitor.expr.filters().into_iter().flat_map(Filter::required);
                let texts = |values: Vec<&Value>| values.into_iter().map(|value| value.text.clone()).collect();
                required.map(|(key, values)| (key.clone(), texts(values))).collect()
            }
            Self::ServiceCheck(check) => {
                let over = check.methods.iter().filter(|method| method.name.is("over")).flat_map(Method::keys);
                let pair = |tag: Word| {
                    let (key, value) = tag.text.split_once(':')?;
                    let span = Span::new(tag.span.start, tag.span.start + key.len());
                    Some((Word::new(span, key), vec![value.to_owned()]))
                };
                over.filter_map(pair).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Faults of the search or the formula between the quotes.
    pub fn inner_faults(&self) -> &[Fault] {
        match self {
            Self::Chain(chain) => &chain.search.faults,
            Self::Formula(monitor) => &monitor.formula.faults,
            _ => &[],
        }
    }
}

impl fmt::Display for MonitorQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Metric(monitor) => monitor.fmt(f),
            Self::Formula(monitor) => monitor.fmt(f),
            Self::Chain(chain) => chain.fmt(f),
            Self::ServiceCheck(check) => check.fmt(f),
            Self::Composite(composite) => composite.fmt(f),
            Self::SloAlert(alert) => alert.fmt(f),
            Self::Opaque(word) => word.fmt(f),
        }
    }
}

spans!(MonitorQuery: Metric, Formula, Chain, ServiceCheck, Composite, SloAlert, Opaque);
