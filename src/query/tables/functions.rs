//! The functions over metrics and in formulas.

/// What a function does, as the documentation sorts them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    Algorithm,
    Arithmetic,
    Count,
    Exclusion,
    Interpolation,
    Rank,
    Rate,
    Regression,
    Rollup,
    Smoothing,
    Timeshift,
    /// Only in formulas.
    Formula,
}

/// What may stand as an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArgumentKind {
    /// An expression over metrics or queries.
    Series,
    Number,
    /// One of these words, in quotes; case does not matter.
    Word(&'static [&'static str]),
    /// Any text in quotes.
    Text,
    Scope,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InMonitors {
    Yes,
    /// With the reason, for a sentence.
    No(&'static str),
}

#[derive(Clone, Copy, Debug)]
pub struct Function {
    pub name: &'static str,
    pub family: Family,
    /// Fewest arguments without a name; the series counts.
    pub least: usize,
    /// What the arguments without a name are, in their order: as many as there may be.
    pub arguments: &'static [ArgumentKind],
    /// Arguments with a name.
    pub keywords: &'static [&'static str],
    pub in_monitors: InMonitors,
    /// Functions that may not stand inside its brackets.
    pub forbidden_inside: &'static [&'static str],
}

impl Function {
    /// Most arguments without a name.
    pub fn most(&self) -> usize {
        self.arguments.len()
    }

    /// Not over metrics, only over the names of queries.
    pub fn is_formula_only(&self) -> bool {
        self.family == Family::Formula
    }
}

use ArgumentKind::{Number, Scope, Series, Text, Word};

const RANKING: &[&str] = &["mean", "max", "min", "sum", "last", "area", "l2norm"];
const ORDER: &[&str] = &["asc", "desc"];
const METHODS: &[&str] = &["avg", "sum", "min", "max", "count"];

const fn row(name: &'static str, family: Family, arguments: &'static [ArgumentKind]) -> Function {
    let least = arguments.len();
    Function { name, family, least, arguments, keywords: &[], in_monitors: InMonitors::Yes, forbidden_inside: &[] }
}

/// Of one series.
const fn of(name: &'static str, family: Family) -> Function {
    row(name, family, &[Series])
}

const fn no(function: Function, why: &'static str) -> Function {
    Function { in_monitors: InMonitors::No(why), ..function }
}

const RESTARTS: &str = "it adds up from the start of each window anew";
const CHANGES: &str = "which groups it keeps changes with every evaluation";
const FITTED: &str = "its line is fitted anew with every evaluation";

/// `top10`, `bottom5`: with a way to rank behind it too (`top10_max`), see [`function`].
const fn ranked(name: &'static str) -> Function {
    no(of(name, Family::Rank), CHANGES)
}

pub static FUNCTIONS: &[Function] = &[
    of("abs", Family::Arithmetic),
    Function {
        keywords: &["alert_window", "count_default_zero", "direction", "interval", "seasonality", "timezone"],
        ..row("anomalies", Family::Algorithm, &[Series, Word(&["basic", "agile", "robust"]), Number])
    },
    no(of("autosmooth", Family::Smoothing), "Datadog's documentation excludes it"),
    ranked("bottom10"),
    ranked("bottom15"),
    ranked("bottom20"),
    ranked("bottom5"),
    no(row("bottom", Family::Rank, &[Series, Number, Word(RANKING), Word(ORDER)]), CHANGES),
    row("calendar_shift", Family::Timeshift, &[Series, Text, Text]),
    row("clamp_max", Family::Exclusion, &[Series, Number]),
    row("clamp_min", Family::Exclusion, &[Series, Number]),
    of("count_nonzero", Family::Count),
    of("count_not_null", Family::Count),
    no(of("cumsum", Family::Arithmetic), RESTARTS),
    row("cutoff_max", Family::Exclusion, &[Series, Number]),
    row("cutoff_min", Family::Exclusion, &[Series, Number]),
    of("day_before", Family::Timeshift),
    row("default", Family::Interpolation, &[Series, Number]),
    of("default_zero", Family::Interpolation),
    of("derivative", Family::Rate),
    of("diff", Family::Rate),
    of("dt", Family::Rate),
    of("ewma_10", Family::Smoothing),
    of("ewma_20", Family::Smoothing),
    of("ewma_3", Family::Smoothing),
    of("ewma_5", Family::Smoothing),
    of("ewma_7", Family::Smoothing),
    of("exclude_null", Family::Exclusion),
    of("failed_runs", Family::Formula),
    Function {
        keywords: &["history", "interval", "model", "seasonality"],
        forbidden_inside: &[
            "anomalies",
            "cumsum",
            "integral",
            "outliers",
            "piecewise_constant",
            "robust_trend",
            "trend_line",
        ],
        ..row("forecast", Family::Algorithm, &[Series, Word(&["linear", "seasonal"]), Number])
    },
    of("hour_before", Family::Timeshift),
    no(of("integral", Family::Arithmetic), RESTARTS),
    of("log10", Family::Arithmetic),
    of("log2", Family::Arithmetic),
    of("median_3", Family::Smoothing),
    of("median_5", Family::Smoothing),
    of("median_7", Family::Smoothing),
    of("median_9", Family::Smoothing),
    of("monotonic_diff", Family::Rate),
    of("month_before", Family::Timeshift),
    row("moving_rollup", Family::Rollup, &[Series, Number, Word(METHODS)]),
    Function {
        least: 3,
        ..row(
            "outliers",
            Family::Algorithm,
            &[Series, Word(&["DBSCAN", "MAD", "scaledDBSCAN", "scaledMAD"]), Number, Number],
        )
    },
    of("per_hour", Family::Rate),
    of("per_minute", Family::Rate),
    of("per_second", Family::Rate),
    row("percentile", Family::Formula, &[Series, Text, Scope]),
    no(of("piecewise_constant", Family::Regression), FITTED),
    Function { least: 2, ..row("reduce", Family::Formula, &[Series, Text, Text]) },
    no(of("robust_trend", Family::Regression), FITTED),
    of("rollingavg_13", Family::Smoothing),
    of("rollingavg_21", Family::Smoothing),
    of("rollingavg_29", Family::Smoothing),
    of("rollingavg_5", Family::Smoothing),
    row("rollup", Family::Formula, &[Series, Word(METHODS), Number]),
    of("throughput", Family::Rate),
    row("timeshift", Family::Timeshift, &[Series, Number]),
    ranked("top10"),
    ranked("top15"),
    ranked("top20"),
    ranked("top5"),
    no(row("top", Family::Rank, &[Series, Number, Word(RANKING), Word(ORDER)]), CHANGES),
    no(of("trend_line", Family::Regression), FITTED),
    of("week_before", Family::Timeshift),
];

/// A function by its name; `top10_max` is `top10` with its way to rank.
pub fn function(name: &str) -> Option<&'static Function> {
    let find = |name: &str| FUNCTIONS.iter().find(|function| function.name == name);
    find(name).or_else(|| {
        let (short, ranking) = name.split_once('_')?;
        let function = find(short).filter(|function| function.family == Family::Rank && function.most() == 1);
        function.filter(|_| RANKING.contains(&ranking))
    })
}

/// The names, to say which one is near.
pub fn function_names() -> impl Iterator<Item = &'static str> + Clone {
    FUNCTIONS.iter().map(|function| function.name)
}
