//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use workos_client::{Call, Client, Method, Operation, call, operation};
use workos_core::{ConnectionId, SamlCertificateId};

use super::hints::SHARED_HINTS;
use super::models::SamlCertificate;

/// The certificate of the key with which WorkOS signs its SAML requests. A connection has at most one.
#[derive(Clone, Debug)]
pub struct SpSigningCertificates {
    pub(crate) client: Client,
}

impl SpSigningCertificates {
    /// Creates the handle, without sending a request.
    #[must_use]
    pub fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// Gets the certificate with which an identity provider can verify the requests of WorkOS.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     sp_signing_certificates: workos_sso::SpSigningCertificates,
    /// # ) -> Result<(), workos_client::Error> {
    /// let saml_certificate = sp_signing_certificates.get("conn_01E4ZCR3C56J083X43JQXF3JK5").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 400 `connection_is_not_saml` (`is_invalid_request()`): Read `connection_type` with
    ///   `connections.get()`: only SAML connections have certificates.
    /// - 403 (`is_forbidden()`): Give the API key access to connections in the dashboard.
    /// - 404 (`is_not_found()`): Check the connection with `connections.get()`. If it exists, it signs no
    ///   requests yet; create a key pair.
    ///
    /// `GET /connections/{connection_id}/saml_sp_signing_cert`
    #[doc(alias("SamlSpSigningCertificatesController_get", "get_sp_signing_certificate"))]
    pub fn get(&self, connection_id: impl Into<ConnectionId>) -> GetSpSigningCertificate {
        let mut call = Call::new(&self.client, &GET_SP_SIGNING_CERTIFICATE);
        call.path_id("connection_id", connection_id.into().as_str());
        GetSpSigningCertificate { call }
    }

    /// Creates a key pair with which WorkOS signs its requests, and returns its certificate.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     sp_signing_certificates: workos_sso::SpSigningCertificates,
    /// # ) -> Result<(), workos_client::Error> {
    /// let saml_certificate = sp_signing_certificates
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
    /// - 400 `connection_type_not_supported` (`is_invalid_request()`): Read `connection_type` with
    ///   `connections.get()`: providers of this type do not verify signed requests.
    /// - 403 (`is_forbidden()`): Give the API key access to connections in the dashboard.
    /// - 404 (`is_not_found()`): Verify the connection id with `connections.list()`.
    /// - 409 `sp_signing_cert_already_exists` (`is_conflict()`): Read the certificate with
    ///   `sp_signing_certificates.get()`, or delete it before you create another one.
    /// - 503 `concurrent_request`: Wait for the other request that changes this connection, then send the
    ///   request again.
    ///
    /// `POST /connections/{connection_id}/saml_sp_signing_cert`
    #[doc(alias("SamlSpSigningCertificatesController_create", "create_sp_signing_certificate"))]
    pub fn create(&self, connection_id: impl Into<ConnectionId>) -> CreateSpSigningCertificate {
        let mut call = Call::new(&self.client, &CREATE_SP_SIGNING_CERTIFICATE);
        call.path_id("connection_id", connection_id.into().as_str());
        CreateSpSigningCertificate { call }
    }

    /// Deletes the key pair. Requests are not signed with it any more.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     sp_signing_certificates: workos_sso::SpSigningCertificates,
    /// # ) -> Result<(), workos_client::Error> {
    /// sp_signing_certificates
    ///     .delete("conn_01E4ZCR3C56J083X43JQXF3JK5", "cert_01EHWNCE74X7JSDV0X3SZ3KJNY")
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 403 (`is_forbidden()`): Give the API key access to connections in the dashboard.
    /// - 404 (`is_not_found()`): Verify the certificate's id with `get`.
    ///
    /// `DELETE /connections/{connection_id}/saml_sp_signing_cert/{certificate_id}`
    #[doc(alias("SamlSpSigningCertificatesController_delete", "delete_sp_signing_certificate"))]
    pub fn delete(
        &self,
        connection_id: impl Into<ConnectionId>,
        certificate_id: impl Into<SamlCertificateId>,
    ) -> DeleteSpSigningCertificate {
        let mut call = Call::new(&self.client, &DELETE_SP_SIGNING_CERTIFICATE);
        call.path_id("connection_id", connection_id.into().as_str());
        call.path_id("certificate_id", certificate_id.into().as_str());
        DeleteSpSigningCertificate { call }
    }
}

call! {
    /// The call of [`SpSigningCertificates::get`].
    pub struct GetSpSigningCertificate -> SamlCertificate;
}

operation! {
    static GET_SP_SIGNING_CERTIFICATE =
        Operation::new("sp_signing_certificates.get", Method::GET, "/connections/{connection_id}/saml_sp_signing_cert")
            .repeatable().with_default_hints(SHARED_HINTS);
    404 => "Check the connection with `connections.get()`. If it exists, it signs no requests yet; create a key pair.";
}

call! {
    /// The call of [`SpSigningCertificates::create`].
    pub struct CreateSpSigningCertificate -> SamlCertificate;
}

operation! {
    static CREATE_SP_SIGNING_CERTIFICATE =
        Operation::new("sp_signing_certificates.create", Method::POST, "/connections/{connection_id}/saml_sp_signing_cert")
            .with_default_hints(SHARED_HINTS);
    400 "connection_type_not_supported" => "Read `connection_type` with `connections.get()`: providers of this type do not verify signed requests.";
    404 => "Verify the connection id with `connections.list()`.";
    409 "sp_signing_cert_already_exists" => "Read the certificate with `sp_signing_certificates.get()`, or delete it before you create another one.";
}

call! {
    /// The call of [`SpSigningCertificates::delete`].
    pub struct DeleteSpSigningCertificate -> ();
}

operation! {
    static DELETE_SP_SIGNING_CERTIFICATE =
        Operation::new("sp_signing_certificates.delete", Method::DELETE, "/connections/{connection_id}/saml_sp_signing_cert/{certificate_id}")
            .with_default_hints(SHARED_HINTS);
    404 => "Verify the certificate's id with `get`.";
}
