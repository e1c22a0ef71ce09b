//! Sign-in through single sign-on: authorize, callback, session cookie, logout.
//!
//! Until the callback, the login attempt (state, PKCE verifier, organization, return path) is in a sealed cookie that
//! only this application can read and write. So no session store is needed before a person has signed in. A second
//! sealed cookie names the person who is signed in.
//!
//! ```toml
//! axum = "0.8"
//! serde = { version = "1", features = ["derive"] }
//! workos-sso = "0.1"
//! ```
//!
//! # What to change for your own use
//! - Read the password of the [`SealKeys`] from your configuration (`openssl rand -base64 32`), the same for every
//!   instance. To replace the password, pass the old one to `previous` until its cookies have expired.
//! - `/login?organization=org_…` is for a page that knows the organization. Look the organization up by the domain of
//!   the person's e-mail address, or let the person choose. Or pass a provider or a connection to `authorization_url`.
//! - [`Session`] names a WorkOS profile. Find or create your own user by `(organization_id, profile_id)`, never by the
//!   e-mail address alone, and put your user's id into the cookie.
//! - A cookie cannot be revoked before it expires. If you need revocation, keep sessions in a store, and put random
//!   session ids into the cookie.
//! - Add the redirect URI in the dashboard. WorkOS compares it character by character.

use std::fmt;
use std::time::Duration;

use axum::Router;
use axum::extract::{FromRef, FromRequestParts, Query, RawQuery, State};
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, StatusCode};
use axum::response::{AppendHeaders, Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde::{Deserialize, Serialize};
use workos_sso::iron::{Iron, SealError};
use workos_sso::{
    CallbackError, CallbackErrorCode, Client, Error, InvalidAttemptError, LoginAttempt, OrganizationId,
    ProfileAndToken, ProfileId, RandomnessError, ReturnPath, SealKeys, Secret, Sso, Timestamp,
};

/// The prefix `__Host-` prevents other hosts of the domain from setting the cookie. It requires `Secure` and `Path=/`.
const ATTEMPT: &str = "__Host-sign-in";
const SESSION: &str = "__Host-session";

/// How long a person stays signed in.
const SESSION_LIFETIME: Duration = Duration::from_secs(8 * 60 * 60);

/// State shared by the routes.
#[derive(Clone)]
pub struct Login {
    client: Client,
    redirect_uri: String,
    keys: SealKeys,
}

impl Login {
    /// Creates the state. `redirect_uri` is the public URL of `/callback`; `keys` seal the cookies.
    #[must_use]
    pub fn new(client: &Client, redirect_uri: impl Into<String>, keys: SealKeys) -> Self {
        Self { client: client.clone(), redirect_uri: redirect_uri.into(), keys }
    }

    fn now(&self) -> Timestamp {
        self.client.clock().now()
    }
}

/// Returns the routes `GET /` (shows who is signed in), `GET /login`, `GET /callback` and `POST /logout`.
pub fn router(login: Login) -> Router {
    Router::new()
        .route("/", get(home))
        .route("/login", get(start))
        .route("/callback", get(finish))
        .route("/logout", post(logout))
        .with_state(login)
}

/// The person who is signed in. As an extractor, it rejects requests without a session with 401.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Session {
    /// The person's profile, which belongs to one connection.
    pub profile_id: ProfileId,
    /// The person's organization. It was checked against the organization that the person signed in to.
    pub organization_id: OrganizationId,
    /// The person's e-mail address, for display.
    pub email: Option<String>,
}

#[derive(Deserialize)]
struct Start {
    organization: OrganizationId,
    next: Option<String>,
}

async fn start(
    State(login): State<Login>,
    Query(Start { organization, next }): Query<Start>,
) -> Result<impl IntoResponse, Failure> {
    // Anything but a path of this site becomes `/`, because others can write links with any `next`.
    let next = next.and_then(|next| ReturnPath::parse(next).ok()).unwrap_or_default();
    let attempt = LoginAttempt::start(login.now()).map_err(Failure::Randomness)?;
    let attempt = attempt.organization_id(&organization).return_path(next);
    let url = Sso::new(&login.client)
        .authorization_url(&login.redirect_uri, &organization)
        .attempt(&attempt)
        .build()
        .map_err(Failure::Api)?;
    let sealed = attempt.seal(&login.keys).map_err(Failure::Randomness)?;
    Ok((set(ATTEMPT, sealed.expose(), LoginAttempt::DEFAULT_LIFETIME), Redirect::to(&url)))
}

async fn finish(
    State(login): State<Login>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> impl IntoResponse {
    let completed = complete(&login, cookie(&headers, ATTEMPT), &query.unwrap_or_default()).await;
    let completed = completed
        .map(|(session, next)| (set(SESSION, session.expose(), SESSION_LIFETIME), Redirect::to(&next)));
    // An attempt is valid once, whether it succeeds or not.
    (remove(ATTEMPT), completed)
}

/// Checks the callback against the attempt of this browser, and seals a session for the person.
async fn complete(login: &Login, sealed: Option<&str>, query: &str) -> Result<(Secret, String), Failure> {
    let sealed = sealed.ok_or(Failure::NoAttempt)?;
    let attempt = LoginAttempt::open(&login.keys, sealed, login.now()).map_err(Failure::Attempt)?;
    let verified = attempt.complete(query, login.now()).map_err(Failure::Callback)?;

    let answer = Sso::new(&login.client).exchange(&verified).send().await.map_err(Failure::Api)?;
    // Without this check, the identity provider of one customer could sign people in to another customer.
    let organization_id = verified.organization_id().ok_or(Failure::WrongOrganization)?.clone();
    answer.profile.ensure_organization(&organization_id).map_err(|_| Failure::WrongOrganization)?;

    let ProfileAndToken { profile, .. } = answer;
    let session = Session { profile_id: profile.id, organization_id, email: profile.email };
    let expires_at = login.now().saturating_add(SESSION_LIFETIME);
    let sealed = Iron::new(&login.keys).seal_json(&session, Some(expires_at)).map_err(Failure::Session)?;
    Ok((sealed, verified.return_path().as_str().to_owned()))
}

/// Signs the person out.
///
/// The route is a POST, so that no image or link of another site can sign people out: with `SameSite=Lax`, browsers
/// do not send the cookie with a cross-site POST.
async fn logout(State(login): State<Login>, session: Session) -> impl IntoResponse {
    let sso = Sso::new(&login.client);
    // If the connection can also end the session at the identity provider, redirect the browser there. Other
    // connections (SAML, for instance) refuse with `connection_invalid`, and the person is signed out only here.
    let url = match sso.authorize_logout(&session.profile_id).send().await {
        Ok(logout) => sso.logout_url(&logout.logout_token).ok(),
        Err(error) => {
            if error.code() != Some("connection_invalid") {
                log(&error, error.hint());
            }
            None
        }
    };
    (remove(SESSION), Redirect::to(url.as_ref().map_or("/", |url| url.expose())))
}

async fn home(session: Option<Session>) -> Html<String> {
    Html(match session {
        Some(Session { email, organization_id, .. }) => format!(
            "<p>Signed in as {} of {}.</p><form method=post action=/logout><button>Sign out</button></form>",
            escape(email.as_deref().unwrap_or("an unknown user")),
            escape(organization_id.as_str()),
        ),
        None => "<p>You are not signed in.</p>".to_owned(),
    })
}

impl Session {
    /// Reads the session of a request.
    ///
    /// A login attempt is sealed with the same password, but does not decode as a session, because it has no profile.
    fn read(parts: &Parts, login: &Login) -> Option<Self> {
        let iron = Iron::new(&login.keys).clock_skew(Duration::ZERO);
        // `Max-Age` of the cookie depends on the browser. The expiry of the seal is checked here.
        let opened = iron.open(cookie(&parts.headers, SESSION)?, login.now()).ok()?;
        opened.json().ok()
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

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Login").field("redirect_uri", &self.redirect_uri).finish_non_exhaustive()
    }
}

/// Why a sign-in failed. The response tells the person what to do next; the log has the details.
#[derive(Debug)]
enum Failure {
    NoAttempt,
    Attempt(InvalidAttemptError),
    Callback(CallbackError),
    WrongOrganization,
    Api(Error),
    Randomness(RandomnessError),
    Session(SealError),
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let (status, text) = match &self {
            Self::NoAttempt => (StatusCode::BAD_REQUEST, "Please sign in again, in one tab of one browser."),
            Self::Attempt(error) => {
                log(error, Some(error.hint()));
                (StatusCode::BAD_REQUEST, "Please sign in again.")
            }
            Self::Callback(error @ CallbackError::Refused { code: CallbackErrorCode::AccessDenied, .. }) => {
                log(error, error.hint());
                (
                    StatusCode::FORBIDDEN,
                    "Your identity provider denied access. Ask your administrator for access.",
                )
            }
            Self::Callback(error) => {
                log(error, error.hint());
                (StatusCode::BAD_REQUEST, "Signing in failed. Please try again.")
            }
            Self::WrongOrganization => (
                StatusCode::FORBIDDEN,
                "You signed in to a different organization than the one you requested.",
            ),
            Self::Api(error) => {
                log(error, error.hint());
                match error {
                    Error::Api(refused) if refused.is_invalid_grant() => {
                        (StatusCode::BAD_REQUEST, "That took too long. Please sign in again.")
                    }
                    error if error.is_retryable() => (
                        StatusCode::SERVICE_UNAVAILABLE,
                        "Signing in does not work right now. Please try again soon.",
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

/// Returns the value of a cookie of the request.
fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers.get_all(COOKIE).into_iter().filter_map(|line| line.to_str().ok());
    let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.into_iter().find_map(|(found, value)| (found == name).then_some(value))
}

/// Sets a cookie for this host only, which scripts cannot read.
///
/// With `SameSite=Strict`, browsers would not send it with the redirect that comes back from WorkOS.
fn set(name: &str, value: &str, lifetime: Duration) -> AppendHeaders<[(HeaderName, String); 1]> {
    let seconds = lifetime.as_secs();
    let cookie = format!("{name}={value}; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age={seconds}");
    AppendHeaders([(SET_COOKIE, cookie)])
}

/// Removes a cookie. Browsers remove it only if path and attributes match the cookie.
fn remove(name: &str) -> AppendHeaders<[(HeaderName, String); 1]> {
    set(name, "", Duration::ZERO)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[expect(clippy::print_stderr, reason = "the log of an example; use yours")]
fn log(error: &dyn std::error::Error, hint: Option<&str>) {
    eprintln!("{error} ({})", hint.unwrap_or("no hint"));
}
