//! Invalid input that is refused before anything is sent, and error responses of the API.

use futures_executor::block_on;
use serde_json::json;
use workos_admin_portal::{Error, GenerateLink};
use workos_transport_mock::{Reply, Script};

use crate::{failure, portal};

#[test]
fn every_row_of_the_error_tables_is_recognised_and_has_its_hint() {
    // (operation, status, code, a part of the hint)
    for (operation, status, code, part) in [
        ("admin_portal.generate_link", 400, None, "intent"),
        ("admin_portal.generate_link", 401, Some("unauthorized"), "Admin Portal"),
        ("admin_portal.generate_link", 401, None, "sk_"),
        ("admin_portal.generate_link", 403, None, "Admin Portal"),
        ("admin_portal.generate_link", 404, Some("organization_not_found"), "Create the organization"),
        ("admin_portal.generate_link", 404, None, "Create the organization"),
        ("admin_portal.generate_link", 422, Some("invalid_intent"), "dsync"),
        ("admin_portal.generate_link", 422, Some("invalid_url"), "https"),
        ("admin_portal.generate_link", 422, None, "e-mail"),
        ("admin_portal.generate_link", 429, Some("rate_limit_exceeded"), "60 seconds"),
        ("admin_portal.revoke_link", 401, None, "WORKOS_API_KEY"),
        ("admin_portal.revoke_link", 404, None, "external_user_id"),
        ("admin_portal.revoke_link", 422, None, "both"),
        ("admin_portal.provider_icons", 401, Some("unauthorized"), "Admin Portal"),
        ("admin_portal.provider_icons", 404, None, "provider_icon_url"),
        ("admin_portal.provider_icons", 429, Some("rate_limit_exceeded"), "1000"),
    ] {
        for name in ["code", "error"] {
            let mut body = json!({"message": "No"});
            if let Some(code) = code {
                body[name] = json!(code);
            }
            let reply = Reply::json(status, body).header("x-request-id", "req_1").header("retry-after", "7");
            let error = failure(operation, reply);
            assert_eq!(
                (error.status(), error.code(), error.request_id()),
                (Some(status), code, Some("req_1"))
            );
            assert_eq!(error.is_retryable(), status == 429);
            assert_eq!(error.retry_after().map(|wait| wait.as_secs()), Some(7));
            let hint = error.hint().unwrap_or_default();
            assert!(hint.contains(part), "{operation} {status} {code:?}: {hint}");
        }
    }
}

/// Returns the parameter that is refused, after checking that nothing was sent.
fn refused(change: impl FnOnce(GenerateLink) -> GenerateLink) -> &'static str {
    let script = Script::new();
    let error = block_on(change(portal(&script).generate_link("org_1")).send()).unwrap_err();
    assert!(script.requests().is_empty());
    assert_eq!(error.operation(), Some("admin_portal.generate_link"));
    assert!(!format!("{error} {error:?}").contains("canary"), "{error:?}");
    match error {
        Error::InvalidInput(error) => error.parameter(),
        other => panic!("{other}"),
    }
}

#[test]
fn invalid_urls_and_urls_with_other_hosts_are_refused_by_name() {
    for url in [
        "",
        "/canary",
        "canary",
        "http://yourapp.com/canary",
        "ftp://yourapp.com/",
        "javascript:canary",
        "https://canary@yourapp.com/",
    ] {
        assert_eq!(refused(|call| call.return_url(url)), "return_url", "{url}");
        assert_eq!(refused(|call| call.success_url(url)), "success_url", "{url}");
    }
    for url in [
        "https://evil.example/canary",
        "https://yourapp.com.evil.example/",
        "http://localhost/",
        "https://yourapp.com\\@evil.example/",
    ] {
        let hosts = ["yourapp.com", "*.yourapp.com"];
        assert_eq!(refused(|call| call.allow_return_hosts(hosts).return_url(url)), "return_url", "{url}");
        assert_eq!(refused(|call| call.success_url(url).allow_return_hosts(hosts)), "success_url", "{url}");
    }
    let none: [&str; 0] = [];
    assert_eq!(
        refused(|call| call.allow_return_hosts(none).return_url("https://yourapp.com/")),
        "return_url"
    );
}

#[test]
fn invalid_contacts_and_organizations_are_refused_by_name() {
    let many: Vec<_> = (0..21).map(|number| format!("it{number}@acme.com")).collect();
    assert_eq!(refused(|call| call.it_contact_emails(&many)), "it_contact_emails");
    assert_eq!(refused(|call| call.admin_emails(&many)), "admin_emails");
    assert_eq!(refused(|call| call.it_contact_emails(["it@acme.com", "canary"])), "it_contact_emails");
    assert_eq!(refused(|call| call.admin_emails([""])), "admin_emails");
    let script = Script::new();
    let error = block_on(portal(&script).generate_link("").send()).unwrap_err();
    assert!(matches!(&error, Error::InvalidInput(error) if error.parameter() == "organization"), "{error}");
}

#[test]
fn twenty_contacts_and_a_loopback_return_url_are_accepted() {
    let script = Script::new().reply(Reply::json(201, json!({"link": "x"})));
    let twenty = (0..20).map(|number| format!("it{number}@acme.com"));
    let call =
        portal(&script).generate_link("org_1").it_contact_emails(twenty).return_url("http://localhost:3000/");
    block_on(call.send()).unwrap();
}

#[test]
fn responses_that_do_not_decode_report_operation_and_request_and_show_no_secret() {
    for body in ["<html>canary</html>", "", r#"{"url":"canary"}"#, r#"{"link":7}"#, r#"{"link":"can"#] {
        let reply = Reply::text(200, body).header("x-request-id", "req_1");
        let error = match body.contains("html") {
            // The error shows the start of a body that is not JSON, so that a proxy in between can be recognised.
            true => failure(
                "admin_portal.revoke_link",
                Reply::text(502, "<html>Bad Gateway</html>").header("x-request-id", "req_1"),
            ),
            false => failure("admin_portal.generate_link", reply),
        };
        assert_eq!(error.request_id(), Some("req_1"));
    }
    let error = failure("admin_portal.provider_icons", Reply::json(200, json!([{"icon_url": "x"}])));
    assert!(error.to_string().contains("item 0"), "{error}");
}
