//! What a kind of Datadog object is: one static value of facts. The facts themselves stand in `kinds/`.

mod danger;
mod defaults;
mod ways;

use serde_json::{Value, json};

use super::{Pointer, envelope};

pub use danger::{Danger, Dangers, Guard, Way, Weakens};
pub use defaults::{Default, Lit, When};
pub use ways::{CanDelete, Create, Delete, Detail, History, Listing, Paging, Part, Read, Update, Verb};

/// A kind of object that Datadog has and files can describe.
///
/// Written with `..Kind::REST`, which is the ordinary case: a bare JSON object under `/id`, an unpaged bare list, PUT that
/// replaces. Paths in tables are [`Pattern`](crate::model::Pattern)s over the object as the API returns it, out of its
/// envelope.
pub struct Kind {
    /// The word in addresses and on the command line: `monitor`.
    pub name: &'static str,
    /// The folder of its definitions: `monitors`.
    pub folder: &'static str,
    /// The top-level field that people know an object by.
    pub label: &'static str,
    /// Collection path; an object is `{path}/{id}`.
    pub path: &'static str,
    /// Where a person opens one: `{id}` is replaced. Relative to the site's application host.
    pub page: &'static str,
    pub id: Id,
    /// It pairs definition and object where no mark does.
    pub natural: Natural,
    /// A natural key as Datadog spells it: it takes some keys and stores them in another spelling.
    pub spelled: fn(&str) -> String,
    /// The object out of an answer about it; None where there is none in it.
    pub open: fn(Value) -> Option<Value>,
    /// The object out of an item of a list.
    pub open_item: fn(Value) -> Option<Value>,
    /// The object into the body of a write; with its id where it has one already.
    pub wrap: fn(Value, Option<&str>) -> Value,
    /// Path of one object; what is known of it may decide. The id is encoded already.
    pub object: fn(&Self, &str, Option<&Value>) -> String,
    pub read: Read,
    pub create: Create,
    pub delete: Delete,
    /// Fields of an object that have an endpoint of their own.
    pub parts: &'static [Part],
    /// Query of a read by id, where the API leaves something out unless asked.
    pub read_with: &'static [(&'static str, &'static str)],
    pub listing: Listing,
    pub update: Update,
    pub can_delete: Option<CanDelete>,
    pub history: History,
    pub dangers: Dangers,
    /// Where the API says what it would refuse of an object, and keeps nothing.
    pub validate: Option<&'static str>,
    pub mark: MarkPlace,
    /// Fields that Datadog alone writes. Dropped on both sides, and never sent.
    pub server_owned: &'static [&'static str],
    /// Accepted and never returned, so they cannot be compared.
    pub write_only: &'static [&'static str],
    /// Texts, or JSON in texts, with what nobody else may know: a file has it as `${env.NAME}` only.
    pub secrets: &'static [&'static str],
    /// What Datadog stores where a definition is silent.
    pub defaults: &'static [Default],
    /// Lists whose order means nothing.
    pub sets: &'static [&'static str],
    /// Texts that Datadog trims at both ends.
    pub trimmed: &'static [&'static str],
    /// A change here needs a new object.
    pub immutable: &'static [&'static str],
    /// Ids that Datadog gave to parts of an object: not compared, kept on update so that links to the part live on.
    pub part_ids: &'static [&'static str],
    /// Places where the API wants an id as text although the id itself is a number.
    pub text_ids: &'static [&'static str],
    /// Objects of this kind that belong to something else (a synthetic test's own monitor, say).
    pub foreign: fn(&Value) -> bool,
    /// What the tables cannot say about equality; applied to a copy of each side after the tables.
    pub canonical: fn(&mut Value),
    /// Shows a live object in the form that the definition is written in, where Datadog keeps several.
    pub view: fn(&mut Value, &Value),
    /// What the tables cannot say about a body; applied last before it is sent. The second value is the live object.
    pub body: fn(&mut Value, Option<&Value>),
    /// Puts into the body of an update what others have in the object at that very moment: it is read once more for it.
    pub complete: Option<fn(&mut Value, &Value)>,
}

impl Kind {
    pub const REST: Self = Self {
        name: "",
        folder: "",
        label: "name",
        path: "",
        page: "",
        id: Id { field: "id", json: IdType::Text },
        listing: Listing {
            items: "",
            paging: Paging::None,
            filter: None,
            detail: Detail::Full,
            lacks: &[],
            path: None,
            with: &[],
        },
        natural: Natural::Nothing,
        spelled: str::to_owned,
        open: envelope::bare,
        open_item: envelope::bare,
        wrap: envelope::unwrapped,
        object: |kind, id, _| format!("{}/{id}", kind.path),
        read: Read::Object,
        create: Create::Post,
        delete: Delete::Object,
        parts: &[],
        read_with: &[],
        update: Update { verb: Verb::Put, merges: false },
        can_delete: None,
        history: History { at: "", by: "", asset: "" },
        dangers: Dangers {
            gone: Danger::Other,
            changed: Danger::Other,
            extra: Danger::Other,
            texts: &["/name", "/description"],
            guards: &[],
        },
        validate: None,
        mark: MarkPlace::Nowhere,
        server_owned: &[],
        write_only: &[],
        secrets: &[],
        defaults: &[],
        sets: &[],
        trimmed: &[],
        immutable: &[],
        part_ids: &[],
        text_ids: &[],
        foreign: |_| false,
        canonical: |_| {},
        view: |_, _| {},
        body: |_, _| {},
        complete: None,
    };

    pub fn id_of(&self, object: &Value) -> Option<String> {
        match object.get(self.id.field)? {
            Value::String(text) if !text.is_empty() => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }

    /// The id as the API's own JSON type.
    pub fn id_value(&self, id: &str) -> Value {
        match self.id.json {
            IdType::Integer => id.parse::<i64>().map_or_else(|_| json!(id), |number| json!(number)),
            IdType::Text => json!(id),
        }
    }

    /// What makes the object the only one of its kind, as text in Datadog's spelling.
    pub fn natural_of(&self, object: &Value) -> Option<String> {
        let path = match self.natural {
            Natural::Nothing => return None,
            Natural::Of(make) => return make(object),
            Natural::At(path) => path,
        };
        match Pointer::parse(path).find(object)? {
            Value::String(text) if !text.is_empty() => Some((self.spelled)(text)),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }

    /// Objects of this kind can bear a mark.
    pub fn is_marked(&self) -> bool {
        self.mark != MarkPlace::Nowhere
    }
}

impl std::fmt::Debug for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdType {
    Integer,
    Text,
}

#[derive(Clone, Copy, Debug)]
pub struct Id {
    /// Top-level field.
    pub field: &'static str,
    pub json: IdType,
}

/// What makes an object the only one of its kind.
#[derive(Clone, Copy, Debug)]
pub enum Natural {
    /// Nothing does: several may say the same.
    Nothing,
    /// Pointer to a text or a number: a metric's name, an account's number.
    At(&'static str),
    /// Made of several fields.
    Of(fn(&Value) -> Option<String>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkPlace {
    /// A top-level list of free tags.
    Tags(&'static str),
    /// The last line of a top-level text.
    LastLine(&'static str),
    Nowhere,
}
