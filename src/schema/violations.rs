//! What a value breaks in its schema, in words that a person understands.

use std::collections::BTreeMap;

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;
use serde_json::Value;

use super::document::Document;
use super::suggest::suggest;
use super::{faults, nearest, words};
use crate::model::{Pointer, Token};

/// Whether a field's name is wrong or what stands after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    Key,
    Value,
}

/// One thing that a schema does not allow.
#[derive(Clone, Debug, PartialEq)]
pub struct Violation {
    pub pointer: Pointer,
    pub on: Part,
    /// Kebab-case and stable: `wrong-type`, `missing-field`, `out-of-range`.
    pub code: &'static str,
    /// One sentence that names the field and its value.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
    /// Of a `missing-field`: the names of what is missing.
    pub missing: Vec<String>,
}

/// Everything that `value` breaks, one violation per place, in the order of the places. Empty where it is valid.
///
/// `value` is a whole resolved definition; its `ddsync` block is checked where it has one.
pub fn violations(document: &Document, value: &Value) -> Vec<Violation> {
    let mut report = Report::new(document);
    for error in document.validator().iter_errors(value) {
        report.tell(&error);
    }
    report.finish()
}

/// The violations found so far.
pub(super) struct Report<'d> {
    document: &'d Document,
    found: BTreeMap<(Pointer, Part), Violation>,
    missing: BTreeMap<Pointer, Vec<Missing>>,
}

/// A required field that an object lacks.
struct Missing {
    field: String,
    help: Option<String>,
}

impl<'d> Report<'d> {
    fn new(document: &'d Document) -> Self {
        Self { document, found: BTreeMap::new(), missing: BTreeMap::new() }
    }

    /// Translates one error. A union's error is told by the branch that was most likely meant.
    pub(super) fn tell(&mut self, error: &ValidationError<'_>) {
        let pointer = place(error);
        match error.kind() {
            Kind::AnyOf { context } | Kind::OneOfNotValid { context } => nearest::tell(self, error, context),
            Kind::Required { property } => self.lack(pointer, error, property),
            Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
                for field in unexpected {
                    self.unknown_field(&pointer, field, self.schema_of(error));
                }
            }
            Kind::PropertyNames { error: inner } => {
                let field = words::bare(inner.instance());
                let fault = faults::bad_name(&self.name(&pointer), &field, self.schema_of(inner));
                self.add(pointer.key(&field), Part::Key, fault);
            }
            Kind::FalseSchema => {
                let fault = faults::misplaced(&self.name(&pointer));
                self.add(pointer, Part::Key, fault);
            }
            _ => {
                let fault = faults::fault(&self.name(&pointer), error, self.schema_of(error));
                self.add(pointer, Part::Value, fault);
            }
        }
    }

    /// The schema that holds the keyword which failed.
    pub(super) fn schema_of(&self, error: &ValidationError<'_>) -> &'d Value {
        let path = error.schema_path().as_str();
        let holder = path.rsplit_once('/').map_or("", |(holder, _)| holder);
        self.document.root().pointer(holder).unwrap_or(&Value::Null)
    }

    pub(super) fn name(&self, pointer: &Pointer) -> String {
        words::name(pointer, &self.document.noun())
    }

    pub(super) fn add(&mut self, pointer: Pointer, on: Part, fault: faults::Fault) {
        self.insert(pointer, on, fault, Vec::new());
    }

    fn insert(&mut self, pointer: Pointer, on: Part, fault: faults::Fault, missing: Vec<String>) {
        let faults::Fault { code, message, help } = fault;
        let place = (pointer.clone(), on);
        self.found.entry(place).or_insert(Violation { pointer, on, code, message, help, missing });
    }

    fn lack(&mut self, pointer: Pointer, error: &ValidationError<'_>, property: &Value) {
        let field = words::bare(property);
        let schema = self.schema_of(error).get("properties").and_then(|fields| fields.get(&field));
        let help = schema.and_then(|schema| faults::advice(&field, schema));
        let lacking = self.missing.entry(pointer).or_default();
        if !lacking.iter().any(|known| known.field == field) {
            lacking.push(Missing { field, help });
        }
    }

    fn unknown_field(&mut self, object: &Pointer, field: &str, schema: &Value) {
        let known = schema.get("properties").and_then(Value::as_object);
        let known: Vec<&str> = known.into_iter().flat_map(|fields| fields.keys().map(String::as_str)).collect();
        let fault = faults::unknown_field(&self.name(object), field, &suggest(field, known.iter().copied()), &known);
        self.add(object.key(field), Part::Key, fault);
    }

    fn finish(mut self) -> Vec<Violation> {
        for (pointer, lacking) in std::mem::take(&mut self.missing) {
            let fields = lacking.iter().map(|missing| format!("`{}`", missing.field)).collect();
            let help = match lacking.as_slice() {
                [only] => only.help.clone(),
                _ => None,
            };
            let fault = faults::Fault {
                code: "missing-field",
                message: format!("{} has no {}", self.name(&pointer), words::all_of(fields)),
                help,
            };
            let missing = lacking.into_iter().map(|missing| missing.field).collect();
            self.insert(pointer, Part::Value, fault, missing);
        }
        self.found.into_values().collect()
    }
}

pub(super) fn place(error: &ValidationError<'_>) -> Pointer {
    error.instance_path().segments().fold(Pointer::root(), |pointer, segment| {
        pointer.child(match segment {
            jsonschema::paths::LocationSegment::Property(key) => Token::Key(key.into_owned()),
            jsonschema::paths::LocationSegment::Index(index) => Token::Index(index),
        })
    })
}
