//! Hostile bodies for the decoder of every operation: for any body, no decoder panics, and every error is short.

mod decoder;
mod decoders;
pub(crate) mod shapes;

use std::error::Error as StdError;

use bytes::Bytes;
use futures_executor::block_on;
use http::{StatusCode, header};
use proptest::prelude::*;
use serde_json::Value;
use workos_client::{Client, Error};
use workos_kit::admin_portal::{AdminPortal, PortalLink};
use workos_kit::pipes::DataIntegrations;
use workos_kit::sso::Sso;
use workos_kit::widgets::WidgetToken;
use workos_transport::{Request, Response, Transport, TransportError, async_trait};
use workos_webhooks::{Envelope, Event, Timestamp, WebhookVerifier, sign};

use decoder::Decoder;
use decoders::{BY_HAND, DECODERS};
use shapes::{SHAPES, Shape};

/// The maximum length of an error text, in bytes.
const LONGEST: usize = 4096;

/// The value limit of the tests. It is lower than the default, so that short bodies exceed it.
const VALUE_LIMIT: usize = 1000;

/// The decoders of the operations in `BY_HAND`.
const DECODED_BY_HAND: &[Decoder] = &[
    Decoder::of::<PortalLink>(
        "admin_portal.generate_link",
        r#"{"link":"https://id.workos.com/portal/launch"}"#,
    ),
    Decoder::by(
        "admin_portal.provider_icons",
        r#"{"data":[{"slug":"github","url":"https://a.example"}]}"#,
        |client| {
            let call = AdminPortal::new(client).provider_icons();
            Box::pin(async { call.send().await.map(drop) })
        },
    ),
    Decoder::by("data_integrations.authorize", r#"{"url":"https://a.example"}"#, |client| {
        let call = DataIntegrations::new(client).authorize("github", "user_1");
        Box::pin(async { call.send().await.map(drop) })
    }),
    Decoder::by("data_integrations.access_token", r#"{"active":false,"error":"not_installed"}"#, |client| {
        let call = DataIntegrations::new(client).access_token("github", "user_1");
        Box::pin(async { call.send().await.map(drop) })
    }),
    Decoder::by("data_integrations.credentials", r#"{"active":false,"error":"not_installed"}"#, |client| {
        let call = DataIntegrations::new(client).credentials("github", "user_1");
        Box::pin(async { call.send().await.map(drop) })
    }),
    Decoder::by(
        "sso.profile_and_token",
        r#"{"access_token":"t","profile":{"id":"prof_1","email":"ann@acme.com"}}"#,
        |client| {
            let call = Sso::new(client).profile_and_token("code");
            Box::pin(async { call.send().await.map(drop) })
        },
    ),
    Decoder::of::<WidgetToken>("widgets.token", r#"{"token":"t"}"#),
];

/// Operations whose responses are not JSON, because a browser opens them.
const FOR_BROWSERS: &[&str] = &["sso.authorize", "sso.logout"];

fn all() -> impl Iterator<Item = &'static Decoder> {
    DECODERS.iter().chain(DECODED_BY_HAND)
}

/// A transport that answers every request with the same status and body.
#[derive(Debug)]
struct FixedResponse(StatusCode, Bytes);

#[async_trait]
impl Transport for FixedResponse {
    async fn send(&self, _: Request) -> Result<Response, TransportError> {
        let mut answer = http::Response::new(self.1.clone());
        *answer.status_mut() = self.0;
        answer.headers_mut().insert(header::CONTENT_TYPE, "application/json".parse().unwrap());
        Ok(Response::new(answer))
    }
}

fn answer(decoder: &Decoder, status: StatusCode, body: impl Into<Bytes>) -> Result<(), Error> {
    let transport = FixedResponse(status, body.into());
    let client = Client::builder()
        .api_key("sk_test")
        .client_id("client_1")
        .transport(transport)
        .value_limit(VALUE_LIMIT);
    block_on(decoder.send(&client.build().unwrap()))
}

/// Returns all texts of an error and of its sources.
pub(crate) fn texts(error: &(dyn StdError + 'static)) -> Vec<String> {
    let chain = std::iter::successors(Some(error), |error| (*error).source());
    chain.flat_map(|error| [error.to_string(), format!("{error:?}"), format!("{error:#?}")]).collect()
}

#[track_caller]
pub(crate) fn assert_short(error: &(dyn StdError + 'static)) {
    for text in texts(error) {
        assert!(text.len() <= LONGEST, "{} bytes: {text}", text.len());
    }
}

/// Checks the properties of a decoder that hold for any body, as a success and as an error.
#[track_caller]
fn check(decoder: &Decoder, body: &str) {
    match answer(decoder, StatusCode::OK, body.to_owned()) {
        Ok(()) => {}
        Err(error @ Error::Decode(_)) => {
            assert_short(&error);
            assert!(error.hint().is_some_and(|hint| hint.len() <= 300));
            assert_eq!(error.is_too_large(), error.to_string().contains("the value limit"), "{error}");
        }
        Err(error) => panic!("{}: {error:?}", decoder.operation),
    }
    let error = answer(decoder, StatusCode::UNPROCESSABLE_ENTITY, body.to_owned()).unwrap_err();
    assert_short(&error);
    let Error::Api(error) = error else { panic!("{error:?}") };
    assert_eq!(error.status(), 422);
    assert_short(&*error);
    error.errors().iter().for_each(|error| assert!(error.to_string().len() <= 500, "{error}"));
}

#[test]
fn every_operation_has_a_decoder_and_an_example_that_decodes() {
    for decoder in all() {
        let result = answer(decoder, StatusCode::OK, decoder.example);
        assert!(result.is_ok(), "{}: {:?}", decoder.operation, result.err());
    }
    assert!(DECODERS.len() > 60, "{}", DECODERS.len());
    let decoded = DECODED_BY_HAND.iter().map(|decoder| decoder.operation);
    let known: Vec<_> = decoded.chain(FOR_BROWSERS.iter().copied()).collect();
    for operation in BY_HAND {
        assert!(
            known.contains(operation),
            "`{operation}` is decoded by hand: add its type to DECODED_BY_HAND"
        );
    }
}

#[test]
fn every_decoder_survives_every_shape_as_a_success_and_as_an_error() {
    for decoder in all() {
        for Shape { json, .. } in SHAPES {
            check(decoder, &json(3000));
        }
    }
}

#[test]
fn a_body_of_more_values_than_the_limit_is_refused_by_every_decoder_that_reads_it() {
    for decoder in all().filter(|decoder| !decoder.example.is_empty()) {
        for json in [format!("[{}0]", "0,".repeat(VALUE_LIMIT)), "[".repeat(3 * VALUE_LIMIT)] {
            let error = answer(decoder, StatusCode::OK, json).unwrap_err();
            assert!(error.is_too_large() && !error.is_retryable(), "{error}");
            assert!(error.to_string().contains("more than 1000 JSON values"), "{error}");
            assert!(error.hint().unwrap().contains("with_value_limit"), "{error}");
        }
    }
}

/// Collects the JSON pointers of all values in a JSON value.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Array(items) => {
            items
                .iter()
                .enumerate()
                .for_each(|(index, item)| pointers(item, &format!("{at}/{index}"), found));
        }
        Value::Object(fields) => {
            fields.iter().for_each(|(name, field)| pointers(field, &format!("{at}/{name}"), found));
        }
        _ => {}
    }
}

/// Returns the example of a decoder with one value replaced by other JSON.
fn with_hostile_value(decoder: &Decoder, place: prop::sample::Index, json: &str) -> String {
    const MARK: &str = "-the-place-";
    let Ok(mut example) = serde_json::from_str::<Value>(decoder.example) else { return json.to_owned() };
    let mut found = Vec::new();
    pointers(&example, "", &mut found);
    let place = place.get(&found);
    let Some(value) = example.pointer_mut(place) else { return json.to_owned() };
    *value = MARK.into();
    example.to_string().replace(&format!("\"{MARK}\""), json)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn a_valid_response_with_one_hostile_value_is_decoded_or_refused_with_a_short_error(
        decoder in any::<prop::sample::Index>(),
        place in any::<prop::sample::Index>(),
        shape in any::<prop::sample::Index>(),
        bytes in 0usize..30_000,
    ) {
        let all: Vec<_> = all().collect();
        let decoder = decoder.get(&all);
        check(decoder, &with_hostile_value(decoder, place, &(shape.get(SHAPES).json)(bytes)));
    }

    #[test]
    fn a_signed_webhook_of_any_shape_is_read_or_refused_with_a_short_error(
        place in any::<prop::sample::Index>(),
        shape in any::<prop::sample::Index>(),
        bytes in 0usize..30_000,
    ) {
        let events = DECODERS.iter().find(|decoder| decoder.operation == "events.list").unwrap();
        let event = serde_json::from_str::<Value>(events.example).unwrap()["data"][0].to_string();
        let event = Decoder::of::<Event>("event", event.leak());
        let body = with_hostile_value(&event, place, &(shape.get(SHAPES).json)(bytes));
        let now = Timestamp::from_millis(1_768_478_400_000).unwrap();
        let verifier = WebhookVerifier::new("whsec_1").unwrap().value_limit(VALUE_LIMIT);
        let header = sign("whsec_1", now, body.as_bytes());
        let verified = verifier.verify(body.as_bytes(), header.as_str(), now).unwrap();
        verified.json::<Event>().err().iter().for_each(|error| assert_short(error));
        verified.json::<Envelope>().err().iter().for_each(|error| assert_short(error));
    }
}
