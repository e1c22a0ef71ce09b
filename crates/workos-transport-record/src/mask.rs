//! Replaces secrets and personal data by pseudonyms.

use std::collections::HashMap;
use std::ops::Range;

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};
use workos_core::private::{base64_blobs, pem_blocks, url_credentials};
use workos_transport::Operation;

use crate::fields::{Place, class, is_api_object, is_error_code, occurs_in_text};

/// The prefix of every pseudonym, such as `masked-token-1`.
///
/// A masked e-mail address is `masked-email-1@masked.example`, a masked link `https://masked.example/masked-link-1`, so
/// that they can still be parsed.
pub(crate) const PREFIX: &str = "masked-";
pub(crate) const EMAIL_END: &str = "@masked.example";
pub(crate) const LINK_START: &str = "https://masked.example/";

/// The pseudonyms of one recording or replay. Equal values have equal pseudonyms, in any field.
///
/// The original values are in memory only.
#[derive(Default)]
pub(crate) struct Masker {
    by_value: HashMap<String, Pseudonym>,
    counts: HashMap<&'static str, usize>,
    numbering: Numbering,
    exchange: Exchange,
}

/// The message that is being masked: the secret fields by the contract of its operation, and whether it is a request.
#[derive(Clone, Copy, Default)]
struct Exchange {
    secret_fields: &'static [&'static str],
    is_request: bool,
}

/// How pseudonyms are numbered.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Numbering {
    /// From 1 in each class: `masked-token-1`.
    #[default]
    Recorded,
    /// As `masked-token-x1`, which differs from every recorded pseudonym until it is bound to one.
    Unbound,
}

#[derive(Clone)]
struct Pseudonym {
    name: String,
    class: &'static str,
}

impl Masker {
    /// Creates a masker for a replay, whose pseudonyms are unbound at first.
    pub(crate) fn for_replay() -> Self {
        Self { numbering: Numbering::Unbound, ..Self::default() }
    }

    /// Starts a request of this operation: the following values belong to it.
    pub(crate) const fn enter_request(&mut self, operation: &Operation) {
        self.exchange = Exchange { secret_fields: operation.secret_fields(), is_request: true };
    }

    /// Starts a response of this operation: the following values belong to it.
    pub(crate) const fn enter_response(&mut self, operation: &Operation) {
        self.exchange = Exchange { secret_fields: operation.secret_fields(), is_request: false };
    }

    /// Returns the class of a field by its name, or the class of secrets if the contract marks the field as secret.
    fn class(&self, name: &str, place: Place) -> Option<&'static str> {
        class(name, place).or_else(|| self.exchange.secret_fields.contains(&name).then_some("secret"))
    }

    /// Returns whether the value of a field named `code` is an error code. A known secret is not an error code, nor is
    /// the secret code of a request.
    fn is_error_code(&self, value: &str) -> bool {
        is_error_code(value)
            && !self.by_value.contains_key(value)
            && !(self.exchange.is_request && self.exchange.secret_fields.contains(&"code"))
    }

    /// Replaces an unbound pseudonym of this run by a recorded one.
    pub(crate) fn bind(&mut self, unbound: &str, recorded: &str) {
        if let Some(pseudonym) = self.by_value.values_mut().find(|pseudonym| pseudonym.name == unbound) {
            recorded.clone_into(&mut pseudonym.name);
        }
    }

    /// Returns whether a text is an unbound pseudonym of this run.
    pub(crate) fn is_unbound(&self, pseudonym: &str) -> bool {
        let number = pseudonym.trim_end_matches(EMAIL_END).rsplit('-').next();
        number.is_some_and(|number| number.starts_with('x')) && self.value_of(pseudonym).is_some()
    }

    /// Returns the value of a pseudonym, if it is known in this run.
    pub(crate) fn value_of(&self, pseudonym: &str) -> Option<&str> {
        self.by_value.iter().find(|(_, known)| known.name == pseudonym).map(|(value, _)| value.as_str())
    }

    /// Masks a JSON document.
    pub(crate) fn json(&mut self, value: &mut Value) {
        match value {
            Value::Object(object) => {
                self.keys(object);
                let place = Place::of_members(object);
                for (name, member) in object.iter_mut() {
                    match self.class(name, place) {
                        Some("code") if member.as_str().is_some_and(|code| self.is_error_code(code)) => {}
                        // An object that contains a token, such as an access token of Pipes. Only the token in it is
                        // masked, as its times have to remain valid.
                        Some("token" | "secret") if is_api_object(member) => self.json(member),
                        Some(class) => self.leaves(class, member),
                        None => self.json(member),
                    }
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.json(item)),
            Value::String(text) => *text = self.text(text),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    /// Masks secrets that a server used as member names.
    fn keys(&mut self, object: &mut Map<String, Value>) {
        let masked: Vec<_> = object.keys().map(|name| self.text(name)).collect();
        if !masked.iter().eq(object.keys()) {
            *object = masked
                .into_iter()
                .zip(std::mem::take(object))
                .map(|(name, (_, value))| (name, value))
                .collect();
        }
    }

    /// Masks every text below a field of this class. In attributes, which may be personal, it masks numbers too.
    fn leaves(&mut self, class: &'static str, value: &mut Value) {
        match value {
            Value::Object(object) => object.values_mut().for_each(|member| self.leaves(class, member)),
            Value::Array(items) => items.iter_mut().for_each(|item| self.leaves(class, item)),
            Value::String(text) if class == "secret" && is_link(text) => *text = self.pseudonym("link", text),
            Value::String(text) => *text = self.pseudonym(class, text),
            Value::Number(number) if class == "attribute" => *number = 0.into(),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    /// Masks parameters of a query or a form.
    pub(crate) fn pairs(&mut self, encoded: &[u8]) -> Map<String, Value> {
        let mut pairs = Map::new();
        for (name, value) in form_urlencoded::parse(encoded) {
            let value = Value::String(self.parameter(&name, &value));
            match pairs.get_mut(&*name) {
                None => {
                    pairs.insert(name.into_owned(), value);
                }
                Some(Value::Array(values)) => values.push(value),
                Some(first) => *first = Value::Array(vec![first.take(), value]),
            }
        }
        pairs
    }

    /// Masks one parameter by its name.
    pub(crate) fn parameter(&mut self, name: &str, value: &str) -> String {
        match self.class(name, Place::Parameter) {
            Some("code") if self.is_error_code(value) => value.to_owned(),
            Some(class) => self.pseudonym(class, value),
            None => self.text(value),
        }
    }

    /// Masks running text, or a URL.
    ///
    /// It masks PEM blocks, long Base64 texts, user information of URLs, known secrets, parameters by their names, and
    /// words in the format of an e-mail address, a key or a token.
    pub(crate) fn text(&mut self, text: &str) -> String {
        let text = self.ranges(text, pem_blocks);
        let text = self.ranges(&text, url_credentials);
        let text = self.ranges(&text, base64_blobs);
        self.words(&text)
    }

    /// Replaces the ranges that `find` returns by pseudonyms of secrets.
    fn ranges(&mut self, text: &str, find: fn(&str) -> Vec<Range<usize>>) -> String {
        let mut masked = String::with_capacity(text.len());
        let mut unmasked_from = 0;
        for range in find(text) {
            masked.push_str(&text[unmasked_from..range.start]);
            unmasked_from = range.end;
            masked.push_str(&self.pseudonym("secret", &text[range]));
        }
        masked + &text[unmasked_from..]
    }

    fn words(&mut self, text: &str) -> String {
        let mut masked = String::with_capacity(text.len());
        let mut rest = text;
        let mut name = "";
        while let Some(first) = rest.chars().next() {
            if !in_word(first) {
                let (delimiter, tail) = rest.split_at(first.len_utf8());
                masked.push_str(delimiter);
                rest = tail;
                continue;
            }
            let (word, tail) = rest.split_at(rest.find(|c| !in_word(c)).unwrap_or(rest.len()));
            let parameter = masked.ends_with('=') && !name.is_empty();
            masked.push_str(&self.word(word, if parameter { name } else { "" }));
            (name, rest) = (word, tail);
        }
        self.known_in(masked)
    }

    fn word(&mut self, word: &str, parameter: &str) -> String {
        let decoded = percent_decode_str(word).decode_utf8_lossy();
        let class = self.class(parameter, Place::Parameter);
        let class = class.filter(|_| !self.is_error_code(&decoded) || parameter != "code");
        // A full stop at the end belongs to the sentence, not to an e-mail address.
        let trimmed = decoded.trim_end_matches('.');
        match class.or_else(|| looks_like(trimmed)) {
            Some(class) => self.pseudonym(class, trimmed) + &decoded[trimmed.len()..],
            None => word.to_owned(),
        }
    }

    /// Replaces known secrets, the longest first, as one can be part of another.
    fn known_in(&self, mut text: String) -> String {
        const TOO_SHORT: usize = 8;
        let found = |value: &str| value.len() >= TOO_SHORT && text.contains(value);
        let mut known: Vec<_> =
            self.by_value.iter().filter(|(value, name)| occurs_in_text(name.class) && found(value)).collect();
        known.sort_by_key(|(value, _)| std::cmp::Reverse(value.len()));
        for (value, pseudonym) in known {
            text = text.replace(value.as_str(), &pseudonym.name);
        }
        text
    }

    /// Returns the pseudonym of a value. An empty value and a pseudonym are returned unchanged.
    pub(crate) fn pseudonym(&mut self, class: &'static str, value: &str) -> String {
        if value.is_empty() || value.starts_with(PREFIX) || value.starts_with(LINK_START) {
            return value.to_owned();
        }
        if let Some(known) = self.by_value.get(value) {
            return known.name.clone();
        }
        let count = self.counts.entry(class).or_default();
        *count += 1;
        let marker = if self.numbering == Numbering::Unbound { "x" } else { "" };
        let name = format!("{PREFIX}{class}-{marker}{count}");
        let name = match class {
            "email" => name + EMAIL_END,
            "link" => LINK_START.to_owned() + &name,
            _ => name,
        };
        self.by_value.insert(value.to_owned(), Pseudonym { name: name.clone(), class });
        name
    }
}

/// Returns whether a character can be part of a word: an e-mail address, a token, or a percent-encoded parameter.
fn in_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '+' | '.' | '~' | '@' | '%')
}

fn is_link(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

fn looks_like(word: &str) -> Option<&'static str> {
    let long = word.len() > 8;
    if let Some((user, host)) = word.split_once('@') {
        return (!user.is_empty() && host.contains('.') && !host.ends_with('.')).then_some("email");
    }
    [("sk_", "secret"), ("whsec_", "secret"), ("eyJ", "token")]
        .iter()
        .find(|(start, _)| long && word.starts_with(start))
        .map(|(_, class)| *class)
        .or_else(|| is_random(word).then_some("token"))
}

/// Returns whether a word is random text, such as the token in the path of an authorization URL, and not an object id.
///
/// An object id has a lowercase prefix and, after the last `_`, no lowercase letters.
fn is_random(word: &str) -> bool {
    const SHORTEST: usize = 20;
    let has = |kind: fn(&u8) -> bool| word.bytes().any(|byte| kind(&byte));
    let is_id = word.rsplit_once('_').is_some_and(|(kind, rest)| {
        !kind.bytes().any(|byte| byte.is_ascii_uppercase())
            && !rest.bytes().any(|byte| byte.is_ascii_lowercase())
    });
    word.len() >= SHORTEST
        && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        && has(u8::is_ascii_lowercase)
        && has(u8::is_ascii_uppercase)
        && has(u8::is_ascii_digit)
        && !is_id
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn masked(mut value: Value) -> Value {
        Masker::default().json(&mut value);
        value
    }

    #[test]
    fn people_are_masked_and_organizations_are_not() {
        let profile = json!({
            "id": "prof_1", "email": "ann@acme.com", "first_name": "Ann", "name": "Ann Lee", "idp_id": "00u1",
            "raw_attributes": {"mail": "ann@acme.com", "age": 42, "groups": ["Admins"], "active": true, "x": null},
            "organization": {"id": "org_1", "name": "Acme"}, "state": "active",
        });
        let expected = json!({
            "id": "prof_1", "email": "masked-email-1@masked.example", "first_name": "masked-name-1",
            "name": "masked-name-2", "idp_id": "masked-person-1",
            "raw_attributes": {
                "mail": "masked-email-1@masked.example", "age": 0, "groups": ["masked-attribute-1"],
                "active": true, "x": null,
            },
            "organization": {"id": "org_1", "name": "Acme"}, "state": "active",
        });
        assert_eq!(masked(profile), expected);
    }

    #[test]
    fn authorization_urls_and_credentials_of_connected_accounts_are_masked() {
        let url = "https://api.workos.com/data-integrations/q2czJKmVAraSBg8xFpT7M9uR/authorize-redirect";
        assert_eq!(
            masked(json!({"url": url, "state": "s1"})),
            json!({
                "url": "https://api.workos.com/data-integrations/masked-token-1/authorize-redirect",
                "state": "masked-state-1",
            })
        );
        let credential = json!({"auth_method": "api_key", "value": "gho_16C7e42F292c"});
        assert_eq!(
            masked(json!({"active": true, "credential": credential})),
            json!({"active": true, "credential": {"auth_method": "api_key", "value": "masked-secret-1"}})
        );
        let token = json!({"object": "access_token", "access_token": "gho_1", "expires_at": "2026-01-15T13:00:00.000Z"});
        assert_eq!(
            masked(json!({"access_token": token, "secret": {"unknown": "x", "more": ["y"]}})),
            json!({
                "access_token": {
                    "object": "access_token", "access_token": "masked-token-1", "expires_at": "2026-01-15T13:00:00.000Z",
                },
                "secret": {"unknown": "masked-secret-2", "more": ["masked-secret-1"]},
            })
        );
        let shown = json!({
            "id": "data_installation_01EHZNVPK3SFK441A1RGBFSHRT", "auth_method": "oauth", "state": "connected",
            "redirect_uri": "https://api.workos.com/data-integrations/github/dik_01EHZNVPK3SFK441A/callback",
            "connection_type": "VercelMarketplaceOAuth", "list": [{"type": "text", "value": "shown"}],
        });
        assert_eq!(masked(shown.clone()), shown);
    }

    #[test]
    fn tokens_and_links_are_masked_and_error_codes_are_not() {
        assert_eq!(
            masked(json!({"access_token": "t1", "token": "t1", "code": "01HX", "link": "https://x/y?z=1"})),
            json!({
                "access_token": "masked-token-1", "token": "masked-token-1", "code": "masked-code-1",
                "link": "https://masked.example/masked-link-1",
            })
        );
        let error =
            json!({"code": "invalid_grant", "message": "The code is used.", "errors": [{"code": "x_y"}]});
        assert_eq!(masked(error.clone()), error);
    }

    #[test]
    fn text_and_urls_are_masked_by_parameter_name_by_format_and_by_known_value() {
        let mut masker = Masker::default();
        masker.pseudonym("code", "01HXCODE999");
        for (text, expected) in [
            (
                "https://app/callback?code=01HXCODE999&state=s%2F1&n=2",
                "https://app/callback?code=masked-code-1&state=masked-state-1&n=2",
            ),
            ("again s/1, state=s%2F1", "again s/1, state=masked-state-1"),
            ("The code '01HXCODE999' was used.", "The code 'masked-code-1' was used."),
            ("No user ann@acme.com.", "No user masked-email-1@masked.example."),
            ("Invalid key sk_test_123456!", "Invalid key masked-secret-1!"),
            ("eyJhbGciOi.eyJzdWIi.c2ln", "masked-token-1"),
            ("?error=access_denied&code=invalid_grant", "?error=access_denied&code=invalid_grant"),
            ("Grüße, nothing here: a=b", "Grüße, nothing here: a=b"),
        ] {
            assert_eq!(masker.text(text), expected);
        }
    }

    #[test]
    fn masking_twice_changes_nothing() {
        let once = masked(json!({"email": "a@b.c", "url": "https://x/?token=abc", "link": "l", "token": ""}));
        assert_eq!(masked(once.clone()), once);
    }

    #[test]
    fn all_values_of_a_repeated_parameter_are_recorded() {
        let pairs = Masker::default().pairs(b"a=1&email=x%40y.z&a=2&client_secret=s");
        assert_eq!(
            Value::Object(pairs),
            json!({"a": ["1", "2"], "email": "masked-email-1@masked.example", "client_secret": "masked-secret-1"})
        );
    }
}
