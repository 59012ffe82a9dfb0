//! A small world of definitions and live objects, made by hand: files are short YAML texts, and the places of their
//! values are found in them by their keys.

use ddsync::kinds;
use ddsync::lint::{self, Checked};
use ddsync::model::{
    Address, Desired, Entry, Finding, Key, Live, Mark, Node, Place, Pointer, Reference, Scope, SourceId, Sources,
    State, Style, Tree,
};
use ddsync::plan::{Outcome, Plan, plan};
use ddsync::report::{self, Format, Rendered, Report, SANDBOX, Verb};
use serde_json::Value;

pub struct World {
    pub sources: Sources,
    pub desired: Vec<Desired>,
    pub live: Vec<Live>,
    pub findings: Vec<Finding>,
    pub outcomes: Vec<Outcome>,
    pub verb: Verb,
    pub environment: Option<&'static str>,
    pub sandbox: bool,
}

pub fn scope() -> Scope {
    Scope::parse("pipeline").unwrap()
}

pub fn address(text: &str) -> Address {
    let (kind, key) = text.split_once('/').unwrap();
    Address::new(kinds::by_name(kind).unwrap(), Key::parse(key).unwrap())
}

impl World {
    pub fn new(verb: Verb) -> Self {
        Self {
            sources: Sources::default(),
            desired: Vec::new(),
            live: Vec::new(),
            findings: Vec::new(),
            outcomes: Vec::new(),
            verb,
            environment: None,
            sandbox: false,
        }
    }

    /// A definition; its file is the spec with a key on each line, as far as places matter.
    pub fn file(&mut self, name: &str, spec: Value) -> &mut Desired {
        let address = address(name);
        let text = serde_yaml::to_string(&spec).unwrap();
        let path = format!("{}/{}.yaml", address.kind.folder, address.key);
        let id = self.sources.add(path, text.as_str());
        let tree = Reader { text: &text, source: id, at: 0 }.node(&spec);
        let desired = Desired {
            references: references(&spec),
            address,
            tree,
            place: Place::new(id, 0, text.len()),
            spec,
            id: None,
            protect: false,
            ignore: Vec::new(),
            state: State::Present,
        };
        self.desired.push(desired);
        self.desired.last_mut().unwrap()
    }

    /// A live object with our mark on it.
    pub fn live(&mut self, name: &str, object: Value) -> &mut Self {
        self.live_marked(name, object, false)
    }

    pub fn live_marked(&mut self, name: &str, mut object: Value, protect: bool) -> &mut Self {
        let address = address(name);
        let mark = Mark { scope: scope(), key: address.key, protect };
        mark.write(address.kind, &mut object);
        self.live.push(Live::new(address.kind, object).unwrap());
        self
    }

    pub fn source(&mut self, path: &str, text: &str) -> SourceId {
        self.sources.add(path, text)
    }

    pub fn checked(&self) -> Checked {
        let settings = ddsync::load::Lint::default();
        let context = lint::Context::plain(&self.sources, &settings);
        lint::check(self.desired.clone(), Vec::new(), &context)
    }

    pub fn plan(&self) -> Plan {
        plan(&self.checked(), &self.live, &scope(), &[]).0
    }

    pub fn render(&self, format: Format, style: report::Style) -> Rendered {
        let plan = (self.verb != Verb::Validate).then(|| self.plan());
        let report = Report {
            verb: self.verb,
            project: "pipeline",
            environment: self.environment,
            target: if self.sandbox { SANDBOX } else { "datadoghq.eu" },
            app_url: (!self.sandbox).then_some("https://app.datadoghq.eu"),
            sources: &self.sources,
            resources: &self.desired,
            findings: &self.findings,
            plan: plan.as_ref(),
            outcomes: &self.outcomes,
        };
        report::render(&report, format, style)
    }

    /// Both streams of the text report, at 80 columns and without colours.
    pub fn text(&self) -> String {
        let rendered = self.render(Format::Text, report::Style::default());
        format!("{}--- stderr\n{}", rendered.stdout, rendered.stderr)
    }

    pub fn json(&self) -> String {
        self.render(Format::Json, report::Style::default()).stdout
    }

    pub fn markdown(&self) -> String {
        self.render(Format::Markdown, report::Style::default()).stdout
    }
}

fn references(spec: &Value) -> Vec<Reference> {
    let mut found = Vec::new();
    collect(spec, &Pointer::root(), &mut found);
    found
}

fn collect(value: &Value, at: &Pointer, found: &mut Vec<Reference>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(key, child)| collect(child, &at.key(key), found)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, child)| collect(child, &at.index(index), found));
        }
        Value::String(text) => {
            for part in text.split("${").skip(1) {
                let Some((kind, key)) = part.split('}').next().unwrap().split_once(':') else {
                    continue;
                };
                let target = address(&format!("{kind}/{key}"));
                let whole = *text == format!("${{{kind}:{key}}}");
                found.push(Reference { at: at.clone(), target, whole });
            }
        }
        _ => {}
    }
}

/// Walks a value and the text that was written from it side by side.
struct Reader<'a> {
    text: &'a str,
    source: SourceId,
    at: usize,
}

impl Reader<'_> {
    fn node(&mut self, value: &Value) -> Node {
        let start = self.at;
        let tree = match value {
            Value::Null => Tree::Null,
            Value::Bool(flag) => Tree::Bool(*flag),
            Value::Number(number) => Tree::Number(number.clone()),
            Value::String(text) => Tree::Text(text.clone(), Style::Plain),
            Value::Array(items) => Tree::List(items.iter().map(|item| self.node(item)).collect()),
            Value::Object(map) => {
                Tree::Map(map.iter().map(|(key, child)| (key.clone(), self.entry(key, child))).collect())
            }
        };
        let end = self.text[start..].find('\n').map_or(self.text.len(), |at| start + at);
        Node::new(tree, Place::new(self.source, start, end.max(start)))
    }

    fn entry(&mut self, key: &str, child: &Value) -> Entry {
        let written = format!("{key}:");
        let start = self.text[self.at..].find(&written).map_or(self.at, |at| self.at + at);
        self.at = (start + written.len() + 1).min(self.text.len());
        let node = self.node(child);
        Entry { key: Place::new(self.source, start, start + key.len()), node }
    }
}
