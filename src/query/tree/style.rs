//! The two ways to write a scope: `{env:prod,!role:db}` and `{env:prod AND NOT role:db}`.

use super::{Filter, InForm, Joint, NotSign};
use crate::syntax::Span;

/// The two ways to write a scope, which the documentation says not to mix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `,` `!` `-`
    Symbolic,
    /// `AND` `OR` `NOT` `IN`
    Boolean,
}

impl Filter {
    /// Every mark of a style, with its place: both styles among them is a mixed scope.
    pub fn styles(&self) -> Vec<(Style, Span)> {
        let mut found = Vec::new();
        self.gather_styles(&mut found);
        found.sort_by_key(|(_, span)| *span);
        found
    }

    fn gather_styles(&self, found: &mut Vec<(Style, Span)>) {
        match self {
            Self::All(_) | Self::Tag(_) | Self::Bare(_) | Self::Variable(_) | Self::Placeholder(_) => {}
            Self::In(list) => {
                if list.form != InForm::Colon {
                    found.push((Style::Boolean, Span::new(list.key.span.end, list.span.end)));
                }
                let negated = list.values.iter().filter(|value| value.is_negated());
                found.extend(negated.map(|value| (Style::Symbolic, value.span)));
            }
            Self::Not(not) => {
                let style = if not.sign == NotSign::Word { Style::Boolean } else { Style::Symbolic };
                found.push((style, not.sign_span));
                not.operand.gather_styles(found);
            }
            Self::And(joined) | Self::Or(joined) => {
                for (joint, span) in &joined.joints {
                    match joint {
                        Joint::Comma => found.push((Style::Symbolic, *span)),
                        Joint::Word => found.push((Style::Boolean, *span)),
                        Joint::Blank => {}
                    }
                }
                joined.operands.iter().for_each(|operand| operand.gather_styles(found));
            }
            Self::Paren(paren) => paren.inner.gather_styles(found),
        }
    }
}
