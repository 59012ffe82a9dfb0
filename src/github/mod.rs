//! The pull request, the issue and the run: what they show of a [`Report`](crate::report::Report), and the way to GitHub.
//!
//! ```text
//! event    what the runner says happened             comment  the plan on a pull request, the summary of a run
//! marker   how a comment or an issue is found again  budget   what is left out first where there is no room
//! danger   what goes or alerts, on top of it
//! seal     the comment once it is applied            issue    drift: what is to be done with its one issue
//! status   the line beside a commit                  outputs  what later steps read
//! adopt    the pull request that takes drift into the files
//! client   calls, and socket: the parts that wait      words    a text that changed, in a line
//! ```
//!
//! All but `client` and `socket` are values in, values out.

pub mod adopt;
pub mod budget;
pub mod client;
pub mod comment;
mod danger;
pub mod event;
pub mod issue;
pub mod marker;
pub mod outputs;
pub mod seal;
mod socket;
pub mod status;
mod words;
