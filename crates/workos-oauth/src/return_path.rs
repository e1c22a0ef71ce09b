//! Where a person goes after sign-in, checked so that it cannot lead to another site.

use std::fmt;

/// A path on the application's own site, for instance `/projects/7?tab=files`; `/` by default.
///
/// `?next=` parameters are written by whoever made the link: a sign-in that redirects to them unchecked sends people,
/// freshly authenticated, to any site (an open redirect).
///
/// ```
/// use workos_oauth::ReturnPath;
///
/// assert_eq!(ReturnPath::parse("/projects/7").unwrap_or_default().as_str(), "/projects/7");
/// assert_eq!(ReturnPath::parse("https://evil.example").unwrap_or_default().as_str(), "/");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ReturnPath(String);

impl ReturnPath {
    /// The longest path that is accepted, in bytes. A quotation mark counts as two, because the path travels as JSON
    /// inside a cookie, which has a limit of its own.
    pub const MAX_LEN: usize = 2048;

    /// Takes a local path: it starts with one `/` and is visible ASCII (escape the rest) without backslashes, which
    /// browsers read as slashes.
    ///
    /// # Errors
    /// When it is anything else.
    pub fn parse(path: impl Into<String>) -> Result<Self, InvalidReturnPath> {
        let path = path.into();
        let reason = match path.as_str() {
            text if text.len() + text.matches('"').count() > Self::MAX_LEN => "it is longer than 2048 bytes",
            text if !text.starts_with('/') => "it does not start with `/`",
            text if text.starts_with("//") => "`//` starts the name of another site",
            text if text.contains('\\') => "browsers read a backslash as a slash",
            // Browsers drop tabs and line ends, so that `/<tab>/evil.example` would become `//evil.example`.
            text if !text.bytes().all(|byte| byte.is_ascii_graphic()) => {
                "it holds white space, control or non-ASCII characters"
            }
            _ => return Ok(Self(path)),
        };
        Err(InvalidReturnPath { reason })
    }

    /// The path, ready for a `Location` header.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for ReturnPath {
    fn default() -> Self {
        Self("/".to_owned())
    }
}

impl fmt::Display for ReturnPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// A path that would not, or not surely, stay on the application's own site.
#[derive(Clone, PartialEq, Eq)]
pub struct InvalidReturnPath {
    reason: &'static str,
}

impl fmt::Display for InvalidReturnPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the return path is refused: {}", self.reason)
    }
}

impl fmt::Debug for InvalidReturnPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for InvalidReturnPath {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn local_paths_are_kept_as_they_are() {
        for path in ["/", "/projects/7?tab=files#top", "/a//b", "/?next=https://other.example"] {
            assert_eq!(ReturnPath::parse(path).unwrap().as_str(), path);
        }
    }

    #[test]
    fn what_could_leave_the_site_is_refused() {
        let long = format!("/{}", "a".repeat(ReturnPath::MAX_LEN));
        let quotes = format!("/{}", "\"".repeat(ReturnPath::MAX_LEN / 2));
        for path in [
            "",
            "projects",
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            "/a\r\nset-cookie: x",
            "/ x",
            "/\u{e9}",
            "https://evil.example",
            "javascript:alert(1)",
            &long,
            &quotes,
        ] {
            assert!(ReturnPath::parse(path).is_err(), "{path:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_accepted_starts_with_exactly_one_slash_and_fits_a_header(path in "[/\\\\\\t\\n a-z.:é]{0,12}") {
            if let Ok(path) = ReturnPath::parse(path) {
                prop_assert!(path.as_str().starts_with('/') && !path.as_str().starts_with("//"));
                prop_assert!(http::HeaderValue::from_str(path.as_str()).is_ok());
            }
        }
    }
}
