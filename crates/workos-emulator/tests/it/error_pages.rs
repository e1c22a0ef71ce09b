//! Errors as pages, for the person in front of a browser.

use workos_emulator::Emulator;

use crate::*;

fn at(redirect_uri: &str, client_id: &str) -> String {
    format!(
        "/sso/authorize?response_type=code&connection={SAML}&client_id={client_id}&redirect_uri={redirect_uri}"
    )
}

fn assert_shows(page: &Answer, texts: &[&str]) {
    for text in texts {
        assert!(page.text.contains(text), "{text} is missing in {}", page.text);
    }
    assert_eq!(page.headers["content-type"], "text/html; charset=utf-8");
    assert!(!page.text.contains("<script"));
}

#[test]
fn the_page_of_a_wrong_redirect_uri_shows_what_was_sent_what_is_allowed_and_the_seed() {
    let emulator = Emulator::new();
    let page = browse(&emulator, &at("http://myapp.test:3000/cb", "client_test"));
    assert_eq!(page.error_page(), (400, "invalid_redirect_uri"));
    assert_shows(
        &page,
        &[
            "<code>http://myapp.test:3000/cb</code>",
            &format!("<code>{CALLBACK}</code>"),
            "redirect_uris:\n",
            "<ins>  - &quot;http://myapp.test:3000/cb&quot;\n</ins>",
            "Redirects page of the WorkOS dashboard",
        ],
    );
}

#[test]
fn the_seed_that_the_page_shows_is_accepted_and_allows_the_redirect_uri() {
    let path = at("http://myapp.test:3000/cb", "client_test");
    let page = browse(&Emulator::new(), &path);
    let (_, rest) = page.text.split_once("<pre><code>redirect_uris:").unwrap();
    let seed = rest.split_once("</code></pre>").unwrap().0;
    let seed = seed.replace("<ins>", "").replace("</ins>", "").replace("&quot;", "\"");
    let emulator = Emulator::builder().fixture_yaml(&format!(
        "redirect_uris:{seed}connections:\n  - {{id: {SAML}, type: OktaSAML}}\nprofiles:\n  - {{connection: {SAML}, email: a@b.c}}\n"
    ));
    let emulator = emulator.build().unwrap();
    assert!(browse(&emulator, &path).location.starts_with("http://myapp.test:3000/cb?code="));
}

#[test]
fn a_uri_that_is_never_allowed_is_not_suggested_for_the_seed() {
    let emulator = Emulator::new();
    let page = browse(&emulator, &at("javascript:alert(1)", "client_test"));
    assert_shows(&page, &["<code>javascript:alert(1)</code>", "Send an absolute URI"]);
    assert!(!page.text.contains("redirect_uris:"));
}

#[test]
fn the_page_of_an_unknown_client_shows_the_known_ones() {
    let emulator = Emulator::new();
    let page = browse(&emulator, &at(CALLBACK, "%3Cb%3Eclient"));
    assert_eq!(page.error_page(), (400, "invalid_client"));
    assert_shows(
        &page,
        &["<code>&lt;b&gt;client</code>", "<code>client_test</code>", "client_ids:\n", "API Keys page"],
    );
    let page = browse(&emulator, "/sso/authorize");
    assert_eq!(page.error_page(), (400, "invalid_request"));
    assert_shows(&page, &["client_id is missing.", "WORKOS_CLIENT_ID"][..1]);
}

#[test]
fn links_that_were_used_say_what_to_do() {
    let emulator = Emulator::new();
    let logout = browse(&emulator, "/sso/logout?token=logout_0123456789ABCDEF");
    assert_eq!(logout.error_page(), (404, "entity_not_found"));
    assert_shows(&logout, &["<code>logout_01234…</code>", "POST /sso/logout/authorize"]);
    let portal = browse(&emulator, "/portal/launch?token=nope");
    assert_eq!(portal.status, 400);
    assert_shows(&portal, &["POST /portal/generate_link", "Admin Portal"]);
    let consent = browse(&emulator, "/data-integrations/nope/authorize-redirect");
    assert_eq!(consent.status, 400);
    assert_shows(&consent, &["POST /data-integrations/{slug}/authorize"]);
}

#[test]
fn a_browser_gets_a_page_for_every_error_and_a_program_json() {
    let emulator = Emulator::new();
    for (path, status, code) in [
        ("/nowhere", 404, "not_found"),
        ("/connections", 401, "unauthorized"),
        ("/portal/generate_link", 405, "method_not_allowed"),
        ("/directories", 501, "not_implemented"),
    ] {
        let page = browse(&emulator, path);
        assert_eq!(page.error_page(), (status, code), "{path}");
        assert_shows(&page, &["href=\"/_emulator/\""]);
        let json = curl(&emulator, path);
        assert_eq!((json.status, json.json()["code"].as_str().unwrap()), (status, code), "{path}");
        for accept in ["application/json", "application/json, text/html;q=0.9", "image/*"] {
            let answer = send(&emulator, "GET", path, &[("accept", accept)], "");
            assert_eq!(answer.text, json.text, "{path} {accept}");
        }
        let keyed = [("accept", "text/html"), ("authorization", "Bearer sk_wrong")];
        assert!(send(&emulator, "GET", path, &keyed, "").json()["code"].is_string(), "{path}");
    }
    let form = [("accept", "text/html"), ("content-type", "application/x-www-form-urlencoded")];
    let exchange = send(&emulator, "POST", "/sso/token", &form, "grant_type=authorization_code");
    assert_eq!(exchange.error().1, "invalid_request");
    assert!(browse(&emulator, "/portal/generate_link").headers.contains_key("allow"));
}

#[test]
fn the_start_page_of_a_server_is_the_live_page() {
    let emulator = Emulator::new();
    let answer = browse(&emulator, "/");
    assert_eq!((answer.status, answer.location.as_str()), (302, "/_emulator/"));
    let index = curl(&emulator, "/").json();
    for name in ["health", "openapi", "live_page"] {
        let url: http::Uri = index[name].as_str().unwrap().parse().unwrap();
        assert_eq!(curl(&emulator, url.path()).status, 200, "{url}");
    }
    assert!(index["docs"].as_str().unwrap().starts_with("https://docs.rs/workos-emulator/"));
}
