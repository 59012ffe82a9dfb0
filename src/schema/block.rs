//! The `ddsync:` block of a definition file: all that is ours in it. Closed, since nobody but us adds to it.

use std::collections::BTreeMap;

use super::ours::{Id, Items, Key, NAME, NAME_FORM, Patch, State, Version};
use super::shapes::Flag;
use crate::object;

object! {
    /// What ddsync itself should know about this file. Datadog never sees it.
    Block {
        /// Version of the format that the file is written in; absent means 1.
        version: Option<Version> = 1,
        /// Name of the resource, unique per kind in the project; absent means the file's stem. Needed where a file holds several documents.
        key: Option<Key> = "pipeline-failure",
        /// Id of an object that exists in Datadog and is to be adopted; where environments have an object each, a map of their names to ids. May be taken away afterwards.
        id: Option<Id> = 274_449_666,
        /// Whether the object may never be deleted, also not after its file is gone.
        protect: Option<Flag> = true,
        /// Lint rules that are silent in this file; `*` is all of them. Say why in a comment.
        ignore: Option<Vec<String>> = ["no-notification-handle"],
        /// Environment to a JSON merge patch (RFC 7396) of the object, applied in that environment only.
        #[schemars(extend("propertyNames" = {"pattern": NAME, "patternErrorMessage": NAME_FORM}))]
        environments: Option<BTreeMap<String, Patch>> = {"staging": {"options": {"thresholds": {"critical": 10}}}},
        /// Makes one resource of each item; `${each.stage}` is the item, and the key gets it as a suffix.
        #[schemars(extend("minProperties" = 1))]
        for_each: Option<BTreeMap<String, Items>> = {"stage": ["extract", "transform", "load"]},
        /// Whether the resource should exist. With `absent` it is deleted although its file is still there.
        state: Option<State> = "present",
    }
    example: {"version": 1, "key": "pipeline-failure", "protect": true}
}
