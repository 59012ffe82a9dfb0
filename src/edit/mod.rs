//! YAML as bytes: values written as a person would write them, and values changed in place.
//!
//! An edit touches the bytes of the value that it changes. Comments, order, anchors and quoting elsewhere stay as they are,
//! byte for byte.

mod block_text;
mod change;
mod items;
mod keys;
mod render;
mod scalar;
mod splice;
#[cfg(test)]
mod tests;

pub use change::{CannotEdit, Change, Edit, Slot, edit, spliced, splices};
pub use render::{document, entry};
