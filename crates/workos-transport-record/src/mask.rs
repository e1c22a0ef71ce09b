//! Replaces secrets and personal data by pseudonyms.

use std::collections::HashMap;
use std::ops::Range;

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};
use workos_internal::{base64_blobs, pem_blocks, url_credentials};
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
    Recorder,
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
mod tests;
