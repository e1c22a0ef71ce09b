//! Hints for failed attempts to connect an account.

use crate::{ConnectErrorCode, ConnectionFailure};

impl ConnectErrorCode {
    /// Returns how to fix the problem.
    #[must_use]
    pub const fn hint(&self) -> Option<&'static str> {
        Some(match self {
            Self::AccessDenied => "Offer another try, and explain why access is needed: the person declined.",
            Self::AuthorizationCodeExchangeError => {
                "Offer another try. If it fails again, check client id, client secret and redirect URI, both of the \
                 integration and at the provider."
            }
            Self::BadVerificationCode => "Offer another try: a GitHub code is valid once, for ten minutes.",
            Self::InvalidCode => {
                "Offer another try: a Slack code is valid once, for ten minutes. If it fails again, check that the \
                 client id belongs to the Slack app."
            }
            Self::RedirectUriMismatch => {
                "Register the integration's `redirect_uri` in the Google Cloud Console, character for character. \
                 Setting it at WorkOS is not enough."
            }
            Self::InvalidRedirectUri => {
                "Copy the integration's `redirect_uri` into the provider's OAuth application, character for character: \
                 with https, and without a trailing slash."
            }
            Self::InvalidScope => {
                "Set the same scopes on the integration and in the provider's OAuth application, in the same letter \
                 case; some providers, such as Google, require both. GitHub's scopes are words and Google's are URLs, \
                 separated by spaces."
            }
            Self::InvalidGrant => {
                "Let the user authorize again: the refresh token was revoked. At Salesforce, for instance, an \
                 administrator can revoke it."
            }
            Self::ConnectionNotFound => {
                "Check that `WORKOS_API_KEY` belongs to the environment in which the account was connected, sandbox or \
                 production, and that connecting was completed."
            }
            Self::Unauthorized => {
                "Get a fresh token before every use, and store none. If it fails again, let the user authorize again: \
                 the user revoked the consent, or a refresh failed."
            }
            Self::Unknown(_) => {
                "This version does not know the code: read its description and offer another try. If it fails again, \
                 send both to WorkOS support."
            }
        })
    }
}

impl ConnectionFailure {
    /// Returns how to fix the problem, by the provider's error code if there is one, else by the error code of WorkOS.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        self.provider_error.as_ref().and_then(ConnectErrorCode::hint).or_else(|| self.error_code.hint())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_its_own_hint() {
        let hints: std::collections::HashSet<_> =
            ConnectErrorCode::KNOWN.iter().map(|code| code.hint().unwrap()).collect();
        assert_eq!(hints.len(), ConnectErrorCode::KNOWN.len());
        let unknown = ConnectErrorCode::from("brand_new").hint().unwrap();
        assert!(unknown.contains("support") && !hints.contains(unknown));
    }

    #[test]
    fn documented_errors_are_recognised_in_their_documented_form() {
        for (text, code) in [
            ("bad_verification_code", ConnectErrorCode::BadVerificationCode),
            ("invalid_code", ConnectErrorCode::InvalidCode),
            ("redirect_uri_mismatch", ConnectErrorCode::RedirectUriMismatch),
            ("invalid_grant", ConnectErrorCode::InvalidGrant),
            ("Invalid scope", ConnectErrorCode::InvalidScope),
            ("invalid_scope", ConnectErrorCode::InvalidScope),
            ("Invalid redirect_uri", ConnectErrorCode::InvalidRedirectUri),
            ("Connection not found", ConnectErrorCode::ConnectionNotFound),
            ("Unauthorized", ConnectErrorCode::Unauthorized),
        ] {
            assert_eq!(ConnectErrorCode::from(text), code);
        }
    }
}
