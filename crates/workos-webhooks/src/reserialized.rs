//! Proof, after a refusal, that a body was parsed and written anew on its way to the verifier.

/// The JSON text as `JSON.stringify` would have written it: no whitespace between tokens, in strings no escape
/// that is not needed, no byte order mark. Keys keep their order and numbers their digits.
///
/// WorkOS signs that form. A body whose compact form matches the signature is therefore WorkOS's own, changed by
/// a JSON library that indents, spaces, or escapes slashes and non-ASCII text. `None` when the text has no such
/// form, or already is in it.
pub(crate) fn compact(json: &[u8]) -> Option<Vec<u8>> {
    let mut compact = Vec::with_capacity(json.len());
    let mut rest = json.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(json);
    while let Some((&byte, tail)) = rest.split_first() {
        match byte {
            b' ' | b'\n' | b'\r' | b'\t' => rest = tail,
            b'"' => {
                let (literal, after) = rest.split_at(string_length(rest)?);
                let text: String = serde_json::from_slice(literal).ok()?;
                serde_json::to_writer(&mut compact, &text).ok()?;
                rest = after;
            }
            _ => {
                compact.push(byte);
                rest = tail;
            }
        }
    }
    (compact != json).then_some(compact)
}

/// The length of the string literal that `json` starts with, quotes included; `None` when it does not end.
fn string_length(json: &[u8]) -> Option<usize> {
    let mut escaped = false;
    for (index, &byte) in json.iter().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return Some(index + 1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn compacted(json: &str) -> Option<String> {
        compact(json.as_bytes()).map(|bytes| String::from_utf8(bytes).unwrap())
    }

    #[test]
    fn the_forms_that_common_libraries_write_lead_back_to_one() {
        for changed in [
            "{\n  \"b\": \"a/\u{e9} \\\" \\n\",\n  \"a\": [1, 2.50]\n}\n",
            r#"{"b": "a/\u00e9 \" \n", "a": [1, 2.50]}"#,
            r#"{"b":"a\/\u00e9 \" \n","a":[1,2.50]}"#,
            "\u{feff}{\"b\":\"a/\u{e9} \\\" \\n\",\"a\":[1,2.50]}",
        ] {
            let expected = "{\"b\":\"a/\u{e9} \\\" \\n\",\"a\":[1,2.50]}";
            assert_eq!(compacted(changed).as_deref(), Some(expected), "{changed}");
            assert_eq!(compacted(expected), None);
        }
    }

    #[test]
    fn what_has_no_compact_form_gives_none() {
        for text in [r#"{"open"#, r#"{"lone":"\ud800"}"#, "\"\\", "", "{}"] {
            assert_eq!(compacted(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = compact(&bytes);
        }
    }
}
