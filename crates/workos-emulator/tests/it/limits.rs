//! Limits that the front page names and no other test is about.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::json;
use workos_emulator::{Emulator, NewUser, NewWebhookEndpoint};

use crate::page::token;
use crate::*;

const MINUTE: Duration = Duration::from_secs(60);

#[test]
fn sessions_end_after_a_day_and_logout_tokens_after_ten_minutes() {
    let emulator = Emulator::new();
    let session = sign_in(&emulator, &format!("connection={OIDC}"));
    let logout = || {
        let body = json!({"profile_id": session["profile"]["id"]});
        let url = post_json(&emulator, "/sso/logout/authorize", &body).json()["logout_url"].clone();
        path_of(url.as_str().unwrap()).to_owned()
    };
    let (old, new) = (logout(), {
        emulator.advance(MINUTE);
        logout()
    });
    emulator.advance(9 * MINUTE);
    assert_eq!((browse(&emulator, &old).status, browse(&emulator, &new).status), (404, 302));

    let session = sign_in(&emulator, &format!("connection={OIDC}"));
    let path = format!("/sso/logout?session_id={}", session["session_id"].as_str().unwrap());
    let json = |path: &str| send(&emulator, "GET", path, &[("accept", "application/json")], "").status;
    emulator.advance(24 * 60 * MINUTE - Duration::from_secs(1));
    assert_eq!(json(&path), 200);
    emulator.advance(Duration::from_secs(1));
    assert_eq!(json(&path), 404);
}

#[test]
fn a_page_of_the_portal_waits_an_hour() {
    let emulator = Emulator::new();
    let body = json!({"organization": ACME, "intent": "sso"});
    let open = || {
        let link = post_json(&emulator, "/portal/generate_link", &body).json()["link"].clone();
        token(&browse(&emulator, path_of(link.as_str().unwrap())))
    };
    let save = |token: &str| {
        post_form(&emulator, "/_emulator/portal", &format!("token={token}&connection_type=OktaSAML")).status
    };
    let (first, second) = (open(), open());
    emulator.advance(60 * MINUTE - Duration::from_secs(1));
    assert_eq!(save(&first), 200);
    emulator.advance(Duration::from_secs(1));
    assert_eq!(save(&second), 400);
}

#[test]
fn widget_tokens_live_an_hour_or_ten_minutes() {
    let emulator = Emulator::new();
    let lifetime = |path: &str, body: Value| {
        let token = post_json(&emulator, path, &body).json()["token"].as_str().unwrap().to_owned();
        let claims = verified_claims(&emulator, token.strip_prefix("widget_").unwrap_or(&token));
        claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap()
    };
    let who = json!({"organization_id": ACME, "user_id": JOHN});
    assert_eq!(lifetime("/widgets/token", who.clone()), 3600);
    assert_eq!(lifetime("/client/token", who), 3600);
    assert_eq!(lifetime("/widgets/token", json!({"organization_id": ACME, "widget_scope": "sso"})), 600);
    let chosen = json!({"organization_id": ACME, "widget_scope": "sso", "expires_in": 7});
    assert_eq!(lifetime("/widgets/token", chosen), 7);
}

#[test]
fn a_list_has_ten_objects_unless_it_is_told_otherwise() {
    let emulator = Emulator::new();
    for n in 0..101 {
        emulator.add_user(NewUser::new(format!("user{n}@acme.com"))).unwrap();
    }
    let count = |query: &str| ids(&call(&emulator, "GET", &format!("/user_management/users{query}"))).len();
    assert_eq!((count(""), count("?limit=100")), (10, 100));
    assert_eq!(call(&emulator, "GET", "/user_management/users?limit=101").status, 422);
}

#[test]
fn short_api_keys_are_refused() {
    let emulator = Emulator::new();
    let create = |secret: &str| {
        let key = json!({"secret": secret, "user_id": JOHN});
        let body = json!({"provider": "stripe", "auth_methods": ["api_key"], "api_key": key,
            "custom_provider": {"name": "Stripe"}});
        post_json(&emulator, "/data-integrations", &body)
    };
    let short = create("1234");
    assert!(short.status == 422 && short.text.contains("at least 5 characters"), "{}", short.text);
}

#[test]
fn four_kilobytes_of_an_endpoints_answer_are_kept() {
    let emulator = Emulator::new();
    emulator.add_webhook_endpoint(NewWebhookEndpoint::new("https://app.test/x", ["user.created"])).unwrap();
    emulator.add_user(NewUser::new("ada@acme.com")).unwrap();
    emulator.deliver_webhooks(|_| Response::new(Bytes::from(vec![b'x'; 10_000])));
    assert_eq!(emulator.deliveries()[0].attempts[0].answer.len(), 4096);
}

#[test]
fn a_server_reads_a_megabyte_of_a_body() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let server = runtime.block_on(Emulator::new().serve("127.0.0.1:0")).unwrap();
    let status = |length: usize| {
        let mut stream = TcpStream::connect(server.addr()).unwrap();
        let head = format!(
            "POST /organizations HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer sk_test_default\r\n\
             content-length: {length}\r\nconnection: close\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).unwrap();
        // One that is too large is refused by its announced length.
        if length <= 1024 * 1024 {
            let padding = "x".repeat(length - r#"{"name":"x","padding":""}"#.len());
            stream.write_all(format!(r#"{{"name":"x","padding":"{padding}"}}"#).as_bytes()).unwrap();
        }
        let mut start = [0; 12];
        stream.read_exact(&mut start).unwrap();
        String::from_utf8_lossy(&start[9..]).into_owned()
    };
    assert_eq!((status(1024 * 1024), status(1024 * 1024 + 1)), ("201".to_owned(), "413".to_owned()));
}
