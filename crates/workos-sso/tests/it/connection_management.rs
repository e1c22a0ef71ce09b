//! Tests creating and updating connections, and the certificates of SAML connections.

use futures_executor::block_on;
use serde_json::json;
use workos_sso::{
    IdpSigningCertificates, NewSamlOptions, Patch, SamlOptionsPatch, SpEncryptionCertificates,
    SpSigningCertificates,
};
use workos_transport_mock::{Reply, Script};

use super::{KEY, client, connections, sent};

fn connection() -> Reply {
    let body = json!({"object": "connection", "id": "conn_1", "connection_type": "OktaSAML", "name": "Acme",
        "state": "draft"});
    Reply::json(201, body)
}

#[test]
fn a_connection_is_created_with_the_options_of_its_protocol() {
    let script = Script::new().reply(connection());
    let saml = NewSamlOptions::new().idp_metadata_url("https://idp.example/metadata");
    let created =
        block_on(connections(&script).create("org_1").name("Acme").saml_options(saml).send()).unwrap();
    assert_eq!(created.id, "conn_1");
    let expected = format!(
        "POST /connections\nauthorization: Bearer {KEY}\ncontent-type: application/json\n\n{}",
        r#"{"organization_id":"org_1","name":"Acme","saml_options":{"idp_metadata_url":"https://idp.example/metadata"}}"#
    );
    assert_eq!(sent(&script), expected);
}

#[test]
fn an_update_clears_only_the_given_fields() {
    let script = Script::new().reply(connection());
    let saml = SamlOptionsPatch::new().acs_url(Patch::Clear);
    let call = connections(&script).update("conn_1").external_id(Patch::Clear).saml_options(saml);
    block_on(call.send()).unwrap();
    assert!(
        sent(&script).ends_with("\n\n{\"external_id\":null,\"saml_options\":{\"acs_url\":null}}"),
        "{}",
        sent(&script)
    );
    assert!(sent(&script).starts_with("PATCH /connections/conn_1\n"));
}

#[test]
fn the_certificates_of_a_connection_are_listed_fetched_and_deleted() {
    let request_line = |script: &Script| sent(script).lines().next().unwrap().to_owned();

    let script = Script::new().reply(Reply::json(200, json!({"object": "list", "data": []})));
    block_on(IdpSigningCertificates::new(&client(&script)).list("conn_1").send()).unwrap();
    assert_eq!(request_line(&script), "GET /connections/conn_1/saml_idp_signing_certs");

    let script = Script::new().reply(Reply::status(204));
    block_on(IdpSigningCertificates::new(&client(&script)).delete("conn_1", "cert_1").send()).unwrap();
    assert_eq!(request_line(&script), "DELETE /connections/conn_1/saml_idp_signing_certs/cert_1");

    let script = Script::new().reply(Reply::status(404));
    let error = block_on(SpEncryptionCertificates::new(&client(&script)).list("conn_1").send()).unwrap_err();
    assert!(error.api().unwrap().is_not_found() && error.hint().is_some());

    let script = Script::new().reply(Reply::status(404));
    let error = block_on(SpSigningCertificates::new(&client(&script)).get("conn_1").send()).unwrap_err();
    assert!(error.api().unwrap().is_not_found() && error.hint().is_some());
}
