//! Values inside Markdown and in the log of a workflow, where they can command nothing: no mention, no link, no HTML, no
//! end of the block around them, no workflow command.

use std::fmt::Write as _;

/// The text as prose. A word with `@`, `#` or `GH-` becomes code: GitHub looks for people and issues in what Markdown has made,
/// where an entity is a plain character again.
pub fn prose(text: &str) -> String {
    text.split_inclusive(char::is_whitespace)
        .map(|piece| {
            let word = piece.trim_end();
            let space = &piece[word.len()..];
            if word.contains(['@', '#']) || names_issue(word) {
                format!("{}{space}", code(word))
            } else {
                entities(piece)
            }
        })
        .collect()
}

/// `GH-7` is issue 7.
fn names_issue(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    lower.match_indices("gh-").any(|(at, mark)| {
        let alone = !lower[..at].ends_with(char::is_alphanumeric);
        alone && lower[at + mark.len()..].starts_with(|c: char| c.is_ascii_digit())
    })
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

/// A value of a workflow command, after its `::`. The runner turns these three back.
pub fn command(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a workflow command: `file=..`.
pub fn property(text: &str) -> String {
    command(text).replace(':', "%3A").replace(',', "%2C")
}

/// Lines for the log that the runner does not look at: a live text may start with `::set-env`. Nobody may know `token`.
pub fn guarded(text: &str, token: &str) -> String {
    let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    format!("::stop-commands::{token}\n{text}{end}::{token}::\n")
}

/// An entry of an environment file such as `$GITHUB_OUTPUT`; whoever wrote the value cannot know `token` and end it early.
pub fn entry(name: &str, value: &str, token: &str) -> String {
    format!("{name}<<{token}\n{value}\n{token}\n")
}

/// For a URL's path.
pub fn url_path(path: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    path.bytes().map(byte).collect()
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
    fn no_line_of_a_value_is_a_command() {
        assert_eq!(command("100% ::set-output::\r\n::error::"), "100%25 ::set-output::%0D%0A::error::");
        assert_eq!(property("a,b:c.yaml"), "a%2Cb%3Ac.yaml");
        assert_eq!(guarded("::warning::x", "t0k"), "::stop-commands::t0k\n::warning::x\n::t0k::\n");
        assert_eq!(entry("digest", "a\nEOF", "t0k"), "digest<<t0k\na\nEOF\nt0k\n");
        assert_eq!(url_path("a b/é#?.yaml"), "a%20b/%C3%A9%23%3F.yaml");
        assert_eq!(prose("see GH-7 high-7 ${{ x }}"), "see <code>GH-7</code> high-7 &#36;{{ x }}");
    }

    #[test]
    fn a_fence_is_longer_than_what_it_holds() {
        assert_eq!(fence("diff", &["+ ````".to_owned()]), "`````diff\n+ ````\n`````\n");
        assert_eq!(fence("diff", &["+ a".to_owned()]), "```diff\n+ a\n```\n");
    }
}
