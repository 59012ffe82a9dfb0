//! A monitor: its query and its texts read, and what its options make of them.

use std::ops::Deref;

use serde_json::Value;

use super::Resource;
use super::mention::{self, Eval, Mention};
use crate::message::{self, Handle, NodeId, Reach, States, Template, Transitions};
use crate::model::{Desired, Pointer};
use crate::query::tree::{Condition, Expr, Filter, Number, Search, Threshold};
use crate::query::{self, MonitorQuery, Walk as _};
use crate::syntax::{Parsed, Span};

pub struct Monitor<'a> {
    pub resource: Resource<'a>,
    /// Its `type`; empty where it is missing.
    pub monitor_type: &'a str,
    pub query_text: &'a str,
    pub query: Parsed<MonitorQuery>,
    /// Of `options.variables`, for formulas.
    pub variables: Vec<Variable<'a>>,
    /// The name, the message and the escalation message, as far as they are there.
    pub texts: Vec<Text<'a>>,
    pub states: States,
}

/// A text in the template language.
pub struct Text<'a> {
    pub at: Pointer,
    /// The same, as it is written: rules ask for one of the texts all the time.
    field: &'static str,
    pub text: &'a str,
    pub template: Template,
    pub handles: Vec<Handle>,
    pub reach: Reach,
    pub evals: Vec<Eval>,
    pub mentions: Vec<Mention>,
}

const NAME: &str = "/name";
const MESSAGE: &str = "/message";

/// Where texts stand, and when Datadog sends them: an escalation when the monitor notifies again, and only then.
const TEXTS: [(&str, Transitions); 3] =
    [(NAME, Transitions::ALL), (MESSAGE, Transitions::ALL), ("/options/escalation_message", Transitions::RENOTIFY)];

/// One of `options.variables`: a query that a formula names.
pub struct Variable<'a> {
    pub at: Pointer,
    pub name: &'a str,
    pub data_source: &'a str,
    pub value: &'a Value,
    /// Where it is a metric query: the place of the text, and the tree.
    pub metric: Option<(Pointer, Parsed<Expr>)>,
    /// Where it is a search: the place of the text, and the tree.
    pub search: Option<(Pointer, Parsed<Search>)>,
}

/// A tag or facet that a monitor is grouped by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub key: String,
    /// Of the text that it stands in, and where in it.
    pub at: Pointer,
    pub span: Span,
}

impl<'a> Monitor<'a> {
    pub fn of(desired: &'a Desired) -> Self {
        let resource = Resource::of(desired);
        let monitor_type = resource.text("/type").unwrap_or_default();
        let query_text = resource.text("/query").unwrap_or_default();
        let states = States::of_monitor(&desired.spec);
        let texts = TEXTS.into_iter().filter_map(|(at, on)| Some(Text::of(at, resource.text(at)?, &states, on)));
        Self {
            texts: texts.collect(),
            variables: variables(resource),
            query: query::monitor(monitor_type, query_text),
            resource,
            monitor_type,
            query_text,
            states,
        }
    }

    /// The texts that reach people: all but the name, in which nobody is called.
    pub fn bodies(&self) -> impl Iterator<Item = &Text<'a>> {
        self.texts.iter().filter(|text| text.field != NAME)
    }

    /// Where the query stands.
    pub fn query_at() -> Pointer {
        Pointer::parse("/query")
    }

    /// The query's tree, where the query has one.
    pub fn tree(&self) -> Option<&MonitorQuery> {
        self.query.tree.as_ref()
    }

    /// The query without a fault in it: what rules about its meaning may look at.
    pub fn sound(&self) -> Option<&MonitorQuery> {
        self.tree().filter(|tree| self.query.faults.is_empty() && tree.inner_faults().is_empty())
    }

    /// The expression of a metric monitor.
    pub fn expr(&self) -> Option<&Expr> {
        match self.tree()? {
            MonitorQuery::Metric(metric) => Some(&metric.expr),
            _ => None,
        }
    }

    pub fn condition(&self) -> Option<&Condition> {
        self.tree()?.condition()
    }

    /// The number that the query compares with.
    pub fn threshold(&self) -> Option<&Number> {
        match &self.condition()?.threshold {
            Threshold::Number(number) => Some(number),
            _ => None,
        }
    }

    /// Every expression over metrics that it evaluates, with the place of the text that holds it: the query's own and those of
    /// its variables.
    pub fn expressions(&self) -> Vec<(Pointer, &Expr)> {
        let own = self.expr().map(|expr| (Self::query_at(), expr));
        let of_variables = self.variables.iter().filter_map(|variable| {
            let (at, parsed) = variable.metric.as_ref()?;
            Some((at.clone(), parsed.tree.as_ref()?))
        });
        own.into_iter().chain(of_variables).collect()
    }

    /// Every search over events that it evaluates, likewise.
    pub fn searches(&self) -> Vec<(Pointer, &Parsed<Search>)> {
        let own = match self.tree() {
            Some(MonitorQuery::Chain(chain)) => Some((Self::query_at(), &chain.search)),
            _ => None,
        };
        let of_variables = self.variables.iter().filter_map(|variable| {
            let (at, parsed) = variable.search.as_ref()?;
            Some((at.clone(), parsed))
        });
        own.into_iter().chain(of_variables).collect()
    }

    /// What it is grouped by, each key once.
    pub fn groups(&self) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        let mut add = |key: &str, at: &Pointer, span: Span| {
            if !groups.iter().any(|group| group.key == key) {
                groups.push(Group { key: key.to_owned(), at: at.clone(), span });
            }
        };
        for word in self.tree().map(MonitorQuery::group_keys).unwrap_or_default() {
            add(&word.text, &Self::query_at(), word.span);
        }
        for variable in &self.variables {
            if let Some((at, Parsed { tree: Some(expr), .. })) = &variable.metric {
                expr.metrics()
                    .iter()
                    .flat_map(|metric| metric.group_keys())
                    .for_each(|key| add(&key.text, at, key.span));
            }
            for (index, group) in list(variable.value, "group_by").iter().enumerate() {
                // Data quality names its columns bare, events have a facet each.
                let facet = group.get("facet").unwrap_or(group).as_str();
                let at = variable.at.key("group_by").index(index);
                let at = if group.is_object() { at.key("facet") } else { at };
                facet.into_iter().for_each(|facet| add(facet, &at, Span::new(0, facet.len())));
            }
        }
        groups
    }

    /// The filters of all scopes, with the place of the text that holds each.
    pub fn filters(&self) -> Vec<(Pointer, &Filter)> {
        let expressions = self.expressions().into_iter();
        expressions.flat_map(|(at, expr)| expr.filters().into_iter().map(move |filter| (at.clone(), filter))).collect()
    }

    /// Keys that some scope holds to one literal value.
    pub fn pinned(&self) -> Vec<(String, String)> {
        let filters = self.filters();
        let required = filters.iter().flat_map(|(_, filter)| filter.required());
        let single = required.filter_map(|(key, values)| match values.as_slice() {
            [value] if value.is_literal() => Some((key.text.clone(), value.text.clone())),
            _ => None,
        });
        single.collect()
    }

    pub fn name(&self) -> Option<&Text<'a>> {
        self.texts.iter().find(|text| text.field == NAME)
    }

    pub fn message(&self) -> Option<&Text<'a>> {
        self.texts.iter().find(|text| text.field == MESSAGE)
    }

    /// Is evaluated and tells nobody.
    pub fn is_draft(&self) -> bool {
        self.text("/draft_status") == Some("draft")
    }

    /// Is made of metrics, by whichever form.
    pub fn is_metric(&self) -> bool {
        matches!(self.monitor_type, "query alert" | "metric alert")
    }
}

impl<'a> Deref for Monitor<'a> {
    type Target = Resource<'a>;

    fn deref(&self) -> &Resource<'a> {
        &self.resource
    }
}

impl<'a> Text<'a> {
    fn of(field: &'static str, text: &'a str, states: &States, on: Transitions) -> Self {
        let template = message::parse(text);
        let evals = mention::evals(&template);
        Self {
            at: Pointer::parse(field),
            field,
            text,
            handles: message::handle::find(&template),
            reach: message::reach::reach_on(&template, states, on),
            mentions: mention::mentions(&template, &evals),
            evals,
            template,
        }
    }

    /// Whether the node is sent on any transition.
    pub fn is_sent(&self, node: NodeId) -> bool {
        !self.reach.when(node).transitions.is_empty()
    }
}

fn variables(resource: Resource<'_>) -> Vec<Variable<'_>> {
    let at = Pointer::parse("/options/variables");
    let of = |(index, value): (usize, _)| variable(at.index(index), value);
    resource.list("/options/variables").iter().enumerate().map(of).collect()
}

fn variable(at: Pointer, value: &Value) -> Variable<'_> {
    let text = |key| value.get(key).and_then(Value::as_str);
    let metric = text("query").map(|text| (at.key("query"), query::expression(text)));
    let search = value.pointer("/search/query").and_then(Value::as_str);
    let search = search.map(|text| (at.key("search").key("query"), query::search(text)));
    Variable {
        name: text("name").unwrap_or_default(),
        data_source: text("data_source").unwrap_or_default(),
        at,
        value,
        metric,
        search,
    }
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}
