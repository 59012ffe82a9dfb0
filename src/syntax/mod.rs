//! What the small languages inside a definition share: spans in a text, a cursor over it, and what a parser did not
//! understand. The languages themselves are [`query`](crate::query) and [`message`](crate::message).

mod cursor;
mod fault;
mod nearest;
mod parsed;
mod span;
mod zone;

pub use cursor::Cursor;
pub use fault::{Fault, Replacement};
pub use nearest::nearest;
pub use parsed::Parsed;
pub use span::Span;
pub use zone::{nearest_zone, zone};
