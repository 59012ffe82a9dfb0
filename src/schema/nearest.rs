//! A value fits no branch of a union: the branch that was most likely meant speaks for all.

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;
use serde_json::Value;

use super::violations::{Part, Report, place};
use super::{faults, words};

type Branch = Vec<ValidationError<'static>>;

/// Tells the errors of the nearest branch, or which types or values would have done if none is near.
pub fn tell(report: &mut Report<'_>, union: &ValidationError<'_>, branches: &[Branch]) {
    let fitting: Vec<&Branch> = branches.iter().filter(|branch| !refuses_type(branch, union)).collect();
    if fitting.is_empty() {
        return tell_types(report, union, branches);
    }
    let values = values_of_all(&fitting, union);
    if !values.is_empty() {
        let pointer = place(union);
        let fault = faults::wrong_value(&report.name(&pointer), &values, union.instance(), report.schema_of(union));
        return report.add(pointer, Part::Value, fault);
    }
    let Some(best) = fitting.into_iter().min_by_key(|branch| distance(branch, union)) else {
        return;
    };
    for error in best {
        report.tell(error);
    }
}

/// Whether the whole value has a type that this branch does not take.
fn refuses_type(branch: &Branch, union: &ValidationError<'_>) -> bool {
    branch.iter().any(|error| is_here(error, union) && expected_types(error).is_some())
}

fn is_here(error: &ValidationError<'_>, union: &ValidationError<'_>) -> bool {
    error.instance_path() == union.instance_path()
}

/// The types of the values that would have done, if it was the value's type that was wrong.
fn expected_types(error: &ValidationError<'_>) -> Option<Vec<&'static str>> {
    match error.kind() {
        Kind::Type { .. } => Some(Vec::new()),
        Kind::Enum { options } => other_types(options.as_array()?, error.instance()),
        Kind::Constant { expected_value } => other_types(std::slice::from_ref(&**expected_value), error.instance()),
        Kind::AnyOf { context } | Kind::OneOfNotValid { context } => {
            context.iter().all(|branch| refuses_type(branch, error)).then(Vec::new)
        }
        _ => None,
    }
}

fn other_types(allowed: &[Value], value: &Value) -> Option<Vec<&'static str>> {
    let types: Vec<_> = allowed.iter().map(json_type).collect();
    (!types.contains(&json_type(value))).then_some(types)
}

fn json_type(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// No branch takes a value of this type: says which types they take.
fn tell_types(report: &mut Report<'_>, union: &ValidationError<'_>, branches: &[Branch]) {
    let mut types = Vec::new();
    gather_types(report, union, branches, &mut types);
    if types.len() > 1 {
        types.retain(|name| *name != "null");
    }
    let pointer = place(union);
    let schema = inner_union(union, branches).map_or_else(|| report.schema_of(union), |inner| report.schema_of(inner));
    let fault = faults::wrong_type(&report.name(&pointer), &types, union.instance(), schema);
    report.add(pointer, Part::Value, fault);
}

/// The one union in a union with null, whose schema says more.
fn inner_union<'e>(union: &ValidationError<'_>, branches: &'e [Branch]) -> Option<&'e ValidationError<'static>> {
    let mut inner = branches.iter().flatten().filter(|error| is_here(error, union) && is_union(error));
    let only = inner.next();
    only.filter(|_| inner.next().is_none())
}

fn is_union(error: &ValidationError<'_>) -> bool {
    matches!(error.kind(), Kind::AnyOf { .. } | Kind::OneOfNotValid { .. })
}

fn gather_types<'d>(report: &Report<'d>, union: &ValidationError<'_>, branches: &[Branch], types: &mut Vec<&'d str>) {
    for error in branches.iter().flatten().filter(|error| is_here(error, union)) {
        let named = match error.kind() {
            Kind::Type { .. } => words::types(report.schema_of(error)),
            Kind::AnyOf { context } | Kind::OneOfNotValid { context } => {
                gather_types(report, error, context, types);
                continue;
            }
            _ => expected_types(error).unwrap_or_default(),
        };
        types.extend(named);
    }
}

/// The allowed values, where each fitting branch lists values and nothing more.
fn values_of_all(branches: &[&Branch], union: &ValidationError<'_>) -> Vec<Value> {
    let values = branches.iter().map(|branch| match branch.as_slice() {
        [error] if is_here(error, union) => match error.kind() {
            Kind::Enum { options } => options.as_array().cloned(),
            Kind::Constant { expected_value } => Some(vec![(**expected_value).clone()]),
            _ => None,
        },
        _ => None,
    });
    values.collect::<Option<Vec<_>>>().unwrap_or_default().concat()
}

/// How far a value is from a branch. A wrong discriminator weighs most, then a field that only this branch needs.
fn distance(branch: &Branch, union: &ValidationError<'_>) -> usize {
    let depth = union.instance_path().segments().count();
    let weight = |error: &ValidationError<'_>| match error.kind() {
        Kind::Enum { .. } | Kind::Constant { .. } if error.instance_path().segments().count() <= depth + 1 => 100,
        Kind::Required { .. } if is_here(error, union) => 10,
        _ => 1,
    };
    branch.iter().map(weight).sum()
}
