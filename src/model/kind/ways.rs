//! How a kind is listed, read, made, changed and deleted.

use serde_json::Value;

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

/// How one object is read.
#[derive(Clone, Copy, Debug)]
pub enum Read {
    /// GET on its own path.
    Object,
    /// It has no path to read: GET on the list, narrowed by this parameter to one id.
    Filtered(&'static str),
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

/// Where it is told who changed an object last, and when. Empty where nothing tells.
#[derive(Clone, Copy, Debug)]
pub struct History {
    /// Pointer to the time of the last change: RFC 3339, or seconds since 1970.
    pub at: &'static str,
    /// Pointer to an e-mail address.
    pub by: &'static str,
    /// `asset.type` in the Audit Trail (Datadog's list of audit events).
    pub asset: &'static str,
}
