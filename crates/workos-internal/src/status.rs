//! Statuses that report a temporary failure of the server.

/// Whether a status reports a temporary failure of the server or of a gateway in front of it.
///
/// These are 408, 500, 502, 503, 504, and Cloudflare's 520 to 527 and 530; Cloudflare is in front of the API. Retries,
/// `is_retryable`, `outcome_is_unknown` and the hints all use this function.
#[must_use]
pub const fn is_transient(status: u16) -> bool {
    matches!(status, 408 | 500 | 502..=504 | 520..=527 | 530)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_statuses_are_not_transient() {
        for status in [200, 301, 400, 401, 404, 409, 429, 501, 505, 511, 519, 528, 529, 531, 599] {
            assert!(!is_transient(status), "{status}");
        }
    }
}
