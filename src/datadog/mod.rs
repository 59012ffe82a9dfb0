//! Talking to Datadog's API. Shapes of requests and answers are pure values; [`Reader`] and [`Writer`] send them.
//!
//! A [`Reader`] cannot write. Whatever only reads (diff, drift, import) is given a Reader, and a [`Writer`] is made from one.
//!
//! ```text
//! reader, writer   what callers ask for           list     pages into one list, or an error
//! session          limits, retries, progress      retry    when to send again (pure)
//! http             the socket and the keys        limits   who may send now (pure but for two semaphores)
//! request, answer  one exchange as values (pure)  error    what went wrong, as one sentence (pure)
//! ```

mod answer;
mod audit;
mod body;
mod clock;
mod error;
mod fault;
mod http;
mod inventory;
mod limits;
mod list;
mod permissions;
mod probe;
mod progress;
mod reader;
mod request;
mod retry;
mod session;
mod site;
mod writer;

pub use answer::RateLimit;
pub use audit::Audited;
pub use clock::{Clock, Pause, SystemClock};
pub use error::{ApiError, Call, Proof, WriteError};
pub use fault::{Fault, Why};
pub use http::Timeouts;
pub use inventory::{Strangers, Survey, Wanted, inventory, survey};
pub use limits::Parallel;
pub use permissions::Permissions;
pub use probe::{Echo, Probe};
pub use progress::{Event, Progress, Silent};
pub use reader::{Connection, Deletable, Reader};
pub use request::{BadId, Method, Request};
pub use retry::Policy;
pub use site::{BaseUrl, Endpoint, SITES, Site, SiteError};
pub use writer::Writer;
