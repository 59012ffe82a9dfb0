//! A series minus or divided by itself: half of a copied query was not changed.

use crate::lint::subject::{Resource, is_open};
use crate::lint::{Check, Context, Rule, Subjects, Told};
use crate::model::Pointer;
use crate::query::tree::{Expr, Operator};
use crate::query::{Spans as _, Walk as _};

pub static RULE: Rule = Rule {
    id: "self-arithmetic",
    check: Check::Project(check),
    page: include_str!("../../../tests/rules/self-arithmetic.md"),
    ..Rule::REST
};

fn check(subjects: &Subjects<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    subjects.each_expression(|found| look(*found.resource, &found.at, found.expr, told));
    subjects.each_formula(|found| look(*found.resource, &found.at, found.expr, told));
}

fn look(resource: Resource<'_>, at: &Pointer, expr: &Expr, told: &mut Told<'_>) {
    for binary in expr.binaries() {
        let always = match binary.operator {
            Operator::Minus => "0",
            Operator::Divide => "1",
            _ => continue,
        };
        let (left, right) = (binary.left.bare(), binary.right.bare());
        let alike = std::mem::discriminant(left) == std::mem::discriminant(right);
        if !alike || left.number().is_some() || is_open(left) || left.without_spans() != right.without_spans() {
            continue;
        }
        let sign = binary.operator.sign();
        told.about(&resource, format!("both sides of `{sign}` are the same, so this is always {always}"))
            .inside(at, binary.right.span())
            .label("the same again")
            .related_inside(at, binary.left.span(), "as here")
            .help("one of the two was most likely copied and not changed: correct it, or take both out");
    }
}
