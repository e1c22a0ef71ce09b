//! A route that issues widget tokens to the frontend: `POST /api/widget-token` with `{"widget": "sso"}`.
//!
//! ```toml
//! axum = "0.8"
//! serde = { version = "1", features = ["derive"] }
//! serde_json = "1"
//! workos-widgets = "0.1"
//! ```
//!
//! The page calls it like this:
//!
//! ```js
//! const response = await fetch('/api/widget-token', {
//!     method: 'POST',
//!     headers: { 'Content-Type': 'application/json' },
//!     body: JSON.stringify({ widget: 'sso' }),
//! });
//! const { token } = await response.json();
//! ```
//!
//! # What to change for your own use
//! - [`SignedIn`] is the value that your session middleware puts into the request's extensions. The organization and
//!   the person come from there, **never from the body**: otherwise, a person could manage any organization by naming
//!   it.
//! - [`PageWidget`] lists the widgets that your pages embed. Leave out widgets that your users must not use. A token
//!   with a user id allows no more than that user's role anyway.
//! - Fetch a token each time a page loads. A token cannot be refreshed, and must not be shared or cached: the response
//!   has `no-store`.

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Extension, Json, Router};
use serde::Deserialize;
use serde_json::json;
use workos_widgets::{Client, Error, OrganizationId, UserId, WidgetPermission, Widgets};

/// Returns the route `POST /api/widget-token`, for people who are signed in.
pub fn router(client: &Client) -> Router {
    Router::new().route("/api/widget-token", post(issue)).with_state(client.clone())
}

/// The person who makes the request, as found by your session middleware.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The person's id at WorkOS.
    pub user_id: UserId,
    /// The organization that the person is currently working in.
    pub organization_id: OrganizationId,
}

/// A widget that a page embeds.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PageWidget {
    /// Set up single sign-on.
    Sso,
    /// Connect a directory.
    Dsync,
    /// Manage the organization's people.
    Users,
}

impl From<PageWidget> for WidgetPermission {
    fn from(widget: PageWidget) -> Self {
        match widget {
            PageWidget::Sso => Self::ManageSso,
            PageWidget::Dsync => Self::ManageDirectorySync,
            PageWidget::Users => Self::ManageUsers,
        }
    }
}

#[derive(Deserialize)]
struct Wanted {
    widget: PageWidget,
}

async fn issue(
    State(client): State<Client>,
    signed_in: Option<Extension<SignedIn>>,
    Json(wanted): Json<Wanted>,
) -> Response {
    let Some(Extension(SignedIn { user_id, organization_id })) = signed_in else {
        return refuse(StatusCode::UNAUTHORIZED, "Sign in first");
    };
    let token = Widgets::new(&client)
        .token()
        .organization_id(&organization_id)
        .user_id(&user_id)
        .scopes([WidgetPermission::from(wanted.widget)])
        .send()
        .await;
    match token {
        Ok(token) => {
            let expires_in = match token.lifetime(client.clock().now()) {
                Ok(lifetime) => lifetime.as_secs(),
                Err(error) => {
                    log(&error, Some(error.hint()));
                    return refuse(StatusCode::INTERNAL_SERVER_ERROR, "Failed to generate token");
                }
            };
            let body = Json(json!({ "token": token.token.expose(), "expires_in": expires_in }));
            ([(header::CACHE_CONTROL, "no-store")], body).into_response()
        }
        Err(error) => explain(&error),
    }
}

/// Returns the response for the page. The error with its request id and its hint goes to the log.
fn explain(error: &Error) -> Response {
    log(error, error.hint());
    match error.api() {
        Some(api) if api.is_not_found() => refuse(StatusCode::NOT_FOUND, "Organization not found"),
        // The person's role does not allow it.
        Some(api) if api.status() == 422 => refuse(StatusCode::FORBIDDEN, "You may not manage this"),
        _ if error.is_retryable() => {
            let mut response = refuse(StatusCode::SERVICE_UNAVAILABLE, "Try again soon");
            if let Some(wait) = error.retry_after() {
                let seconds = wait.as_secs_f64().ceil().max(1.0);
                response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds as u64));
            }
            response
        }
        // A wrong API key, for instance: the page cannot fix it.
        _ => refuse(StatusCode::INTERNAL_SERVER_ERROR, "Failed to generate token"),
    }
}

fn refuse(status: StatusCode, error: &str) -> Response {
    (status, Json(json!({ "error": error }))).into_response()
}

#[expect(clippy::print_stderr, reason = "the log of an example; use yours")]
fn log(error: &dyn std::error::Error, hint: Option<&str>) {
    eprintln!("{error} ({})", hint.unwrap_or("no hint"));
}
