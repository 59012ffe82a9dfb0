//! The ways in which an exchange fails before there is an answer, and in which an answer is not one.

use std::error::Error;
use std::fmt;
use std::time::Duration;

/// No answer came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No connection within this time.
    ConnectTimeout(Duration),
    /// The host's name leads nowhere.
    Dns,
    /// A connection, but no trust.
    Tls(String),
    /// Nobody listens there.
    Connect(String),
    /// Connected, and no whole answer within this time.
    Timeout(Duration),
    /// Connected, and the connection ended before the answer.
    Broken(String),
}

impl Fault {
    /// The request never left, so nothing was handled.
    pub fn is_unopened(&self) -> bool {
        match self {
            Self::ConnectTimeout(_) | Self::Dns | Self::Tls(_) | Self::Connect(_) => true,
            Self::Timeout(_) | Self::Broken(_) => false,
        }
    }

    pub(super) fn of(error: &reqwest::Error, connect: Duration, whole: Duration) -> Self {
        let cause = cause(error);
        if error.is_connect() {
            if error.is_dns() {
                Self::Dns
            } else if let Some(tls) = find::<rustls::Error>(error) {
                Self::Tls(tls.to_string())
            } else if error.is_timeout() {
                Self::ConnectTimeout(connect)
            } else {
                Self::Connect(cause)
            }
        } else if error.is_timeout() {
            Self::Timeout(whole)
        } else {
            Self::Broken(cause)
        }
    }
}

/// The innermost cause; the outer ones name the URL or repeat themselves.
pub(super) fn cause(error: &reqwest::Error) -> String {
    let mut innermost: &dyn Error = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost.to_string()
}

fn find<'a, E: Error + 'static>(error: &'a reqwest::Error) -> Option<&'a E> {
    let mut next: Option<&'a (dyn Error + 'static)> = error.source();
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref::<E>() {
            return Some(found);
        }
        // An io::Error skips what it wraps when asked for its source.
        let wrapped = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        next = match wrapped {
            Some(inner) => Some(inner as &(dyn Error + 'static)),
            None => error.source(),
        };
    }
    None
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ConnectTimeout(time) => {
                let seconds = time.as_secs_f64();
                write!(f, "no connection within {seconds} s: check the network, the proxy settings and the firewall")
            }
            Self::Dns => {
                f.write_str("the host name cannot be resolved: check DD_SITE or DDSYNC_API_URL, and the network")
            }
            Self::Tls(why) => write!(
                f,
                "the TLS connection failed ({why}): where a proxy replaces certificates, add its own to the system's trust store or name it in SSL_CERT_FILE"
            ),
            Self::Connect(why) => write!(f, "no connection ({why}): check the network and the proxy settings"),
            Self::Timeout(time) => write!(f, "no whole answer within {} s: try again", time.as_secs_f64()),
            Self::Broken(why) => write!(f, "the connection ended before the answer was complete ({why}): try again"),
        }
    }
}

/// An answer came, and cannot be taken for one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    Html {
        title: Option<String>,
    },
    Empty,
    Truncated,
    NotJson {
        detail: String,
    },
    TooLarge,
    /// The list stands in this field; empty where the answer itself should be the list.
    NotAList {
        field: &'static str,
    },
    NotAnObject,
    /// An item without its id.
    NoId {
        field: &'static str,
    },
    /// Errors beside status 200.
    Errors {
        message: String,
    },
    /// Pages count from 1. A page was not full although there are later objects.
    ShortList {
        page: usize,
        found: usize,
        most: usize,
    },
    /// One object on two pages.
    Twice {
        id: String,
    },
    Endless {
        pages: usize,
    },
}

impl Why {
    /// Another try may well succeed.
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Truncated | Self::Empty)
    }

    /// The list changed while its pages were read.
    pub fn is_unsteady(&self) -> bool {
        matches!(self, Self::ShortList { .. } | Self::Twice { .. })
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Html { title } => {
                f.write_str("an HTML page")?;
                if let Some(title) = title {
                    write!(f, " titled \"{title}\"")?;
                }
                f.write_str(
                    " instead of JSON: check DD_SITE or DDSYNC_API_URL, and whether a proxy answers instead of Datadog",
                )
            }
            Self::Empty => f.write_str("nothing: try again"),
            Self::Truncated => f.write_str("an answer that is cut off: try again"),
            Self::NotJson { detail } => {
                write!(f, "something that is not JSON ({detail}): check whether a proxy changes answers")
            }
            Self::TooLarge => f.write_str("an answer of unreasonable size: check DD_SITE or DDSYNC_API_URL"),
            Self::NotAList { field: "" } => f.write_str("JSON that is not a list: check DD_SITE or DDSYNC_API_URL"),
            Self::NotAList { field } => {
                write!(f, "JSON without the list `{field}`: check DD_SITE or DDSYNC_API_URL")
            }
            Self::NotAnObject => f.write_str("JSON that is not an object: check DD_SITE or DDSYNC_API_URL"),
            Self::NoId { field } => write!(f, "an object without `{field}`: check DD_SITE or DDSYNC_API_URL"),
            Self::Errors { message } => write!(f, "errors beside the data ({message}): try again"),
            Self::ShortList { page, found, most } => {
                write!(f, "a list that is not whole (page {page} holds {found} of {most} and more follow): try again")
            }
            Self::Twice { id } => {
                write!(f, "{id} on two pages of the list: try again when nobody else changes objects")
            }
            Self::Endless { pages } => {
                write!(f, "a list that does not end after {pages} pages: check DD_SITE or DDSYNC_API_URL")
            }
        }
    }
}
