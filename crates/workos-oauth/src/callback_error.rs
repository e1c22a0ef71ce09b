//! The errors of a sign-in callback.

use std::fmt;

use workos_core::{Report, mask};
use workos_internal::shortened;

/// The maximum length of an error code and of a description, in bytes.
const MAX_LEN: usize = 300;

workos_core::open_enum! {
    /// The reason why WorkOS redirected a person back without a code. [`hint`](Self::hint) returns the fix.
    pub enum CallbackErrorCode {
        /// The person declined, or the identity provider refused the person.
        AccessDenied = "access_denied",
        /// The selector matches more than one connection.
        AmbiguousConnectionSelector = "ambiguous_connection_selector",
        /// No connection has the domain.
        ConnectionDomainInvalid = "connection_domain_invalid",
        /// No connection has the id.
        ConnectionInvalid = "connection_invalid",
        /// The provider is configured more than once in the environment.
        ConnectionStrategyInvalid = "connection_strategy_invalid",
        /// The connection is not linked to its identity provider.
        ConnectionUnlinked = "connection_unlinked",
        /// The request selected the connection by a domain, which is no longer possible.
        DomainConnectionSelectorNotAllowed = "domain_connection_selector_not_allowed",
        /// The sign-in started at the identity provider, which the connection does not allow.
        IdpInitiatedSsoDisabled = "idp_initiated_sso_disabled",
        /// The request has no connection, organization or provider, or an invalid one.
        InvalidConnectionSelector = "invalid_connection_selector",
        /// No organization has the id.
        OrganizationInvalid = "organization_invalid",
        /// The OAuth provider failed the sign-in.
        OauthFailed = "oauth_failed",
        /// The person's e-mail domain does not belong to the organization.
        ProfileNotAllowedOutsideOrganization = "profile_not_allowed_outside_organization",
        /// The sign-in failed for a reason that only the dashboard shows.
        ServerError = "server_error",
        /// The person did not consent to sign in to this application.
        SigninConsentDenied = "signin_consent_denied",
    }
}

impl CallbackErrorCode {
    /// Returns advice on how to handle the error.
    #[must_use]
    pub const fn hint(&self) -> Option<&'static str> {
        Some(match self {
            Self::AccessDenied => {
                "Offer another try. If it fails again, an administrator has to assign the person to the application \
                 at the identity provider."
            }
            Self::AmbiguousConnectionSelector => {
                "Select by connection id: the selector matches several connections."
            }
            Self::ConnectionDomainInvalid => {
                "Select by organization or connection id: no connection has this domain."
            }
            Self::ConnectionInvalid => {
                "Check the connection id with `connections.get(…)`, and that the connection belongs to the environment \
                 of this client id."
            }
            Self::ConnectionStrategyInvalid => {
                "Select by connection id: the provider is configured more than once in this environment."
            }
            Self::ConnectionUnlinked => {
                "Finish the connection's setup in the dashboard, or send the organization's administrator to the Admin \
                 Portal."
            }
            Self::DomainConnectionSelectorNotAllowed => {
                "Select by organization or connection id; selecting by domain was removed."
            }
            Self::IdpInitiatedSsoDisabled => {
                "Start at the application's own sign-in page, or allow IdP-initiated sign-in on the connection in the \
                 dashboard."
            }
            Self::InvalidConnectionSelector => {
                "Name exactly one existing connection, organization or provider in the authorization URL."
            }
            Self::OrganizationInvalid => {
                "Check the organization id, that the organization has an active connection, and that it belongs to the \
                 environment of this client id."
            }
            Self::OauthFailed => {
                "Offer another try. If it fails again, check the provider's client id, secret, redirect URI and scopes \
                 in the dashboard."
            }
            Self::ProfileNotAllowedOutsideOrganization => {
                "Add the person's e-mail domain to the organization. Allow profiles from outside its domains only if \
                 its owner wants that."
            }
            Self::ServerError => {
                "Offer another try, and read the failed session on the connection's page in the dashboard: it shows \
                 the cause."
            }
            Self::SigninConsentDenied => {
                "Offer another try: the person has to consent to sign in to this application."
            }
            Self::Unknown(_) => {
                "This version does not know the code: read its `error_description` and offer another try. If it fails \
                 again, send both to WorkOS support."
            }
        })
    }
}

/// The reason why a callback gives no code. The error messages contain no code, state or other secret.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum CallbackError {
    /// WorkOS redirected the person back with an error.
    Refused {
        /// The error code.
        code: CallbackErrorCode,
        /// The description of the error, shortened and masked. Anybody who creates a link can write it, so show it to
        /// developers, not to people who sign in.
        description: Option<String>,
    },
    /// The query cannot be decoded.
    Malformed {
        /// The name of the parameter, or `query`.
        parameter: &'static str,
    },
    /// A parameter appears more than once, which RFC 6749 §3.1 forbids.
    Duplicate {
        /// The name of the parameter.
        parameter: &'static str,
    },
    /// The query has neither a code nor an error, so it is not a callback.
    Empty,
    /// The query has both a code and an error, so it cannot be from WorkOS.
    CodeAndError,
    /// The query has no state, and IdP-initiated sign-in was not allowed.
    MissingState,
    /// The state does not belong to this browser's sign-in.
    WrongState,
    /// The sign-in took longer than the attempt's lifetime.
    Expired,
}

impl CallbackError {
    pub(crate) fn refused(code: &str, description: Option<&str>) -> Self {
        Self::Refused {
            code: shortened(code, MAX_LEN).as_str().into(),
            description: description.map(readable),
        }
    }

    /// Returns advice on how to handle the error.
    #[must_use]
    pub const fn hint(&self) -> Option<&'static str> {
        Some(match self {
            Self::Refused { code, .. } => return code.hint(),
            Self::Malformed { .. } | Self::Duplicate { .. } | Self::CodeAndError => {
                "Discard the request and offer sign-in again: WorkOS sends no such callback."
            }
            Self::Empty => {
                "Offer sign-in: the callback URL was opened directly, without a redirect from WorkOS."
            }
            Self::MissingState | Self::WrongState => {
                "Offer sign-in again, in one tab of one browser. The link may be forged, or the cookie with the \
                 attempt is missing, blocked or from another attempt."
            }
            Self::Expired => {
                "Offer sign-in again: the attempt has expired. If people need longer, raise its lifetime with \
                 `LoginAttempt::valid_for`."
            }
        })
    }
}

impl fmt::Display for CallbackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("sign-in callback: ")?;
        match self {
            Self::Refused { code, description } => {
                write!(f, "sign-in failed with {}", readable(code.as_str()))?;
                description.as_ref().map_or(Ok(()), |text| write!(f, ": {text}"))
            }
            Self::Malformed { parameter } => write!(f, "`{parameter}` cannot be decoded"),
            Self::Duplicate { parameter } => write!(f, "`{parameter}` appears more than once"),
            Self::Empty => f.write_str("the query has neither a code nor an error"),
            Self::CodeAndError => f.write_str("the query has both a code and an error"),
            Self::MissingState => f.write_str("the state is missing"),
            Self::WrongState => f.write_str("the state does not belong to this sign-in"),
            Self::Expired => f.write_str("the sign-in took too long"),
        }
    }
}

impl fmt::Debug for CallbackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&Report::new(self).hint(self.hint()), f)
    }
}

impl std::error::Error for CallbackError {}

/// Shortens a text from an untrusted source, puts it on one line and masks tokens in it.
fn readable(text: &str) -> String {
    let line: String = text.chars().take(MAX_LEN).map(|c| if c.is_control() { ' ' } else { c }).collect();
    mask(&shortened(&line, MAX_LEN))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_documented_code_is_known_and_has_its_own_hint() {
        let documented = [
            "access_denied",
            "ambiguous_connection_selector",
            "connection_domain_invalid",
            "connection_invalid",
            "connection_strategy_invalid",
            "connection_unlinked",
            "domain_connection_selector_not_allowed",
            "idp_initiated_sso_disabled",
            "invalid_connection_selector",
            "organization_invalid",
            "oauth_failed",
            "profile_not_allowed_outside_organization",
            "server_error",
            "signin_consent_denied",
        ];
        let known: Vec<_> = CallbackErrorCode::KNOWN.iter().map(CallbackErrorCode::as_str).collect();
        assert_eq!(known, documented);
        let hints: std::collections::HashSet<_> =
            CallbackErrorCode::KNOWN.iter().map(|code| code.hint().unwrap()).collect();
        assert_eq!(hints.len(), documented.len());
        let unknown = CallbackErrorCode::from("new_code").hint().unwrap();
        assert!(unknown.contains("error_description") && !hints.contains(unknown));
    }

    #[test]
    fn untrusted_text_is_shortened_put_on_one_line_and_masked() {
        let text = format!("a\nb sk_live_canary {}", "x ".repeat(500));
        let error = CallbackError::refused("sk_live_canary", Some(&text));
        assert!(!error.to_string().contains("canary"), "{error}");
        assert!(error.to_string().len() < 400 && !error.to_string().contains('\n'));
    }
}
