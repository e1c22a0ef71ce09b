//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use workos_client::{Call, Client, Method, Operation, call, operation};
use workos_core::{ConnectionId, Page, SamlCertificateId};

use super::hints::SHARED_HINTS;
use super::models::SamlCertificate;

/// The certificates with which an identity provider encrypts its SAML responses. WorkOS stores the
/// private keys.
#[derive(Clone, Debug)]
pub struct SpEncryptionCertificates {
    pub(crate) client: Client,
}

impl SpEncryptionCertificates {
    /// Creates the handle, without sending a request.
    #[must_use]
    pub fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// Lists the certificates with which an identity provider can encrypt its responses, including expired
    /// ones.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     sp_encryption_certificates: workos_sso::SpEncryptionCertificates,
    /// # ) -> Result<(), workos_client::Error> {
    /// let page = sp_encryption_certificates.list("conn_01E4ZCR3C56J083X43JQXF3JK5").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 400 `connection_is_not_saml` (`is_invalid_request()`): Read `connection_type` with
    ///   `connections.get()`: only SAML connections have certificates.
    /// - 403 (`is_forbidden()`): Give the API key access to connections in the dashboard.
    /// - 404 (`is_not_found()`): Verify the connection id with `connections.list()`.
    ///
    /// `GET /connections/{connection_id}/saml_sp_encryption_certs`
    #[doc(alias("SamlSpEncryptionCertificatesController_list", "list_sp_encryption_certificates"))]
    pub fn list(&self, connection_id: impl Into<ConnectionId>) -> ListSpEncryptionCertificates {
        let mut call = Call::new(&self.client, &LIST_SP_ENCRYPTION_CERTIFICATES);
        call.path_id("connection_id", connection_id.into().as_str());
        ListSpEncryptionCertificates { call }
    }

    /// Creates a key pair at WorkOS for encrypted responses, and returns its certificate for the identity
    /// provider.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     sp_encryption_certificates: workos_sso::SpEncryptionCertificates,
    /// # ) -> Result<(), workos_client::Error> {
    /// let saml_certificate = sp_encryption_certificates
    ///     .create("conn_01E4ZCR3C56J083X43JQXF3JK5")
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 400 `connection_is_not_saml` (`is_invalid_request()`): Read `connection_type` with
    ///   `connections.get()`: only SAML connections have certificates.
    /// - 400 `key_pair_not_accepted` (`is_invalid_request()`): Delete the custom key pair first: WorkOS
    ///   creates no key pair in addition to it.
    /// - 403 (`is_forbidden()`): Give the API key access to connections in the dashboard.
    /// - 404 (`is_not_found()`): Verify the connection id with `connections.list()`.
    /// - 409 `too_many_sp_encryption_certs` (`is_conflict()`): Delete an old certificate with
    ///   `sp_encryption_certificates.delete()` first.
    /// - 503 `concurrent_request`: Wait for the other request that changes this connection, then send the
    ///   request again.
    ///
    /// `POST /connections/{connection_id}/saml_sp_encryption_certs`
    #[doc(alias("SamlSpEncryptionCertificatesController_create", "create_sp_encryption_certificate"))]
    pub fn create(&self, connection_id: impl Into<ConnectionId>) -> CreateSpEncryptionCertificate {
        let mut call = Call::new(&self.client, &CREATE_SP_ENCRYPTION_CERTIFICATE);
        call.path_id("connection_id", connection_id.into().as_str());
        CreateSpEncryptionCertificate { call }
    }

    /// Deletes a key pair. Responses that are encrypted for it cannot be decrypted any more.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     sp_encryption_certificates: workos_sso::SpEncryptionCertificates,
    /// # ) -> Result<(), workos_client::Error> {
    /// sp_encryption_certificates
    ///     .delete("conn_01E4ZCR3C56J083X43JQXF3JK5", "cert_01EHWNCE74X7JSDV0X3SZ3KJNY")
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 403 (`is_forbidden()`): Give the API key access to connections in the dashboard.
    /// - 404 (`is_not_found()`): Verify the certificate's id with `list`.
    ///
    /// `DELETE /connections/{connection_id}/saml_sp_encryption_certs/{certificate_id}`
    #[doc(alias("SamlSpEncryptionCertificatesController_delete", "delete_sp_encryption_certificate"))]
    pub fn delete(
        &self,
        connection_id: impl Into<ConnectionId>,
        certificate_id: impl Into<SamlCertificateId>,
    ) -> DeleteSpEncryptionCertificate {
        let mut call = Call::new(&self.client, &DELETE_SP_ENCRYPTION_CERTIFICATE);
        call.path_id("connection_id", connection_id.into().as_str());
        call.path_id("certificate_id", certificate_id.into().as_str());
        DeleteSpEncryptionCertificate { call }
    }
}

call! {
    /// The call of [`SpEncryptionCertificates::list`].
    pub struct ListSpEncryptionCertificates -> Page<SamlCertificate>;
}

operation! {
    static LIST_SP_ENCRYPTION_CERTIFICATES =
        Operation::new("sp_encryption_certificates.list", Method::GET, "/connections/{connection_id}/saml_sp_encryption_certs")
            .repeatable().with_default_hints(SHARED_HINTS);
    404 => "Verify the connection id with `connections.list()`.";
}

call! {
    /// The call of [`SpEncryptionCertificates::create`].
    pub struct CreateSpEncryptionCertificate -> SamlCertificate;
}

operation! {
    static CREATE_SP_ENCRYPTION_CERTIFICATE =
        Operation::new("sp_encryption_certificates.create", Method::POST, "/connections/{connection_id}/saml_sp_encryption_certs")
            .with_default_hints(SHARED_HINTS);
    404 => "Verify the connection id with `connections.list()`.";
    409 "too_many_sp_encryption_certs" => "Delete an old certificate with `sp_encryption_certificates.delete()` first.";
}

call! {
    /// The call of [`SpEncryptionCertificates::delete`].
    pub struct DeleteSpEncryptionCertificate -> ();
}

operation! {
    static DELETE_SP_ENCRYPTION_CERTIFICATE =
        Operation::new("sp_encryption_certificates.delete", Method::DELETE, "/connections/{connection_id}/saml_sp_encryption_certs/{certificate_id}")
            .with_default_hints(SHARED_HINTS);
    404 => "Verify the certificate's id with `list`.";
}
