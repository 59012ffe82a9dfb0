//! The walk through each kind of tree.

use super::{Node, Walk};
use crate::query::tree::{
    Bounds, Clause, Composite, Expr, Filter, Head, Literal, Method, MetricMonitor, MetricQuery, MonitorQuery, Scope,
    Search, SearchValue,
};

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
