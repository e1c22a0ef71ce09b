//! Hostile bodies for the decoder of every operation: whatever a body is, no decoder panics, and no error is long.

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

/// The longest text of an error, in bytes.
const LONGEST: usize = 4096;

/// Fewer than by default, so that short bodies exceed it.
const VALUE_LIMIT: usize = 1000;

/// What the operations of `BY_HAND` decode to.
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

/// Operations whose answers are no JSON: a browser goes there.
const OF_BROWSERS: &[&str] = &["sso.authorize", "sso.logout"];

fn all() -> impl Iterator<Item = &'static Decoder> {
    DECODERS.iter().chain(DECODED_BY_HAND)
}

/// Answers every request with the same.
#[derive(Debug)]
struct Answering(StatusCode, Bytes);

#[async_trait]
impl Transport for Answering {
    async fn send(&self, _: Request) -> Result<Response, TransportError> {
        let mut answer = http::Response::new(self.1.clone());
        *answer.status_mut() = self.0;
        answer.headers_mut().insert(header::CONTENT_TYPE, "application/json".parse().unwrap());
        Ok(Response::new(answer))
    }
}

fn answer(decoder: &Decoder, status: StatusCode, body: impl Into<Bytes>) -> Result<(), Error> {
    let transport = Answering(status, body.into());
    let client = Client::builder()
        .api_key("sk_test")
        .client_id("client_1")
        .transport(transport)
        .value_limit(VALUE_LIMIT);
    block_on(decoder.send(&client.build().unwrap()))
}

/// All texts of an error and of its sources.
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

/// What must hold of a decoder, whatever the body is.
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
    let known: Vec<_> = decoded.chain(OF_BROWSERS.iter().copied()).collect();
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

/// Places in a JSON value, as pointers.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| places(item, &format!("{at}/{index}"), found));
        }
        Value::Object(fields) => {
            fields.iter().for_each(|(name, field)| places(field, &format!("{at}/{name}"), found));
        }
        _ => {}
    }
}

/// An example of which one place holds other JSON.
fn spoiled(decoder: &Decoder, place: prop::sample::Index, json: &str) -> String {
    const MARK: &str = "-the-place-";
    let Ok(mut example) = serde_json::from_str::<Value>(decoder.example) else { return json.to_owned() };
    let mut found = Vec::new();
    places(&example, "", &mut found);
    let place = place.get(&found);
    let Some(value) = example.pointer_mut(place) else { return json.to_owned() };
    *value = MARK.into();
    example.to_string().replace(&format!("\"{MARK}\""), json)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn a_valid_answer_with_one_hostile_place_is_decoded_or_refused_in_a_short_text(
        decoder in any::<prop::sample::Index>(),
        place in any::<prop::sample::Index>(),
        shape in any::<prop::sample::Index>(),
        bytes in 0usize..30_000,
    ) {
        let all: Vec<_> = all().collect();
        let decoder = decoder.get(&all);
        check(decoder, &spoiled(decoder, place, &(shape.get(SHAPES).json)(bytes)));
    }

    #[test]
    fn a_signed_webhook_of_any_shape_is_read_or_refused_in_a_short_text(
        place in any::<prop::sample::Index>(),
        shape in any::<prop::sample::Index>(),
        bytes in 0usize..30_000,
    ) {
        let events = DECODERS.iter().find(|decoder| decoder.operation == "events.list").unwrap();
        let event = serde_json::from_str::<Value>(events.example).unwrap()["data"][0].to_string();
        let event = Decoder::of::<Event>("event", event.leak());
        let body = spoiled(&event, place, &(shape.get(SHAPES).json)(bytes));
        let now = Timestamp::from_millis(1_768_478_400_000).unwrap();
        let verifier = WebhookVerifier::new("whsec_1").unwrap().value_limit(VALUE_LIMIT);
        let header = sign("whsec_1", now, body.as_bytes());
        let verified = verifier.verify(body.as_bytes(), header.as_str(), now).unwrap();
        verified.json::<Event>().err().iter().for_each(|error| assert_short(error));
        verified.json::<Envelope>().err().iter().for_each(|error| assert_short(error));
    }
}
