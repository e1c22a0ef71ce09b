//! Rendered from the contracts by `cargo xtask codegen`: change those files, not this one.

use workos_kit::Page;

use super::decoder::Decoder;

/// Every operation with a rendered call: its id, the type of its response, and a valid body.
pub(crate) const DECODERS: &[Decoder] = &[
    Decoder::ignoring("admin_portal.revoke_link"),
    Decoder::of::<Page<workos_kit::organizations::Organization>>(
        "organizations.list",
        r##"{"data":[{"allow_profiles_outside_organization":false,"created_at":"2026-01-15T12:00:00.000Z","domains":[{"created_at":"2026-01-15T12:00:00.000Z","domain":"foo-corp.com","id":"org_domain_01EHZNVPK2QXHMVWCEDQEKY69A","object":"organization_domain","organization_id":"org_01HE8GSH8FQPASKSY27THRKRBP","state":"pending","updated_at":"2026-01-15T12:00:00.000Z","verification_prefix":"superapp-domain-verification-z3kjny","verification_strategy":"dns","verification_token":"m5Oztg3jdK4NJLgs8uIlIprMw"}],"external_id":"2fe01467-f7ea-4dd2-8b79-c2b4f56d0191","id":"org_01EHWNCE74X7JSDV0X3SZ3KJNY","metadata":{"key":"metadata"},"name":"Acme Inc.","object":"organization","stripe_customer_id":"cus_R9qWAGMQ6nGE7V","updated_at":"2026-01-15T12:00:00.000Z"}],"list_metadata":{"after":null,"before":null},"object":"list"}"##,
    ),
    Decoder::of::<workos_kit::organizations::Organization>(
        "organizations.create",
        r##"{"allow_profiles_outside_organization":false,"created_at":"2026-01-15T12:00:00.000Z","domains":[{"created_at":"2026-01-15T12:00:00.000Z","domain":"foo-corp.com","id":"org_domain_01EHZNVPK2QXHMVWCEDQEKY69A","object":"organization_domain","organization_id":"org_01HE8GSH8FQPASKSY27THRKRBP","state":"pending","updated_at":"2026-01-15T12:00:00.000Z","verification_prefix":"superapp-domain-verification-z3kjny","verification_strategy":"dns","verification_token":"m5Oztg3jdK4NJLgs8uIlIprMw"}],"external_id":"2fe01467-f7ea-4dd2-8b79-c2b4f56d0191","id":"org_01EHWNCE74X7JSDV0X3SZ3KJNY","metadata":{"key":"metadata"},"name":"Acme Inc.","object":"organization","stripe_customer_id":"cus_R9qWAGMQ6nGE7V","updated_at":"2026-01-15T12:00:00.000Z"}"##,
    ),
    Decoder::of::<workos_kit::organizations::Organization>(
        "organizations.get",
        r##"{"allow_profiles_outside_organization":false,"created_at":"2026-01-15T12:00:00.000Z","domains":[{"created_at":"2026-01-15T12:00:00.000Z","domain":"foo-corp.com","id":"org_domain_01EHZNVPK2QXHMVWCEDQEKY69A","object":"organization_domain","organization_id":"org_01HE8GSH8FQPASKSY27THRKRBP","state":"pending","updated_at":"2026-01-15T12:00:00.000Z","verification_prefix":"superapp-domain-verification-z3kjny","verification_strategy":"dns","verification_token":"m5Oztg3jdK4NJLgs8uIlIprMw"}],"external_id":"2fe01467-f7ea-4dd2-8b79-c2b4f56d0191","id":"org_01EHWNCE74X7JSDV0X3SZ3KJNY","metadata":{"key":"metadata"},"name":"Acme Inc.","object":"organization","stripe_customer_id":"cus_R9qWAGMQ6nGE7V","updated_at":"2026-01-15T12:00:00.000Z"}"##,
    ),
    Decoder::of::<workos_kit::organizations::Organization>(
        "organizations.update",
        r##"{"allow_profiles_outside_organization":false,"created_at":"2026-01-15T12:00:00.000Z","domains":[{"created_at":"2026-01-15T12:00:00.000Z","domain":"foo-corp.com","id":"org_domain_01EHZNVPK2QXHMVWCEDQEKY69A","object":"organization_domain","organization_id":"org_01HE8GSH8FQPASKSY27THRKRBP","state":"pending","updated_at":"2026-01-15T12:00:00.000Z","verification_prefix":"superapp-domain-verification-z3kjny","verification_strategy":"dns","verification_token":"m5Oztg3jdK4NJLgs8uIlIprMw"}],"external_id":"2fe01467-f7ea-4dd2-8b79-c2b4f56d0191","id":"org_01EHWNCE74X7JSDV0X3SZ3KJNY","metadata":{"key":"metadata"},"name":"Acme Inc.","object":"organization","stripe_customer_id":"cus_R9qWAGMQ6nGE7V","updated_at":"2026-01-15T12:00:00.000Z"}"##,
    ),
    Decoder::ignoring("organizations.delete"),
    Decoder::of::<workos_kit::organizations::Organization>(
        "organizations.get_by_external_id",
        r##"{"allow_profiles_outside_organization":false,"created_at":"2026-01-15T12:00:00.000Z","domains":[{"created_at":"2026-01-15T12:00:00.000Z","domain":"foo-corp.com","id":"org_domain_01EHZNVPK2QXHMVWCEDQEKY69A","object":"organization_domain","organization_id":"org_01HE8GSH8FQPASKSY27THRKRBP","state":"pending","updated_at":"2026-01-15T12:00:00.000Z","verification_prefix":"superapp-domain-verification-z3kjny","verification_strategy":"dns","verification_token":"m5Oztg3jdK4NJLgs8uIlIprMw"}],"external_id":"2fe01467-f7ea-4dd2-8b79-c2b4f56d0191","id":"org_01EHWNCE74X7JSDV0X3SZ3KJNY","metadata":{"key":"metadata"},"name":"Acme Inc.","object":"organization","stripe_customer_id":"cus_R9qWAGMQ6nGE7V","updated_at":"2026-01-15T12:00:00.000Z"}"##,
    ),
    Decoder::of::<workos_kit::organizations::AuditLogConfiguration>(
        "organizations.audit_log_configuration",
        r##"{"log_stream":{"created_at":"2026-01-15T12:00:00.000Z","id":"als_01EHZNVPK3SFK441A1RGBFSHRT","last_synced_at":"2026-01-15T12:00:00.000Z","state":"active","type":"Datadog"},"organization_id":"org_01EHZNVPK3SFK441A1RGBFSHRT","retention_period_in_days":30,"state":"active"}"##,
    ),
    Decoder::of::<Page<workos_kit::organizations::ItContact>>(
        "it_contacts.list",
        r##"{"data":[{"created_at":"2026-01-15T12:00:00.000Z","email":"it@foo-corp.com","id":"it_contact_01EHZNVPK2QXHMVWCEDQEKY69A","object":"it_contact","updated_at":"2026-01-15T12:00:00.000Z"}],"list_metadata":{"after":null,"before":null},"object":"list"}"##,
    ),
    Decoder::of::<workos_kit::organizations::ItContact>(
        "it_contacts.create",
        r##"{"created_at":"2026-01-15T12:00:00.000Z","email":"it@foo-corp.com","id":"it_contact_01EHZNVPK2QXHMVWCEDQEKY69A","object":"it_contact","updated_at":"2026-01-15T12:00:00.000Z"}"##,
    ),
    Decoder::ignoring("it_contacts.delete"),
    Decoder::ignoring("it_contacts.invite"),
    Decoder::ignoring("it_contacts.revoke"),
    Decoder::of::<workos_kit::organizations::OrganizationDomain>(
        "organization_domains.create",
        r##"{"created_at":"2026-01-15T12:00:00.000Z","domain":"foo-corp.com","id":"org_domain_01EHZNVPK2QXHMVWCEDQEKY69A","object":"organization_domain","organization_id":"org_01HE8GSH8FQPASKSY27THRKRBP","state":"pending","updated_at":"2026-01-15T12:00:00.000Z","verification_prefix":"superapp-domain-verification-z3kjny","verification_strategy":"dns","verification_token":"m5Oztg3jdK4NJLgs8uIlIprMw"}"##,
    ),
    Decoder::of::<workos_kit::organizations::OrganizationDomain>(
        "organization_domains.get",
        r##"{"created_at":"2026-01-15T12:00:00.000Z","domain":"foo-corp.com","id":"org_domain_01EHZNVPK2QXHMVWCEDQEKY69A","object":"organization_domain","organization_id":"org_01HE8GSH8FQPASKSY27THRKRBP","state":"pending","updated_at":"2026-01-15T12:00:00.000Z","verification_prefix":"superapp-domain-verification-z3kjny","verification_strategy":"dns","verification_token":"m5Oztg3jdK4NJLgs8uIlIprMw"}"##,
    ),
    Decoder::ignoring("organization_domains.delete"),
    Decoder::of::<workos_kit::organizations::OrganizationDomain>(
        "organization_domains.verify",
        r##"{"created_at":"2026-01-15T12:00:00.000Z","domain":"foo-corp.com","id":"org_domain_01EHZNVPK2QXHMVWCEDQEKY69A","object":"organization_domain","organization_id":"org_01HE8GSH8FQPASKSY27THRKRBP","state":"pending","updated_at":"2026-01-15T12:00:00.000Z","verification_prefix":"superapp-domain-verification-z3kjny","verification_strategy":"dns","verification_token":"m5Oztg3jdK4NJLgs8uIlIprMw"}"##,
    ),
    Decoder::of::<Page<workos_kit::pipes::DataIntegration>>(
        "data_integrations.list",
        r##"{"data":[{"auth_methods":["oauth"],"config":{"key":"config"},"created_at":"2026-01-15T12:00:00.000Z","credentials":{"client_id":"Iv1.abc123","redacted_client_secret":"6789","type":"custom"},"custom_provider":{"additional_authorization_parameters":{"key":"additional_authorization_parameters"},"authenticate_via":"request_body","authorization_url":"https://provider.example.com/oauth/authorize","client_secret_required":true,"name":"My OAuth App","pkce_enabled":true,"refresh_token_url":"https://provider.example.com/oauth/token","request_scope_separator":" ","scopes_required":false,"token_body_content_type":"application/x-www-form-urlencoded","token_url":"https://provider.example.com/oauth/token"},"description":"Production GitHub app","enabled":true,"id":"data_integration_01EHZNVPK3SFK441A1RGBFSHRT","installation":{"account_display_name":"The Octocat","account_identifier":"octocat","api_key_last_4":"cdef","connection_role":"compatibility","id":"data_installation_01EHZNVPK3SFK441A1RGBFSHRT","organization_id":"org_01EHZNVPK3SFK441A1RGBFSHRT","user_id":"user_01EHZNVPK3SFK441A1RGBFSHRT"},"integration_type":"github","object":"data_integration","ownership":"user","redirect_uri":"https://api.workos.com/data-integrations/github/dik_01EHZNVPK3SFK441A1RGBFSHRT/callback","scopes":["repo","read:org"],"slug":"github","state":"valid","updated_at":"2026-01-15T12:00:00.000Z"}],"list_metadata":{"after":null,"before":null},"object":"list"}"##,
    ),
    Decoder::of::<workos_kit::pipes::DataIntegration>(
        "data_integrations.create",
        r##"{"auth_methods":["oauth"],"config":{"key":"config"},"created_at":"2026-01-15T12:00:00.000Z","credentials":{"client_id":"Iv1.abc123","redacted_client_secret":"6789","type":"custom"},"custom_provider":{"additional_authorization_parameters":{"key":"additional_authorization_parameters"},"authenticate_via":"request_body","authorization_url":"https://provider.example.com/oauth/authorize","client_secret_required":true,"name":"My OAuth App","pkce_enabled":true,"refresh_token_url":"https://provider.example.com/oauth/token","request_scope_separator":" ","scopes_required":false,"token_body_content_type":"application/x-www-form-urlencoded","token_url":"https://provider.example.com/oauth/token"},"description":"Production GitHub app","enabled":true,"id":"data_integration_01EHZNVPK3SFK441A1RGBFSHRT","installation":{"account_display_name":"The Octocat","account_identifier":"octocat","api_key_last_4":"cdef","connection_role":"compatibility","id":"data_installation_01EHZNVPK3SFK441A1RGBFSHRT","organization_id":"org_01EHZNVPK3SFK441A1RGBFSHRT","user_id":"user_01EHZNVPK3SFK441A1RGBFSHRT"},"integration_type":"github","object":"data_integration","ownership":"user","redirect_uri":"https://api.workos.com/data-integrations/github/dik_01EHZNVPK3SFK441A1RGBFSHRT/callback","scopes":["repo","read:org"],"slug":"github","state":"valid","updated_at":"2026-01-15T12:00:00.000Z"}"##,
    ),
    Decoder::of::<workos_kit::pipes::DataIntegration>(
        "data_integrations.get",
        r##"{"auth_methods":["oauth"],"config":{"key":"config"},"created_at":"2026-01-15T12:00:00.000Z","credentials":{"client_id":"Iv1.abc123","redacted_client_secret":"6789","type":"custom"},"custom_provider":{"additional_authorization_parameters":{"key":"additional_authorization_parameters"},"authenticate_via":"request_body","authorization_url":"https://provider.example.com/oauth/authorize","client_secret_required":true,"name":"My OAuth App","pkce_enabled":true,"refresh_token_url":"https://provider.example.com/oauth/token","request_scope_separator":" ","scopes_required":false,"token_body_content_type":"application/x-www-form-urlencoded","token_url":"https://provider.example.com/oauth/token"},"description":"Production GitHub app","enabled":true,"id":"data_integration_01EHZNVPK3SFK441A1RGBFSHRT","installation":{"account_display_name":"The Octocat","account_identifier":"octocat","api_key_last_4":"cdef","connection_role":"compatibility","id":"data_installation_01EHZNVPK3SFK441A1RGBFSHRT","organization_id":"org_01EHZNVPK3SFK441A1RGBFSHRT","user_id":"user_01EHZNVPK3SFK441A1RGBFSHRT"},"integration_type":"github","object":"data_integration","ownership":"user","redirect_uri":"https://api.workos.com/data-integrations/github/dik_01EHZNVPK3SFK441A1RGBFSHRT/callback","scopes":["repo","read:org"],"slug":"github","state":"valid","updated_at":"2026-01-15T12:00:00.000Z"}"##,
    ),
    Decoder::of::<workos_kit::pipes::DataIntegration>(
        "data_integrations.update",
        r##"{"auth_methods":["oauth"],"config":{"key":"config"},"created_at":"2026-01-15T12:00:00.000Z","credentials":{"client_id":"Iv1.abc123","redacted_client_secret":"6789","type":"custom"},"custom_provider":{"additional_authorization_parameters":{"key":"additional_authorization_parameters"},"authenticate_via":"request_body","authorization_url":"https://provider.example.com/oauth/authorize","client_secret_required":true,"name":"My OAuth App","pkce_enabled":true,"refresh_token_url":"https://provider.example.com/oauth/token","request_scope_separator":" ","scopes_required":false,"token_body_content_type":"application/x-www-form-urlencoded","token_url":"https://provider.example.com/oauth/token"},"description":"Production GitHub app","enabled":true,"id":"data_integration_01EHZNVPK3SFK441A1RGBFSHRT","installation":{"account_display_name":"The Octocat","account_identifier":"octocat","api_key_last_4":"cdef","connection_role":"compatibility","id":"data_installation_01EHZNVPK3SFK441A1RGBFSHRT","organization_id":"org_01EHZNVPK3SFK441A1RGBFSHRT","user_id":"user_01EHZNVPK3SFK441A1RGBFSHRT"},"integration_type":"github","object":"data_integration","ownership":"user","redirect_uri":"https://api.workos.com/data-integrations/github/dik_01EHZNVPK3SFK441A1RGBFSHRT/callback","scopes":["repo","read:org"],"slug":"github","state":"valid","updated_at":"2026-01-15T12:00:00.000Z"}"##,
    ),
    Decoder::ignoring("data_integrations.delete"),
    Decoder::of::<workos_kit::pipes::DataIntegration>(
        "data_integrations.get_organization_owned",
        r##"{"auth_methods":["oauth"],"config":{"key":"config"},"created_at":"2026-01-15T12:00:00.000Z","credentials":{"client_id":"Iv1.abc123","redacted_client_secret":"6789","type":"custom"},"custom_provider":{"additional_authorization_parameters":{"key":"additional_authorization_parameters"},"authenticate_via":"request_body","authorization_url":"https://provider.example.com/oauth/authorize","client_secret_required":true,"name":"My OAuth App","pkce_enabled":true,"refresh_token_url":"https://provider.example.com/oauth/token","request_scope_separator":" ","scopes_required":false,"token_body_content_type":"application/x-www-form-urlencoded","token_url":"https://provider.example.com/oauth/token"},"description":"Production GitHub app","enabled":true,"id":"data_integration_01EHZNVPK3SFK441A1RGBFSHRT","installation":{"account_display_name":"The Octocat","account_identifier":"octocat","api_key_last_4":"cdef","connection_role":"compatibility","id":"data_installation_01EHZNVPK3SFK441A1RGBFSHRT","organization_id":"org_01EHZNVPK3SFK441A1RGBFSHRT","user_id":"user_01EHZNVPK3SFK441A1RGBFSHRT"},"integration_type":"github","object":"data_integration","ownership":"user","redirect_uri":"https://api.workos.com/data-integrations/github/dik_01EHZNVPK3SFK441A1RGBFSHRT/callback","scopes":["repo","read:org"],"slug":"github","state":"valid","updated_at":"2026-01-15T12:00:00.000Z"}"##,
    ),
    Decoder::of::<workos_kit::pipes::DataIntegration>(
        "data_integrations.update_organization_owned",
        r##"{"auth_methods":["oauth"],"config":{"key":"config"},"created_at":"2026-01-15T12:00:00.000Z","credentials":{"client_id":"Iv1.abc123","redacted_client_secret":"6789","type":"custom"},"custom_provider":{"additional_authorization_parameters":{"key":"additional_authorization_parameters"},"authenticate_via":"request_body","authorization_url":"https://provider.example.com/oauth/authorize","client_secret_required":true,"name":"My OAuth App","pkce_enabled":true,"refresh_token_url":"https://provider.example.com/oauth/token","request_scope_separator":" ","scopes_required":false,"token_body_content_type":"application/x-www-form-urlencoded","token_url":"https://provider.example.com/oauth/token"},"description":"Production GitHub app","enabled":true,"id":"data_integration_01EHZNVPK3SFK441A1RGBFSHRT","installation":{"account_display_name":"The Octocat","account_identifier":"octocat","api_key_last_4":"cdef","connection_role":"compatibility","id":"data_installation_01EHZNVPK3SFK441A1RGBFSHRT","organization_id":"org_01EHZNVPK3SFK441A1RGBFSHRT","user_id":"user_01EHZNVPK3SFK441A1RGBFSHRT"},"integration_type":"github","object":"data_integration","ownership":"user","redirect_uri":"https://api.workos.com/data-integrations/github/dik_01EHZNVPK3SFK441A1RGBFSHRT/callback","scopes":["repo","read:org"],"slug":"github","state":"valid","updated_at":"2026-01-15T12:00:00.000Z"}"##,
    ),
    Decoder::ignoring("data_integrations.delete_organization_owned"),
    Decoder::of::<workos_kit::pipes::FinishedConnection>(
        "data_integrations.finish",
        r##"{"connected_account":{"account_display_name":"The Octocat","account_identifier":"octocat","api_key_last_4":"cdef","auth_method":"oauth","client_id":"3MVG9dZJodJWxft2VoStSCVwPFsx0eDcpVc","client_secret_last_4":"cdef","config":{"key":"config"},"connection_role":"compatibility","created_at":"2026-01-15T12:00:00.000Z","established_by_user_id":"user_01EHZNVPK3SFK441A1RGBFSHRT","id":"data_installation_01EHZNVPK3SFK441A1RGBFSHRT","object":"connected_account","organization_id":"org_01EHZNVPK3SFK441A1RGBFSHRT","scopes":["repo","user:email"],"state":"connected","state_reason":"establishing_member_membership_ended","updated_at":"2026-01-15T12:00:00.000Z","user_id":"user_01EHZNVPK3SFK441A1RGBFSHRT","warnings":[{"code":"duplicate_account_display_name","message":"Another account has this display name."}]}}"##,
    ),
    Decoder::of::<workos_kit::pipes::ConnectedAccount>(
        "data_integrations.add_api_key",
        r##"{"account_display_name":"The Octocat","account_identifier":"octocat","api_key_last_4":"cdef","auth_method":"oauth","client_id":"3MVG9dZJodJWxft2VoStSCVwPFsx0eDcpVc","client_secret_last_4":"cdef","config":{"key":"config"},"connection_role":"compatibility","created_at":"2026-01-15T12:00:00.000Z","established_by_user_id":"user_01EHZNVPK3SFK441A1RGBFSHRT","id":"data_installation_01EHZNVPK3SFK441A1RGBFSHRT","object":"connected_account","organization_id":"org_01EHZNVPK3SFK441A1RGBFSHRT","scopes":["repo","user:email"],"state":"connected","state_reason":"establishing_member_membership_ended","updated_at":"2026-01-15T12:00:00.000Z","user_id":"user_01EHZNVPK3SFK441A1RGBFSHRT","warnings":[{"code":"duplicate_account_display_name","message":"Another account has this display name."}]}"##,
    ),
    Decoder::of::<workos_kit::pipes::ConnectedAccount>(
        "data_integrations.set_api_key",
        r##"{"account_display_name":"The Octocat","account_identifier":"octocat","api_key_last_4":"cdef","auth_method":"oauth","client_id":"3MVG9dZJodJWxft2VoStSCVwPFsx0eDcpVc","client_secret_last_4":"cdef","config":{"key":"config"},"connection_role":"compatibility","created_at":"2026-01-15T12:00:00.000Z","established_by_user_id":"user_01EHZNVPK3SFK441A1RGBFSHRT","id":"data_installation_01EHZNVPK3SFK441A1RGBFSHRT","object":"connected_account","organization_id":"org_01EHZNVPK3SFK441A1RGBFSHRT","scopes":["repo","user:email"],"state":"connected","state_reason":"establishing_member_membership_ended","updated_at":"2026-01-15T12:00:00.000Z","user_id":"user_01EHZNVPK3SFK441A1RGBFSHRT","warnings":[{"code":"duplicate_account_display_name","message":"Another account has this display name."}]}"##,
    ),
    Decoder::of::<workos_kit::pipes::ConnectedAccount>(
        "data_integrations.add_client_credentials",
        r##"{"account_display_name":"The Octocat","account_identifier":"octocat","api_key_last_4":"cdef","auth_method":"oauth","client_id":"3MVG9dZJodJWxft2VoStSCVwPFsx0eDcpVc","client_secret_last_4":"cdef","config":{"key":"config"},"connection_role":"compatibility","created_at":"2026-01-15T12:00:00.000Z","established_by_user_id":"user_01EHZNVPK3SFK441A1RGBFSHRT","id":"data_installation_01EHZNVPK3SFK441A1RGBFSHRT","object":"connected_account","organization_id":"org_01EHZNVPK3SFK441A1RGBFSHRT","scopes":["repo","user:email"],"state":"connected","state_reason":"establishing_member_membership_ended","updated_at":"2026-01-15T12:00:00.000Z","user_id":"user_01EHZNVPK3SFK441A1RGBFSHRT","warnings":[{"code":"duplicate_account_display_name","message":"Another account has this display name."}]}"##,
    ),
    Decoder::of::<workos_kit::pipes::ConnectedAccount>(
        "data_integrations.set_client_credentials",
        r##"{"account_display_name":"The Octocat","account_identifier":"octocat","api_key_last_4":"cdef","auth_method":"oauth","client_id":"3MVG9dZJodJWxft2VoStSCVwPFsx0eDcpVc","client_secret_last_4":"cdef","config":{"key":"config"},"connection_role":"compatibility","created_at":"2026-01-15T12:00:00.000Z","established_by_user_id":"user_01EHZNVPK3SFK441A1RGBFSHRT","id":"data_installation_01EHZNVPK3SFK441A1RGBFSHRT","object":"connected_account","organization_id":"org_01EHZNVPK3SFK441A1RGBFSHRT","scopes":["repo","user:email"],"state":"connected","state_reason":"establishing_member_membership_ended","updated_at":"2026-01-15T12:00:00.000Z","user_id":"user_01EHZNVPK3SFK441A1RGBFSHRT","warnings":[{"code":"duplicate_account_display_name","message":"Another account has this display name."}]}"##,
    ),
    Decoder::of::<Page<workos_kit::pipes::DataIntegrationConfiguration>>(
        "data_integration_configurations.list",
        r##"{"data":[{"config":{"key":"config"},"created_at":"2026-01-15T12:00:00.000Z","credentials":{"client_id":"client_01EHZNVPK3SFK441A1RGBFSHRT","client_secret_last_four":"1a2b","credentials_type":"custom","has_credentials":true,"redirect_uri":"https://api.workos.com/data-integrations/github/dik_01EHZNVPK3SFK441A1RGBFSHRT/callback"},"enabled":true,"id":"data_integration_01EHZNVPK3SFK441A1RGBFSHRT","name":"GitHub","object":"data_integration_configuration","organization_id":"org_01EHZNVPK3SFK441A1RGBFSHRT","scopes":["repo","user:email"],"slug":"github","updated_at":"2026-01-15T12:00:00.000Z"}],"list_metadata":{"after":null,"before":null},"object":"list"}"##,
    ),
    Decoder::of::<workos_kit::pipes::DataIntegrationConfiguration>(
        "data_integration_configurations.update",
        r##"{"config":{"key":"config"},"created_at":"2026-01-15T12:00:00.000Z","credentials":{"client_id":"client_01EHZNVPK3SFK441A1RGBFSHRT","client_secret_last_four":"1a2b","credentials_type":"custom","has_credentials":true,"redirect_uri":"https://api.workos.com/data-integrations/github/dik_01EHZNVPK3SFK441A1RGBFSHRT/callback"},"enabled":true,"id":"data_integration_01EHZNVPK3SFK441A1RGBFSHRT","name":"GitHub","object":"data_integration_configuration","organization_id":"org_01EHZNVPK3SFK441A1RGBFSHRT","scopes":["repo","user:email"],"slug":"github","updated_at":"2026-01-15T12:00:00.000Z"}"##,
    ),
    Decoder::of::<workos_kit::pipes::ConnectedAccount>(
        "connected_accounts.get",
        r##"{"account_display_name":"The Octocat","account_identifier":"octocat","api_key_last_4":"cdef","auth_method":"oauth","client_id":"3MVG9dZJodJWxft2VoStSCVwPFsx0eDcpVc","client_secret_last_4":"cdef","config":{"key":"config"},"connection_role":"compatibility","created_at":"2026-01-15T12:00:00.000Z","established_by_user_id":"user_01EHZNVPK3SFK441A1RGBFSHRT","id":"data_installation_01EHZNVPK3SFK441A1RGBFSHRT","object":"connected_account","organization_id":"org_01EHZNVPK3SFK441A1RGBFSHRT","scopes":["repo","user:email"],"state":"connected","state_reason":"establishing_member_membership_ended","updated_at":"2026-01-15T12:00:00.000Z","user_id":"user_01EHZNVPK3SFK441A1RGBFSHRT","warnings":[{"code":"duplicate_account_display_name","message":"Another account has this display name."}]}"##,
    ),
    Decoder::of::<workos_kit::pipes::ConnectedAccount>(
        "connected_accounts.create",
        r##"{"account_display_name":"The Octocat","account_identifier":"octocat","api_key_last_4":"cdef","auth_method":"oauth","client_id":"3MVG9dZJodJWxft2VoStSCVwPFsx0eDcpVc","client_secret_last_4":"cdef","config":{"key":"config"},"connection_role":"compatibility","created_at":"2026-01-15T12:00:00.000Z","established_by_user_id":"user_01EHZNVPK3SFK441A1RGBFSHRT","id":"data_installation_01EHZNVPK3SFK441A1RGBFSHRT","object":"connected_account","organization_id":"org_01EHZNVPK3SFK441A1RGBFSHRT","scopes":["repo","user:email"],"state":"connected","state_reason":"establishing_member_membership_ended","updated_at":"2026-01-15T12:00:00.000Z","user_id":"user_01EHZNVPK3SFK441A1RGBFSHRT","warnings":[{"code":"duplicate_account_display_name","message":"Another account has this display name."}]}"##,
    ),
    Decoder::of::<workos_kit::pipes::ConnectedAccount>(
        "connected_accounts.update",
        r##"{"account_display_name":"The Octocat","account_identifier":"octocat","api_key_last_4":"cdef","auth_method":"oauth","client_id":"3MVG9dZJodJWxft2VoStSCVwPFsx0eDcpVc","client_secret_last_4":"cdef","config":{"key":"config"},"connection_role":"compatibility","created_at":"2026-01-15T12:00:00.000Z","established_by_user_id":"user_01EHZNVPK3SFK441A1RGBFSHRT","id":"data_installation_01EHZNVPK3SFK441A1RGBFSHRT","object":"connected_account","organization_id":"org_01EHZNVPK3SFK441A1RGBFSHRT","scopes":["repo","user:email"],"state":"connected","state_reason":"establishing_member_membership_ended","updated_at":"2026-01-15T12:00:00.000Z","user_id":"user_01EHZNVPK3SFK441A1RGBFSHRT","warnings":[{"code":"duplicate_account_display_name","message":"Another account has this display name."}]}"##,
    ),
    Decoder::ignoring("connected_accounts.delete"),
    Decoder::of::<workos_kit::pipes::ConnectedAccount>(
        "organization_connected_accounts.get",
        r##"{"account_display_name":"The Octocat","account_identifier":"octocat","api_key_last_4":"cdef","auth_method":"oauth","client_id":"3MVG9dZJodJWxft2VoStSCVwPFsx0eDcpVc","client_secret_last_4":"cdef","config":{"key":"config"},"connection_role":"compatibility","created_at":"2026-01-15T12:00:00.000Z","established_by_user_id":"user_01EHZNVPK3SFK441A1RGBFSHRT","id":"data_installation_01EHZNVPK3SFK441A1RGBFSHRT","object":"connected_account","organization_id":"org_01EHZNVPK3SFK441A1RGBFSHRT","scopes":["repo","user:email"],"state":"connected","state_reason":"establishing_member_membership_ended","updated_at":"2026-01-15T12:00:00.000Z","user_id":"user_01EHZNVPK3SFK441A1RGBFSHRT","warnings":[{"code":"duplicate_account_display_name","message":"Another account has this display name."}]}"##,
    ),
    Decoder::of::<workos_kit::pipes::ConnectedAccount>(
        "organization_connected_accounts.create",
        r##"{"account_display_name":"The Octocat","account_identifier":"octocat","api_key_last_4":"cdef","auth_method":"oauth","client_id":"3MVG9dZJodJWxft2VoStSCVwPFsx0eDcpVc","client_secret_last_4":"cdef","config":{"key":"config"},"connection_role":"compatibility","created_at":"2026-01-15T12:00:00.000Z","established_by_user_id":"user_01EHZNVPK3SFK441A1RGBFSHRT","id":"data_installation_01EHZNVPK3SFK441A1RGBFSHRT","object":"connected_account","organization_id":"org_01EHZNVPK3SFK441A1RGBFSHRT","scopes":["repo","user:email"],"state":"connected","state_reason":"establishing_member_membership_ended","updated_at":"2026-01-15T12:00:00.000Z","user_id":"user_01EHZNVPK3SFK441A1RGBFSHRT","warnings":[{"code":"duplicate_account_display_name","message":"Another account has this display name."}]}"##,
    ),
    Decoder::of::<workos_kit::pipes::ConnectedAccount>(
        "organization_connected_accounts.update",
        r##"{"account_display_name":"The Octocat","account_identifier":"octocat","api_key_last_4":"cdef","auth_method":"oauth","client_id":"3MVG9dZJodJWxft2VoStSCVwPFsx0eDcpVc","client_secret_last_4":"cdef","config":{"key":"config"},"connection_role":"compatibility","created_at":"2026-01-15T12:00:00.000Z","established_by_user_id":"user_01EHZNVPK3SFK441A1RGBFSHRT","id":"data_installation_01EHZNVPK3SFK441A1RGBFSHRT","object":"connected_account","organization_id":"org_01EHZNVPK3SFK441A1RGBFSHRT","scopes":["repo","user:email"],"state":"connected","state_reason":"establishing_member_membership_ended","updated_at":"2026-01-15T12:00:00.000Z","user_id":"user_01EHZNVPK3SFK441A1RGBFSHRT","warnings":[{"code":"duplicate_account_display_name","message":"Another account has this display name."}]}"##,
    ),
    Decoder::ignoring("organization_connected_accounts.delete"),
    Decoder::of::<Page<workos_kit::pipes::DataProvider>>(
        "data_providers.list",
        r##"{"data":[{"auth_methods":["oauth"],"connected_account":{"account_display_name":"The Octocat","account_identifier":"octocat","api_key_last_4":"cdef","auth_method":"oauth","client_id":"3MVG9dZJodJWxft2VoStSCVwPFsx0eDcpVc","client_secret_last_4":"cdef","config":{"key":"config"},"connection_role":"compatibility","created_at":"2026-01-15T12:00:00.000Z","established_by_user_id":"user_01EHZNVPK3SFK441A1RGBFSHRT","id":"data_installation_01EHZNVPK3SFK441A1RGBFSHRT","object":"connected_account","organization_id":"org_01EHZNVPK3SFK441A1RGBFSHRT","scopes":["repo","user:email"],"state":"connected","state_reason":"establishing_member_membership_ended","updated_at":"2026-01-15T12:00:00.000Z","user_id":"user_01EHZNVPK3SFK441A1RGBFSHRT","warnings":[{"code":"duplicate_account_display_name","message":"Another account has this display name."}]},"connected_accounts":[{"account_display_name":"The Octocat","account_identifier":"octocat","api_key_last_4":"cdef","auth_method":"oauth","client_id":"3MVG9dZJodJWxft2VoStSCVwPFsx0eDcpVc","client_secret_last_4":"cdef","config":{"key":"config"},"connection_role":"compatibility","created_at":"2026-01-15T12:00:00.000Z","established_by_user_id":"user_01EHZNVPK3SFK441A1RGBFSHRT","id":"data_installation_01EHZNVPK3SFK441A1RGBFSHRT","object":"connected_account","organization_id":"org_01EHZNVPK3SFK441A1RGBFSHRT","scopes":["repo","user:email"],"state":"connected","state_reason":"establishing_member_membership_ended","updated_at":"2026-01-15T12:00:00.000Z","user_id":"user_01EHZNVPK3SFK441A1RGBFSHRT","warnings":[{"code":"duplicate_account_display_name","message":"Another account has this display name."}]}],"connection_owner":"user","created_at":"2026-01-15T12:00:00.000Z","credentials_type":"oauth2","description":"Connect your GitHub account to access repositories.","id":"data_integration_01EHZNVPK3SFK441A1RGBFSHRT","integration_type":"github","name":"GitHub","object":"data_provider","ownership":"user","scopes":["repo","user:email"],"slug":"github","updated_at":"2026-01-15T12:00:00.000Z"}],"list_metadata":{"after":null,"before":null},"object":"list"}"##,
    ),
    Decoder::of::<Page<workos_kit::pipes::DataProvider>>(
        "data_providers.list_for_organization",
        r##"{"data":[{"auth_methods":["oauth"],"connected_account":{"account_display_name":"The Octocat","account_identifier":"octocat","api_key_last_4":"cdef","auth_method":"oauth","client_id":"3MVG9dZJodJWxft2VoStSCVwPFsx0eDcpVc","client_secret_last_4":"cdef","config":{"key":"config"},"connection_role":"compatibility","created_at":"2026-01-15T12:00:00.000Z","established_by_user_id":"user_01EHZNVPK3SFK441A1RGBFSHRT","id":"data_installation_01EHZNVPK3SFK441A1RGBFSHRT","object":"connected_account","organization_id":"org_01EHZNVPK3SFK441A1RGBFSHRT","scopes":["repo","user:email"],"state":"connected","state_reason":"establishing_member_membership_ended","updated_at":"2026-01-15T12:00:00.000Z","user_id":"user_01EHZNVPK3SFK441A1RGBFSHRT","warnings":[{"code":"duplicate_account_display_name","message":"Another account has this display name."}]},"connected_accounts":[{"account_display_name":"The Octocat","account_identifier":"octocat","api_key_last_4":"cdef","auth_method":"oauth","client_id":"3MVG9dZJodJWxft2VoStSCVwPFsx0eDcpVc","client_secret_last_4":"cdef","config":{"key":"config"},"connection_role":"compatibility","created_at":"2026-01-15T12:00:00.000Z","established_by_user_id":"user_01EHZNVPK3SFK441A1RGBFSHRT","id":"data_installation_01EHZNVPK3SFK441A1RGBFSHRT","object":"connected_account","organization_id":"org_01EHZNVPK3SFK441A1RGBFSHRT","scopes":["repo","user:email"],"state":"connected","state_reason":"establishing_member_membership_ended","updated_at":"2026-01-15T12:00:00.000Z","user_id":"user_01EHZNVPK3SFK441A1RGBFSHRT","warnings":[{"code":"duplicate_account_display_name","message":"Another account has this display name."}]}],"connection_owner":"user","created_at":"2026-01-15T12:00:00.000Z","credentials_type":"oauth2","description":"Connect your GitHub account to access repositories.","id":"data_integration_01EHZNVPK3SFK441A1RGBFSHRT","integration_type":"github","name":"GitHub","object":"data_provider","ownership":"user","scopes":["repo","user:email"],"slug":"github","updated_at":"2026-01-15T12:00:00.000Z"}],"list_metadata":{"after":null,"before":null},"object":"list"}"##,
    ),
    Decoder::of::<Page<workos_kit::sso::Connection>>(
        "connections.list",
        r##"{"data":[{"connection_type":"OktaSAML","created_at":"2026-01-15T12:00:00.000Z","domains":[{"domain":"acme.com","id":"org_domain_01EHZNVPK2QXHMVWCEDQEKY69A","object":"connection_domain"}],"id":"conn_01E4ZCR3C56J083X43JQXF3JK5","name":"Acme Corp","object":"connection","organization_id":"org_01EHWNCE74X7JSDV0X3SZ3KJNY","state":"active","status":"linked","updated_at":"2026-01-15T12:00:00.000Z"}],"list_metadata":{"after":null,"before":null},"object":"list"}"##,
    ),
    Decoder::of::<workos_kit::sso::Connection>(
        "connections.create",
        r##"{"connection_type":"OktaSAML","created_at":"2026-01-15T12:00:00.000Z","domains":[{"domain":"acme.com","id":"org_domain_01EHZNVPK2QXHMVWCEDQEKY69A","object":"connection_domain"}],"id":"conn_01E4ZCR3C56J083X43JQXF3JK5","name":"Acme Corp","object":"connection","organization_id":"org_01EHWNCE74X7JSDV0X3SZ3KJNY","state":"active","status":"linked","updated_at":"2026-01-15T12:00:00.000Z"}"##,
    ),
    Decoder::of::<workos_kit::sso::Connection>(
        "connections.get",
        r##"{"connection_type":"OktaSAML","created_at":"2026-01-15T12:00:00.000Z","domains":[{"domain":"acme.com","id":"org_domain_01EHZNVPK2QXHMVWCEDQEKY69A","object":"connection_domain"}],"id":"conn_01E4ZCR3C56J083X43JQXF3JK5","name":"Acme Corp","object":"connection","organization_id":"org_01EHWNCE74X7JSDV0X3SZ3KJNY","state":"active","status":"linked","updated_at":"2026-01-15T12:00:00.000Z"}"##,
    ),
    Decoder::of::<workos_kit::sso::Connection>(
        "connections.update",
        r##"{"connection_type":"OktaSAML","created_at":"2026-01-15T12:00:00.000Z","domains":[{"domain":"acme.com","id":"org_domain_01EHZNVPK2QXHMVWCEDQEKY69A","object":"connection_domain"}],"id":"conn_01E4ZCR3C56J083X43JQXF3JK5","name":"Acme Corp","object":"connection","organization_id":"org_01EHWNCE74X7JSDV0X3SZ3KJNY","state":"active","status":"linked","updated_at":"2026-01-15T12:00:00.000Z"}"##,
    ),
    Decoder::ignoring("connections.delete"),
    Decoder::of::<Page<workos_kit::sso::SamlCertificate>>(
        "idp_signing_certificates.list",
        r##"{"data":[{"created_at":"2026-01-15T12:00:00.000Z","id":"cert_01EHWNCE74X7JSDV0X3SZ3KJNY","not_after":"2026-01-15T12:00:00.000Z","not_before":"2026-01-15T12:00:00.000Z","value":"-----BEGIN CERTIFICATE-----"}],"list_metadata":{"after":null,"before":null},"object":"list"}"##,
    ),
    Decoder::of::<workos_kit::sso::SamlCertificate>(
        "idp_signing_certificates.create",
        r##"{"created_at":"2026-01-15T12:00:00.000Z","id":"cert_01EHWNCE74X7JSDV0X3SZ3KJNY","not_after":"2026-01-15T12:00:00.000Z","not_before":"2026-01-15T12:00:00.000Z","value":"-----BEGIN CERTIFICATE-----"}"##,
    ),
    Decoder::ignoring("idp_signing_certificates.delete"),
    Decoder::of::<Page<workos_kit::sso::SamlCertificate>>(
        "sp_encryption_certificates.list",
        r##"{"data":[{"created_at":"2026-01-15T12:00:00.000Z","id":"cert_01EHWNCE74X7JSDV0X3SZ3KJNY","not_after":"2026-01-15T12:00:00.000Z","not_before":"2026-01-15T12:00:00.000Z","value":"-----BEGIN CERTIFICATE-----"}],"list_metadata":{"after":null,"before":null},"object":"list"}"##,
    ),
    Decoder::of::<workos_kit::sso::SamlCertificate>(
        "sp_encryption_certificates.create",
        r##"{"created_at":"2026-01-15T12:00:00.000Z","id":"cert_01EHWNCE74X7JSDV0X3SZ3KJNY","not_after":"2026-01-15T12:00:00.000Z","not_before":"2026-01-15T12:00:00.000Z","value":"-----BEGIN CERTIFICATE-----"}"##,
    ),
    Decoder::ignoring("sp_encryption_certificates.delete"),
    Decoder::of::<workos_kit::sso::SamlCertificate>(
        "sp_signing_certificates.get",
        r##"{"created_at":"2026-01-15T12:00:00.000Z","id":"cert_01EHWNCE74X7JSDV0X3SZ3KJNY","not_after":"2026-01-15T12:00:00.000Z","not_before":"2026-01-15T12:00:00.000Z","value":"-----BEGIN CERTIFICATE-----"}"##,
    ),
    Decoder::of::<workos_kit::sso::SamlCertificate>(
        "sp_signing_certificates.create",
        r##"{"created_at":"2026-01-15T12:00:00.000Z","id":"cert_01EHWNCE74X7JSDV0X3SZ3KJNY","not_after":"2026-01-15T12:00:00.000Z","not_before":"2026-01-15T12:00:00.000Z","value":"-----BEGIN CERTIFICATE-----"}"##,
    ),
    Decoder::ignoring("sp_signing_certificates.delete"),
    Decoder::of::<workos_kit::sso::Profile>(
        "sso.profile",
        r##"{"connection_id":"conn_01E4ZCR3C56J083X43JQXF3JK5","connection_type":"OktaSAML","custom_attributes":{"department":"Engineering"},"email":"ann@acme.com","first_name":"Ann","groups":["Engineering","Admins"],"id":"prof_01DMC79VCBZ0NY2099737PSVF1","idp_id":"103456789012345678901","last_name":"Archer","name":"Ann Archer","object":"profile","organization_id":"org_01EHQMYV6MBK39QC5PZXHY59C3","raw_attributes":{"department":"Engineering"},"role":{"slug":"admin"},"roles":[{"slug":"admin"}]}"##,
    ),
    Decoder::of::<workos_kit::sso::Profile>(
        "sso.profile_by_post",
        r##"{"connection_id":"conn_01E4ZCR3C56J083X43JQXF3JK5","connection_type":"OktaSAML","custom_attributes":{"department":"Engineering"},"email":"ann@acme.com","first_name":"Ann","groups":["Engineering","Admins"],"id":"prof_01DMC79VCBZ0NY2099737PSVF1","idp_id":"103456789012345678901","last_name":"Archer","name":"Ann Archer","object":"profile","organization_id":"org_01EHQMYV6MBK39QC5PZXHY59C3","raw_attributes":{"department":"Engineering"},"role":{"slug":"admin"},"roles":[{"slug":"admin"}]}"##,
    ),
    Decoder::of::<workos_kit::sso::Jwks>(
        "sso.jwks",
        r##"{"keys":[{"alg":"RS256","e":"AQAB","kid":"key_01HXYZ123456789ABCDEFGHIJ","kty":"RSA","n":"0vx7agoebGc","use":"sig","x5c":["MIIDQjCCAiqgAwIBAgIGATz"],"x5t#S256":"ZjQzYjI0OT"}]}"##,
    ),
    Decoder::of::<workos_kit::sso::LogoutAuthorization>(
        "sso.authorize_logout",
        r##"{"logout_token":"example","logout_url":"https://auth.workos.com/sso/logout?token=example"}"##,
    ),
    Decoder::of::<Page<workos_kit::webhooks::WebhookEndpoint>>(
        "webhook_endpoints.list",
        r##"{"data":[{"created_at":"2026-01-15T12:00:00.000Z","endpoint_url":"https://example.com/webhooks","events":["user.created","dsync.user.created"],"id":"we_0123456789","object":"webhook_endpoint","secret":"whsec_0FWAiVGkEfGBqqsJH4aNAGBJ4","status":"enabled","updated_at":"2026-01-15T12:00:00.000Z"}],"list_metadata":{"after":null,"before":null},"object":"list"}"##,
    ),
    Decoder::of::<workos_kit::webhooks::WebhookEndpoint>(
        "webhook_endpoints.create",
        r##"{"created_at":"2026-01-15T12:00:00.000Z","endpoint_url":"https://example.com/webhooks","events":["user.created","dsync.user.created"],"id":"we_0123456789","object":"webhook_endpoint","secret":"whsec_0FWAiVGkEfGBqqsJH4aNAGBJ4","status":"enabled","updated_at":"2026-01-15T12:00:00.000Z"}"##,
    ),
    Decoder::of::<workos_kit::webhooks::WebhookEndpoint>(
        "webhook_endpoints.update",
        r##"{"created_at":"2026-01-15T12:00:00.000Z","endpoint_url":"https://example.com/webhooks","events":["user.created","dsync.user.created"],"id":"we_0123456789","object":"webhook_endpoint","secret":"whsec_0FWAiVGkEfGBqqsJH4aNAGBJ4","status":"enabled","updated_at":"2026-01-15T12:00:00.000Z"}"##,
    ),
    Decoder::ignoring("webhook_endpoints.delete"),
    Decoder::of::<Page<workos_kit::webhooks::Event>>(
        "events.list",
        r##"{"data":[{"context":{"access_type":"none","actor":{"id":"user_01EHWNCE74X7JSDV0X3SZ3KJNY","name":"Jane Doe","source":"api"},"ajs_anonymous_id":"ajs_anon_01EHWNCE74X7JSDV0X3SZ3KJNY","client_id":"client_01EHWNCE74X7JSDV0X3SZ3KJNY","configured_targets":{"organizations":[{"id":"org_01EHWNCE74X7JSDV0X3SZ3KJNY","name":"Acme Corp"}],"users":[{"email":"user@example.com","id":"user_01EHWNCE74X7JSDV0X3SZ3KJNY"}]},"google_analytics_client_id":"GA1.2.1234567890.1234567890","google_analytics_sessions":[{"containerId":"GTM-ABCDEF","sessionId":"1234567890","sessionNumber":"1"}],"previous_attributes":{"any":"json"}},"created_at":"2026-01-15T12:00:00.000Z","data":{"action_endpoint_id":"action_endpoint_01EHWNCE74X7JSDV0X3SZ3KJNY","action_execution_id":"action_execution_01EHWNCE74X7JSDV0X3SZ3KJNY","email":"user@example.com","ip_address":"203.0.113.1","organization_id":"org_01EHWNCE74X7JSDV0X3SZ3KJNY","type":"authentication","user_agent":"Mozilla/5.0","user_id":"user_01EHWNCE74X7JSDV0X3SZ3KJNY","verdict":"Deny"},"event":"action.authentication.denied","id":"event_01EHZNVPK3SFK441A1RGBFSHRT","object":"event"}],"list_metadata":{"after":null,"before":null},"object":"list"}"##,
    ),
    Decoder::of::<workos_kit::widgets::ClientToken>(
        "widgets.client_token",
        r##"{"token":"eyJhbGciOiJSUzI1NiJ9.example"}"##,
    ),
];

/// Operations whose responses are decoded by hand-written code.
pub(crate) const BY_HAND: &[&str] = &[
    "admin_portal.generate_link",
    "admin_portal.provider_icons",
    "data_integrations.authorize",
    "data_integrations.access_token",
    "data_integrations.credentials",
    "sso.authorize",
    "sso.profile_and_token",
    "sso.logout",
    "widgets.token",
];
