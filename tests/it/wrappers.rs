//! Wrapping transports against the emulator: rate limits, the cache, and its invalidation by webhooks.

use std::time::Duration;

use bytes::Bytes;
use http::{Method, StatusCode};
use workos_client::{Client, Error, Retry};
use workos_emulator::{EmulatedConnectionState, Emulator, NewWebhookEndpoint, RateLimits};
use workos_sso::Connections;
use workos_transport::Transport;
use workos_transport_cache::{CachePolicy, CacheStatus, Cached, Invalidator};
use workos_transport_limit::{RateLimited, Rules};
use workos_webhooks::WebhookVerifier;

use crate::test_env::{API_KEY, acme, run};

fn emulator(limits: RateLimits) -> Emulator {
    Emulator::builder().api_key(API_KEY).rate_limits(limits).build().unwrap()
}

fn client(transport: impl Transport + 'static, timeout: Duration) -> Client {
    let builder = Client::builder().api_key(API_KEY).retry(Retry::none()).timeout(timeout);
    builder.attempt_timeout(timeout).transport(transport).build().unwrap()
}

/// Makes ten thousand calls from eight tasks with one API key, and returns the errors.
async fn ten_thousand_calls(client: Client) -> Vec<Error> {
    let set = tokio::task::LocalSet::new();
    let tasks: Vec<_> = (0..8)
        .map(|_| {
            let connections = Connections::new(&client);
            set.spawn_local(async move {
                let mut errors = Vec::new();
                for _ in 0..1250 {
                    errors.extend(connections.list().limit(1).send().await.err());
                }
                errors
            })
        })
        .collect();
    set.run_until(async {
        let mut errors = Vec::new();
        for task in tasks {
            errors.extend(task.await.unwrap());
        }
        errors
    })
    .await
}

#[test]
fn ten_thousand_calls_within_the_conservative_limits_see_no_429_and_use_the_quota() {
    run(async {
        let emulator = emulator(RateLimits::legacy());
        let transport = emulator.transport();
        let clock = transport.clock();
        let started = clock.elapsed();
        let limited = RateLimited::new(transport, Rules::conservative());
        let errors = ten_thousand_calls(client(limited, Duration::from_secs(60))).await;
        assert!(errors.is_empty(), "{:?}", errors.first());

        // The limit is 600 requests a minute for a key. Compare with the number that it allows in this time.
        let minutes = (clock.elapsed() - started).as_secs_f64() / 60.0;
        let used = 10_000.0 / (600.0 * minutes);
        assert!((0.95..=1.05).contains(&used), "{used} of the quota in {minutes} minutes");
    });
}

#[test]
fn the_same_calls_without_the_wrapper_see_429() {
    run(async {
        let emulator = emulator(RateLimits::legacy());
        let errors = ten_thousand_calls(client(emulator.transport(), Duration::from_secs(60))).await;
        assert!(errors.len() > 5_000, "{}", errors.len());
        let first = errors[0].api().unwrap();
        assert!(first.is_rate_limited() && first.retry_after().is_some());
    });
}

#[test]
fn a_thousand_reads_of_ten_connections_are_ten_requests() {
    run(async {
        let emulator = emulator(RateLimits::none());
        let ids: Vec<_> = (0..10)
            .map(|number| {
                let connection =
                    workos_emulator::NewConnection::new("OktaSAML").name(format!("Okta {number}"));
                emulator.add_connection(connection).unwrap()
            })
            .collect();
        let cached = Cached::new(emulator.transport(), CachePolicy::connections());
        let connections = Connections::new(&client(cached, Duration::from_secs(60)));
        for round in 0..100 {
            for id in &ids {
                let answer = connections.get(id.as_str()).send_with_meta().await.unwrap();
                let status = answer.meta.extensions().get::<CacheStatus>().unwrap();
                assert_eq!(status.is_hit(), round > 0, "{status:?}");
            }
        }
        emulator.expect(Method::GET, "/connections/{id}").times(10).verify();
    });
}

/// Verifies a webhook and invalidates the cache, as an application does.
fn on_webhook(cache: &Invalidator, secret: &str, header: &str, body: &[u8], now: workos_sso::Timestamp) {
    let verified = WebhookVerifier::new(secret).unwrap().verify(body, header, now).unwrap();
    let envelope = verified.envelope().unwrap();
    if envelope.event.starts_with("connection.") {
        cache.invalidate("/connections");
    }
}

#[test]
fn no_answer_is_stale_after_a_write_or_a_verified_webhook() {
    run(async {
        let emulator = emulator(RateLimits::none());
        let secret = "whsec_of_this_test";
        let endpoint = NewWebhookEndpoint::new("https://app.example/webhooks", ["connection.deactivated"]);
        emulator.add_webhook_endpoint(endpoint.secret(secret)).unwrap();
        let cached = Cached::new(emulator.transport(), CachePolicy::connections());
        let invalidator = cached.invalidator();
        let connections = Connections::new(&client(cached, Duration::from_secs(60)));
        let id = connections.list().organization_id(acme()).send().await.unwrap().data.remove(0).id;
        let state = async || connections.get(&id).send().await.unwrap().state.unwrap().to_string();
        assert_eq!(state().await, "active");

        // Changed outside of this client: the cache cannot know it before the webhook arrives.
        emulator.set_connection_state(id.as_str(), EmulatedConnectionState::Inactive).unwrap();
        assert_eq!(state().await, "active");
        let now = emulator.now();
        let delivered = emulator.deliver_webhooks(|request| {
            assert_eq!(request.method(), Method::POST);
            let header = request.headers()["workos-signature"].to_str().unwrap();
            on_webhook(&invalidator, secret, header, request.body(), now);
            let mut response = http::Response::new(Bytes::new());
            *response.status_mut() = StatusCode::OK;
            response
        });
        assert_eq!(delivered, 1);
        assert_eq!(state().await, "inactive");

        connections.delete(&id).send().await.unwrap();
        assert_eq!(connections.get(&id).send().await.unwrap_err().status(), Some(404));
    });
}
