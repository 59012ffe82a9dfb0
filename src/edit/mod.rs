//! YAML as bytes: values written as a person would write them, and values changed in place.
//!
//! An edit touches the bytes of the value that it changes. Comments, order, anchors and quoting elsewhere stay as they are,
//! byte for byte.

mod block_text;
mod render;
mod scalar;

pub use render::{document, entry};
