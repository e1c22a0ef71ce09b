//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use workos_client::{Hint, hints};

pub(super) const SHARED_HINTS: &[Hint] = hints! {
    400 "ambiguous_saml_options" => "Set either `idp_metadata_url` alone, or the individual fields without it.";
    400 "both_saml_and_oidc_options_provided" => "Set only one of `saml_options` and `oidc_options`.";
    400 "client_secret_not_accepted" => "Leave out `client_secret`: `private_key_jwt` uses no secret.";
    400 "client_secret_required" => "Set `client_secret`, or set `token_authentication_method` to `private_key_jwt`.";
    400 "connection_is_not_saml" => "Read `connection_type` with `connections.get()`: only SAML connections have certificates.";
    400 "connection_type_conflicts_with_options" => "Set the options of the connection's own protocol: `saml_options` for SAML types, `oidc_options` for OpenID Connect.";
    400 "connection_type_not_supported" => "Use a connection type of SAML or OpenID Connect, or leave `connection_type` out.";
    400 "discovery_endpoint_must_use_https" => "Set `discovery_endpoint` to an https URL.";
    400 "external_id_already_in_use" => "Use another `external_id`, or find the connection with this `external_id` with `connections.list()`.";
    400 "invalid_certificate" => "Send each certificate as X.509 in PEM, from `-----BEGIN CERTIFICATE-----` to its end line.";
    400 "key_pair_not_accepted" => "Delete the custom key pair first: WorkOS creates no key pair in addition to it.";
    400 "token_authentication_method_not_supported" => "Use a method that the provider's discovery document lists in `token_endpoint_auth_methods_supported`.";
    401 "unauthorized" => "Send a valid API key as bearer: check `WORKOS_API_KEY`.";
    403 => "Give the API key access to connections in the dashboard.";
    409 "connection_deletion_in_progress" => "Wait until `connections.get()` returns 404, then send the request again.";
    422 "connection_could_not_be_verified" => "Check the URLs, the client id and the secret: WorkOS could not reach the provider with them.";
    422 "idp_metadata_fetch_failed" => "Open `idp_metadata_url` in a browser: WorkOS must be able to read it without signing in.";
    503 "concurrent_request" => "Wait for the other request that changes this connection, then send the request again.";
};
