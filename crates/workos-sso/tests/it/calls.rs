//! Tests the request and the response of each call.

use std::time::Duration;

use futures_executor::block_on;
use serde_json::json;
use workos_sso::{ConnectionId, Error, LoginAttempt, OrganizationId, SealKeys, Secret, Sso};
use workos_transport::Clock as _;
use workos_transport_mock::{Reply, Script};

use crate::{
    CALLBACK, KEY, client, connection, connections, failure, google, profile, public_client, sent, sso,
};

#[test]
fn a_sign_in_leads_from_the_url_through_the_callback_to_the_profile() {
    let script =
        Script::new().reply(Reply::json(200, json!({"access_token": "tok_1", "profile": profile()})));
    let client = client(&script);
    let (sso, now) = (Sso::new(&client), client.clock().now());

    let attempt = LoginAttempt::start(now).unwrap();
    let organization = OrganizationId::from("org_1");
    let url = sso.authorization_url(CALLBACK, &organization).attempt(&attempt).build().unwrap();
    assert!(url.contains(attempt.state().expose()), "{url}");
    let keys = SealKeys::generate().unwrap();
    let cookie = attempt.seal(&keys).unwrap();

    let query = format!("code=c1&state={}", attempt.state().expose());
    let attempt = LoginAttempt::open(&keys, cookie.expose(), now).unwrap();
    let verified = attempt.complete(&query, now).unwrap();
    let answer = block_on(sso.exchange(&verified).send()).unwrap();
    answer.profile.ensure_organization(&organization).unwrap();
    assert_eq!(
        sent(&script),
        format!(
            "POST /sso/token\ncontent-type: application/x-www-form-urlencoded\n\n\
             client_id=client_1&client_secret={KEY}&code=c1&grant_type=authorization_code&code_verifier={}",
            verified.verifier().secret().expose()
        )
    );
}

#[test]
fn a_public_client_exchanges_with_the_verifier_alone_and_sends_no_secret() {
    let script =
        Script::new().reply(Reply::json(200, json!({"access_token": "tok_1", "profile": profile()})));
    let sso = Sso::new(&public_client(&script));
    let verifier = "v".repeat(43);
    block_on(sso.profile_and_token("c1").code_verifier(verifier.as_str()).send()).unwrap();
    assert_eq!(
        sent(&script),
        format!(
            "POST /sso/token\ncontent-type: application/x-www-form-urlencoded\n\n\
             client_id=client_1&code=c1&grant_type=authorization_code&code_verifier={verifier}"
        )
    );
}

#[test]
fn an_exchange_with_neither_key_nor_verifier_is_not_sent() {
    let script = Script::new();
    let error = block_on(Sso::new(&public_client(&script)).profile_and_token("c1").send()).unwrap_err();
    assert!(matches!(error, Error::Config(_)), "{error}");
    assert_eq!(error.operation(), Some("sso.profile_and_token"));
    assert!(script.requests().is_empty());
}

#[test]
fn a_profile_is_decoded_with_and_without_a_wrapper() {
    let script = Script::new().reply(Reply::json(200, profile()));
    let read = block_on(sso(&script).profile("tok_1").send()).unwrap();
    assert_eq!(read.id.as_str(), "prof_1");
    assert_eq!(sent(&script), "GET /sso/profile\nauthorization: Bearer tok_1");

    let script = Script::new().reply(Reply::json(200, json!({"profile": profile()})));
    let read = block_on(sso(&script).profile_by_post("tok_1").send()).unwrap();
    assert_eq!(read.id.as_str(), "prof_1");
    assert_eq!(
        sent(&script),
        format!(
            "POST /sso/profile\nauthorization: Bearer {KEY}\ncontent-type: application/json\n\n\
             {{\"access_token\":\"tok_1\"}}"
        )
    );
}

#[test]
fn logout_is_authorized_and_its_urls_are_built_without_a_request() {
    let answer = json!({"logout_url": "https://auth.workos.com/sso/logout?token=t", "logout_token": "t"});
    let script = Script::new().reply(Reply::json(200, answer));
    let sso = sso(&script);
    let logout = block_on(sso.authorize_logout("prof_1").send()).unwrap();
    assert_eq!(
        sent(&script),
        format!(
            "POST /sso/logout/authorize\nauthorization: Bearer {KEY}\ncontent-type: application/json\n\n\
             {{\"profile_id\":\"prof_1\"}}"
        )
    );
    let url = sso.logout_url(&logout.logout_token).unwrap();
    assert_eq!(url.expose(), "https://api.workos.com/sso/logout?token=t");
    assert_eq!(
        sso.logout_url("a/b+c=").unwrap().expose(),
        "https://api.workos.com/sso/logout?token=a%2Fb%2Bc%3D"
    );
    let url = sso.logout_url_for_session("session_1").unwrap();
    assert_eq!(url, "https://api.workos.com/sso/logout?session_id=session_1");
    for error in [sso.logout_url("").unwrap_err(), sso.logout_url_for_session("").unwrap_err()] {
        assert_eq!(error.operation(), Some("sso.logout"));
    }
    assert_eq!(script.requests().len(), 1);
}

#[test]
fn the_key_set_is_fetched_without_an_api_key() {
    let key = json!({"alg": "RS256", "kty": "RSA", "use": "sig", "kid": "key_1", "n": "AQAB", "e": "AQAB",
        "x5c": ["MII"], "x5t#S256": "Zj"});
    let script = Script::new().reply(Reply::json(200, json!({"keys": [key]})));
    let jwks = block_on(Sso::new(&public_client(&script)).jwks("client_1").send()).unwrap();
    assert_eq!(jwks.keys[0].kid, "key_1");
    assert_eq!(sent(&script), "GET /sso/jwks/client_1");
}

#[test]
fn connections_are_listed_fetched_and_deleted() {
    let page = json!({"data": [connection("conn_1")], "list_metadata": {"after": null, "before": "conn_1"}});
    let script = Script::new().reply(Reply::json(200, page));
    let call =
        connections(&script).list().organization_id("org_1").domain("acme.com").after("conn_0").limit(5);
    let page = block_on(call.send()).unwrap();
    assert_eq!(page.data[0].connection_type.as_str(), "SAML");
    assert_eq!(page.after(), None);
    let request = sent(&script);
    let (line, rest) = request.split_once('\n').unwrap();
    let (path, query) = line.split_once('?').unwrap();
    let mut pairs: Vec<_> = query.split('&').collect();
    pairs.sort_unstable();
    assert_eq!(path, "GET /connections");
    assert_eq!(pairs, ["after=conn_0", "domain=acme.com", "limit=5", "organization_id=org_1"]);
    assert_eq!(rest, format!("authorization: Bearer {KEY}"));

    let script = Script::new().reply(Reply::json(200, connection("conn_1")));
    let read = block_on(connections(&script).get("conn_1").send()).unwrap();
    assert_eq!(read.domains[0].domain, "acme.com");
    assert_eq!(sent(&script), format!("GET /connections/conn_1\nauthorization: Bearer {KEY}"));

    let script = Script::new().reply(Reply::status(204));
    block_on(connections(&script).delete("conn_1").send()).unwrap();
    assert_eq!(sent(&script), format!("DELETE /connections/conn_1\nauthorization: Bearer {KEY}"));
}

#[test]
fn a_batch_returns_results_in_order_sends_one_request_per_id_and_keeps_successes() {
    let missing = || Reply::json(404, json!({"message": "Not here", "code": "not_found"}));
    let script = Script::new()
        .reply(Reply::json(200, connection("conn_1")))
        .reply(missing())
        .reply(Reply::json(200, connection("conn_3")));
    let ids = ["conn_1", "conn_gone", "conn_3", "conn_gone", "conn_1", ".."];
    let found = block_on(connections(&script).get_many(ids).concurrency(1).send());
    let shown: Vec<_> = found
        .iter()
        .map(|found| {
            found.as_ref().map(|c| c.id.as_str()).map_err(|error| (error.status(), error.hint().is_some()))
        })
        .collect();
    let gone = Err((Some(404), true));
    assert_eq!(shown, [Ok("conn_1"), gone, Ok("conn_3"), gone, Ok("conn_1"), Err((None, false))]);
    assert_eq!(script.requests().len(), 3);
    assert!(block_on(connections(&script).get_many(Vec::<ConnectionId>::new()).send()).is_empty());
}

#[test]
fn unknown_values_and_fields_decode_and_an_error_names_the_bad_item() {
    let mut odd = connection("conn_1");
    odd["state"] = json!("hibernating");
    odd["connection_type"] = json!("BrandNewSAML");
    odd["future"] = json!({"a": [1]});
    let script = Script::new().reply(Reply::json(200, json!({"data": [odd]})));
    let page = block_on(connections(&script).list().send()).unwrap();
    assert_eq!(page.data[0].state.as_ref().unwrap().as_str(), "hibernating");
    assert_eq!(page.data[0].connection_type.as_str(), "BrandNewSAML");

    let mut bad = connection("conn_2");
    bad["id"] = json!(7);
    let reply = Reply::json(200, json!({"data": [connection("conn_1"), bad]}));
    let Error::Decode(error) = failure("connections.list", reply) else { panic!() };
    assert_eq!(error.path(), "data[1].id");
}

#[test]
fn calls_and_handles_are_send() {
    fn assert_send<T: Send>(_: &T) {}
    let script = Script::new();
    let (sso, connections) = (sso(&script), connections(&script));
    assert_send(&sso);
    assert_send(&connections.get_many(["conn_1"]).send());
    assert_send(&sso.fetch_authorization_url(google()).send());
    assert_send(&Secret::from("x"));
}

#[test]
fn a_batch_bounds_its_concurrency_and_keeps_the_order_if_responses_arrive_out_of_order() {
    let ids: Vec<_> = (0..16).map(|number| format!("conn_{number}")).collect();
    // In each group of eight, later requests get earlier responses; the first one of a group takes 8 seconds.
    let script = ids.iter().enumerate().fold(Script::new(), |script, (index, id)| {
        let seconds = 8 - u64::try_from(index % 8).unwrap();
        script.reply(Reply::json(200, connection(id)).after(Duration::from_secs(seconds)))
    });
    let found = block_on(connections(&script).get_many(&ids).send());
    let found: Vec<_> = found.into_iter().map(|connection| connection.unwrap().id.to_string()).collect();
    assert_eq!(found, ids);
    assert_eq!(
        script.clock().elapsed(),
        Duration::from_secs(9),
        "eight at a time, and each response starts the next request"
    );
    script.assert_finished();
}

#[test]
fn connections_and_profiles_of_old_responses_from_2020_decode() {
    // Connections used to have `status` instead of `state`, no times and no organization.
    let old = json!({
        "object": "connection", "id": "conn_1", "status": "linked", "name": "Acme", "connection_type": "GoogleOAuth",
        "oauth_uid": "", "saml_x509_certs": null,
        "domains": [{"object": "connection_domain", "id": "conn_domain_1", "domain": "acme.com"}],
    });
    let list = json!({"data": [old], "listMetadata": {"before": null, "after": "conn_1"}});
    let script = Script::new().reply(Reply::json(200, list));
    let page = block_on(connections(&script).list().send()).unwrap();
    assert_eq!((&page.data[0].state, page.data[0].is_active(), page.after()), (&None, true, Some("conn_1")));

    let old = json!({"profile": {
        "object": "profile", "id": "prof_1", "connection_id": "conn_1", "connection_type": "GoogleOAuth",
        "idp_id": "1", "email": "ann@acme.com", "first_name": "Ann", "last_name": "Archer", "raw_attributes": {},
    }, "access_token": "tok_1"});
    let script = Script::new().reply(Reply::json(200, old));
    let answer = block_on(sso(&script).profile_and_token("c1").send()).unwrap();
    assert_eq!((&answer.profile.organization_id, &answer.expires_in), (&None, &None));
}

#[test]
fn an_id_token_is_exchanged_with_its_organization_and_the_api_key() {
    let script =
        Script::new().reply(Reply::json(200, json!({"access_token": "tok_1", "profile": profile()})));
    let answer = block_on(sso(&script).exchange_id_token("ey.id.token", "org_1").send()).unwrap();
    assert_eq!(answer.profile.id, "prof_1");
    assert_eq!(
        sent(&script),
        format!(
            "POST /sso/token\ncontent-type: application/x-www-form-urlencoded\n\n\
             client_id=client_1&client_secret={KEY}\
             &grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange&subject_token=ey.id.token\
             &subject_token_type=urn%3Aietf%3Aparams%3Aoauth%3Atoken-type%3Aid_token&organization_id=org_1"
        )
    );
}

#[test]
fn an_invalid_exchange_of_an_id_token_is_not_sent() {
    let script = Script::new();
    for (token, organization, parameter) in
        [("", "org_1", "subject_token"), ("canary", "", "organization_id")]
    {
        let error = block_on(sso(&script).exchange_id_token(token, organization).send()).unwrap_err();
        let Error::InvalidInput(refused) = &error else { panic!("{error:?}") };
        assert_eq!(refused.parameter(), parameter);
        assert!(!format!("{error} {error:?}").contains("canary"));
    }
    let error = block_on(Sso::new(&public_client(&script)).exchange_id_token("t", "org_1").send());
    assert!(matches!(error, Err(Error::Config(_))));
    assert!(script.requests().is_empty());
}
