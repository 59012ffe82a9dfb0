use std::fmt;

use super::template::{Node, Path, Template, What};

/// The text again, byte for byte.
impl fmt::Display for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        nodes(&self.nodes, &self.text, f)
    }
}

/// As it is written: `event.tags.[a.b]`.
impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, segment) in self.segments.iter().enumerate() {
            f.write_str(if index == 0 { "" } else { "." })?;
            match segment.bracketed {
                true => write!(f, "[{}]", segment.name)?,
                false => f.write_str(&segment.name)?,
            }
        }
        Ok(())
    }
}

fn nodes(nodes: &[Node], text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for node in nodes {
        let What::Block(block) = &node.what else {
            f.write_str(node.span.of(text))?;
            continue;
        };
        f.write_str(block.open.span.of(text))?;
        self::nodes(&block.body, text, f)?;
        if let Some(otherwise) = &block.otherwise {
            f.write_str(otherwise.span.of(text))?;
            self::nodes(&otherwise.body, text, f)?;
        }
        if let Some(close) = &block.close {
            f.write_str(close.span.of(text))?;
        }
    }
    Ok(())
}
