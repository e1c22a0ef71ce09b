//! Where a server sends its webhooks, and where it does not.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use workos_emulator::{Delivery, DeliveryState, Emulator, NewUser, NewWebhookEndpoint};

use crate::control_access::local_address;
use crate::server::{receive, runtime, tls_pair};
use crate::*;

/// Adds an endpoint and a user, and returns the delivery after its first attempt.
async fn deliver(emulator: &Emulator, url: &str) -> Delivery {
    let endpoint = emulator.add_webhook_endpoint(NewWebhookEndpoint::new(url, ["user.created"])).unwrap();
    let number = emulator.deliveries().len();
    emulator.add_user(NewUser::new(format!("user{number}@acme.com"))).unwrap();
    loop {
        let delivery = emulator.deliveries().into_iter().rfind(|it| it.endpoint_id == endpoint).unwrap();
        if !delivery.attempts.is_empty() {
            call(emulator, "DELETE", &format!("/webhook_endpoints/{endpoint}"));
            return delivery;
        }
        tokio::task::yield_now().await;
    }
}

#[test]
fn no_webhook_reaches_the_emulator_itself() {
    runtime().block_on(async {
        let emulator = Emulator::builder().webhook_host(local_address().to_string()).build().unwrap();
        let server = emulator.serve_localhost(0, None).await.unwrap();
        let other = emulator.serve("127.0.0.1:0").await.unwrap();
        let port = server.addr().port();
        for host in [
            format!("127.0.0.1:{port}"),
            format!("localhost:{port}"),
            format!("[::1]:{port}"),
            other.addr().to_string(),
        ] {
            if host.starts_with('[') && server.addrs().len() == 1 {
                continue;
            }
            let delivery = deliver(&emulator, &format!("http://{host}/_emulator/reset")).await;
            let answer = &delivery.attempts[0].answer;
            assert!(delivery.attempts[0].status.is_none() && answer.contains("is this emulator"), "{answer}");
        }
        // Over TLS, names of any spelling are accepted until they are resolved.
        for host in ["127.1", "2130706433", "0x7f.0.0.1", "localhost."] {
            let delivery = deliver(&emulator, &format!("https://{host}:{port}/_emulator/reset")).await;
            let answer = &delivery.attempts[0].answer;
            assert!(delivery.attempts[0].status.is_none(), "{answer}");
            assert!(
                answer.contains("is this emulator") || answer.contains("is not this machine"),
                "{answer}"
            );
        }

        // A redirect is an answer, and is not followed.
        let redirect = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/", redirect.local_addr().unwrap());
        let location = format!("307 Temporary Redirect\r\nlocation: http://127.0.0.1:{port}/_emulator/reset");
        let received = tokio::task::spawn_blocking(move || receive(&redirect, &location));
        let delivery = deliver(&emulator, &url).await;
        assert_eq!(delivery.attempts[0].status.map(|status| status.as_u16()), Some(307));
        assert!(received.await.unwrap().contains("x-workos-emulator-webhook: 1\r\n"));

        // Through a forwarded port, the mark gives the webhook away.
        let forward = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/_emulator/reset", forward.local_addr().unwrap());
        let addr = server.addr();
        let forwarding = tokio::spawn(async move {
            let (mut from, _) = forward.accept().await.unwrap();
            let mut to = tokio::net::TcpStream::connect(addr).await.unwrap();
            let _ = copy_bidirectional(&mut from, &mut to).await;
        });
        let delivery = deliver(&emulator, &url).await;
        assert_eq!(delivery.attempts[0].status.map(|status| status.as_u16()), Some(403));
        assert!(delivery.attempts[0].answer.contains("does not answer webhooks"), "{delivery:?}");
        forwarding.await.unwrap();
        assert!(emulator.event_count("user.created") > 5);
    });
}

#[test]
fn the_control_api_refuses_marked_requests_even_with_the_key() {
    let emulator = Emulator::builder().control_key("hunter2").build().unwrap();
    let headers = [("x-emulator-key", "hunter2"), ("x-workos-emulator-webhook", "1")];
    let answer = send(&emulator, "POST", "/_emulator/reset", &headers, "");
    assert_eq!((answer.status, answer.error().1.as_str()), (403, "forbidden"));
}

#[test]
fn webhooks_go_to_other_hosts_only_if_they_are_allowed() {
    let runtime = runtime();
    let hooks = std::net::TcpListener::bind((local_address(), 0)).unwrap();
    let addr = hooks.local_addr().unwrap();
    let url = format!("http://{addr}/hooks");
    if !addr.ip().is_loopback() {
        let refused = post_json(
            &Emulator::new(),
            "/webhook_endpoints",
            &serde_json::json!({"endpoint_url": url, "events": ["user.created"]}),
        );
        assert_eq!(refused.error().1, "invalid_url");
        let advice = format!("--webhook-host {}", addr.ip());
        assert!(refused.text.contains(&advice), "{}", refused.text);
        runtime.block_on(async {
            let emulator = Emulator::new();
            let _server = emulator.serve("127.0.0.1:0").await.unwrap();
            let delivery = deliver(&emulator, &url.replace("http://", "https://")).await;
            assert!(delivery.attempts[0].answer.contains(&advice), "{delivery:?}");
        });
    }
    let emulator = Emulator::builder().webhook_host(addr.ip().to_string()).build().unwrap();
    runtime.block_on(async {
        let _server = emulator.serve("127.0.0.1:0").await.unwrap();
        let received = tokio::task::spawn_blocking(move || receive(&hooks, "200 OK"));
        assert_eq!(deliver(&emulator, &url).await.state, DeliveryState::Delivered);
        assert!(received.await.unwrap().contains("user.created"));
    });
    // The allowed hosts are part of the configuration, so they survive a reset.
    emulator.reset();
    assert!(
        emulator
            .add_webhook_endpoint(NewWebhookEndpoint::new(format!("http://{addr}"), ["user.created"]))
            .is_ok()
    );
    let named = Emulator::builder().webhook_host("App").build().unwrap();
    let endpoint = |url: &str| named.add_webhook_endpoint(NewWebhookEndpoint::new(url, ["user.created"]));
    assert!(endpoint("http://app:3000/hooks").is_ok());
    let refused = endpoint("http://apps:3000/hooks").unwrap_err().to_string();
    assert!(
        refused.contains("use https, or allow it with `workos emulate --webhook-host apps`"),
        "{refused}"
    );
}

#[test]
fn https_endpoints_are_delivered_if_their_certificate_is_trusted() {
    runtime().block_on(async {
        let (server_config, client_config) = tls_pair();
        let (acceptor, client_config) = (TlsAcceptor::from(Arc::new(server_config)), Arc::new(client_config));
        let hooks = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("https://localhost:{}/hooks", hooks.local_addr().unwrap().port());
        let received = Arc::new(Mutex::new(Vec::new()));
        let receiving = tokio::spawn({
            let received = Arc::clone(&received);
            async move {
                loop {
                    let (stream, _) = hooks.accept().await.unwrap();
                    let Ok(mut stream) = acceptor.accept(stream).await else { continue };
                    let mut request = Vec::new();
                    while !request.ends_with(b"}") {
                        assert!(stream.read_buf(&mut request).await.unwrap() > 0);
                    }
                    received.lock().unwrap().push(String::from_utf8(request).unwrap());
                    stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok").await.unwrap();
                    let _ = stream.shutdown().await;
                }
            }
        });

        let emulator =
            Emulator::builder().webhook_tls(move || Ok(Arc::clone(&client_config))).build().unwrap();
        let _server = emulator.serve("127.0.0.1:0").await.unwrap();
        let delivery = deliver(&emulator, &url).await;
        assert_eq!(delivery.state, DeliveryState::Delivered, "{delivery:?}");
        assert!(received.lock().unwrap()[0].starts_with("POST /hooks HTTP/1.1\r\n"));

        let stranger = Arc::new(tls_pair().1);
        for (builder, part) in [
            (Emulator::builder().webhook_tls(move || Ok(Arc::clone(&stranger))), "--webhook-ca"),
            (Emulator::builder().webhook_tls(|| Err(std::io::Error::other("no store"))), "no store"),
            (Emulator::builder(), "Builder::webhook_tls"),
        ] {
            let emulator = builder.build().unwrap();
            let _server = emulator.serve("127.0.0.1:0").await.unwrap();
            let delivery = deliver(&emulator, &url).await;
            assert!(delivery.attempts[0].answer.contains(part), "{part}: {delivery:?}");
        }
        assert_eq!(received.lock().unwrap().len(), 1);
        receiving.abort();
    });
}
