//! Which answers say nothing about the request, only that the server failed now.

/// Whether a status says that the server, or a gateway in front of it, failed at the moment: 408, 500, 502, 503, 504,
/// and 520 to 527 and 530 of Cloudflare, which stands in front of the API.
///
/// Retries, `is_retryable`, `outcome_is_unknown` and the hints all decide by this.
#[must_use]
pub const fn is_transient(status: u16) -> bool {
    matches!(status, 408 | 500 | 502..=504 | 520..=527 | 530)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_done_and_what_is_refused_is_not_transient() {
        for status in [200, 301, 400, 401, 404, 409, 429, 501, 505, 511, 519, 528, 529, 531, 599] {
            assert!(!is_transient(status), "{status}");
        }
    }
}
