//! URLs that sign a browser out.

use workos_client::{Error, InvalidInputError, Secret};
use workos_core::SessionId;
use workos_internal::encode::{check_id, component};

use crate::Sso;
use crate::generated::LOGOUT;

impl Sso {
    /// Builds the URL that signs a browser out at the identity provider, from the token of
    /// [`authorize_logout`](Self::authorize_logout). Redirect the browser to it.
    ///
    /// The response of `authorize_logout` contains the same URL. This URL uses the client's base URL instead, for
    /// instance of an emulator or a custom domain. No request is sent. Anybody with the URL can end the session, so it
    /// is a secret.
    ///
    /// ```no_run
    /// # async fn example(sso: workos_sso::Sso, profile: workos_sso::Profile) -> Result<(), workos_sso::Error> {
    /// let logout = sso.authorize_logout(&profile.id).send().await?;
    /// let url = sso.logout_url(&logout.logout_token)?;
    /// // redirect the browser to `url.expose()`
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`Error::InvalidInput`] if the token is empty.
    ///
    /// `GET /sso/logout`, <https://workos.com/docs/reference/sso/logout>
    pub fn logout_url(&self, token: impl Into<Secret>) -> Result<Secret, Error> {
        let token = token.into();
        self.logout_location("token", token.expose()).map(Secret::from)
    }

    /// Builds the URL that ends a session by its id: `GET /sso/logout?session_id=…`.
    ///
    /// Only the legacy dialect of the API supports it. In production, use [`authorize_logout`](Self::authorize_logout)
    /// and [`logout_url`](Self::logout_url) for single logout; session ids belong to user management. No request is
    /// sent.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] if the id is invalid.
    pub fn logout_url_for_session(&self, session_id: impl Into<SessionId>) -> Result<String, Error> {
        let session_id = session_id.into();
        check_id(session_id.as_str())
            .map_err(|reason| InvalidInputError::new(LOGOUT.id(), "session_id", reason))?;
        self.logout_location("session_id", session_id.as_str())
    }

    fn logout_location(&self, parameter: &'static str, value: &str) -> Result<String, Error> {
        if value.is_empty() {
            return Err(InvalidInputError::new(LOGOUT.id(), parameter, "it is empty").into());
        }
        Ok(format!("{}{}?{parameter}={}", self.client.base_url(), LOGOUT.path(), component(value)))
    }
}
