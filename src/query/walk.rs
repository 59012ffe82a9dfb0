//! One walk through every tree, and what rules ask for most.

use super::tree::{
    Binary, Bounds, Call, Clause, Composite, Condition, Expr, Filter, GroupBy, Head, Literal, Method, MetricMonitor,
    MetricQuery, MonitorQuery, Number, Reference, Scope, Search, SearchValue, Shift, SpaceAggregator, Text, Value,
    Variable, Window, Word,
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

/// A tree that can be walked.
pub trait Walk {
    /// Gives every node to `see`, the outer before the inner, the left before the right.
    fn walk<'t>(&'t self, see: &mut dyn FnMut(Node<'t>));

    fn nodes(&self) -> Vec<Node<'_>> {
        let mut nodes = Vec::new();
        self.walk(&mut |node| nodes.push(node));
        nodes
    }

    /// Every metric that is asked for.
    fn metrics(&self) -> Vec<&MetricQuery> {
        self.pick(|node| if let Node::Metric(metric) = node { Some(metric) } else { None })
    }

    /// Every function, the outer before the inner.
    fn calls(&self) -> Vec<&Call> {
        self.pick(|node| if let Node::Call(call) = node { Some(call) } else { None })
    }

    /// Every modifier of a metric and every method of a chain.
    fn all_methods(&self) -> Vec<&Method> {
        self.pick(|node| if let Node::Method(method) = node { Some(method) } else { None })
    }

    /// Every sum, difference, product and so on.
    fn binaries(&self) -> Vec<&Binary> {
        self.pick(|node| if let Node::Binary(binary) = node { Some(binary) } else { None })
    }

    /// The whole filter of each scope.
    fn filters(&self) -> Vec<&Filter> {
        self.pick(|node| if let Node::Scope(scope) = node { scope.filter.as_ref() } else { None })
    }

    /// The atoms of the filters: tags, lists, variables; under a NOT as well.
    fn atoms(&self) -> Vec<&Filter> {
        self.pick(|node| match node {
            Node::Filter(Filter::Not(_) | Filter::And(_) | Filter::Or(_) | Filter::Paren(_)) => None,
            Node::Filter(atom) => Some(atom),
            _ => None,
        })
    }

    /// The names of queries in a formula, each mention.
    fn query_names(&self) -> Vec<&Word> {
        self.pick(|node| if let Node::QueryName(name) = node { Some(name) } else { None })
    }

    /// Whether a `${...}` that is not filled in yet stands in it.
    fn has_placeholder(&self) -> bool {
        self.nodes().iter().any(|node| match node {
            Node::Placeholder(_) | Node::Reference(_) => true,
            Node::Text(text) => text.raw.contains("${"),
            Node::TagValue(value) => value.text.contains("${"),
            Node::MetricName(word) | Node::TagKey(word) | Node::GroupKey(word) | Node::Word(word) => {
                word.has_placeholder()
            }
            _ => false,
        })
    }

    /// The template variables of a dashboard, each mention: in scopes, group-bys and searches.
    fn variables(&self) -> Vec<Variable> {
        let word = |word: &Word| Variable::all_in(&word.text, word.span.start);
        let mut found: Vec<Variable> = Vec::new();
        self.walk(&mut |node| match node {
            Node::Variable(variable) => found.push(variable.clone()),
            Node::TagKey(key) | Node::GroupKey(key) | Node::SearchKey(key) => found.extend(word(key)),
            Node::TagValue(value) => found.extend(value.variables()),
            Node::SearchValue(SearchValue::Word(value)) | Node::Clause(Clause::Word(value)) => {
                found.extend(word(value))
            }
            Node::SearchValue(SearchValue::Text(text)) | Node::Clause(Clause::Text(text)) => {
                found.extend(Variable::all_in(&text.raw, text.inside().start));
            }
            _ => {}
        });
        found
    }

    fn pick<'t, T>(&'t self, wanted: impl Fn(Node<'t>) -> Option<T>) -> Vec<T> {
        let mut found = Vec::new();
        self.walk(&mut |node| found.extend(wanted(node)));
        found
    }
}

/// What stands somewhere in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// In plain words: `a metric`, `the key of a tag`.
    pub kind: &'static str,
    /// As it is written.
    pub name: String,
    pub span: Span,
}

/// The nodes around a byte of the text, the outermost first.
pub fn nodes_at<T: Walk>(tree: &T, offset: usize) -> Vec<Node<'_>> {
    let mut around: Vec<Node<'_>> = tree.nodes().into_iter().filter(|node| node.span().contains(offset)).collect();
    around.sort_by_key(|node| std::cmp::Reverse(node.span().range().len()));
    around
}

/// What stands at a byte of the text: the smallest node there.
pub fn facts_at<T: Walk>(tree: &T, text: &str, offset: usize) -> Option<Standing> {
    let node = nodes_at(tree, offset).pop()?;
    let span = node.span();
    Some(Standing { kind: node.kind(), name: span.of(text).to_owned(), span })
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

impl Walk for MonitorQuery {
    fn walk<'t>(&'t self, see: &mut dyn FnMut(Node<'t>)) {
        match self {
            Self::Metric(monitor) => monitor.walk(see),
            Self::Formula(monitor) => {
                see(Node::Text(&monitor.text));
                monitor.formula.tree.iter().for_each(|expr| expr.walk(see));
            }
            Self::Chain(chain) => {
                see(Node::Source(&chain.source));
                see(Node::Text(&chain.text));
                chain.search.tree.iter().for_each(|search| search.walk(see));
            }
            Self::ServiceCheck(check) => see(Node::Text(&check.check)),
            Self::Composite(composite) => composite.walk(see),
            Self::SloAlert(alert) => {
                see(Node::Measure(&alert.measure));
                see(Node::Text(&alert.slo));
                alert.reference.iter().for_each(|reference| see(Node::Reference(reference)));
            }
            Self::Opaque(_) => {}
        }
        methods(self.methods(), see);
        self.condition().into_iter().for_each(|condition| see(Node::Condition(condition)));
    }
}

impl Walk for MetricMonitor {
    fn walk<'t>(&'t self, see: &mut dyn FnMut(Node<'t>)) {
        head(&self.head, see);
        self.expr.walk(see);
    }
}

fn head<'t>(head: &'t Head, see: &mut dyn FnMut(Node<'t>)) {
    head.change.iter().for_each(|change| see(Node::Change(&change.name)));
    see(Node::TimeAggregator(&head.time_aggregator));
    head.window.iter().for_each(|window| see(Node::Window(window)));
    head.change.iter().flat_map(|change| &change.shift).for_each(|shift| see(Node::Shift(shift)));
}

impl Walk for Expr {
    fn walk<'t>(&'t self, see: &mut dyn FnMut(Node<'t>)) {
        match self {
            Self::Number(number) => see(Node::Number(number)),
            Self::Metric(metric) => metric.walk(see),
            Self::Name(word) => see(Node::QueryName(word)),
            Self::Call(call) => {
                see(Node::Call(call));
                see(Node::Function(&call.name));
                call.arguments.iter().for_each(|argument| {
                    argument.name.iter().for_each(|name| see(Node::Keyword(name)));
                    argument.value.walk(see);
                });
            }
            Self::Binary(binary) => {
                see(Node::Binary(binary));
                binary.left.walk(see);
                binary.right.walk(see);
            }
            Self::Unary(unary) => unary.operand.walk(see),
            Self::Paren(paren) => paren.inner.walk(see),
            Self::Modified(modified) => {
                modified.inner.walk(see);
                methods(&modified.modifiers, see);
            }
            Self::Placeholder(word) => see(Node::Placeholder(word)),
            Self::Missing(span) => see(Node::Missing(span)),
        }
    }
}

impl Walk for [Expr] {
    fn walk<'t>(&'t self, see: &mut dyn FnMut(Node<'t>)) {
        self.iter().for_each(|expr| expr.walk(see));
    }
}

impl Walk for Vec<Expr> {
    fn walk<'t>(&'t self, see: &mut dyn FnMut(Node<'t>)) {
        self.as_slice().walk(see);
    }
}

impl Walk for MetricQuery {
    fn walk<'t>(&'t self, see: &mut dyn FnMut(Node<'t>)) {
        see(Node::Metric(self));
        if let Some(aggregator) = &self.aggregator {
            see(Node::SpaceAggregator(aggregator));
            aggregator.bounds.iter().for_each(|bounds| numbers(bounds, see));
        }
        see(Node::MetricName(&self.name));
        self.scope.iter().for_each(|scope| scope.walk(see));
        if let Some(by) = &self.group_by {
            see(Node::GroupBy(by));
            by.keys.iter().for_each(|key| see(Node::GroupKey(key)));
        }
        methods(&self.modifiers, see);
    }
}

fn numbers<'t>(bounds: &'t Bounds, see: &mut dyn FnMut(Node<'t>)) {
    bounds.bounds.iter().for_each(|bound| see(Node::Number(&bound.number)));
}

fn methods<'t>(methods: &'t [Method], see: &mut dyn FnMut(Node<'t>)) {
    for method in methods {
        see(Node::Method(method));
        see(Node::MethodName(&method.name));
        for argument in &method.arguments {
            argument.name.iter().for_each(|name| see(Node::Keyword(name)));
            argument.value.walk(see);
        }
    }
}

impl Walk for Literal {
    fn walk<'t>(&'t self, see: &mut dyn FnMut(Node<'t>)) {
        match self {
            Self::Expr(expr) => expr.walk(see),
            Self::Text(text) => see(Node::Text(text)),
            Self::Word(word) => see(Node::Word(word)),
            Self::Duration(_) => {}
            Self::List(list) => list.items.iter().for_each(|item| item.walk(see)),
            Self::Scope(scope) => scope.walk(see),
        }
    }
}

impl Walk for Scope {
    fn walk<'t>(&'t self, see: &mut dyn FnMut(Node<'t>)) {
        see(Node::Scope(self));
        self.filter.iter().for_each(|filter| filter.walk(see));
    }
}

impl Walk for Filter {
    fn walk<'t>(&'t self, see: &mut dyn FnMut(Node<'t>)) {
        see(Node::Filter(self));
        match self {
            Self::All(_) => {}
            Self::Tag(tag) => {
                see(Node::TagKey(&tag.key));
                see(Node::TagValue(&tag.value));
            }
            Self::Bare(word) => see(Node::TagKey(word)),
            Self::In(list) => {
                see(Node::TagKey(&list.key));
                list.values.iter().for_each(|value| see(Node::TagValue(value)));
            }
            Self::Variable(variable) => see(Node::Variable(variable)),
            Self::Placeholder(word) => see(Node::Placeholder(word)),
            Self::Not(not) => not.operand.walk(see),
            Self::And(joined) | Self::Or(joined) => joined.operands.iter().for_each(|operand| operand.walk(see)),
            Self::Paren(paren) => paren.inner.walk(see),
        }
    }
}

impl Walk for Search {
    fn walk<'t>(&'t self, see: &mut dyn FnMut(Node<'t>)) {
        self.clause.iter().for_each(|clause| clause.walk(see));
    }
}

impl Walk for Clause {
    fn walk<'t>(&'t self, see: &mut dyn FnMut(Node<'t>)) {
        see(Node::Clause(self));
        match self {
            Self::Word(_) | Self::Text(_) | Self::Range(_) | Self::Compare(_) => {}
            Self::Field(field) => {
                see(Node::SearchKey(&field.key));
                see(Node::SearchValue(&field.value));
                if let SearchValue::Group(paren) = &field.value {
                    paren.inner.walk(see);
                }
            }
            Self::Function(function) => {
                see(Node::Function(&function.name));
                function.arguments.iter().for_each(|word| see(Node::Word(word)));
            }
            Self::Variable(variable) => see(Node::Variable(variable)),
            Self::Not(not) => not.operand.walk(see),
            Self::And(joined) | Self::Or(joined) => joined.operands.iter().for_each(|operand| operand.walk(see)),
            Self::Paren(paren) => paren.inner.walk(see),
        }
    }
}

impl Walk for Composite {
    fn walk<'t>(&'t self, see: &mut dyn FnMut(Node<'t>)) {
        match self {
            Self::Id(word) => see(Node::MonitorId(word)),
            Self::Reference(reference) => see(Node::Reference(reference)),
            Self::Placeholder(word) => see(Node::Placeholder(word)),
            Self::Not(not) => not.operand.walk(see),
            Self::And(joined) | Self::Or(joined) => joined.operands.iter().for_each(|operand| operand.walk(see)),
            Self::Paren(paren) => paren.inner.walk(see),
        }
    }
}
