//! Masks secrets in texts that a server, a proxy or a user wrote.

use std::borrow::Cow;
use std::ops::Range;

use crate::secret_ranges::{base64_blobs, pem_blocks, url_credentials};
use crate::text::shortened;

/// The longest word that can be an id of the API, in bytes. A longer word counts as a token.
const LONGEST_ID: usize = 47;

/// The prefixes of the API's secrets: keys, webhook secrets, JSON Web Tokens.
const PREFIXES: [&str; 3] = ["sk_", "whsec_", "eyJ"];

/// The longest text that is masked, in bytes. A longer text is cut first, so that printing it stays cheap.
const LONGEST_TEXT: usize = 64 * 1024;

/// Replaces secrets in `text` by `***`: PEM blocks, long Base64, the user information of URLs, and words that look like
/// keys or tokens.
///
/// Servers and proxies repeat parts of a request in their messages. Masking keeps secrets among them out of errors and
/// logs.
#[must_use]
pub fn mask(text: &str) -> String {
    let text = without(Cow::Borrowed(text), pem_blocks);
    let text = without(text, url_credentials);
    let text = without(text, base64_blobs);
    let text = &*text;
    let in_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '+' | '=' | '.' | '~' | '%');
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c| in_word(c) != in_word(first)).unwrap_or(rest.len());
        let (word, tail) = rest.split_at(end);
        masked.push_str(if in_word(first) && is_secret(word) { "***" } else { word });
        rest = tail;
    }
    masked
}

/// Replaces the ranges that `find` returns by `***`.
fn without(text: Cow<'_, str>, find: fn(&str) -> Vec<Range<usize>>) -> Cow<'_, str> {
    let ranges = find(&text);
    if ranges.is_empty() {
        return text;
    }
    let mut masked = String::with_capacity(text.len());
    let mut kept_from = 0;
    for range in ranges {
        masked.push_str(&text[kept_from..range.start]);
        masked.push_str("***");
        kept_from = range.end;
    }
    masked.push_str(&text[kept_from..]);
    Cow::Owned(masked)
}

/// Returns the start of a text, masked, on one line, in at most `longest` bytes.
#[must_use]
pub fn shown(text: &str, longest: usize) -> String {
    let end = text.char_indices().map(|(end, _)| end).find(|end| *end >= LONGEST_TEXT).unwrap_or(text.len());
    // The text is masked before it is cut, because a token that is cut may not be recognized as a token.
    let masked = mask(&text[..end]);
    shortened(&masked, longest).chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn is_secret(word: &str) -> bool {
    let has_prefix = |prefix: &&str| {
        word.match_indices(*prefix).any(|(at, _)| {
            let inside = word[..at].ends_with(|c: char| c.is_ascii_alphabetic());
            // After a letter it is not a prefix (`task_id`), unless the letter ends a percent escape (`%3Dsk_…`).
            let escaped = at >= 3 && word.as_bytes()[at - 3] == b'%';
            word.len() - at > prefix.len() + 3 && (!inside || escaped)
        })
    };
    word.len() > LONGEST_ID || PREFIXES.iter().any(has_prefix)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn keys_and_tokens_are_masked_wherever_they_occur() {
        for text in [
            "sk_test_canary",
            "key=sk_live_canary",
            "x-sk_live_canary",
            "key%22sk_live_canary",
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPcanary=",
            "token eyJhbGcanary.eyJz.sig",
            &format!("{}canary", "a".repeat(60)),
            "-----BEGIN KEY-----\ncanary/canary\n-----END KEY-----",
            "refused -----BEGIN RSA KEY-----\ncanary",
            "https://user:canary@api.example/",
            "proxy http://svc:can#canary@proxy:3128 failed",
        ] {
            assert!(!mask(text).contains("canary"), "{text}: {}", mask(text));
        }
    }

    #[test]
    fn ids_and_ordinary_words_are_not_masked() {
        for text in
            ["conn_01E4ZCR3C56J083X43JQXF3JK5", "task_id is missing", "radar_challenge_01HXYZ", "100%"]
        {
            assert_eq!(mask(text), text);
        }
    }

    #[test]
    fn a_token_is_masked_before_the_text_is_cut() {
        let text = format!("{} {}", "a b ".repeat(124), "canary".repeat(20));
        assert!(!shown(&text, 500).contains("canary"));
        assert_eq!(shown("a\nb\u{1b}", 10), "a b ");
        assert_eq!(shown("ééééé", 9), "ééé…");
    }

    proptest! {
        #[test]
        fn short_words_are_not_masked(text in "[a-z ,:]{0,40}") {
            prop_assert_eq!(mask(&text), text);
        }

        #[test]
        fn a_shown_text_never_exceeds_its_limit(text in ".{0,200}", longest in 3usize..50) {
            prop_assert!(shown(&text, longest).len() <= longest);
        }
    }
}
