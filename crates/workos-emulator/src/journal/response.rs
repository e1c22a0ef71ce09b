//! The bodies of responses in the journal.

use bytes::Bytes;
use http::Response;
use http::header::CONTENT_TYPE;
use serde_json::Value;

use crate::base::secrets::{MASK, mask};
use crate::http::path_secrets;

/// The body of a response, as the journal keeps it.
#[derive(Debug, Default)]
pub(crate) enum ResponseBody {
    #[default]
    Empty,
    Json(Bytes),
    /// A body of this length that is not JSON, or that the journal has no room for.
    Other(usize),
}

impl ResponseBody {
    /// The body of this response.
    pub(crate) fn of(response: &Response<Bytes>) -> Self {
        let body = response.body();
        let is_json = response.headers().get(CONTENT_TYPE).is_some_and(|kind| {
            kind.to_str().is_ok_and(|kind| kind.split(';').next() == Some("application/json"))
        });
        match body.len() {
            0 => Self::Empty,
            _ if is_json => Self::Json(body.clone()),
            length => Self::Other(length),
        }
    }

    /// The number of bytes that the body takes.
    pub(super) const fn size(&self) -> usize {
        match self {
            Self::Json(body) => body.len(),
            _ => 0,
        }
    }

    /// Removes the body, except for its length.
    pub(super) fn forget(&mut self) {
        if let Self::Json(body) = self {
            *self = Self::Other(body.len());
        }
    }

    /// The body as JSON, with masked secrets.
    pub(super) fn shown(&self) -> Value {
        let length = match self {
            Self::Empty => return Value::Null,
            Self::Json(body) => match serde_json::from_slice(body) {
                Ok(mut body) => {
                    mask(&mut body);
                    mask_further(&mut body);
                    return body;
                }
                Err(_) => body.len(),
            },
            Self::Other(length) => *length,
        };
        Value::String(format!("[{length} bytes]"))
    }
}

/// Masks secrets that no name tells: tokens in URLs of hosted pages, and the value of a credential.
fn mask_further(value: &mut Value) {
    match value {
        Value::String(text) if text.starts_with("http") => {
            *text = path_secrets::shown_url(text).into_owned();
        }
        Value::Object(fields) => {
            if fields.get("object").is_some_and(|object| object == "credential")
                && let Some(value) = fields.get_mut("value")
            {
                *value = Value::String(MASK.to_owned());
            }
            fields.values_mut().for_each(mask_further);
        }
        Value::Array(items) => items.iter_mut().for_each(mask_further),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn bodies_of_responses_are_shown_without_their_secrets() {
        let shown = |kind: &str, body: &'static str| {
            let response =
                Response::builder().header("content-type", kind).body(Bytes::from_static(body.as_bytes()));
            ResponseBody::of(&response.unwrap()).shown()
        };
        let json = "application/json; charset=utf-8";
        assert_eq!(shown(json, ""), Value::Null);
        assert_eq!(
            shown(json, r#"{"secret": "canary", "links": ["http://localhost/portal/launch?token=canary"]}"#),
            json!({"secret": MASK, "links": ["http://localhost/portal/launch?token=[masked]"]})
        );
        let credential =
            r#"{"credential": {"object": "credential", "auth_method": "api_key", "value": "canary"}}"#;
        assert!(!shown(json, credential).to_string().contains("canary"));
        assert_eq!(shown(json, r#"{"secret": "cana"#), json!("[16 bytes]"));
        assert_eq!(shown("text/html", "<p>canary"), json!("[9 bytes]"));
    }
}
