//! Exchanging the code of a completed login attempt.

use workos_oauth::VerifiedCode;

use crate::{GetProfileAndToken, Sso};

impl Sso {
    /// Exchanges the code of a completed attempt for the person's profile and an access token; exactly
    /// `profile_and_token(code).code_verifier(verifier)`, so that neither half is forgotten.
    ///
    /// Works without an API key, for public clients: the verifier then stands for the client's secret. Codes are good
    /// once and for ten minutes.
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
    /// [`Error::Api`](workos_client::Error::Api) with `is_invalid_grant()` when the code expired or was used before, or
    /// the verifier is not that of its challenge: start the sign-in anew.
    ///
    /// `POST /sso/token`, <https://workos.com/docs/reference/sso/profile/get-profile-and-token>
    pub fn exchange(&self, verified: &VerifiedCode) -> GetProfileAndToken {
        self.profile_and_token(verified.code()).code_verifier(verified.verifier())
    }
}
