//! Notebooks, as `POST /api/v1/notebooks` takes their attributes.

use serde_json::Value;

use super::dashboard::template_variables::TemplateVariable;
use super::shapes::{Flag, Integer};
use crate::{object, open_enum};

object! {
    /// Text and graphs that tell a story: an investigation, a runbook, a report.
    Notebook {
        /// Name of the notebook.
        #[schemars(length(max = 80))]
        name: String = "Checkout: runbook",
        /// What it shows, from top to bottom.
        cells: Vec<NotebookCell> = [{"type": "notebook_cells", "attributes": {"definition": {"type": "markdown", "text": "# Steps"}}}],
        /// The span of time that all graphs show.
        time: NotebookTime = {"live_span": "1h"},
        /// Whether others see it as finished.
        status: Option<NotebookStatus> = "published",
        /// Its labels. Their order means nothing.
        tags: Option<Vec<String>> = ["team:checkout"],
        /// What sort of notebook it is.
        metadata: Option<NotebookMetadata> = {"type": "runbook"},
        /// Drop-downs above the cells.
        template_variables: Option<Vec<TemplateVariable>> = [{"name": "env", "prefix": "env", "defaults": ["prod"]}],
        /// Templates of drop-downs.
        #[schemars(extend("doNotSuggest" = true))]
        dropdown_templates: Option<Vec<Value>> = [],
        /// Number of the notebook in Datadog. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        id: Option<Integer> = 13_244_449,
        /// Who made it. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        author: Option<Value> = {"handle": "ada@example.com"},
        /// When it was made, as RFC 3339. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        created: Option<String> = "2025-10-03T14:49:57.096812+00:00",
        /// When it was last changed, as RFC 3339. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        modified: Option<String> = "2025-10-03T14:49:57.096812+00:00",
        /// When it was deleted; null. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        deleted: Option<String> = null,
        /// Version of the stored form. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        schema_version: Option<Integer> = 1,
    }
    example: {
        "name": "Checkout: runbook",
        "cells": [{"type": "notebook_cells", "attributes": {"definition": {"type": "markdown", "text": "# Steps"}}}],
        "time": {"live_span": "1h"}
    }
}

object! {
    /// One cell.
    NotebookCell {
        /// Always `notebook_cells`.
        r#type: NotebookCellType = "notebook_cells",
        /// What the cell shows.
        attributes: NotebookCellAttributes = {"definition": {"type": "markdown", "text": "# Steps"}},
        /// Id that Datadog gave the cell. Kept on update, and not compared.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        id: Option<String> = "1d10yboh",
    }
    example: {"type": "notebook_cells", "attributes": {"definition": {"type": "markdown", "text": "# Steps"}}}
}

open_enum! {
    /// What a part of a notebook is.
    NotebookCellType { "notebook_cells" => "a cell" }
}

object! {
    /// What a cell shows.
    NotebookCellAttributes {
        /// Markdown (`type: markdown` and `text`), or a graph as a dashboard's widget defines it.
        definition: Value = {"type": "markdown", "text": "# Steps"},
        /// How high a graph is.
        graph_size: Option<GraphSize> = "m",
        /// Tags by which a graph is shown once for each value.
        split_by: Option<SplitBy> = {"keys": ["env"], "tags": []},
        /// The cell's own span of time; null is that of the notebook.
        time: Option<NotebookTime> = {"live_span": "4h"},
    }
    example: {"definition": {"type": "markdown", "text": "# Steps"}}
}

object! {
    /// A graph for each value of a tag.
    SplitBy {
        /// Keys of the tags.
        keys: Vec<String> = ["env"],
        /// The values that are shown, as whole tags; empty is all.
        tags: Vec<String> = ["env:prod"],
    }
    example: {"keys": ["env"], "tags": []}
}

open_enum! {
    /// How high a graph is.
    GraphSize {
        "xs" => "very low",
        "s" => "low",
        "m" => "medium",
        "l" => "high",
        "xl" => "very high",
    }
}

object! {
    /// A span of time: the last minutes, hours or days, or between two moments.
    NotebookTime {
        /// How far back from now.
        live_span: Option<String> = "1h",
        /// The first moment, as RFC 3339.
        start: Option<String> = "2026-01-09T19:00:00+00:00",
        /// The last moment, as RFC 3339.
        end: Option<String> = "2026-01-09T20:00:00+00:00",
        /// Whether the span moves along with the clock.
        live: Option<Flag> = true,
    }
    example: {"live_span": "1h"}
}

open_enum! {
    /// Whether others see a notebook as finished.
    NotebookStatus { "published" => "it is" }
}

object! {
    /// What sort of notebook it is.
    NotebookMetadata {
        /// The sort; null is none.
        r#type: Option<NotebookSort> = "runbook",
        /// Whether it is a template for others.
        is_template: Option<Flag> = false,
        /// Whether snapshots of its graphs are kept.
        take_snapshots: Option<Flag> = false,
        /// Whether the reader marked it as a favorite. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        is_favorite: Option<Flag> = false,
    }
    example: {"type": "runbook"}
}

open_enum! {
    /// The sorts of notebooks.
    NotebookSort {
        "postmortem" => "what happened and why",
        "runbook" => "what to do",
        "investigation" => "what is being looked into",
        "documentation" => "how it works",
        "report" => "how it went",
    }
}
