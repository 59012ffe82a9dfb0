//! What was done, by whom: what the Audit Trail tells.

use rusqlite::params;
use serde_json::Value;

use super::Objects;

pub(super) const TABLE: &str = "
    CREATE TABLE IF NOT EXISTS events (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        at     TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
        who    TEXT NOT NULL,
        action TEXT NOT NULL,
        kind   TEXT NOT NULL,
        id     TEXT NOT NULL,
        before TEXT,
        after  TEXT
    );
";

/// Older events are forgotten.
const MOST_EVENTS: i64 = 10_000;

/// Something that was done to an object.
pub(in crate::sandbox) struct Event {
    pub(in crate::sandbox) number: i64,
    /// RFC 3339.
    pub(in crate::sandbox) at: String,
    pub(in crate::sandbox) who: String,
    /// created, modified or deleted.
    pub(in crate::sandbox) action: String,
    pub(in crate::sandbox) kind: String,
    pub(in crate::sandbox) id: String,
    pub(in crate::sandbox) before: Option<Value>,
    pub(in crate::sandbox) after: Option<Value>,
}

impl Objects<'_> {
    /// What was done to objects of these kinds, the newest first.
    pub(in crate::sandbox) fn events(&self, kinds: &[&str]) -> rusqlite::Result<Vec<Event>> {
        let mut statement = self
            .transaction
            .prepare("SELECT number, at, who, action, kind, id, before, after FROM events ORDER BY number DESC")?;
        let state = |body: Option<String>| body.and_then(|body| serde_json::from_str(&body).ok());
        let events = statement.query_map([], |row| {
            Ok(Event {
                number: row.get(0)?,
                at: row.get(1)?,
                who: row.get(2)?,
                action: row.get(3)?,
                kind: row.get(4)?,
                id: row.get(5)?,
                before: state(row.get(6)?),
                after: state(row.get(7)?),
            })
        })?;
        let wanted =
            |event: &rusqlite::Result<Event>| event.as_ref().map_or(true, |event| kinds.contains(&&*event.kind));
        events.filter(wanted).collect()
    }

    /// Before it is done: the event keeps the object as it was.
    pub(super) fn note(&self, action: &str, kind: &str, id: &str, after: Option<&Value>) -> rusqlite::Result<()> {
        let before = self.one("SELECT body FROM objects WHERE kind = ?1 AND id = ?2 AND deleted = 0", kind, id)?;
        let action = if before.is_none() { "created" } else { action };
        let text = |state: Option<&Value>| state.map(ToString::to_string);
        self.transaction
            .prepare("INSERT INTO events (who, action, kind, id, before, after) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
            .execute(params![self.who, action, kind, id, text(before.as_ref()), text(after)])?;
        self.transaction
            .prepare("DELETE FROM events WHERE number <= last_insert_rowid() - ?1")?
            .execute([MOST_EVENTS])?;
        Ok(())
    }
}
