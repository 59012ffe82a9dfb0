//! How much one file may unfold to. A few lines of aliases can otherwise ask for all memory.

use crate::model::{Node, Tree};

/// Deepest nesting of lists and maps. `serde_json` refuses to read more than 127 levels, and a value is read back from
/// JSON after it was sent.
pub const DEPTH: usize = 100;

const NODES: usize = 100_000;
const BYTES: usize = 16 << 20;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    pub nodes: usize,
    /// Of texts and keys.
    pub bytes: usize,
    /// 1 for a scalar.
    pub height: usize,
}

pub fn measure(node: &Node) -> Size {
    let mut size = Size { nodes: 1, bytes: 0, height: 1 };
    let mut add = |child: Size, key: usize| {
        size.nodes += child.nodes;
        size.bytes += child.bytes + key;
        size.height = size.height.max(child.height + 1);
    };
    match &node.tree {
        Tree::List(items) => items.iter().for_each(|item| add(measure(item), 0)),
        Tree::Map(map) => map.iter().for_each(|(key, entry)| add(measure(&entry.node), key.len())),
        Tree::Text(text, _) => size.bytes = text.len(),
        Tree::Null | Tree::Bool(_) | Tree::Number(_) => {}
    }
    size
}

#[derive(Debug)]
pub struct Budget {
    nodes: usize,
    bytes: usize,
    spent: bool,
}

impl Default for Budget {
    fn default() -> Self {
        Self { nodes: NODES, bytes: BYTES, spent: false }
    }
}

impl Budget {
    /// False where there is not enough left.
    pub fn spend(&mut self, size: Size) -> bool {
        match (self.nodes.checked_sub(size.nodes), self.bytes.checked_sub(size.bytes)) {
            (Some(nodes), Some(bytes)) => {
                self.nodes = nodes;
                self.bytes = bytes;
                true
            }
            _ => false,
        }
    }

    pub fn exhaust(&mut self) {
        self.spent = true;
    }

    pub fn is_spent(&self) -> bool {
        self.spent
    }
}
