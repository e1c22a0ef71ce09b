//! Where in a JSON text a decoder stopped.

/// The path of the value at a line and column (both from 1, as serde_json counts), for instance `data[3].state`.
///
/// Walks the text instead of tracking the path while decoding: errors are rare, and tracking would double the
/// code of every model. Malformed text ends the walk early; the path is then as far as it got.
pub(crate) fn locate(json: &[u8], line: usize, column: usize) -> String {
    let end = offset(json, line, column);
    let mut stack: Vec<Step> = Vec::new();
    let mut position = 0;
    while position < end {
        match json[position] {
            b'{' => stack.push(Step::Key { name: None, in_value: false }),
            b'[' => stack.push(Step::Index(0)),
            b'}' | b']' => {
                // The decoder reports a missing field at the brace that ends its object: keep that object's path.
                if position + 1 >= end {
                    close_key(&mut stack);
                    break;
                }
                stack.pop();
            }
            b':' => {
                if let Some(Step::Key { in_value, .. }) = stack.last_mut() {
                    *in_value = true;
                }
            }
            b',' => match stack.last_mut() {
                Some(Step::Index(index)) => *index += 1,
                Some(Step::Key { name, in_value }) => (*name, *in_value) = (None, false),
                None => {}
            },
            b'"' => {
                let start = position + 1;
                position = string_end(json, start);
                if let Some(Step::Key { name, in_value: false }) = stack.last_mut() {
                    let key = json.get(start..position.min(json.len())).unwrap_or_default();
                    *name = Some(String::from_utf8_lossy(key).into_owned());
                }
            }
            _ => {}
        }
        position += 1;
    }
    render(&stack)
}

enum Step {
    Key { name: Option<String>, in_value: bool },
    Index(usize),
}

fn close_key(stack: &mut [Step]) {
    if let Some(Step::Key { name, .. }) = stack.last_mut() {
        *name = None;
    }
}

/// The byte offset after the given column.
fn offset(json: &[u8], line: usize, column: usize) -> usize {
    let mut start = 0;
    for _ in 1..line {
        match json[start..].iter().position(|byte| *byte == b'\n') {
            Some(length) => start += length + 1,
            None => return json.len(),
        }
    }
    start.saturating_add(column).min(json.len())
}

/// The index of the quote that ends the string starting at `start`.
fn string_end(json: &[u8], start: usize) -> usize {
    let mut position = start;
    while let Some(byte) = json.get(position) {
        match byte {
            b'\\' => position += 2,
            b'"' => break,
            _ => position += 1,
        }
    }
    position
}

fn render(stack: &[Step]) -> String {
    let mut path = String::new();
    for step in stack {
        match step {
            Step::Key { name: Some(name), .. } => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.extend(name.chars().take(100));
            }
            Step::Key { name: None, .. } => {}
            Step::Index(index) => path.push_str(&format!("[{index}]")),
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde::Deserialize;
    use serde::de::IgnoredAny;

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only decoded")]
    struct List {
        data: Vec<Item>,
        other: Option<IgnoredAny>,
    }

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only decoded")]
    struct Item {
        id: String,
        tags: Vec<u8>,
    }

    fn path_of(json: &str) -> String {
        let error = serde_json::from_str::<List>(json).unwrap_err();
        locate(json.as_bytes(), error.line(), error.column())
    }

    #[test]
    fn the_path_names_the_item_and_the_field() {
        assert_eq!(path_of(r#"{"data":[{"id":"a","tags":[]},{"id":7,"tags":[]}]}"#), "data[1].id");
        assert_eq!(path_of(r#"{"data":[{"id":"a","tags":[1,2,"x"]}]}"#), "data[0].tags[2]");
        assert_eq!(
            path_of(r#"{"other":{"a":[1,{"b":2}]},"data":[{"id":"}","tags":[]},{"tags":[]}]}"#),
            "data[1]"
        );
        assert_eq!(path_of("{\"data\":\n  [\n    {\"id\": null, \"tags\": []}\n  ]\n}"), "data[0].id");
        assert_eq!(path_of(r#"{"data":{}}"#), "data");
        assert_eq!(path_of("[1]"), "[0]");
        assert_eq!(path_of("7"), "");
    }

    #[test]
    fn a_quote_inside_a_string_does_not_end_it() {
        assert_eq!(path_of(r#"{"data":[{"id":"a\"}{[","tags":["x"]}]}"#), "data[0].tags[0]");
    }

    proptest! {
        #[test]
        fn any_bytes_and_any_place_give_some_path(
            json in prop::collection::vec(any::<u8>(), 0..200), line in 0usize..5, column in 0usize..300,
        ) {
            locate(&json, line, column);
        }

        #[test]
        fn text_that_looks_like_json_gives_some_path(json in r#"[\[\]{}:,"\\a1 \n]{0,60}"#) {
            locate(json.as_bytes(), 1, json.len());
        }
    }
}
