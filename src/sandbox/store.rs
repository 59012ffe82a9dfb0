//! The state, in SQLite.
#![expect(clippy::disallowed_methods, reason = "the sandbox keeps a state of its own")]

use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, Row, Transaction, TransactionBehavior, params};
use serde_json::Value;

use super::wire::Reply;
use super::{SandboxError, Store};

/// Marks the file as ours (SQLite's `application_id`): "ddsb". A file without it is never touched.
const APPLICATION: i64 = 0x6464_7362;
/// The shape of the tables.
const VERSION: i64 = 1;

const TABLES: &str = "
    CREATE TABLE IF NOT EXISTS objects (
        created INTEGER PRIMARY KEY AUTOINCREMENT,
        kind    TEXT NOT NULL,
        id      TEXT NOT NULL,
        body    TEXT NOT NULL,
        deleted INTEGER NOT NULL DEFAULT 0,
        UNIQUE (kind, id)
    );
    CREATE TABLE IF NOT EXISTS counters (name TEXT PRIMARY KEY, last INTEGER NOT NULL);
";

/// The one connection; a request holds it for the length of its transaction.
pub(super) struct Database(Mutex<Connection>);

impl Database {
    pub(super) fn open(store: &Store) -> Result<Database, SandboxError> {
        let connection = match store {
            Store::Memory => in_memory().map_err(SandboxError::Memory)?,
            Store::File(path) => {
                make_folder(path)?;
                open_file(path)?
            }
        };
        Ok(Database(Mutex::new(connection)))
    }

    /// Runs one request's work: kept where it succeeds, undone where it is refused or panics.
    pub(super) fn within(&self, work: impl FnOnce(&Objects<'_>) -> Result<Reply, Reply>) -> Result<Reply, Reply> {
        let mut connection = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Immediate: another process on the same file waits here, and not half-way.
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let reply = work(&Objects(&transaction))?;
        transaction.commit()?;
        Ok(reply)
    }
}

/// The stored objects, seen from inside a transaction.
pub(super) struct Objects<'a>(&'a Transaction<'a>);

impl Objects<'_> {
    /// The live object.
    pub(super) fn get(&self, kind: &str, id: &str) -> rusqlite::Result<Option<Value>> {
        self.one(
            "SELECT body FROM objects WHERE kind = ?1 AND id = ?2 AND deleted = 0",
            kind,
            id,
        )
    }

    /// The deleted object.
    pub(super) fn get_deleted(&self, kind: &str, id: &str) -> rusqlite::Result<Option<Value>> {
        self.one(
            "SELECT body FROM objects WHERE kind = ?1 AND id = ?2 AND deleted = 1",
            kind,
            id,
        )
    }

    /// All live objects of a kind, oldest first.
    pub(super) fn list(&self, kind: &str) -> rusqlite::Result<Vec<Value>> {
        self.many(
            "SELECT body FROM objects WHERE kind = ?1 AND deleted = 0 ORDER BY created",
            kind,
        )
    }

    /// All deleted objects of a kind, oldest first.
    pub(super) fn list_deleted(&self, kind: &str) -> rusqlite::Result<Vec<Value>> {
        self.many(
            "SELECT body FROM objects WHERE kind = ?1 AND deleted = 1 ORDER BY created",
            kind,
        )
    }

    /// Stores the object, alive, new or not; its place in the order stays.
    pub(super) fn put(&self, kind: &str, id: &str, body: &Value) -> rusqlite::Result<()> {
        self.0
            .prepare(
                "INSERT INTO objects (kind, id, body) VALUES (?1, ?2, ?3)
                 ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body, deleted = 0",
            )?
            .execute(params![kind, id, body.to_string()])?;
        Ok(())
    }

    /// Deletes softly: `put` brings it back.
    pub(super) fn delete(&self, kind: &str, id: &str, last: &Value) -> rusqlite::Result<()> {
        self.0
            .prepare("UPDATE objects SET deleted = 1, body = ?3 WHERE kind = ?1 AND id = ?2")?
            .execute(params![kind, id, last.to_string()])?;
        Ok(())
    }

    /// 1, 2, 3, ... for each name, across restarts.
    pub(super) fn next(&self, counter: &str) -> rusqlite::Result<i64> {
        self.0
            .prepare(
                "INSERT INTO counters (name, last) VALUES (?1, 1)
                 ON CONFLICT (name) DO UPDATE SET last = last + 1 RETURNING last",
            )?
            .query_row([counter], |row| row.get(0))
    }

    fn one(&self, sql: &str, kind: &str, id: &str) -> rusqlite::Result<Option<Value>> {
        self.0.prepare(sql)?.query_row([kind, id], parsed).optional()
    }

    fn many(&self, sql: &str, kind: &str) -> rusqlite::Result<Vec<Value>> {
        self.0.prepare(sql)?.query_map([kind], parsed)?.collect()
    }
}

fn parsed(row: &Row<'_>) -> rusqlite::Result<Value> {
    let body = row.get_ref(0)?.as_str()?;
    serde_json::from_str(body)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, error.into()))
}

/// Removes the state file and SQLite's two companions. Says whether there was one; refuses a file that is not ours.
pub(super) fn remove(path: &Path) -> Result<bool, SandboxError> {
    let there = path.try_exists().map_err(|error| SandboxError::io(path, error))?;
    if !there {
        return Ok(false);
    }
    drop(open_file(path)?);
    for suffix in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        match std::fs::remove_file(&name) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(SandboxError::io(Path::new(&name), error));
            }
            _ => {}
        }
    }
    Ok(true)
}

fn make_folder(path: &Path) -> Result<(), SandboxError> {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => {
            std::fs::create_dir_all(folder).map_err(|error| SandboxError::io(folder, error))
        }
        _ => Ok(()),
    }
}

fn open_file(path: &Path) -> Result<Connection, SandboxError> {
    let failed = |source| SandboxError::State {
        path: path.to_owned(),
        source,
    };
    let connection = Connection::open(path).map_err(failed)?;
    connection.busy_timeout(Duration::from_secs(10)).map_err(failed)?;
    let (application, version) = identity(&connection).map_err(failed)?;
    let tables: i64 = connection
        .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
        .map_err(failed)?;
    if application != APPLICATION && (application != 0 || tables != 0) {
        return Err(SandboxError::NotOurs { path: path.to_owned() });
    }
    if version > VERSION {
        return Err(SandboxError::TooNew { path: path.to_owned() });
    }
    prepare(&connection).map_err(failed)?;
    Ok(connection)
}

fn in_memory() -> rusqlite::Result<Connection> {
    let connection = Connection::open_in_memory()?;
    prepare(&connection)?;
    Ok(connection)
}

fn identity(connection: &Connection) -> rusqlite::Result<(i64, i64)> {
    let number = |pragma: &str| connection.pragma_query_value(None, pragma, |row| row.get(0));
    Ok((number("application_id")?, number("user_version")?))
}

fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "application_id", APPLICATION)?;
    connection.pragma_update(None, "user_version", VERSION)?;
    // With a write-ahead log a killed process leaves the last whole transaction behind, never half of one.
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    connection.execute_batch(TABLES)
}
