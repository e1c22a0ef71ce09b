//! Where a browser is sent to sign out.

use workos_client::private::{check_id, component};
use workos_client::{Error, InvalidInput, Secret};
use workos_core::SessionId;

use crate::Sso;
use crate::generated::LOGOUT;

impl Sso {
    /// Makes the URL that signs a browser out at the identity provider, from the token that
    /// [`authorize_logout`](Self::authorize_logout) answers: redirect the browser there.
    ///
    /// The answer of `authorize_logout` holds the same URL; this one points at the client's base URL, for instance an
    /// emulator or a custom domain. Nothing is sent. Whoever has the URL can end the session, so it is a secret.
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
    /// [`Error::InvalidInput`] when the token is empty.
    ///
    /// `GET /sso/logout`, <https://workos.com/docs/reference/sso/logout>
    pub fn logout_url(&self, token: impl Into<Secret>) -> Result<Secret, Error> {
        let token = token.into();
        self.logout_location("token", token.expose()).map(Secret::from)
    }

    /// Makes the URL that ends a session by its id: `GET /sso/logout?session_id=…`.
    ///
    /// Only one documented dialect of the API has it. In production, single logout is
    /// [`authorize_logout`](Self::authorize_logout) and [`logout_url`](Self::logout_url), and a session id belongs to
    /// user management. Nothing is sent.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] when the id cannot be one.
    pub fn logout_url_for_session(&self, session_id: impl Into<SessionId>) -> Result<String, Error> {
        let session_id = session_id.into();
        check_id(session_id.as_str())
            .map_err(|reason| InvalidInput::new(LOGOUT.id(), "session_id", reason))?;
        self.logout_location("session_id", session_id.as_str())
    }

    fn logout_location(&self, parameter: &'static str, value: &str) -> Result<String, Error> {
        if value.is_empty() {
            return Err(InvalidInput::new(LOGOUT.id(), parameter, "it is empty").into());
        }
        Ok(format!("{}{}?{parameter}={}", self.client.base_url(), LOGOUT.path(), component(value)))
    }
}
