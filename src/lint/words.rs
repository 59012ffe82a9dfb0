//! Lists of names in a sentence.

/// `` `a` ``, `` `a` and `b` ``, `` `a`, `b` and `c` ``.
pub fn all<N: AsRef<str>>(names: &[N]) -> String {
    joined(names, "and")
}

/// `` `a`, `b` or `c` ``.
pub fn any<N: AsRef<str>>(names: &[N]) -> String {
    joined(names, "or")
}

/// `a, b and 12 more`: at most `most` of them.
pub fn some<'n>(names: impl IntoIterator<Item = &'n &'n str>, most: usize) -> String {
    let all: Vec<&str> = names.into_iter().copied().collect();
    let (shown, rest) = all.split_at(all.len().min(most));
    let shown = shown.join(", ");
    if rest.is_empty() { shown } else { format!("{shown} and {} more", rest.len()) }
}

/// ``a number, a function or `(` ``: words that have their own quotes.
pub fn one_of<N: AsRef<str>>(words: &[N]) -> String {
    match words.split_last() {
        Some((last, [])) => last.as_ref().to_owned(),
        Some((last, rest)) => {
            let rest: Vec<&str> = rest.iter().map(AsRef::as_ref).collect();
            format!("{} or {}", rest.join(", "), last.as_ref())
        }
        None => String::new(),
    }
}

fn joined<N: AsRef<str>>(names: &[N], last: &str) -> String {
    let mut quoted: Vec<String> = names.iter().map(|name| format!("`{}`", name.as_ref())).collect();
    match (quoted.pop(), quoted.is_empty()) {
        (None, _) => String::new(),
        (Some(only), true) => only,
        (Some(end), false) => format!("{} {last} {end}", quoted.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_name_has_a_word_before_it() {
        assert_eq!(all(&["a"]), "`a`");
        assert_eq!(all(&["a", "b", "c"]), "`a`, `b` and `c`");
        assert_eq!(any(&["a", "b"]), "`a` or `b`");
        assert_eq!(any::<&str>(&[]), "");
        assert_eq!(one_of(&["a number", "`(`", "`-`"]), "a number, `(` or `-`");
        assert_eq!(one_of(&["`)`"]), "`)`");
    }

    #[test]
    fn what_is_left_is_counted() {
        assert_eq!(some(&["a", "b"], 2), "a, b");
        assert_eq!(some(&["a", "b", "c"], 1), "a and 2 more");
    }
}
