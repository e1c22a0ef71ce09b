//! The path to which a person returns after sign-in, checked so that it cannot lead to another site.

use std::fmt;

/// A path on the application's own site, for instance `/projects/7?tab=files`; `/` by default.
///
/// A `?next=` parameter is untrusted: anybody can create a link with it. A sign-in that redirects to it without a check
/// sends freshly authenticated people to any site (an open redirect).
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
    /// The maximum length of a path, in bytes. A quotation mark counts as two, because the path is stored as JSON in a
    /// cookie, whose size is limited.
    pub const MAX_LEN: usize = 2048;

    /// Parses a local path.
    ///
    /// The path must start with exactly one `/`, and consist of visible ASCII characters; percent-encode all others. It
    /// must not contain backslashes, because browsers treat them as slashes.
    ///
    /// # Errors
    /// If the path does not follow these rules, or is longer than [`MAX_LEN`](Self::MAX_LEN).
    pub fn parse(path: impl Into<String>) -> Result<Self, InvalidReturnPathError> {
        let path = path.into();
        let reason = match path.as_str() {
            text if text.len() + text.matches('"').count() > Self::MAX_LEN => "it is longer than 2048 bytes",
            text if !text.starts_with('/') => "it does not start with `/`",
            text if text.starts_with("//") => "`//` is followed by the name of another site",
            text if text.contains('\\') => "it contains a backslash, which browsers treat as a slash",
            // Browsers remove tabs and line breaks, so `/<tab>/evil.example` would become `//evil.example`.
            text if !text.bytes().all(|byte| byte.is_ascii_graphic()) => {
                "it contains white space, control or non-ASCII characters"
            }
            _ => return Ok(Self(path)),
        };
        Err(InvalidReturnPathError { reason })
    }

    /// Returns the path, ready for a `Location` header.
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

/// The error of a path that may lead to another site.
#[derive(Clone, PartialEq, Eq)]
pub struct InvalidReturnPathError {
    reason: &'static str,
}

impl fmt::Display for InvalidReturnPathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "invalid return path: {}", self.reason)
    }
}

impl fmt::Debug for InvalidReturnPathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for InvalidReturnPathError {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn local_paths_are_accepted_unchanged() {
        for path in ["/", "/projects/7?tab=files#top", "/a//b", "/?next=https://other.example"] {
            assert_eq!(ReturnPath::parse(path).unwrap().as_str(), path);
        }
    }

    #[test]
    fn a_path_that_could_lead_to_another_site_is_refused() {
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
        fn an_accepted_path_starts_with_one_slash_and_is_a_valid_header_value(
            path in "[/\\\\\\t\\n a-z.:é]{0,12}",
        ) {
            if let Ok(path) = ReturnPath::parse(path) {
                prop_assert!(path.as_str().starts_with('/') && !path.as_str().starts_with("//"));
                prop_assert!(http::HeaderValue::from_str(path.as_str()).is_ok());
            }
        }
    }
}
