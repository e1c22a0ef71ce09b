//! Sign-in through single sign-on: authorize, callback, session cookie, logout.
//!
//! The state, the PKCE verifier and the organization that was asked for wait for the callback in a private cookie:
//! encrypted and authenticated by axum-extra, so that no session store is needed before anybody has signed in. Who is
//! signed in is in a second private cookie.
//!
//! ```toml
//! axum = "0.8"
//! axum-extra = { version = "0.12", features = ["cookie-private"] }
//! serde = { version = "1", features = ["derive"] }
//! serde_json = "1"
//! workos-sso = "0.1"
//! ```
//!
//! # What to change for your own use
//! - The [`Key`] of the cookies comes from your configuration (`Key::from`, 64 random bytes), or every restart and
//!   every other instance would sign everybody out.
//! - `/login?organization=org_…` is for a page that knows the organization. Look it up by the domain of the person's
//!   e-mail address, or let the person choose; or give `authorization_url` a provider or a connection.
//! - [`Session`] names a WorkOS profile. Find or create your own user by `(organization_id, profile_id)`, never by the
//!   e-mail address alone, and put your user's id into the cookie.
//! - A cookie cannot be taken back before it expires. If you need that, keep sessions in a store and their random ids
//!   in the cookie.
//! - Allow the redirect URI in the dashboard: it is compared character for character.

use std::fmt;
use std::time::Duration;

use axum::Router;
use axum::extract::{FromRef, FromRequestParts, Query, RawQuery, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum_extra::extract::PrivateCookieJar;
use axum_extra::extract::cookie::{Cookie, Key, SameSite};
use serde::{Deserialize, Serialize};
use workos_sso::{
    CallbackError, CallbackErrorCode, Client, Error, LoginAttempt, OrganizationId, ProfileAndToken,
    ProfileId, ReturnPath, Sso, Timestamp,
};

/// `__Host-` lets no other host of the domain set the cookie; browsers ask for `Secure` and `Path=/` then.
const ATTEMPT: &str = "__Host-sign-in";
const SESSION: &str = "__Host-session";

/// How long a person stays signed in.
const SESSION_LIFETIME: Duration = Duration::from_secs(8 * 60 * 60);

/// What the routes share.
#[derive(Clone)]
pub struct Login {
    client: Client,
    redirect_uri: String,
    key: Key,
}

impl Login {
    /// `redirect_uri` is the public URL of `/callback`; `key` encrypts the cookies.
    #[must_use]
    pub fn new(client: &Client, redirect_uri: impl Into<String>, key: Key) -> Self {
        Self { client: client.clone(), redirect_uri: redirect_uri.into(), key }
    }

    fn now(&self) -> Timestamp {
        self.client.clock().now()
    }
}

/// `GET /` (who is signed in), `GET /login`, `GET /callback`, `POST /logout`.
pub fn router(login: Login) -> Router {
    Router::new()
        .route("/", get(home))
        .route("/login", get(start))
        .route("/callback", get(finish))
        .route("/logout", post(logout))
        .with_state(login)
}

/// Who is signed in: an extractor, which answers 401 where nobody is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Session {
    /// The person, within one connection.
    pub profile_id: ProfileId,
    /// The customer that the person belongs to, checked against the one that was asked for.
    pub organization_id: OrganizationId,
    /// What to call the person.
    pub email: Option<String>,
    expires_at: Timestamp,
}

#[derive(Deserialize)]
struct Start {
    organization: OrganizationId,
    next: Option<String>,
}

async fn start(
    State(login): State<Login>,
    jar: PrivateCookieJar,
    Query(Start { organization, next }): Query<Start>,
) -> Result<(PrivateCookieJar, Redirect), Failure> {
    // Anything but a path of this site becomes `/`: `next` is in links that others can write.
    let next = next.and_then(|next| ReturnPath::parse(next).ok()).unwrap_or_default();
    let attempt = LoginAttempt::start(login.now()).map_err(Failure::Randomness)?.return_path(next);
    let url = Sso::new(&login.client)
        .authorization_url(&login.redirect_uri, &organization)
        .attempt(&attempt)
        .build()
        .map_err(Failure::Api)?;
    let value = format!("{organization} {}", attempt.to_cookie_value().expose());
    Ok((jar.add(cookie(ATTEMPT, value, LoginAttempt::DEFAULT_VALIDITY)), Redirect::to(&url)))
}

async fn finish(
    State(login): State<Login>,
    jar: PrivateCookieJar,
    RawQuery(query): RawQuery,
) -> (PrivateCookieJar, Response) {
    let attempt = jar.get(ATTEMPT);
    // An attempt is good once, whatever comes of it.
    let jar = jar.remove(removal(ATTEMPT));
    match complete(&login, attempt.as_ref().map(Cookie::value), query.as_deref().unwrap_or_default()).await {
        Ok((session, next)) => match serde_json::to_string(&session) {
            Ok(value) => {
                (jar.add(cookie(SESSION, value, SESSION_LIFETIME)), Redirect::to(&next).into_response())
            }
            Err(error) => (jar, Failure::Session(error).into_response()),
        },
        Err(failure) => (jar, failure.into_response()),
    }
}

/// Checks the callback against the attempt of this browser and gets to know who came back.
async fn complete(login: &Login, attempt: Option<&str>, query: &str) -> Result<(Session, String), Failure> {
    let (organization, attempt) =
        attempt.and_then(|value| value.split_once(' ')).ok_or(Failure::NoAttempt)?;
    let attempt = LoginAttempt::from_cookie_value(attempt).map_err(|_| Failure::NoAttempt)?;
    let verified = attempt.complete(query, login.now()).map_err(Failure::Callback)?;

    let answer = Sso::new(&login.client).exchange(&verified).send().await.map_err(Failure::Api)?;
    let organization_id = OrganizationId::from(organization);
    // Without this, another customer's identity provider could vouch for an e-mail address of this one.
    answer.profile.ensure_organization(&organization_id).map_err(|_| Failure::WrongOrganization)?;

    let ProfileAndToken { profile, .. } = answer;
    let expires_at = login.now().saturating_add(SESSION_LIFETIME);
    let session = Session { profile_id: profile.id, organization_id, email: profile.email, expires_at };
    Ok((session, verified.return_path().as_str().to_owned()))
}

/// A POST, so that no image or link of another site signs people out: `SameSite=Lax` keeps the cookie from it.
async fn logout(
    State(login): State<Login>,
    session: Session,
    jar: PrivateCookieJar,
) -> (PrivateCookieJar, Redirect) {
    let jar = jar.remove(removal(SESSION));
    let sso = Sso::new(&login.client);
    // Where the connection can end the session at the identity provider too, the browser goes there. The others
    // (SAML, for instance) refuse with `connection_invalid`, and the person is signed out here alone.
    let url = match sso.authorize_logout(&session.profile_id).send().await {
        Ok(logout) => sso.logout_url(&logout.logout_token).ok(),
        Err(error) => {
            if error.code() != Some("connection_invalid") {
                log(&error, error.hint());
            }
            None
        }
    };
    (jar, Redirect::to(url.as_ref().map_or("/", |url| url.expose())))
}

async fn home(session: Option<Session>) -> Html<String> {
    Html(match session {
        Some(Session { email, organization_id, .. }) => format!(
            "<p>Signed in as {} of {}.</p><form method=post action=/logout><button>Sign out</button></form>",
            escape(email.as_deref().unwrap_or("somebody")),
            escape(organization_id.as_str()),
        ),
        None => "<p>Nobody is signed in.</p>".to_owned(),
    })
}

impl Session {
    fn read(parts: &Parts, login: &Login) -> Option<Self> {
        let jar = PrivateCookieJar::from_headers(&parts.headers, login.key.clone());
        let session: Self = serde_json::from_str(jar.get(SESSION)?.value()).ok()?;
        // The cookie's own Max-Age is the browser's to keep; this is ours.
        (login.now() < session.expires_at).then_some(session)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Session
where
    Login: FromRef<S>,
{
    type Rejection = (StatusCode, &'static str);

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        Self::read(parts, &Login::from_ref(state)).ok_or((StatusCode::UNAUTHORIZED, "Sign in first."))
    }
}

impl<S: Send + Sync> axum::extract::OptionalFromRequestParts<S> for Session
where
    Login: FromRef<S>,
{
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Option<Self>, Self::Rejection> {
        Ok(Self::read(parts, &Login::from_ref(state)))
    }
}

impl FromRef<Login> for Key {
    fn from_ref(login: &Login) -> Self {
        login.key.clone()
    }
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Login").field("redirect_uri", &self.redirect_uri).finish_non_exhaustive()
    }
}

/// Why nobody is signed in. People read what to do next; the log has the rest.
#[derive(Debug)]
enum Failure {
    NoAttempt,
    Callback(CallbackError),
    WrongOrganization,
    Api(Error),
    Randomness(workos_sso::RandomnessError),
    Session(serde_json::Error),
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let (status, text) = match &self {
            Self::NoAttempt => (StatusCode::BAD_REQUEST, "Please sign in again, in one tab of one browser."),
            Self::Callback(error @ CallbackError::Refused { code: CallbackErrorCode::AccessDenied, .. }) => {
                log(error, error.hint());
                (StatusCode::FORBIDDEN, "Your identity provider declined. Ask your administrator for access.")
            }
            Self::Callback(error) => {
                log(error, error.hint());
                (StatusCode::BAD_REQUEST, "Signing in failed. Please try again.")
            }
            Self::WrongOrganization => {
                (StatusCode::FORBIDDEN, "You signed in to another organization than the one you asked for.")
            }
            Self::Api(error) => {
                log(error, error.hint());
                match error {
                    Error::Api(refused) if refused.is_invalid_grant() => {
                        (StatusCode::BAD_REQUEST, "That took too long. Please sign in again.")
                    }
                    error if error.is_retryable() => (
                        StatusCode::SERVICE_UNAVAILABLE,
                        "Signing in does not work just now. Please try again soon.",
                    ),
                    _ => (StatusCode::INTERNAL_SERVER_ERROR, "Signing in does not work."),
                }
            }
            Self::Randomness(error) => {
                log(error, None);
                (StatusCode::INTERNAL_SERVER_ERROR, "Signing in does not work.")
            }
            Self::Session(error) => {
                log(error, None);
                (StatusCode::INTERNAL_SERVER_ERROR, "Signing in does not work.")
            }
        };
        (status, text).into_response()
    }
}

fn cookie(name: &'static str, value: String, lifetime: Duration) -> Cookie<'static> {
    Cookie::build((name, value))
        .path("/")
        .http_only(true)
        .secure(true)
        .same_site(SameSite::Lax) // with `Strict` it would not come back from WorkOS
        .max_age(lifetime.try_into().unwrap_or_default())
        .build()
}

/// Browsers take a cookie away only under the path and the attributes that it has.
fn removal(name: &'static str) -> Cookie<'static> {
    cookie(name, String::new(), Duration::ZERO)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[expect(clippy::print_stderr, reason = "the log of an example; use yours")]
fn log(error: &dyn std::error::Error, hint: Option<&str>) {
    eprintln!("{error} ({})", hint.unwrap_or("no hint"));
}
