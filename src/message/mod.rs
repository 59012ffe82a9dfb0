//! The template language of names and messages: conditionals, variables, handles, and when each part is sent.
