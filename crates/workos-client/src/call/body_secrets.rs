//! The secrets of a JSON body, found by the names that the operation declares.

use serde_json::Value;
use workos_core::Secret;
use zeroize::Zeroize;

/// Returns the texts of the members with these names, at any depth, and of all that such a member holds.
pub(super) fn secrets_of(json: &[u8], names: &[&'static str]) -> Vec<(&'static str, Secret)> {
    if names.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    // The client has just written the text, so it is JSON.
    find(serde_json::from_slice(json).unwrap_or_default(), None, names, &mut found);
    found
}

/// Takes the value apart, so that no copy of a secret stays in memory.
fn find(
    value: Value,
    within: Option<&'static str>,
    names: &[&'static str],
    found: &mut Vec<(&'static str, Secret)>,
) {
    match value {
        Value::String(mut text) => match within {
            Some(name) => found.push((name, Secret::from(text))),
            None => text.zeroize(),
        },
        Value::Array(items) => items.into_iter().for_each(|item| find(item, within, names, found)),
        Value::Object(members) => {
            for (key, member) in members {
                let secret = names.iter().copied().find(|name| *name == key);
                find(member, within.or(secret), names, found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_secret_members_are_found_at_any_depth() {
        let json = br#"{"name":"n","token":"1","inner":[{"token":"2","keys":{"a":"3","b":["4",null,5]}}],"keys":""}"#;
        let found: Vec<_> = secrets_of(json, &["token", "keys"])
            .into_iter()
            .map(|(name, secret)| (name, secret.expose().to_owned()))
            .collect();
        let expected = [("keys", "3"), ("keys", "4"), ("token", "2"), ("keys", ""), ("token", "1")];
        assert_eq!(found, expected.map(|(name, text)| (name, text.to_owned())));
        assert_eq!(secrets_of(json, &[]), []);
    }
}
