//! What a kind of Datadog object is: one static value of facts. The facts themselves stand in `kinds/`.

use serde_json::{Value, json};

use super::{Pattern, Pointer, envelope};

/// A kind of object that Datadog has and files can describe.
///
/// Written with `..Kind::REST`, which is the ordinary case: a bare JSON object under `/id`, an unpaged bare list, PUT that
/// replaces. Paths in tables are [`Pattern`]s over the object as the API returns it, out of its envelope.
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
    /// Pointer to what makes an object the only one of its kind (a metric's name, an account's number), where there is
    /// such a thing. It pairs definition and object where no mark does.
    pub natural: Option<&'static str>,
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
    pub create: Create,
    pub delete: Delete,
    /// Fields of an object that have an endpoint of their own.
    pub parts: &'static [Part],
    /// Query of a read by id, where the API leaves something out unless asked.
    pub read_with: &'static [(&'static str, &'static str)],
    pub listing: Listing,
    pub update: Update,
    pub can_delete: Option<CanDelete>,
    /// Where the API says what it would refuse of an object, and keeps nothing.
    pub validate: Option<&'static str>,
    pub mark: MarkPlace,
    /// Fields that Datadog alone writes. Dropped on both sides, and never sent.
    pub server_owned: &'static [&'static str],
    /// Accepted and never returned, so they cannot be compared.
    pub write_only: &'static [&'static str],
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
        natural: None,
        spelled: str::to_owned,
        open: envelope::bare,
        open_item: envelope::bare,
        wrap: envelope::unwrapped,
        object: |kind, id, _| format!("{}/{id}", kind.path),
        create: Create::Post,
        delete: Delete::Object,
        parts: &[],
        read_with: &[],
        update: Update { verb: Verb::Put, merges: false },
        can_delete: None,
        validate: None,
        mark: MarkPlace::Nowhere,
        server_owned: &[],
        write_only: &[],
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
        match Pointer::parse(self.natural?).find(object)? {
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

#[derive(Clone, Copy, Debug)]
pub struct Listing {
    /// Field of the answer that holds the list; empty where the answer is the list.
    pub items: &'static str,
    pub paging: Paging,
    /// Query parameter that takes the mark's scope tag, so that only our objects travel.
    pub filter: Option<&'static str>,
    pub detail: Detail,
    /// Fields that a full list leaves out all the same: a resource that defines one is read by id.
    pub lacks: &'static [&'static str],
    /// Where the list is not at the collection's path.
    pub path: Option<&'static str>,
    /// Constant query of the list.
    pub with: &'static [(&'static str, &'static str)],
}

#[derive(Clone, Copy, Debug)]
pub enum Paging {
    None,
    /// There is no list: objects are read by their natural keys.
    Unlisted,
    /// `page` is 0-based; pages can be asked for side by side.
    Numbered {
        page: &'static str,
        size: &'static str,
        most: usize,
    },
    /// `start` counts objects.
    Offset {
        start: &'static str,
        count: &'static str,
        most: usize,
    },
}

/// How much of an object the list shows.
#[derive(Clone, Copy, Debug)]
pub enum Detail {
    Full,
    /// Enough to see the mark and the name: each object of ours is read by id.
    Summary,
}

/// How an object comes to be.
#[derive(Clone, Copy, Debug)]
pub enum Create {
    /// POST to the collection.
    Post,
    /// POST to the collection of its sort, which the body names.
    PostTo(fn(&Value) -> String),
    /// POST to the object's own path, made of its natural key.
    PostObject,
    /// PUT to the object's own path; it is there once somebody writes it.
    PutObject,
}

/// How an object goes.
#[derive(Clone, Copy, Debug)]
pub enum Delete {
    /// DELETE on the object's path.
    Object,
    /// POST to a path with a list of ids under this field.
    Post { path: &'static str, field: &'static str },
    /// It goes when Datadog says so: it can be reset, not deleted.
    Never,
}

/// A field of an object that is read and written at a path of its own.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    pub field: &'static str,
    /// With `{id}`. GET answers `{field: value}`, PUT takes it.
    pub path: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    Put,
    Patch,
    /// POST to the collection, which replaces the object of the same natural key.
    Post,
}

#[derive(Clone, Copy, Debug)]
pub struct Update {
    pub verb: Verb,
    /// A top-level field that the body leaves out keeps its value, so a reset is sent as an explicit null or default.
    pub merges: bool,
}

/// `GET {path}?{parameter}=id` answers 200 where nothing else uses the object.
#[derive(Clone, Copy, Debug)]
pub struct CanDelete {
    pub path: &'static str,
    pub parameter: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkPlace {
    /// A top-level list of free tags.
    Tags(&'static str),
    /// The last line of a top-level text.
    LastLine(&'static str),
    Nowhere,
}

/// `at` reads as `value` where it is absent.
#[derive(Clone, Copy, Debug)]
pub struct Default {
    pub at: Pattern,
    pub value: Lit,
    pub when: When,
}

impl Default {
    pub const fn new(at: &'static str, value: Lit) -> Self {
        Self { at: Pattern(at), value, when: When::Always }
    }

    #[must_use]
    pub const fn when(self, when: When) -> Self {
        Self { when, ..self }
    }
}

/// A JSON constant in a table.
#[derive(Clone, Copy, Debug)]
pub enum Lit {
    Bool(bool),
    Int(i64),
    Text(&'static str),
    EmptyList,
    /// A list of texts; sorted where the list is a set.
    Texts(&'static [&'static str]),
    EmptyObject,
    /// Follows from the rest of the object.
    Computed(fn(&Value) -> Option<Value>),
    /// Datadog moves this default over time or by account: an absent field is left alone.
    Unmanaged,
}

impl Lit {
    /// The constant; None where there is none.
    pub fn value(self) -> Option<Value> {
        match self {
            Self::Bool(flag) => Some(json!(flag)),
            Self::Int(number) => Some(json!(number)),
            Self::Text(text) => Some(json!(text)),
            Self::EmptyList => Some(json!([])),
            Self::Texts(texts) => Some(json!(texts)),
            Self::EmptyObject => Some(json!({})),
            Self::Computed(_) | Self::Unmanaged => None,
        }
    }
}

/// The neighbours that a default depends on; pointers are absolute.
#[derive(Clone, Copy, Debug)]
pub enum When {
    Always,
    /// Only where this other field is missing.
    Without(&'static str),
    /// Only where this field is one of these texts.
    OneOf(&'static str, &'static [&'static str]),
}
