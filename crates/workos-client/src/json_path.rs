//! The path of the place in a JSON text where a decoder stopped.

use workos_internal::shortened;

/// Number of levels that a path shows, from the outermost. The limit also bounds memory.
const LEVELS: usize = 16;

/// The longest name of a level, and the longest path, in bytes.
const LONGEST_NAME: usize = 60;
const LONGEST_PATH: usize = 300;

/// A position in a text.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place {
    /// After this many bytes.
    Offset(usize),
    /// Line and column, both from 1, as serde_json counts.
    Line(usize, usize),
}

/// Returns the path of the value at a place, for instance `data[3].state`. A path has at most 16 levels and 300 bytes;
/// a path that is cut ends with `…`.
///
/// Walks the text once instead of tracking the path while decoding: errors are rare, and tracking would double the code
/// of every model. Malformed text ends the walk early; the path then leads to the end of the walk.
pub(crate) fn locate(json: &[u8], place: Place) -> String {
    let mut walk = Walk::new(json, place);
    while let Some(byte) = walk.next() {
        match byte {
            b'{' => walk.path.push(Step::Key { name: None, in_value: false }),
            b'[' => walk.path.push(Step::Index(0)),
            b'}' | b']' => {
                // The decoder reports a missing field at the brace that ends its object: keep that object's path.
                if walk.is_at_end() {
                    walk.path.close_key();
                    break;
                }
                walk.path.pop();
            }
            b':' => walk.path.enter_value(),
            b',' => walk.path.advance(),
            b'"' => {
                let start = walk.position;
                walk.skip_string();
                walk.path.name(start, walk.position.saturating_sub(1).max(start));
            }
            _ => {}
        }
    }
    walk.path.render(json)
}

/// Walks through a text up to a place.
struct Walk<'a> {
    json: &'a [u8],
    position: usize,
    end: usize,
    /// Number of lines between the position and the place, and the column of the place in its line.
    lines: usize,
    column: usize,
    path: Path,
}

impl<'a> Walk<'a> {
    fn new(json: &'a [u8], place: Place) -> Self {
        let (end, lines, column) = match place {
            Place::Offset(offset) => (offset, 0, 0),
            Place::Line(0 | 1, column) => (column, 0, 0),
            Place::Line(line, column) => (json.len(), line - 1, column),
        };
        Self { json, position: 0, end: end.min(json.len()), lines, column, path: Path::default() }
    }

    fn next(&mut self) -> Option<u8> {
        let byte = *self.json.get(self.position).filter(|_| !self.is_at_end())?;
        self.position += 1;
        if byte == b'\n' && self.lines > 0 {
            self.lines -= 1;
            if self.lines == 0 {
                self.end = self.position.saturating_add(self.column).min(self.json.len());
            }
        }
        Some(byte)
    }

    const fn is_at_end(&self) -> bool {
        self.position >= self.end
    }

    /// Moves past the quote that ends the current string.
    fn skip_string(&mut self) {
        // An offset inside a string counts as the start of the string.
        while let Some(byte) = self.next() {
            match byte {
                b'\\' => {
                    self.next();
                }
                b'"' => break,
                _ => {}
            }
        }
    }
}

#[derive(Clone, Copy)]
enum Step {
    /// The key lies between these offsets.
    Key {
        name: Option<(usize, usize)>,
        in_value: bool,
    },
    Index(usize),
}

#[derive(Default)]
struct Path {
    steps: Vec<Step>,
    /// Number of open levels below `steps`.
    deeper: usize,
}

impl Path {
    fn push(&mut self, step: Step) {
        if self.steps.len() < LEVELS && self.deeper == 0 { self.steps.push(step) } else { self.deeper += 1 }
    }

    fn pop(&mut self) {
        if self.deeper > 0 {
            self.deeper -= 1;
        } else {
            self.steps.truncate(self.steps.len().saturating_sub(1));
        }
    }

    /// The innermost level, if the path shows it.
    fn last(&mut self) -> Option<&mut Step> {
        if self.deeper == 0 { self.steps.last_mut() } else { None }
    }

    fn close_key(&mut self) {
        if let Some(Step::Key { name, .. }) = self.last() {
            *name = None;
        }
    }

    fn enter_value(&mut self) {
        if let Some(Step::Key { in_value, .. }) = self.last() {
            *in_value = true;
        }
    }

    fn advance(&mut self) {
        match self.last() {
            Some(Step::Index(index)) => *index += 1,
            Some(Step::Key { name, in_value }) => (*name, *in_value) = (None, false),
            None => {}
        }
    }

    fn name(&mut self, start: usize, end: usize) {
        if let Some(Step::Key { name, in_value: false }) = self.last() {
            *name = Some((start, end));
        }
    }

    fn render(&self, json: &[u8]) -> String {
        let mut path = String::new();
        for step in &self.steps {
            match *step {
                Step::Key { name: Some((start, end)), .. } => {
                    if !path.is_empty() {
                        path.push('.');
                    }
                    // Longer than the limit, so that `shortened` marks the cut.
                    let end = end.min(start + 2 * LONGEST_NAME);
                    let name = String::from_utf8_lossy(json.get(start..end).unwrap_or_default());
                    path.push_str(&shortened(&name, LONGEST_NAME));
                }
                Step::Key { name: None, .. } => {}
                Step::Index(index) => path.push_str(&format!("[{index}]")),
            }
        }
        if self.deeper > 0 {
            path.push('…');
        }
        shortened(&path, LONGEST_PATH)
    }
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
        locate(json.as_bytes(), Place::Line(error.line(), error.column()))
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

    #[test]
    fn a_path_of_any_depth_with_keys_of_any_length_is_short() {
        let at_end = |json: &str| locate(json.as_bytes(), Place::Offset(json.len()));
        assert_eq!(at_end(&"[".repeat(1_000_000)), format!("{}…", "[0]".repeat(LEVELS)));
        let deep = at_end(&r#"{"a":"#.repeat(1_000_000));
        assert_eq!(deep, format!("{}…", ["a"; LEVELS].join(".")));
        let back = format!("{{\"x\":{}{},\"y\":7", "[".repeat(99), "]".repeat(99));
        assert_eq!(at_end(&back), "y");
        let long = at_end(&format!("{{\"{}\":{{\"b\":7", "ké".repeat(100_000)));
        assert!(long.starts_with("kék") && long.ends_with("….b") && long.len() <= LONGEST_NAME + 2, "{long}");
        let wide = at_end(&format!("{{\"{}\":", "k".repeat(100)).repeat(9));
        assert!(wide.len() <= LONGEST_PATH && wide.ends_with('…'), "{wide}");
    }

    #[test]
    fn a_line_and_an_offset_of_the_same_place_give_the_same_path() {
        let json = "{\"a\":\n [0,\n  {\"b\": \"x\ny\", \"c\":7";
        assert_eq!(locate(json.as_bytes(), Place::Line(4, 9)), "a[1].c");
        assert_eq!(locate(json.as_bytes(), Place::Offset(json.len())), "a[1].c");
    }

    proptest! {
        #[test]
        fn any_bytes_and_any_place_give_some_path(
            json in prop::collection::vec(any::<u8>(), 0..200), line in 0usize..5, column in 0usize..300,
        ) {
            let path = locate(&json, Place::Line(line, column));
            prop_assert!(path.len() <= LONGEST_PATH);
            locate(&json, Place::Offset(column));
        }

        #[test]
        fn text_that_looks_like_json_gives_some_path(json in r#"[\[\]{}:,"\\a1 \n]{0,60}"#) {
            locate(json.as_bytes(), Place::Line(1, json.len()));
        }
    }
}
