//! What a walk comes by.

use crate::query::tree::{
    Binary, Call, Clause, Condition, Filter, GroupBy, Method, MetricQuery, Number, Reference, Scope, SearchValue,
    Shift, SpaceAggregator, Text, Value, Variable, Window, Word,
};
use crate::syntax::Span;

/// A node of a tree.
#[derive(Clone, Copy, Debug)]
pub enum Node<'t> {
    TimeAggregator(&'t Word),
    /// `change`, `pct_change`
    Change(&'t Word),
    Window(&'t Window),
    Shift(&'t Shift),
    Binary(&'t Binary),
    Call(&'t Call),
    Function(&'t Word),
    Metric(&'t MetricQuery),
    SpaceAggregator(&'t SpaceAggregator),
    MetricName(&'t Word),
    /// The name of a query in a formula.
    QueryName(&'t Word),
    Scope(&'t Scope),
    Filter(&'t Filter),
    TagKey(&'t Word),
    TagValue(&'t Value),
    Variable(&'t Variable),
    GroupBy(&'t GroupBy),
    /// In braces behind `by`, or in `.by(..)` of a chain, where it is [`Node::Text`].
    GroupKey(&'t Word),
    Method(&'t Method),
    MethodName(&'t Word),
    Keyword(&'t Word),
    /// A bare word or a text among arguments.
    Word(&'t Word),
    Text(&'t Text),
    Number(&'t Number),
    Source(&'t Word),
    Clause(&'t Clause),
    SearchKey(&'t Word),
    SearchValue(&'t SearchValue),
    /// `error_budget`, `burn_rate`
    Measure(&'t Word),
    MonitorId(&'t Word),
    Reference(&'t Reference),
    Condition(&'t Condition),
    /// A `${...}` that is not filled in yet.
    Placeholder(&'t Word),
    Missing(&'t Span),
}

impl Node<'_> {
    pub fn span(&self) -> Span {
        match self {
            Self::TimeAggregator(word)
            | Self::Change(word)
            | Self::Function(word)
            | Self::MetricName(word)
            | Self::QueryName(word)
            | Self::TagKey(word)
            | Self::GroupKey(word)
            | Self::MethodName(word)
            | Self::Keyword(word)
            | Self::Word(word)
            | Self::Source(word)
            | Self::SearchKey(word)
            | Self::Measure(word)
            | Self::MonitorId(word)
            | Self::Placeholder(word) => word.span,
            Self::Window(window) => window.span,
            Self::Shift(shift) => shift.span,
            Self::Binary(binary) => binary.span,
            Self::Call(call) => call.span,
            Self::Metric(metric) => metric.span,
            Self::SpaceAggregator(aggregator) => aggregator.span,
            Self::Scope(scope) => scope.span,
            Self::Filter(filter) => filter.span(),
            Self::TagValue(value) => value.span,
            Self::Variable(variable) => variable.span,
            Self::GroupBy(by) => by.span,
            Self::Method(method) => method.span,
            Self::Text(text) => text.span,
            Self::Number(number) => number.span,
            Self::Clause(clause) => clause.span(),
            Self::SearchValue(value) => value.span(),
            Self::Reference(reference) => reference.span,
            Self::Condition(condition) => condition.span,
            Self::Missing(span) => **span,
        }
    }

    /// In plain words.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::TimeAggregator(_) => "a time aggregator",
            Self::Change(_) => "a kind of change",
            Self::Window(_) => "an evaluation window",
            Self::Shift(_) => "a shift in time",
            Self::Binary(_) => "arithmetic",
            Self::Call(_) => "a call of a function",
            Self::Function(_) => "a function",
            Self::Metric(_) => "a metric query",
            Self::SpaceAggregator(_) => "a space aggregator",
            Self::MetricName(_) => "a metric",
            Self::QueryName(_) => "the name of a query",
            Self::Scope(_) => "a scope",
            Self::Filter(_) => "a filter",
            Self::TagKey(_) => "the key of a tag",
            Self::TagValue(_) => "the value of a tag",
            Self::Variable(_) => "a template variable",
            Self::GroupBy(_) => "a group-by",
            Self::GroupKey(_) => "a key to group by",
            Self::Method(_) => "a modifier with its arguments",
            Self::MethodName(_) => "a modifier",
            Self::Keyword(_) => "the name of an argument",
            Self::Word(_) => "an argument",
            Self::Text(_) => "a text",
            Self::Number(_) => "a number",
            Self::Source(_) => "a source of events",
            Self::Clause(_) => "a clause of a search",
            Self::SearchKey(_) => "a field",
            Self::SearchValue(_) => "the value of a field",
            Self::Measure(_) => "a measure of an SLO",
            Self::MonitorId(_) => "a monitor",
            Self::Reference(_) => "a reference",
            Self::Condition(_) => "a condition",
            Self::Placeholder(_) => "a placeholder",
            Self::Missing(_) => "something missing",
        }
    }
}
