//! The state that works at once; the crate's front page documents it.

use workos_core::Secret;

use crate::fixture::{
    EmulatedConnectionState, Fixture, NewCode, NewConnection, NewDataIntegration, NewOrganization,
    NewProfile, NewUser,
};

impl Default for Fixture {
    fn default() -> Self {
        const ACME: &str = "org_01H5K5Z4J8T9D3G2F1N6M8V7C4";
        const GLOBEX: &str = "org_01HQRS5H000000000000000002";
        const EXAMPLE: &str = "org_01HQRS5H000000000000000003";
        const SAML: &str = "conn_01HQRS5H000000000000000001";
        const OIDC: &str = "conn_01HQRS5H000000000000000002";
        const GOOGLE: &str = "conn_01HQRS5H000000000000000003";
        let mut fixture = Self::empty();
        fixture.organizations = vec![
            // The customer that the documents' Admin Portal is for, with nothing set up.
            NewOrganization::new("Initech").id("org_01H1234567890ABCDEFGHIJK").domain("initech.com"),
            NewOrganization::new("Acme Corp").id(ACME).domain("acme.com"),
            NewOrganization::new("Globex").id(GLOBEX).domain("globex.com"),
            NewOrganization::new("Example").id(EXAMPLE).domain("example.com"),
        ];
        fixture.connections = vec![
            NewConnection::new("GenericSAML").id(SAML).organization(ACME).name("Acme Corp SAML"),
            NewConnection::new("GenericOIDC").id(OIDC).organization(GLOBEX).name("Globex OIDC"),
            NewConnection::new("GoogleOAuth").id(GOOGLE).organization(EXAMPLE).name("Example Google"),
            NewConnection::new("OktaSAML")
                .id("conn_01HQRS5H000000000000000004")
                .organization(GLOBEX)
                .name("Globex Okta")
                .state(EmulatedConnectionState::Inactive),
        ];
        fixture.profiles = vec![
            NewProfile::new(SAML, "ada@acme.com")
                .id("prof_01HQRS5H000000000000000001")
                .name("Ada", "Lovelace")
                .role("admin")
                .group("Engineering")
                .group("Admins")
                .custom_attribute("department", "Research")
                .raw_attribute("urn:oid:0.9.2342.19200300.100.1.3", "ada@acme.com"),
            NewProfile::new(SAML, "grace@acme.com")
                .id("prof_01HQRS5H000000000000000002")
                .name("Grace", "Hopper")
                .role("member")
                .group("Engineering"),
            // Somebody whose identity provider sends no name.
            NewProfile::new(SAML, "todd@acme.com").id("prof_01HQRS5H000000000000000003"),
            NewProfile::new(OIDC, "hank@globex.com")
                .id("prof_01HQRS5H000000000000000004")
                .name("Hank", "Scorpio")
                .role("admin"),
            NewProfile::new(GOOGLE, "user@example.com")
                .id("prof_01HQRS5H000000000000000005")
                .name("John", "Doe")
                .idp_id("12345"),
        ];
        fixture.codes = vec![NewCode::new("01HQRS5FJMJXKPQTGBW6S1K9NN", "prof_01HQRS5H000000000000000005")];
        fixture.users =
            vec![NewUser::new("user@example.com").id("user_01HQRS5H000000000000000001").name("John", "Doe")];
        fixture.data_integrations = vec![
            NewDataIntegration::new("github").scope("repo").scope("user:email"),
            NewDataIntegration::new("slack").scope("channels:read").scope("chat:write"),
            NewDataIntegration::new("google").scope("https://www.googleapis.com/auth/drive.readonly"),
            NewDataIntegration::new("salesforce").scope("api").scope("refresh_token"),
        ];
        for (integration, number) in fixture.data_integrations.iter_mut().zip(1..) {
            integration.id = Some(format!("data_integration_01HQRS5H00000000000000000{number}"));
        }
        fixture
    }
}

pub(crate) fn default_api_keys() -> Vec<Secret> {
    vec![Secret::from("sk_test_default")]
}

pub(crate) fn default_client_ids() -> Vec<String> {
    vec!["client_test".to_owned()]
}

pub(crate) fn default_redirect_uris() -> Vec<String> {
    [
        "http://localhost:*/*",
        "http://127.0.0.1:*/*",
        "http://[::1]:*/*",
        "https://localhost:*/*",
        "https://127.0.0.1:*/*",
        "https://yourapp.com/callback",
    ]
    .map(str::to_owned)
    .to_vec()
}
