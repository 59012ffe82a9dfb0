//! The state, in SQLite.
#![expect(clippy::disallowed_methods, reason = "the sandbox keeps a state of its own")]

mod events;

use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OptionalExtension, Params, Row, Transaction, TransactionBehavior, params};
use serde_json::Value;

pub(super) use events::Event;

use super::wire::Reply;
use super::{SandboxError, Store};

/// Marks the file as ours (SQLite's `application_id`): "ddsb". A file without it is never touched.
const APPLICATION: i64 = 0x6464_7362;
/// How long a request waits for another process on the same file.
const PATIENCE: Duration = Duration::from_secs(10);
/// The shape of the tables.
const VERSION: i64 = 1;

const TABLES: &str = "
    CREATE TABLE IF NOT EXISTS objects (
        created INTEGER PRIMARY KEY AUTOINCREMENT,
        kind    TEXT NOT NULL,
        id      TEXT NOT NULL,
        body    TEXT NOT NULL,
        deleted INTEGER NOT NULL DEFAULT 0,
        name    TEXT GENERATED ALWAYS AS (json_extract(body, '$.name')) VIRTUAL,
        type    TEXT GENERATED ALWAYS AS (json_extract(body, '$.type')) VIRTUAL,
        UNIQUE (kind, id)
    );
    CREATE INDEX IF NOT EXISTS objects_by_name ON objects (kind, name);
    CREATE INDEX IF NOT EXISTS objects_by_type ON objects (kind, type);
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

    /// Runs one request's work in somebody's name: kept where it succeeds, undone where it is refused or panics.
    pub(super) fn within(
        &self,
        who: &str,
        work: impl FnOnce(&Objects<'_>) -> Result<Reply, Reply>,
    ) -> Result<Reply, Reply> {
        let mut connection = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Immediate: another process on the same file waits here, and not half-way.
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let reply = work(&Objects { transaction: &transaction, who })?;
        transaction.commit()?;
        Ok(reply)
    }
}

/// The stored objects, seen from inside a transaction.
pub(super) struct Objects<'a> {
    transaction: &'a Transaction<'a>,
    who: &'a str,
}

impl Objects<'_> {
    /// The live object.
    pub(super) fn get(&self, kind: &str, id: &str) -> rusqlite::Result<Option<Value>> {
        self.one("SELECT body FROM objects WHERE kind = ?1 AND id = ?2 AND deleted = 0", kind, id)
    }

    /// The deleted object.
    pub(super) fn get_deleted(&self, kind: &str, id: &str) -> rusqlite::Result<Option<Value>> {
        self.one("SELECT body FROM objects WHERE kind = ?1 AND id = ?2 AND deleted = 1", kind, id)
    }

    /// All live objects of a kind, oldest first.
    pub(super) fn list(&self, kind: &str) -> rusqlite::Result<Vec<Value>> {
        self.many("SELECT body FROM objects WHERE kind = ?1 AND deleted = 0 ORDER BY created", [kind])
    }

    /// All deleted objects of a kind, oldest first.
    pub(super) fn list_deleted(&self, kind: &str) -> rusqlite::Result<Vec<Value>> {
        self.many("SELECT body FROM objects WHERE kind = ?1 AND deleted = 1 ORDER BY created", [kind])
    }

    /// The live objects of a kind whose `name` is this.
    pub(super) fn named(&self, kind: &str, name: &str) -> rusqlite::Result<Vec<Value>> {
        self.many(
            "SELECT body FROM objects WHERE kind = ?1 AND name = ?2 AND deleted = 0 ORDER BY created",
            [kind, name],
        )
    }

    /// The live objects of a kind whose `type` is this.
    pub(super) fn of_type(&self, kind: &str, wanted: &str) -> rusqlite::Result<Vec<Value>> {
        self.many(
            "SELECT body FROM objects WHERE kind = ?1 AND type = ?2 AND deleted = 0 ORDER BY created",
            [kind, wanted],
        )
    }

    /// Stores the object, alive, new or not; its place in the order stays.
    pub(super) fn put(&self, kind: &str, id: &str, body: &Value) -> rusqlite::Result<()> {
        self.note("modified", kind, id, Some(body))?;
        self.transaction
            .prepare(
                "INSERT INTO objects (kind, id, body) VALUES (?1, ?2, ?3)
                 ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body, deleted = 0",
            )?
            .execute(params![kind, id, body.to_string()])?;
        Ok(())
    }

    /// Deletes softly: `put` brings it back.
    pub(super) fn delete(&self, kind: &str, id: &str, last: &Value) -> rusqlite::Result<()> {
        self.note("deleted", kind, id, None)?;
        self.transaction
            .prepare("UPDATE objects SET deleted = 1, body = ?3 WHERE kind = ?1 AND id = ?2")?
            .execute(params![kind, id, last.to_string()])?;
        Ok(())
    }

    /// 1, 2, 3, ... for each name, across restarts.
    pub(super) fn next(&self, counter: &str) -> rusqlite::Result<i64> {
        self.transaction
            .prepare(
                "INSERT INTO counters (name, last) VALUES (?1, 1)
                 ON CONFLICT (name) DO UPDATE SET last = last + 1 RETURNING last",
            )?
            .query_row([counter], |row| row.get(0))
    }

    fn one(&self, sql: &str, kind: &str, id: &str) -> rusqlite::Result<Option<Value>> {
        self.transaction.prepare(sql)?.query_row([kind, id], parsed).optional()
    }

    fn many(&self, sql: &str, values: impl Params) -> rusqlite::Result<Vec<Value>> {
        self.transaction.prepare(sql)?.query_map(values, parsed)?.collect()
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
    drop(recognise(path)?);
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
    let failed = |source| SandboxError::State { path: path.to_owned(), source };
    let connection = recognise(path)?;
    if number(&connection, "user_version").map_err(failed)? > VERSION {
        return Err(SandboxError::TooNew { path: path.to_owned() });
    }
    prepare(&connection).map_err(failed)?;
    Ok(connection)
}

/// Opens a file that is ours, or new, or empty; any other is refused untouched.
fn recognise(path: &Path) -> Result<Connection, SandboxError> {
    let not_ours = || SandboxError::NotOurs { path: path.to_owned() };
    let failed = |source: rusqlite::Error| match source.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => not_ours(),
        _ => SandboxError::State { path: path.to_owned(), source },
    };
    let connection = Connection::open(path).map_err(failed)?;
    connection.busy_timeout(PATIENCE).map_err(failed)?;
    let application = number(&connection, "application_id").map_err(failed)?;
    let schema = number(&connection, "schema_version").map_err(failed)?;
    // A file that nobody has put a table into is as good as new.
    let new = application == 0 && schema == 0;
    if new || application == APPLICATION { Ok(connection) } else { Err(not_ours()) }
}

fn number(connection: &Connection, pragma: &str) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, pragma, |row| row.get(0))
}

fn in_memory() -> rusqlite::Result<Connection> {
    let connection = Connection::open_in_memory()?;
    prepare(&connection)?;
    Ok(connection)
}

fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "application_id", APPLICATION)?;
    connection.pragma_update(None, "user_version", VERSION)?;
    // With a write-ahead log a killed process leaves the last whole transaction behind, never half of one.
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    connection.execute_batch(TABLES)?;
    connection.execute_batch(events::TABLE)
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use serde_json::json;

    use super::*;

    #[test]
    fn a_refusal_and_a_panic_leave_no_trace() {
        let database = Database::open(&Store::Memory).unwrap();
        let refused = database.within("me", |objects| {
            objects.put("k", "1", &json!({}))?;
            Err(Reply::bad_request("no"))
        });
        assert!(refused.is_err());
        let panicked = catch_unwind(AssertUnwindSafe(|| {
            database.within("me", |objects| {
                objects.put("k", "2", &json!({}))?;
                panic!("on purpose")
            })
        }));
        assert!(panicked.is_err());
        let left = database.within("me", |objects| Ok(Reply::ok(json!(objects.list("k")?.len())))).unwrap();
        assert_eq!(format!("{:?}", left.body), "Json(Number(0))");
    }

    #[test]
    fn a_later_state_is_not_opened_but_can_be_reset() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state.db");
        drop(open_file(&path).unwrap());
        Connection::open(&path).unwrap().pragma_update(None, "user_version", VERSION + 1).unwrap();
        assert!(matches!(open_file(&path), Err(SandboxError::TooNew { .. })));
        assert!(remove(&path).unwrap());
    }
}
