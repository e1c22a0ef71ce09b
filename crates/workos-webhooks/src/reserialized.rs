//! Detection of bodies that were parsed and serialized again on their way to the verifier.

/// Returns the JSON text in the compact form of `JSON.stringify`.
///
/// The compact form has no whitespace between tokens, no unneeded escapes in strings, and no byte order mark. Keys keep
/// their order, and numbers keep their digits. `None` if the text has no compact form or is compact already.
///
/// WorkOS signs this form. If the compact form of a body matches the signature, WorkOS sent the body and a JSON library
/// changed it, for instance by indentation or by escaping slashes and non-ASCII text.
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

/// Returns the length of the string literal at the start of `json`, including quotes; `None` if it is unterminated.
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
    fn the_output_of_common_json_libraries_has_one_compact_form() {
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
    fn a_text_without_another_compact_form_gives_none() {
        for text in [r#"{"open"#, r#"{"lone":"\ud800"}"#, "\"\\", "", "{}"] {
            assert_eq!(compacted(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_compact_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = compact(&bytes);
        }
    }
}
