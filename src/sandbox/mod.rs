//! The embedded Datadog-compatible server: on loopback, with its state in SQLite.
//!
//! It answers as Datadog was recorded to answer: same shapes, same defaults, same errors. It is written from recorded
//! traffic and shares no facts with the client side of this crate, so that one mistake cannot stand on both sides.
//!
//! A request walks `serve` (socket, faults) -> `desk` (keys, route, rate limit, transaction) -> a handler in `kinds/`.

mod clock;
mod desk;
mod faults;
mod index;
mod keys;
mod kinds;
mod limits;
mod listen;
mod record;
mod route;
mod serve;
mod store;
mod wire;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

pub use faults::{Effect, Fault, Faults, Matcher, Path as FaultPath};
pub use keys::Keys;

/// How long `stop` waits for answers in flight.
const GRACE: Duration = Duration::from_secs(5);

/// Where the state lives.
#[derive(Debug, Clone, Default)]
pub enum Store {
    /// In memory, gone with the server.
    #[default]
    Memory,
    /// In this SQLite file; it and its folder are made where they are missing.
    File(PathBuf),
}

/// How a sandbox is set up. The default keeps nothing, listens on any port and takes any keys.
#[derive(Clone, Default)]
pub struct Options {
    /// Where the state lives.
    pub store: Store,
    /// The port on loopback; 0 is any free one.
    pub port: u16,
    /// Who is let in.
    pub keys: Keys,
    /// Scripted faults, for tests of a client.
    pub faults: Faults,
}

/// A running server. Dropping it ends it without waiting for answers in flight.
pub struct Sandbox {
    address: SocketAddr,
    shared: Arc<serve::Shared>,
    shutdown: oneshot::Sender<()>,
    server: JoinHandle<()>,
}

/// A request as it came in, without its headers: keys are not kept.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordedRequest {
    /// `GET`, `POST`, ...
    pub method: String,
    /// The path as sent.
    pub path: String,
    /// The query parameters, decoded, in order.
    pub query: Vec<(String, String)>,
    /// The body; none where it was empty or not JSON.
    pub body: Option<Value>,
}

/// Why a sandbox cannot start or be reset.
#[derive(Debug, thiserror::Error)]
pub enum SandboxError {
    /// The port is taken, or loopback is not there.
    #[error("the sandbox cannot listen on 127.0.0.1:{port}: {source}; choose another port, or 0 for any")]
    Listen {
        /// The port asked for.
        port: u16,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file or folder cannot be made or removed.
    #[error("the sandbox cannot use {}: {source}", path.display())]
    File {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// SQLite cannot use the state file.
    #[error("the sandbox cannot use its state in {}: {source}; `ddsync sandbox reset` starts afresh", path.display())]
    State {
        /// The state file.
        path: PathBuf,
        /// What SQLite said.
        source: rusqlite::Error,
    },
    /// The file belongs to something else.
    #[error("{} is not a sandbox's state file and is left as it is; name another file", path.display())]
    NotOurs {
        /// The file.
        path: PathBuf,
    },
    /// The file was written by a later version.
    #[error("{} was written by a later version of ddsync; update, or run `ddsync sandbox reset`", path.display())]
    TooNew {
        /// The state file.
        path: PathBuf,
    },
    /// SQLite cannot hold a state in memory.
    #[error("the sandbox cannot keep its state in memory: {0}")]
    Memory(rusqlite::Error),
}

impl SandboxError {
    fn io(path: &Path, source: std::io::Error) -> SandboxError {
        SandboxError::File { path: path.to_owned(), source }
    }
}

impl Sandbox {
    /// Opens the state and starts to serve. Needs a tokio runtime.
    ///
    /// # Errors
    /// Where the state cannot be opened or the port cannot be had.
    pub async fn start(options: Options) -> Result<Sandbox, SandboxError> {
        let port = options.port;
        let database = store::Database::open(&options.store)?;
        let listen = |source| SandboxError::Listen { port, source };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(listen)?;
        let address = listener.local_addr().map_err(listen)?;
        let shared = Arc::new(serve::Shared::new(database, options.keys, options.faults));
        let (shutdown, told) = oneshot::channel();
        let server = tokio::spawn(serve::run(listener, Arc::clone(&shared), told));
        Ok(Sandbox { address, shared, shutdown, server })
    }

    /// `http://127.0.0.1:PORT`
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What came in so far, in order of arrival; beyond some 64 MiB the oldest are forgotten.
    #[must_use]
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.shared.requests()
    }

    /// Adds a fault to the script; it counts requests from now on.
    pub fn script(&self, fault: Fault) {
        self.shared.script(fault);
    }

    /// Says how a monitor is, group by group (`("host:a", "Alert")`; `*` is the one of a monitor without groups), since none
    /// is evaluated here. False where there is no monitor with this id.
    pub fn set_groups(&self, monitor: &str, groups: &[(&str, &str)]) -> bool {
        self.shared.set_groups(monitor, groups)
    }

    /// Takes no more requests and lets those in flight finish.
    pub async fn stop(mut self) {
        // The receiver is gone only where the server has already ended.
        let _ = self.shutdown.send(());
        if tokio::time::timeout(GRACE, &mut self.server).await.is_err() {
            self.server.abort();
        }
    }

    /// Serves until Ctrl-C, then stops.
    ///
    /// # Errors
    /// Where the system cannot deliver Ctrl-C.
    pub async fn wait(self) -> std::io::Result<()> {
        let told = tokio::signal::ctrl_c().await;
        self.stop().await;
        told
    }
}

/// Drops the state file. Says whether there was one.
///
/// # Errors
/// Where the file is not a sandbox's, or cannot be removed.
pub fn reset(path: &Path) -> Result<bool, SandboxError> {
    store::remove(path)
}
