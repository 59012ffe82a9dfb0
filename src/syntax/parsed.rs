use super::Fault;

/// What a parser made of a text. A text with faults may still have a tree, with gaps where the faults are.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed<T> {
    /// None where nothing could be made of the text.
    pub tree: Option<T>,
    /// In the order in which they stand in the text.
    pub faults: Vec<Fault>,
}

impl<T> Parsed<T> {
    /// The tree of a text that is right; None if there was any fault.
    pub fn clean(&self) -> Option<&T> {
        self.tree.as_ref().filter(|_| self.faults.is_empty())
    }

    pub fn is_clean(&self) -> bool {
        self.clean().is_some()
    }

    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Parsed<U> {
        Parsed { tree: self.tree.map(make), faults: self.faults }
    }
}
