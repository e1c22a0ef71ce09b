//! The tables of sign-ins: people, codes, sessions and tokens.

use crate::domains::sso::model::{Grant, Profile, Session, SignIn};
use crate::store::collection::Collection;
use crate::store::expiring::Expiring;
use crate::store::table::tables;

/// Seconds in which an authorization code can be exchanged.
const CODE: u64 = 600;
/// Seconds in which a sign-in page can be answered, and a logout token used.
const PAGE: u64 = 600;
/// Seconds for which sessions are stored; access tokens expire well before.
const SESSION: u64 = 24 * 60 * 60;
/// Seconds that no access token outlives.
const ACCESS_TOKEN: u64 = 24 * 60 * 60;

/// People who can sign in, and what their sign-ins leave.
#[derive(Clone, Debug, Default)]
pub(crate) struct SsoStore {
    pub(crate) profiles: Collection<Profile>,
    /// Authorization codes.
    pub(crate) codes: Expiring<Grant, CODE>,
    /// Open sign-in pages, by their tokens.
    pub(crate) sign_ins: Expiring<SignIn, PAGE>,
    pub(crate) sessions: Expiring<Session, SESSION>,
    /// Access tokens that a fault has expired.
    pub(crate) expired_tokens: Expiring<(), ACCESS_TOKEN>,
    /// Logout tokens, with the profile that each signs out.
    pub(crate) logout_tokens: Expiring<String, PAGE>,
}

tables!(SsoStore {
    "profiles" => profiles,
    "codes" => codes,
    "sign_ins" => sign_ins,
    "sessions" => sessions,
    "expired_tokens" => expired_tokens,
    "logout_tokens" => logout_tokens,
});
