//! Sentences that many rules end with: lists of names, and what a parser expected.

use crate::syntax::Fault;

/// What to do about a fault that a parser told; `otherwise` where it does not say.
pub fn help(fault: &Fault, otherwise: &str) -> String {
    match (&fault.hint, fault.expected.as_slice(), &fault.fix) {
        (Some(hint), ..) => hint.clone(),
        (None, [], Some(fix)) if fix.text.trim().is_empty() => "take it out".to_owned(),
        (None, [], Some(fix)) => format!("write `{}`", fix.text),
        (None, [], None) => otherwise.to_owned(),
        (None, [first, rest @ ..], _) => {
            let more = rest.split_last().map_or_else(String::new, |(last, between)| {
                let between: String = between.iter().map(|word| format!(", {word}")).collect();
                format!("{between} or {last}")
            });
            format!("write {first}{more}")
        }
    }
}

/// `` `a` ``, `` `a` and `b` ``, `` `a`, `b` and `c` ``.
pub fn all<N: AsRef<str>>(names: &[N]) -> String {
    joined(names, "and")
}

/// `` `a`, `b` or `c` ``.
pub fn any<N: AsRef<str>>(names: &[N]) -> String {
    joined(names, "or")
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
    }
}
