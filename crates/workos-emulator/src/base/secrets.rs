//! What the journal and its messages never show.

use std::borrow::Cow;

use serde_json::Value;

/// What stands where a secret was.
pub(crate) const MASK: &str = "[masked]";

/// Names whose end says that the value is a secret.
const ENDINGS: &[&str] =
    &["secret", "password", "password_hash", "token", "api_key", "private_key", "verifier", "connect_code"];

/// Whether a header, a parameter or a field of this name holds a secret.
pub(crate) fn is_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase().replace('-', "_");
    let whole = ["authorization", "proxy_authorization", "cookie", "credentials", "key"];
    whole.contains(&name.as_str()) || ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// A value of this name, masked if it is a secret. The scheme of an `Authorization` stays.
pub(crate) fn masked<'a>(name: &str, value: &'a str) -> Cow<'a, str> {
    match value.split_once(' ') {
        _ if !is_secret(name) => Cow::Borrowed(value),
        Some((scheme, _)) if name.eq_ignore_ascii_case("authorization") => format!("{scheme} {MASK}").into(),
        _ => Cow::Borrowed(MASK),
    }
}

/// Masks every field of the JSON that holds a secret.
pub(crate) fn mask(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(_) | Value::Number(_) if is_secret(name) => {
                        *value = Value::String(MASK.to_owned());
                    }
                    // Several values of one name, as a form can have them.
                    Value::Array(items) if is_secret(name) && items.iter().all(Value::is_string) => {
                        items.fill(Value::String(MASK.to_owned()));
                    }
                    _ => mask(value),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(mask),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn secrets_are_masked_wherever_they_are() {
        let mut body = json!({
            "client_secret": "x", "password": "x", "access_token": "x", "refresh_token": ["x"], "code_verifier": "x",
            "nested": [{"api_key": "x"}], "name": "Acme", "token_type": "Bearer",
        });
        mask(&mut body);
        assert!(!body.to_string().contains("\"x\""), "{body}");
        assert_eq!((&body["name"], &body["token_type"]), (&json!("Acme"), &json!("Bearer")));
        assert_eq!(masked("Authorization", "Bearer sk_1"), "Bearer [masked]");
        assert_eq!(masked("cookie", "a=b c"), "[masked]");
        assert_eq!(masked("x-request-id", "a b"), "a b");
    }
}
