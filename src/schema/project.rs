//! `ddsync.yaml`, the root of the definitions. Closed, since nobody but us adds to it.

use std::collections::BTreeMap;

use super::ours::{Count, Defaults, EnvName, Lint, NAME, NAME_FORM, Name, Variable, Version};
use crate::object;

object! {
    /// A project: what its definitions share, where they go, and what guards them.
    Project {
        /// Version of the format that the file is written in; absent means 1.
        version: Option<Version> = 1,
        /// Name of the project. It is the scope of ownership in Datadog: what bears another project's mark is never touched.
        project: Name = "pipeline",
        /// Kind to fields that every definition of that kind starts from.
        defaults: Option<Defaults> = {"monitor": {"tags": ["service:pipeline"], "options": {"include_tags": true}}},
        /// Values that definitions use as `${vars.name}`.
        vars: Option<BTreeMap<String, Variable>> = {"notify": "@slack-data"},
        /// Names of the environment variables that definitions may use as `${env.NAME}`. Never list a secret.
        env: Option<Vec<EnvName>> = ["GIT_COMMIT"],
        /// The Datadog accounts and settings that the same definitions go to.
        #[schemars(extend("propertyNames" = {"pattern": NAME, "patternErrorMessage": NAME_FORM}))]
        environments: Option<BTreeMap<String, Environment>> = {"prod": {"site": "datadoghq.eu", "vars": {"env": "prod"}}},
        /// The environment of a command without `--env`.
        default_environment: Option<Name> = "staging",
        /// How much one run may delete.
        prune: Option<Prune> = {"max_deletes": 10, "max_delete_percent": 30},
        /// A preset, and lint rules by name with their severity, paths and options here.
        lint: Option<Lint> = {"preset": "strict", "unused-template-variable": "off"},
    }
    example: {"version": 1, "project": "pipeline", "vars": {"notify": "@slack-data"}}
}

object! {
    /// One Datadog account, or one part of it, that the definitions go to.
    Environment {
        /// The Datadog site, as in the address of its UI without `app.`; absent means `DD_SITE`, then datadoghq.com.
        site: Option<String> = "datadoghq.eu",
        /// Values of `${vars.name}` here; they win over those of the project.
        vars: Option<BTreeMap<String, Variable>> = {"env": "prod"},
    }
    example: {"site": "datadoghq.eu", "vars": {"env": "prod"}}
}

object! {
    /// How much one run may delete before it is refused.
    Prune {
        /// Resources that one run may delete.
        max_deletes: Option<Count> = 10,
        /// Share of the project's resources that one run may delete, in percent.
        #[schemars(range(max = 100))]
        max_delete_percent: Option<Count> = 30,
    }
    example: {"max_deletes": 10, "max_delete_percent": 30}
}
