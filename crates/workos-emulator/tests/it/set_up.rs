//! Connections that the API sets up, and the certificates of SAML connections.

use serde_json::json;
use workos_emulator::{Check, Emulator};

use crate::*;

/// A certificate of an identity provider, and its key.
fn key_pair() -> (String, String) {
    let pair = rcgen::generate_simple_self_signed(["idp.test".to_owned()]).unwrap();
    (pair.cert.pem(), pair.signing_key.serialize_pem())
}

fn create(emulator: &Emulator, more: &Value) -> Answer {
    let mut body = json!({"organization_id": INITECH});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    post_json(emulator, "/connections", &body)
}

/// A connection with everything that SAML has, and its path.
fn saml(emulator: &Emulator) -> (Value, String) {
    let options = json!({"idp_sso_url": "https://idp.test/sso", "idp_signing_certs": [key_pair().0]});
    let made = create(emulator, &json!({"name": "Initech IdP", "saml_options": options}));
    assert_eq!(made.status, 201, "{}", made.text);
    let path = format!("/connections/{}", made.json()["id"].as_str().unwrap());
    (made.json(), path)
}

#[test]
fn a_connection_is_made_active_and_of_the_type_that_its_options_tell() {
    let emulator = Emulator::new();
    let (made, path) = saml(&emulator);
    assert_eq!(
        (&made["connection_type"], &made["state"], &made["name"]),
        (&json!("GenericSAML"), &json!("active"), &json!("Initech IdP"))
    );
    assert_eq!(made["domains"][0]["domain"], "initech.com");
    assert_eq!(call(&emulator, "GET", &path).json(), made);
    assert_eq!(emulator.event_count("connection.activated"), 1);

    let oidc =
        json!({"discovery_endpoint": "https://idp.test/.well-known/openid-configuration", "client_id": "c"});
    let made = create(&emulator, &json!({"oidc_options": oidc})).json();
    // Without a name it has that of its organization.
    assert_eq!((&made["connection_type"], &made["name"]), (&json!("GenericOIDC"), &json!("Initech")));
    let metadata = json!({"idp_metadata_url": "https://idp.test/metadata"});
    let okta = create(&emulator, &json!({"connection_type": "OktaSAML", "saml_options": metadata}));
    assert_eq!(okta.json()["connection_type"], "OktaSAML");
}

#[test]
fn an_external_id_that_is_known_gives_the_connection_that_has_it() {
    let emulator = Emulator::new();
    let body =
        json!({"external_id": "idp-1", "saml_options": {"idp_metadata_url": "https://idp.test/metadata"}});
    let first = create(&emulator, &body);
    let second = create(&emulator, &body);
    assert_eq!((first.status, second.status), (201, 200));
    assert_eq!(first.json(), second.json());
    let mut elsewhere = body;
    elsewhere["organization_id"] = json!(ACME);
    assert_eq!(create(&emulator, &elsewhere).status, 201);
}

#[test]
fn options_that_do_not_fit_are_refused_and_make_nothing() {
    let emulator = Emulator::new();
    let before = ids(&call(&emulator, "GET", "/connections"));
    let (certificate, key) = key_pair();
    let metadata = json!({"idp_metadata_url": "https://idp.test/metadata"});
    let oidc = json!({"discovery_endpoint": "https://idp.test", "client_id": "c"});
    let with = |more: Value| {
        let mut options = metadata.clone();
        options.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!({"saml_options": options})
    };
    for bad in [
        json!({}),
        json!({"saml_options": metadata, "oidc_options": oidc}),
        json!({"saml_options": {}}),
        json!({"saml_options": {"idp_sso_url": "https://idp.test/sso"}}),
        json!({"saml_options": {"idp_sso_url": "https://idp.test/sso", "idp_signing_certs": ["none"]}}),
        json!({"saml_options": {"idp_metadata_url": "idp.test"}}),
        with(json!({"idp_sso_url": "https://idp.test/sso"})),
        with(json!({"sp_signing_key_pair": {"key": "none", "cert": certificate}})),
        with(json!({"sp_encryption_key_pairs": [{"key": key, "cert": "none"}]})),
        json!({"oidc_options": {"client_id": "c"}}),
        json!({"connection_type": "OktaOIDC", "saml_options": metadata}),
        json!({"connection_type": "GoogleOAuth", "saml_options": metadata}),
        json!({"connection_type": "Teapot", "saml_options": metadata}),
    ] {
        assert_eq!(create(&emulator, &bad).status, 422, "{bad}");
    }
    let unknown = json!({"organization_id": "org_none", "saml_options": metadata});
    assert_eq!(post_json(&emulator, "/connections", &unknown).error().0, 404);
    assert_eq!(ids(&call(&emulator, "GET", "/connections")), before);

    let good = with(json!({"sp_signing_key_pair": {"key": key, "cert": certificate}}));
    assert_eq!(create(&emulator, &good).status, 201);
    let lenient = Emulator::builder().lenient([Check::Enums]).build().unwrap();
    let teapot = create(&lenient, &json!({"connection_type": "Teapot", "saml_options": metadata}));
    assert_eq!(teapot.json()["connection_type"], "GenericSAML");
}

#[test]
fn a_change_keeps_the_type_and_what_it_does_not_name() {
    let emulator = Emulator::new();
    let (made, path) = saml(&emulator);
    let change = |body: Value| call_json(&emulator, "PATCH", &path, &body);
    let changed =
        change(json!({"name": "Renamed", "external_id": "idp-1", "connection_type": "GenericSAML"})).json();
    assert_eq!((&changed["name"], &changed["state"]), (&json!("Renamed"), &made["state"]));
    assert_eq!(
        change(json!({"saml_options": {"acs_url": null, "idp_sso_url": "https://idp.test/new"}})).json(),
        changed
    );
    for bad in [
        json!({"connection_type": "OktaSAML"}),
        json!({"oidc_options": {"client_id": "c"}}),
        json!({"saml_options": {"idp_metadata_url": "https://idp.test", "idp_entity_id": "x"}}),
        json!({"saml_options": {"acs_url": "nowhere"}}),
    ] {
        assert_eq!(change(bad.clone()).status, 422, "{bad}");
    }
    assert_eq!(call_json(&emulator, "PATCH", "/connections/conn_none", &json!({})).error().0, 404);
    // The external id is free again once it is cleared.
    assert_eq!(change(json!({"external_id": null})).status, 200);
    let body =
        json!({"external_id": "idp-1", "saml_options": {"idp_metadata_url": "https://idp.test/metadata"}});
    assert_eq!(create(&emulator, &body).status, 201);
}

#[test]
fn signing_certificates_of_the_identity_provider_are_added_and_removed() {
    let emulator = Emulator::new();
    let (_, path) = saml(&emulator);
    let all = format!("{path}/saml_idp_signing_certs");
    let first = call(&emulator, "GET", &all).json()["data"][0].clone();
    let pem = key_pair().0;
    let added = post_json(&emulator, &all, &json!({"value": pem}));
    assert_eq!(
        added.json(),
        json!({
            "object": "saml_idp_signing_certificate", "id": added.json()["id"], "value": pem,
            "not_before": "1975-01-01T00:00:00.000Z", "not_after": "4096-01-01T00:00:00.000Z",
            "created_at": "2026-01-15T12:00:00.000Z",
        })
    );
    assert_eq!(call(&emulator, "GET", &all).json(), json!({"object": "list", "data": [first, added.json()]}));
    assert_eq!(post_json(&emulator, &all, &json!({"value": "-----BEGIN"})).status, 422);
    let one = format!("{all}/{}", first["id"].as_str().unwrap());
    assert_eq!((call(&emulator, "DELETE", &one).status, call(&emulator, "DELETE", &one).status), (204, 404));
    assert_eq!(call(&emulator, "GET", &all).json()["data"], json!([added.json()]));
    for (elsewhere, status) in [(OIDC, 422), ("conn_none", 404)] {
        let path = format!("/connections/{elsewhere}/saml_idp_signing_certs");
        assert_eq!(call(&emulator, "GET", &path).status, status, "{elsewhere}");
    }
}

#[test]
fn a_connection_signs_with_one_key_pair_and_decrypts_with_many() {
    let emulator = Emulator::new();
    let (_, path) = saml(&emulator);
    let signing = format!("{path}/saml_sp_signing_cert");
    let own = call(&emulator, "GET", &signing).json();
    assert!(own["value"].as_str().unwrap().starts_with("-----BEGIN CERTIFICATE-----"));
    assert_eq!(post_json(&emulator, &signing, &json!({})).error().0, 409);
    let one = format!("{signing}/{}", own["id"].as_str().unwrap());
    assert_eq!(call(&emulator, "DELETE", &one).status, 204);
    assert_eq!(call(&emulator, "GET", &signing).status, 404);
    assert_eq!(call(&emulator, "POST", &signing).json()["object"], "saml_sp_signing_certificate");

    let encryption = format!("{path}/saml_sp_encryption_certs");
    assert_eq!(call(&emulator, "POST", &encryption).json()["object"], "saml_sp_encryption_certificate");
    assert_eq!(call(&emulator, "GET", &encryption).json()["data"].as_array().unwrap().len(), 2);
    // A certificate of another purpose is not found here.
    assert_eq!(call(&emulator, "DELETE", &one.replace("signing_cert", "encryption_certs")).status, 404);
    assert_eq!(call(&emulator, "DELETE", &path).status, 204);
    assert_eq!(call(&emulator, "GET", &encryption).status, 404);
}
