//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use workos_client::Hint;

pub(super) const SHARED_HINTS: &[Hint] = &[
    Hint::new(
        400,
        Some("ambiguous_saml_options"),
        "Set either `idp_metadata_url` alone, or the individual fields without it.",
    ),
    Hint::new(
        400,
        Some("both_saml_and_oidc_options_provided"),
        "Set only one of `saml_options` and `oidc_options`.",
    ),
    Hint::new(
        400,
        Some("client_secret_not_accepted"),
        "Leave out `client_secret`: `private_key_jwt` uses no secret.",
    ),
    Hint::new(
        400,
        Some("client_secret_required"),
        "Set `client_secret`, or set `token_authentication_method` to `private_key_jwt`.",
    ),
    Hint::new(
        400,
        Some("connection_is_not_saml"),
        "Read `connection_type` with `connections.get()`: only SAML connections have certificates.",
    ),
    Hint::new(
        400,
        Some("connection_type_conflicts_with_options"),
        "Set the options of the connection\'s own protocol: `saml_options` for SAML types, `oidc_options` \
         for OpenID Connect.",
    ),
    Hint::new(
        400,
        Some("connection_type_not_supported"),
        "Use a connection type of SAML or OpenID Connect, or leave `connection_type` out.",
    ),
    Hint::new(400, Some("discovery_endpoint_must_use_https"), "Set `discovery_endpoint` to an https URL."),
    Hint::new(
        400,
        Some("external_id_already_in_use"),
        "Use another `external_id`, or find the connection with this `external_id` with \
         `connections.list()`.",
    ),
    Hint::new(
        400,
        Some("invalid_certificate"),
        "Send each certificate as X.509 in PEM, from `-----BEGIN CERTIFICATE-----` to its end line.",
    ),
    Hint::new(
        400,
        Some("key_pair_not_accepted"),
        "Delete the custom key pair first: WorkOS creates no key pair in addition to it.",
    ),
    Hint::new(
        400,
        Some("token_authentication_method_not_supported"),
        "Use a method that the provider\'s discovery document lists in \
         `token_endpoint_auth_methods_supported`.",
    ),
    Hint::new(401, Some("unauthorized"), "Send a valid API key as bearer: check `WORKOS_API_KEY`."),
    Hint::new(403, None, "Give the API key access to connections in the dashboard."),
    Hint::new(
        409,
        Some("connection_deletion_in_progress"),
        "Wait until `connections.get()` returns 404, then send the request again.",
    ),
    Hint::new(
        422,
        Some("connection_could_not_be_verified"),
        "Check the URLs, the client id and the secret: WorkOS could not reach the provider with them.",
    ),
    Hint::new(
        422,
        Some("idp_metadata_fetch_failed"),
        "Open `idp_metadata_url` in a browser: WorkOS must be able to read it without signing in.",
    ),
    Hint::new(
        503,
        Some("concurrent_request"),
        "Wait for the other request that changes this connection, then send the request again.",
    ),
];
