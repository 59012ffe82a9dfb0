//! The nouns: what every other room talks about. Values only, no I/O.

mod desired;
pub mod envelope;
mod finding;
mod fix;
mod key;
mod kind;
mod live;
mod mark;
mod node;
mod pointer;
pub mod secrets;
mod source;

pub use desired::{Desired, Reference, State};
pub use finding::{Finding, Related, Severity};
pub use fix::{Change, Fix, Patch};
pub use key::{Address, Key, KeyError};
pub use kind::{
    CanDelete, Create, Danger, Dangers, Default, Delete, Detail, Guard, History, Id, IdType, Kind, Listing, Lit,
    MarkPlace, Natural, Paging, Part, Read, Update, Verb, Way, Weakens, When,
};
pub use live::Live;
pub use mark::{Mark, Scope, ScopeError};
pub use node::{Entry, Node, Style, Tree};
pub use pointer::{Pattern, Pointer, Token};
pub use source::{LineColumn, Place, SourceFile, SourceId, Sources};
