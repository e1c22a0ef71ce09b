//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use workos_client::{Call, Client, Method, Operation, body, call, operation};
use workos_core::{ConnectionId, Page, SamlCertificateId};

use super::hints::SHARED_HINTS;
use super::models::SamlCertificate;

/// The certificates that verify the responses of a SAML identity provider.
///
/// A connection can have several: add the new certificate before the old one expires.
#[derive(Clone, Debug)]
pub struct IdpSigningCertificates {
    pub(crate) client: Client,
}

impl IdpSigningCertificates {
    /// Creates the handle, without sending a request.
    #[must_use]
    pub fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// Lists the certificates that verify the responses of an identity provider, including expired ones,
    /// oldest first.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     idp_signing_certificates: workos_sso::IdpSigningCertificates,
    /// # ) -> Result<(), workos_client::Error> {
    /// let page = idp_signing_certificates.list("conn_01E4ZCR3C56J083X43JQXF3JK5").send().await?;
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
    /// `GET /connections/{connection_id}/saml_idp_signing_certs`
    #[doc(alias("SamlIdpSigningCertificatesController_list", "list_idp_signing_certificates"))]
    pub fn list(&self, connection_id: impl Into<ConnectionId>) -> ListIdpSigningCertificates {
        let mut call = Call::new(&self.client, &LIST_IDP_SIGNING_CERTIFICATES);
        call.path_id("connection_id", connection_id.into().as_str());
        ListIdpSigningCertificates { call }
    }

    /// Adds a certificate that verifies the responses of an identity provider.
    ///
    /// - `value`: The certificate, as PEM.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     idp_signing_certificates: workos_sso::IdpSigningCertificates,
    /// # ) -> Result<(), workos_client::Error> {
    /// let saml_certificate = idp_signing_certificates
    ///     .create("conn_01E4ZCR3C56J083X43JQXF3JK5", "-----BEGIN CERTIFICATE-----")
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 400 `connection_is_not_saml` (`is_invalid_request()`): Read `connection_type` with
    ///   `connections.get()`: only SAML connections have certificates.
    /// - 400 `invalid_certificate` (`is_invalid_request()`): Send each certificate as X.509 in PEM, from
    ///   `-----BEGIN CERTIFICATE-----` to its end line.
    /// - 400 `certificate_expired` (`is_invalid_request()`): Send a certificate whose `not_after` is in the
    ///   future.
    /// - 403 (`is_forbidden()`): Give the API key access to connections in the dashboard.
    /// - 404 (`is_not_found()`): Verify the connection id with `connections.list()`.
    /// - 422 (`is_invalid_request()`): Send one X.509 certificate as PEM.
    ///
    /// `POST /connections/{connection_id}/saml_idp_signing_certs`
    #[doc(alias("SamlIdpSigningCertificatesController_create", "create_idp_signing_certificate"))]
    pub fn create(
        &self,
        connection_id: impl Into<ConnectionId>,
        value: impl Into<String>,
    ) -> CreateIdpSigningCertificate {
        let mut call = Call::new(&self.client, &CREATE_IDP_SIGNING_CERTIFICATE);
        call.path_id("connection_id", connection_id.into().as_str());
        let body = CreateIdpSigningCertificateBody::new(value.into());
        CreateIdpSigningCertificate { call, body }
    }

    /// Deletes a certificate. Responses that are signed with its key are refused from then on.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     idp_signing_certificates: workos_sso::IdpSigningCertificates,
    /// # ) -> Result<(), workos_client::Error> {
    /// idp_signing_certificates
    ///     .delete("conn_01E4ZCR3C56J083X43JQXF3JK5", "cert_01EHWNCE74X7JSDV0X3SZ3KJNY")
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 400 `cannot_delete_last_certificate` (`is_invalid_request()`): Add the new certificate with
    ///   `idp_signing_certificates.create()` before you delete the last one.
    /// - 403 (`is_forbidden()`): Give the API key access to connections in the dashboard.
    /// - 404 (`is_not_found()`): Verify the certificate's id with `list`.
    ///
    /// `DELETE /connections/{connection_id}/saml_idp_signing_certs/{certificate_id}`
    #[doc(alias("SamlIdpSigningCertificatesController_delete", "delete_idp_signing_certificate"))]
    pub fn delete(
        &self,
        connection_id: impl Into<ConnectionId>,
        certificate_id: impl Into<SamlCertificateId>,
    ) -> DeleteIdpSigningCertificate {
        let mut call = Call::new(&self.client, &DELETE_IDP_SIGNING_CERTIFICATE);
        call.path_id("connection_id", connection_id.into().as_str());
        call.path_id("certificate_id", certificate_id.into().as_str());
        DeleteIdpSigningCertificate { call }
    }
}

call! {
    /// The call of [`IdpSigningCertificates::list`].
    pub struct ListIdpSigningCertificates -> Page<SamlCertificate>;
}

operation! {
    static LIST_IDP_SIGNING_CERTIFICATES =
        Operation::new("idp_signing_certificates.list", Method::GET, "/connections/{connection_id}/saml_idp_signing_certs")
            .repeatable().with_default_hints(SHARED_HINTS);
    404 => "Verify the connection id with `connections.list()`.";
}

call! {
    /// The call of [`IdpSigningCertificates::create`].
    pub struct CreateIdpSigningCertificate { body: CreateIdpSigningCertificateBody } -> SamlCertificate;
}

body! {
    struct CreateIdpSigningCertificateBody of CreateIdpSigningCertificate;
    value: String = required;
}

operation! {
    static CREATE_IDP_SIGNING_CERTIFICATE =
        Operation::new("idp_signing_certificates.create", Method::POST, "/connections/{connection_id}/saml_idp_signing_certs")
            .with_default_hints(SHARED_HINTS);
    400 "certificate_expired" => "Send a certificate whose `not_after` is in the future.";
    404 => "Verify the connection id with `connections.list()`.";
    422 => "Send one X.509 certificate as PEM.";
}

call! {
    /// The call of [`IdpSigningCertificates::delete`].
    pub struct DeleteIdpSigningCertificate -> ();
}

operation! {
    static DELETE_IDP_SIGNING_CERTIFICATE =
        Operation::new("idp_signing_certificates.delete", Method::DELETE, "/connections/{connection_id}/saml_idp_signing_certs/{certificate_id}")
            .with_default_hints(SHARED_HINTS);
    400 "cannot_delete_last_certificate" => "Add the new certificate with `idp_signing_certificates.create()` before you delete the last one.";
    404 => "Verify the certificate's id with `list`.";
}
