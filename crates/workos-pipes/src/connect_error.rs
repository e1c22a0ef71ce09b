//! What to do when connecting an account failed.

use crate::{ConnectErrorCode, ConnectionFailure};

impl ConnectErrorCode {
    /// What to do about it.
    #[must_use]
    pub const fn hint(&self) -> Option<&'static str> {
        Some(match self {
            Self::AccessDenied => "Offer another try, and say what the access is for: the person declined.",
            Self::AuthorizationCodeExchangeError => {
                "Offer another try; if it stays, check client id, client secret and redirect URI of the integration, \
                 here and at the provider."
            }
            Self::BadVerificationCode => "Offer another try: GitHub's codes are good once, for ten minutes.",
            Self::InvalidCode => {
                "Offer another try: Slack's codes are good once, for ten minutes. If it stays, check that the client id \
                 is that of the Slack app."
            }
            Self::RedirectUriMismatch => {
                "Register the integration's `redirect_uri` in the Google Cloud Console too, character for character; \
                 it is not enough that WorkOS knows it."
            }
            Self::InvalidRedirectUri => {
                "Copy the integration's `redirect_uri` into the provider's OAuth application, character for character: \
                 no slash at its end, and https."
            }
            Self::InvalidScope => {
                "Let the scopes of the integration and those of the provider's OAuth application be the same, in the \
                 same case; some providers, such as Google, want them set there too. GitHub's are words and Google's \
                 URLs, joined by spaces."
            }
            Self::InvalidGrant => {
                "Let the user authorize again: the refresh token was revoked, at Salesforce for instance by an \
                 administrator."
            }
            Self::ConnectionNotFound => {
                "Check that `WORKOS_API_KEY` is of the environment that the account was connected in, sandbox or \
                 production, and that connecting came to its end."
            }
            Self::Unauthorized => {
                "Get a fresh token before every use and keep none; if it stays, the user took back consent or a refresh \
                 failed: let the user authorize again."
            }
            Self::Unknown(_) => {
                "This version does not know the code: read its description and offer another try; if it stays, ask the \
                 support of WorkOS with both."
            }
        })
    }
}

impl ConnectionFailure {
    /// What to do about it: by what the provider said, else by the code of WorkOS.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        self.provider_error.as_ref().and_then(ConnectErrorCode::hint).or_else(|| self.error_code.hint())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_a_hint_of_its_own() {
        let hints: std::collections::HashSet<_> =
            ConnectErrorCode::KNOWN.iter().map(|code| code.hint().unwrap()).collect();
        assert_eq!(hints.len(), ConnectErrorCode::KNOWN.len());
        let unknown = ConnectErrorCode::from("brand_new").hint().unwrap();
        assert!(unknown.contains("support") && !hints.contains(unknown));
    }

    #[test]
    fn the_errors_of_the_documents_are_recognised_as_they_are_spelled_there() {
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
