use super::template::Template;

/// Reads a name or a message. Never fails: what is not understood becomes a fault, and the tree goes on behind it.
pub fn parse(text: &str) -> Template {
    Template { text: text.to_owned(), ..Template::default() }
}
