//! A dashboard, its widgets in a row, and what they ask for.

use std::ops::Deref;

use serde_json::Value;

use super::Resource;
use super::resource::texts_below;
use crate::model::{Desired, Pointer};
use crate::query;
use crate::syntax::Parsed;

pub struct Dashboard<'a> {
    pub resource: Resource<'a>,
    /// `ordered` or `free`.
    pub layout_type: &'a str,
    /// `auto` or `fixed`; None where the file does not say.
    pub reflow_type: Option<&'a str>,
    /// All of them, those in groups behind their group.
    pub widgets: Vec<Widget<'a>>,
    pub variables: Vec<TemplateVariable<'a>>,
}

pub struct Widget<'a> {
    /// `/widgets/3`, `/widgets/3/definition/widgets/0`
    pub at: Pointer,
    /// `timeseries`, `group`, ...; empty where it is missing.
    pub widget_type: &'a str,
    pub definition: &'a Value,
    pub layout: Option<&'a Value>,
    /// Index in [`Dashboard::widgets`] of the group around it.
    pub group: Option<usize>,
    pub requests: Vec<Request<'a>>,
}

/// One of a widget's `requests`.
pub struct Request<'a> {
    pub at: Pointer,
    pub value: &'a Value,
    /// Of `q`, `queries` and searches, in the order of the file.
    pub queries: Vec<Query<'a>>,
    pub formulas: Vec<Formula<'a>>,
}

/// A text in one of the query languages.
pub struct Query<'a> {
    /// Of the text.
    pub at: Pointer,
    /// The value of `queries` that it belongs to; None for `q` and other old forms.
    pub of: Option<&'a Value>,
    /// Where that value stands; for `q` the text's own place.
    pub of_at: Pointer,
    /// What formulas call it.
    pub name: Option<&'a str>,
    /// `metrics`, `logs`, ...; `metrics` for `q`.
    pub data_source: &'a str,
    pub text: &'a str,
    pub tree: QueryTree,
}

pub enum QueryTree {
    /// Several in the old `q`, which may hold a list.
    Metric(Parsed<Vec<query::tree::Expr>>),
    Search(Parsed<query::tree::Search>),
}

pub struct Formula<'a> {
    /// Of the text.
    pub at: Pointer,
    pub text: &'a str,
    pub tree: Parsed<query::tree::Expr>,
}

pub struct TemplateVariable<'a> {
    pub at: Pointer,
    pub name: &'a str,
    /// The tag key that it stands for; None where it has none.
    pub prefix: Option<&'a str>,
    pub value: &'a Value,
}

impl<'a> Dashboard<'a> {
    pub fn of(desired: &'a Desired) -> Self {
        let resource = Resource::of(desired);
        let mut widgets = Vec::new();
        gather(&Pointer::parse("/widgets"), resource.list("/widgets"), None, &mut widgets);
        let variables = resource.list("/template_variables").iter().enumerate();
        let variables = variables.filter_map(|(index, value)| {
            let text = |key| value.get(key).and_then(Value::as_str);
            let at = Pointer::parse("/template_variables").index(index);
            Some(TemplateVariable { at, name: text("name")?, prefix: text("prefix"), value })
        });
        Self {
            resource,
            layout_type: resource.text("/layout_type").unwrap_or_default(),
            reflow_type: resource.text("/reflow_type"),
            widgets,
            variables: variables.collect(),
        }
    }

    /// The names of the template variables, as the queries' parser resolves them.
    pub fn variable_names(&self) -> Vec<&'a str> {
        self.variables.iter().map(|variable| variable.name).collect()
    }

    pub fn queries(&self) -> impl Iterator<Item = (&Widget<'a>, &Request<'a>, &Query<'a>)> {
        self.widgets.iter().flat_map(|widget| {
            widget
                .requests
                .iter()
                .flat_map(move |request| request.queries.iter().map(move |query| (widget, request, query)))
        })
    }
}

impl<'a> Deref for Dashboard<'a> {
    type Target = Resource<'a>;

    fn deref(&self) -> &Resource<'a> {
        &self.resource
    }
}

impl<'a> Widget<'a> {
    pub fn text(&self, key: &str) -> Option<&'a str> {
        self.definition.get(key)?.as_str()
    }

    /// `/widgets/3/definition`
    pub fn definition_at(&self) -> Pointer {
        self.at.key("definition")
    }

    /// What kind of graph its requests are for: of a split graph that of the graph which is split.
    pub fn graph_type(&self) -> &'a str {
        let source = self.definition.pointer("/source_widget_definition/type").and_then(Value::as_str);
        source.unwrap_or(self.widget_type)
    }

    /// The title, or what kind of widget it is.
    pub fn label(&self) -> String {
        match self.text("title").filter(|title| !title.is_empty()) {
            Some(title) => format!("`{title}`"),
            None if self.widget_type.is_empty() => "a widget".to_owned(),
            None => {
                let article = if self.widget_type.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
                format!("{article} `{}` widget", self.widget_type)
            }
        }
    }

    /// Every text of the definition; of a group those of its own, without its widgets'.
    pub fn texts(&self) -> Vec<(Pointer, &'a str)> {
        let at = self.definition_at();
        let Value::Object(map) = self.definition else { return Vec::new() };
        let own = map.iter().filter(|(key, _)| key.as_str() != "widgets");
        own.flat_map(|(key, value)| texts_below(&at.key(key), value)).collect()
    }
}

fn gather<'a>(at: &Pointer, widgets: &'a [Value], group: Option<usize>, found: &mut Vec<Widget<'a>>) {
    for (index, widget) in widgets.iter().enumerate() {
        let at = at.index(index);
        let Some(definition) = widget.get("definition") else { continue };
        let definition_at = at.key("definition");
        let here = found.len();
        found.push(Widget {
            widget_type: definition.get("type").and_then(Value::as_str).unwrap_or_default(),
            definition,
            layout: widget.get("layout").filter(|layout| !layout.is_null()),
            group,
            requests: all_requests(&definition_at, definition),
            at,
        });
        if let Some(Value::Array(inner)) = definition.get("widgets") {
            gather(&definition_at.key("widgets"), inner, Some(here), found);
        }
    }
}

/// Its own, and those of the graph that a split graph shows once for each value.
fn all_requests<'a>(definition_at: &Pointer, definition: &'a Value) -> Vec<Request<'a>> {
    let mut found = requests(definition_at, definition);
    if let Some(source) = definition.get("source_widget_definition") {
        found.extend(requests(&definition_at.key("source_widget_definition"), source));
    }
    found
}

/// Of a list, or of an object with named requests (`fill` and `size`, `x` and `y`).
fn requests<'a>(definition_at: &Pointer, definition: &'a Value) -> Vec<Request<'a>> {
    let at = definition_at.key("requests");
    match definition.get("requests") {
        Some(Value::Array(items)) => {
            items.iter().enumerate().map(|(index, value)| request(at.index(index), value)).collect()
        }
        Some(Value::Object(map)) => map.iter().map(|(key, value)| request(at.key(key), value)).collect(),
        _ => Vec::new(),
    }
}

fn request(at: Pointer, value: &Value) -> Request<'_> {
    let mut found = Vec::new();
    if let Some(text) = value.get("q").and_then(Value::as_str) {
        found.push(metric(at.key("q"), at.key("q"), None, "metrics", text));
    }
    for (index, one) in list(value, "queries").iter().enumerate() {
        found.push(query(&at.key("queries").index(index), one));
    }
    if let Some(one) = value.get("query").filter(|one| one.is_object()) {
        found.push(query(&at.key("query"), one));
    }
    let formulas = list(value, "formulas").iter().enumerate().filter_map(|(index, formula)| {
        let text = formula.get("formula")?.as_str()?;
        let at = at.key("formulas").index(index).key("formula");
        Some(Formula { at, text, tree: query::formula(text) })
    });
    Request { formulas: formulas.collect(), queries: found, value, at }
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// One of `queries`: a metric query, or a search.
fn query<'a>(at: &Pointer, value: &'a Value) -> Query<'a> {
    let text = |key| value.get(key).and_then(Value::as_str);
    let source = text("data_source").unwrap_or_default();
    if let Some(query) = text("query").filter(|_| matches!(source, "metrics" | "cloud_cost")) {
        return metric(at.key("query"), at.clone(), Some(value), source, query);
    }
    let (text_at, search) = match (value.pointer("/search/query").and_then(Value::as_str), text("query_string")) {
        (Some(search), _) => (at.key("search").key("query"), search),
        (None, Some(search)) => (at.key("query_string"), search),
        // Other sources have no text of a language.
        (None, None) => (at.clone(), ""),
    };
    let tree = QueryTree::Search(query::search(search));
    Query {
        at: text_at,
        of: Some(value),
        of_at: at.clone(),
        name: text("name"),
        data_source: source,
        text: search,
        tree,
    }
}

fn metric<'a>(at: Pointer, of_at: Pointer, of: Option<&'a Value>, data_source: &'a str, text: &'a str) -> Query<'a> {
    let name = of.and_then(|of| of.get("name")).and_then(Value::as_str);
    Query { at, of, of_at, name, data_source, text, tree: QueryTree::Metric(query::metric(text)) }
}
