//! The faults that this room finds. Names are stable: people silence and search for them.

/// Rule and what it means, in the order of the alphabet.
pub const RULES: &[(&str, &str)] = &[
    (
        "alias-bomb",
        "aliases or variables unfold to more than a definition can hold",
    ),
    (
        "duplicate-key",
        "one map has the same key twice, so one of the two values would be lost",
    ),
    ("duplicate-resource", "two definitions of one kind have the same key"),
    ("empty-file", "a file in a kind's folder defines nothing"),
    ("file-too-large", "a file is larger than 4 MiB"),
    (
        "invalid-key",
        "the name of a resource, an environment or a variable has characters that it cannot have",
    ),
    ("invalid-merge", "`<<` has something else than a map or a list of maps"),
    ("invalid-number", "a number that JSON cannot hold"),
    (
        "invalid-placeholder",
        "a `${...}` that cannot be filled in; `$${` is a literal `${`",
    ),
    (
        "invalid-type",
        "a field of `ddsync.yaml` or of the `ddsync` block has a value of another type",
    ),
    (
        "invalid-value",
        "a field of `ddsync.yaml` or of the `ddsync` block has a value that it cannot have",
    ),
    (
        "key-not-text",
        "a key of a map is missing, or is itself a list or a map",
    ),
    (
        "missing-key",
        "a definition that shares its file with others, or comes from `for_each`, lacks a key of its own",
    ),
    ("missing-project", "`ddsync.yaml` does not name the project"),
    ("nested-too-deep", "lists and maps are nested more than 100 levels deep"),
    (
        "no-environment",
        "the project has environments, and neither `--env` nor `default_environment` chooses one",
    ),
    (
        "not-a-map",
        "a definition is an object, and this file holds something else",
    ),
    (
        "reference-circle",
        "resources refer to each other in a circle, so none can be created first",
    ),
    (
        "server-owned-fields",
        "fields that Datadog alone writes stand in the file and were left out",
    ),
    (
        "too-many-items",
        "`for_each` makes more than 1000 resources of one definition",
    ),
    ("unknown-alias", "a YAML alias has no anchor, or stands inside its own"),
    (
        "unknown-environment",
        "an environment is named that `ddsync.yaml` does not have",
    ),
    ("unknown-field", "`ddsync.yaml` or the `ddsync` block has no such field"),
    (
        "unknown-folder",
        "a folder is nearly named like a kind's folder, and its files are not read",
    ),
    ("unknown-kind", "`ddsync.yaml` names a kind that does not exist"),
    (
        "unknown-reference",
        "a `${kind:key}` leads to a resource that the project does not have",
    ),
    (
        "unknown-tag",
        "a YAML tag other than those of the core schema, or one that does not fit its value",
    ),
    (
        "unknown-variable",
        "a `${vars.x}`, `${each.x}` or `${env.NAME}` that is not defined here",
    ),
    ("unreadable-file", "a file could not be read, or is not UTF-8"),
    ("unsupported-version", "the format version of a file is not 1"),
    ("yaml-syntax", "the file is not YAML 1.2"),
    ("yaml-tab", "a tab stands where YAML wants spaces"),
];
