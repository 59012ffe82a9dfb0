//! Queries that have a value even where no metric has one.

use crate::query::tree::{Call, Expr};

/// Whether the expression is never without a value, and the call that sees to it: `default_zero(..)` or `default(.., n)`.
/// Where only a part is filled the whole can still be missing.
pub fn filled(expr: &Expr) -> Option<&Call> {
    never_empty(expr).flatten()
}

#[expect(clippy::option_option, reason = "a number is never empty and nothing fills it")]
fn never_empty(expr: &Expr) -> Option<Option<&Call>> {
    match expr {
        Expr::Number(_) => Some(None),
        Expr::Call(call) if call.name.is("default_zero") || call.name.is("default") => Some(Some(call)),
        Expr::Call(call) => never_empty(call.series()?),
        Expr::Paren(paren) => never_empty(&paren.inner),
        Expr::Unary(unary) => never_empty(&unary.operand),
        Expr::Modified(modified) => never_empty(&modified.inner),
        Expr::Binary(binary) => {
            let (left, right) = (never_empty(&binary.left)?, never_empty(&binary.right)?);
            Some(left.or(right))
        }
        Expr::Metric(_) | Expr::Name(_) | Expr::Placeholder(_) | Expr::Missing(_) => None,
    }
}
