//! What stands behind a metric with a dot: `.as_count()`.

/// A modifier of a metric.
#[derive(Debug)]
pub struct Modifier {
    pub name: &'static str,
    /// Fewest arguments.
    pub least: usize,
    /// Most arguments.
    pub most: usize,
}

pub static MODIFIERS: &[Modifier] = &[
    Modifier { name: "as_count", least: 0, most: 0 },
    Modifier { name: "as_rate", least: 0, most: 0 },
    Modifier { name: "fill", least: 1, most: 2 },
    // method, seconds or an alias, time zone
    Modifier { name: "rollup", least: 1, most: 3 },
    Modifier { name: "weighted", least: 0, most: 0 },
];

/// First argument of `.rollup(..)`, where it is not the seconds.
pub static ROLLUP_METHODS: &[&str] = &["avg", "sum", "min", "max", "count"];

/// Second argument of `.rollup(..)`, where it is not the seconds.
pub static ROLLUP_ALIASES: &[&str] = &["daily", "weekly", "monthly"];

/// First argument of `.fill(..)`; a number is fine too.
pub static FILL_METHODS: &[&str] = &["linear", "last", "zero", "null"];

pub fn modifier(name: &str) -> Option<&'static Modifier> {
    MODIFIERS.iter().find(|modifier| modifier.name == name)
}
