//! What Datadog has, as definition files. Pure: live objects in, texts out.
//!
//! A new file holds what a person would have written (`tidy`), with the ids of other resources as references
//! (`links`). Nothing of it is believed: [`prove`] loads the project with the new files and plans it, and the
//! plan must find nothing but the missing marks. [`update`] is the other half: drift, written back into the files that
//! are there already.

mod key;
mod links;
mod prove;
mod target;
mod template;
mod tidy;
mod update;
mod write;

pub use key::of_name as key_of;
pub use links::Links;
pub use prove::{Project, Proof, Refused, prove, prove_update};
pub use target::{BadTarget, Target};
pub use update::{Ground, Kept, Updated, adopt, update};
pub use write::{Conflict, NewFile, Room, write};
