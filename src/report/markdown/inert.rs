//! Values inside Markdown, where they can command nothing: no mention, no link, no HTML, no end of the block around them.

use std::fmt::Write as _;

/// The text as prose. A word with `@` or `#` becomes code: GitHub looks for people and issues in what Markdown has made,
/// where an entity is a plain character again.
pub fn prose(text: &str) -> String {
    text.split_inclusive(char::is_whitespace)
        .map(|piece| {
            let word = piece.trim_end();
            let space = &piece[word.len()..];
            if word.contains(['@', '#']) { format!("{}{space}", code(word)) } else { entities(piece) }
        })
        .collect()
}

/// The text as code in a line, in a table's cell too; backticks cannot quote everything there.
pub fn code(text: &str) -> String {
    format!("<code>{}</code>", entities(text))
}

/// Marks that mean nothing inside a line; they stay bare, so that the source can be read.
const BARE: &str = ",;?%'\"/().:-+={}";

/// Every other ASCII mark as an entity, which Markdown never reads as structure.
fn entities(text: &str) -> String {
    let text = escaped(text, BARE);
    // Addresses are links even without any mark around them.
    text.replace("://", "&#58;//").replace("www.", "www&#46;")
}

/// For an HTML attribute.
pub fn attribute(text: &str) -> String {
    escaped(text, "/.:-")
}

fn escaped(text: &str, bare: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if c.is_ascii_punctuation() && !bare.contains(c) {
            // Writing to a text cannot fail.
            let _ = write!(out, "&#{};", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

/// A block of code that its lines cannot leave.
pub fn fence(language: &str, lines: &[String]) -> String {
    let longest = lines.iter().map(|line| run(line)).max().unwrap_or(0);
    let marks = "`".repeat(longest.max(2) + 1);
    format!("{marks}{language}\n{}\n{marks}\n", lines.join("\n"))
}

/// The longest run of backticks.
fn run(line: &str) -> usize {
    line.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_entities() {
        assert_eq!(code("a|b`@x<i>"), "<code>a&#124;b&#96;&#64;x&#60;i&#62;</code>");
        assert_eq!(prose("[a](b) **c** $d$"), "&#91;a&#93;(b) &#42;&#42;c&#42;&#42; &#36;d&#36;");
        assert_eq!(prose("https://a.b www.a.b"), "https&#58;//a.b www&#46;a.b");
        assert_eq!(attribute("a\"onclick="), "a&#34;onclick&#61;");
    }

    #[test]
    fn nobody_is_called() {
        assert_eq!(prose("tell @here, see #1"), "tell <code>&#64;here,</code> see <code>&#35;1</code>");
    }

    #[test]
    fn a_fence_is_longer_than_what_it_holds() {
        assert_eq!(fence("diff", &["+ ````".to_owned()]), "`````diff\n+ ````\n`````\n");
        assert_eq!(fence("diff", &["+ a".to_owned()]), "```diff\n+ a\n```\n");
    }
}
