//! The icons of identity providers: drawn here, as the originals are trademarks.

use bytes::Bytes;
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use http::{HeaderValue, Response, StatusCode};
use serde_json::{Value, json};

use crate::domains::connections::model::connection::CONNECTION_TYPES;
use crate::domains::tx::Tx;
use crate::http::answer::{Answer, Failure, json as respond};
use crate::http::request::Call;

/// Connection types without a provider.
const NO_PROVIDER: &[&str] = &["Pending", "MagicLink", "TestIdp", "Auth0Migration"];

/// `GET /portal/provider_icons`
pub(crate) fn provider_icons(call: &Call, _: &mut Tx<'_>) -> Answer {
    let icon = |provider: &str| {
        let icon_url = format!("{}/portal/provider_icons/{provider}", call.base_url);
        json!({"provider": provider, "icon_url": icon_url})
    };
    let icons: Vec<Value> = providers().map(icon).collect();
    Ok(respond(StatusCode::OK, &Value::Array(icons)))
}

/// `GET /portal/provider_icons/{provider}`: one of them, for `<img>`.
pub(crate) fn icon(call: &Call, _: &mut Tx<'_>) -> Answer {
    let asked = call.path("provider");
    let name = asked.strip_suffix(".svg").unwrap_or(asked);
    let provider = providers().find(|provider| provider.eq_ignore_ascii_case(name));
    let provider = provider.ok_or_else(|| Failure::not_found("Provider icon", asked))?;
    let mut response = Response::new(Bytes::from(draw(provider)));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("image/svg+xml"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=86400"));
    headers.insert("x-content-type-options", HeaderValue::from_static("nosniff"));
    Ok(response)
}

fn providers() -> impl Iterator<Item = &'static str> {
    CONNECTION_TYPES.iter().copied().filter(|provider| !NO_PROVIDER.contains(provider))
}

/// A tile of the provider's own colour with its first letter. Names are ASCII letters and digits.
fn draw(provider: &str) -> String {
    let hue = provider.bytes().fold(0_u32, |hue, byte| (hue * 31 + u32::from(byte)) % 360);
    let letter = provider.get(..1).unwrap_or_default();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 32 32\" role=\"img\" aria-label=\"{provider}\">\
         <rect width=\"32\" height=\"32\" rx=\"7\" fill=\"hsl({hue} 55% 38%)\"/>\
         <text x=\"16\" y=\"22\" font-family=\"system-ui,sans-serif\" font-size=\"17\" fill=\"#fff\" \
         text-anchor=\"middle\">{letter}</text></svg>"
    )
}
