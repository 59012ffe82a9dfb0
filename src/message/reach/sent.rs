//! A message as it is sent on one transition.

use super::{Part, Piece, Reach};
use crate::message::template::{Template, What};
use crate::message::transition::Transition;

pub(super) fn sent(reach: &Reach, template: &Template, transition: Transition) -> Vec<Piece> {
    let pieces = template.walk().filter_map(|node| {
        let when = reach.when(node.id);
        let (span, part) = match &node.what {
            _ if !when.transitions.contains(transition) => return None,
            What::Text => (node.span, Part::Text(node.span.of(&template.text).to_owned())),
            What::Raw(raw) => (raw.body, Part::Text(raw.body.of(&template.text).to_owned())),
            What::Variable(variable) => (node.span, Part::Variable(variable.path.to_string())),
            What::Helper(tag) => (node.span, Part::Helper(tag.name.text.clone())),
            What::Comment(_) | What::Block(_) | What::Stray(_) => return None,
        };
        Some(Piece { node: node.id, span, part, conditions: when.conditions.clone() })
    });
    pieces.collect()
}
