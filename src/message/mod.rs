//! The template language of names and messages: conditionals, variables, handles, and when each part is sent.
//!
//! ```text
//! text -> parse -> Template (nodes, faults) -> handle::find  -> handles, each with what is wrong about it
//!                           with States     -> reach         -> for each node the transitions that send it
//! ```
//!
//! What Datadog knows stands in tables: [`conditionals`], [`variables`], [`helpers`], [`services`] and [`eval::FUNCTIONS`].
//! Nothing here decides whether an unknown name is wrong; that is for the rules of `lint`.

pub mod conditionals;
mod display;
pub mod eval;
pub mod handle;
pub mod helpers;
mod parse;
pub mod reach;
mod scan;
pub mod services;
mod states;
mod tags;
mod template;
mod transition;
pub mod variables;

pub use handle::{Handle, Problem, ProblemKind};
pub use parse::parse;
pub use reach::{Reach, When, reach};
pub use services::Service;
pub use states::{Renotify, States};
pub use template::{
    Argument, Block, Close, Comment, Else, Node, NodeId, Path, Quote, Raw, Related, Segment, Spot, Stray, Tag,
    Template, TemplateFault, Variable, What, Word,
};
pub use transition::{Transition, Transitions};
