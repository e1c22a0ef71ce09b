//! Exchanges the code of a completed login attempt.

use workos_oauth::VerifiedCode;

use crate::{GetProfileAndToken, Sso};

impl Sso {
    /// Exchanges the code of a completed attempt for the person's profile and an access token.
    ///
    /// It is short for `profile_and_token(code).code_verifier(verifier)`. It works without an API key, for public
    /// clients: the verifier then replaces the client secret. A code can be used once, within ten minutes.
    ///
    /// ```no_run
    /// # async fn example(sso: workos_sso::Sso, verified: workos_sso::VerifiedCode) -> Result<(), workos_sso::Error> {
    /// let signed_in = sso.exchange(&verified).send().await?;
    /// println!("{} came in through {:?}", signed_in.profile.id, signed_in.profile.connection_type);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`Error::Api`](workos_client::Error::Api) with `is_invalid_grant()` if the code expired or was used before, or
    /// if the verifier does not match the challenge. Start the sign-in again.
    ///
    /// `POST /sso/token`, <https://workos.com/docs/reference/sso/profile/get-profile-and-token>
    pub fn exchange(&self, verified: &VerifiedCode) -> GetProfileAndToken {
        self.profile_and_token(verified.code()).code_verifier(verified.verifier())
    }
}
