//! Masking of secrets in texts.

/// Replaces secrets in `text` by `***`: PEM blocks, long Base64, the user information of URLs, and words that look like
/// keys or tokens.
///
/// Servers and proxies repeat parts of a request in their messages. Masking keeps secrets among them out of errors and
/// logs.
///
/// ```
/// assert_eq!(workos_core::mask("refused sk_test_123456"), "refused ***");
/// ```
#[must_use]
pub fn mask(text: &str) -> String {
    workos_internal::mask(text)
}
