//! Did you mean: the known words nearest to one that is not known.

use strsim::damerau_levenshtein;

/// At most three of `known`, the nearest first. The longer the word, the more slips it may have.
pub fn suggest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Vec<String> {
    let word = plain(word);
    let mut near: Vec<(usize, &str)> = known
        .into_iter()
        .map(|candidate| (damerau_levenshtein(&word, &plain(candidate)), candidate))
        .filter(|(distance, candidate)| *distance <= slips(word.len().max(candidate.len())))
        .collect();
    near.sort_unstable();
    near.dedup();
    near.into_iter().take(3).map(|(_, candidate)| candidate.to_owned()).collect()
}

fn slips(length: usize) -> usize {
    match length {
        0..=2 => 0,
        3..=5 => 1,
        6..=11 => 2,
        _ => 3,
    }
}

/// Spelling without what people mix up: case, and the marks between words (`onMissingData`, `on-missing-data`).
fn plain(word: &str) -> String {
    word.chars().filter(|character| !matches!(character, '_' | '-' | ' ')).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::suggest;

    #[test]
    fn near_words_come_nearest_first() {
        let known = ["critical", "critical_recovery", "warning", "ok"];
        for (word, expected) in [
            ("critcal", vec!["critical"]),
            ("Critical", vec!["critical"]),
            ("criticalRecovery", vec!["critical_recovery"]),
            ("wraning", vec!["warning"]),
            ("okay", vec![]),
            ("no", vec![]),
            ("something", vec![]),
        ] {
            assert_eq!(suggest(word, known), expected, "{word}");
        }
        assert_eq!(suggest("ab1", ["ab4", "ab3", "ab2", "ab5"]), ["ab2", "ab3", "ab4"]);
    }
}
