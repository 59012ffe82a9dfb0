//! Did you mean.

pub use crate::syntax::nearest;

/// `did you mean .. ?` where something is near, else the list of what there is.
pub fn help<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str> + Clone, none: &str) -> String {
    if let Some(nearest) = nearest(word, candidates.clone()) {
        return format!("did you mean `{nearest}`?");
    }
    let mut all: Vec<&str> = candidates.into_iter().collect();
    all.sort_unstable();
    if all.is_empty() { none.to_owned() } else { format!("known: {}", some(&all)) }
}

/// At most eight of them, each in backticks.
pub fn some(words: &[&str]) -> String {
    const MOST: usize = 8;
    let shown: Vec<String> = words.iter().take(MOST).map(|word| format!("`{word}`")).collect();
    match words.len().saturating_sub(MOST) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_and_far() {
        let known = ["vars", "environments", "defaults"];
        assert_eq!(nearest("enviroments", known), Some("environments"));
        assert_eq!(nearest("Vars", known), Some("vars"));
        assert_eq!(nearest("prune", known), None);
        assert_eq!(help("x", known, "nothing"), "known: `defaults`, `environments`, `vars`");
        assert_eq!(help("x", [], "nothing"), "nothing");
    }
}
