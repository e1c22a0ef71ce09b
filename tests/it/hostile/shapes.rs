//! Valid or nearly valid JSON that costs a parser much time, memory or stack.

/// A kind of hostile JSON. `json` generates a value of about the given number of bytes.
pub(crate) struct Shape {
    pub(crate) name: &'static str,
    pub(crate) json: fn(usize) -> String,
}

const fn shape(name: &'static str, json: fn(usize) -> String) -> Shape {
    Shape { name, json }
}

pub(crate) const SHAPES: &[Shape] = &[
    shape("lists in lists", |bytes| nested("[", "", "]", bytes)),
    shape("lists in lists, never closed", |bytes| "[".repeat(bytes)),
    shape("objects in objects", |bytes| nested("{\"a\":", "0", "}", bytes)),
    shape("lists in lists in an unknown field", |bytes| format!("{{\"x\":{}}}", nested("[", "", "]", bytes))),
    shape("lists in lists in an unknown field, never closed", |bytes| {
        format!("{{\"x\":{}", "[".repeat(bytes))
    }),
    shape("list of numbers", |bytes| list("0", bytes)),
    shape("list of empty texts", |bytes| list("\"\"", bytes)),
    shape("list of empty objects", |bytes| list("{}", bytes)),
    shape("list of small objects", |bytes| list("{\"a\":0}", bytes)),
    shape("list of lists of lists", |bytes| list("[[0]]", bytes)),
    shape("list of numbers in an unknown field", |bytes| format!("{{\"x\":{}}}", list("0", bytes))),
    shape("page of numbers", |bytes| format!("{{\"data\":{}}}", list("0", bytes))),
    shape("page of empty objects", |bytes| format!("{{\"data\":{}}}", list("{}", bytes))),
    shape("page of small objects", |bytes| format!("{{\"data\":{}}}", list("{\"a\":0}", bytes))),
    shape("page with a long cursor", |bytes| {
        format!("{{\"data\":[],\"list_metadata\":{{\"after\":{}}}}}", text("c", bytes))
    }),
    shape("errors that are numbers", |bytes| format!("{{\"errors\":{}}}", list("0", bytes))),
    shape("errors with fields", |bytes| {
        format!("{{\"errors\":{}}}", list("{\"code\":\"c\",\"field\":\"f\",\"message\":\"m\"}", bytes))
    }),
    shape("errors with long texts", |bytes| {
        let text = text("\u{e000}", bytes / 300);
        format!(
            "{{\"errors\":{}}}",
            list(&format!("{{\"code\":{text},\"field\":{text},\"message\":{text}}}"), bytes)
        )
    }),
    shape("message of many texts", |bytes| format!("{{\"message\":{}}}", list("\"m\"", bytes))),
    shape("message and code without end", |bytes| {
        format!("{{\"message\":{0},\"code\":{0},\"error\":{0}}}", text("\u{e000}", bytes / 3))
    }),
    shape("long text", |bytes| text("x", bytes)),
    shape("long text of escapes", |bytes| text("\\u0001", bytes)),
    shape("long text that grows when it is shown", |bytes| text("\u{7f}", bytes)),
    shape("long text, never closed", |bytes| format!("\"{}", "x".repeat(bytes))),
    shape("long key", |bytes| format!("{{{}:0}}", text("k", bytes))),
    shape("long key of escapes", |bytes| format!("{{{}:0}}", text("\\u0001", bytes))),
    shape("long keys in each other", |bytes| nested(&format!("{{{}:", text("k", 5000)), "7", "}", bytes)),
    shape("one key again and again", |bytes| object(bytes, |_| "\"code\":\"c\"".to_owned())),
    shape("unknown key again and again", |bytes| object(bytes, |_| "\"x\":[0]".to_owned())),
    shape("many keys", |bytes| object(bytes, |number| format!("\"k{number}\":0"))),
    shape("many keys of small objects", |bytes| object(bytes, |number| format!("\"k{number}\":{{\"a\":0}}"))),
    shape("number with many digits", |bytes| "9".repeat(bytes)),
    shape("fraction with many digits", |bytes| format!("0.{}", "1".repeat(bytes))),
    shape("exponent with many digits", |bytes| format!("1e{}", "9".repeat(bytes))),
    shape("white space", |bytes| format!("{}7", " \n".repeat(bytes / 2))),
    shape("text that is not JSON", |bytes| "<html> ".repeat(bytes / 7)),
];

fn nested(open: &str, inside: &str, close: &str, bytes: usize) -> String {
    let depth = bytes / (open.len() + close.len());
    format!("{}{inside}{}", open.repeat(depth), close.repeat(depth))
}

fn list(item: &str, bytes: usize) -> String {
    let times = bytes / (item.len() + 1);
    format!("[{}{item}]", format!("{item},").repeat(times.saturating_sub(1)))
}

fn text(part: &str, bytes: usize) -> String {
    format!("\"{}\"", part.repeat(bytes / part.len()))
}

fn object(bytes: usize, field: impl Fn(usize) -> String) -> String {
    let mut json = String::from("{");
    for number in 0.. {
        json.push_str(&field(number));
        if json.len() >= bytes {
            break;
        }
        json.push(',');
    }
    json.push('}');
    json
}
