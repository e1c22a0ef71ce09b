//! Random mutations of an input: of its bytes, and of its structure if it is JSON.

use serde_json::{Value, json};

/// A random number generator (xorshift64*). The same seed gives the same inputs.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(if seed == 0 { 0x9e37_79b9_7f4a_7c15 } else { seed })
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// Returns a number below `end`, or 0 if `end` is 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap_or(0).checked_rem(end).unwrap_or(0)
    }

    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}

/// Words that parsers look for, and words that often break them.
const WORDS: &[&str] = &[
    "",
    "\0",
    "\r\n",
    "\u{feff}",
    "\u{e9}",
    "%",
    "%2",
    "%zz",
    "%00",
    "%2e%2e",
    "+",
    "&",
    "=",
    ";",
    ",",
    ", ",
    " ",
    "\t",
    "t=",
    "v1=",
    "v2=",
    "state=",
    "code=",
    "error=",
    "error_description=",
    "null",
    "true",
    "-1",
    "1e999",
    "0.1",
    "NaN",
    "18446744073709551616",
    "9999999999999999999999",
    "{",
    "}",
    "[",
    "]",
    "\"",
    "\\u0000",
    "\\ud800",
    ":",
    "GMT",
    "Thu, 15 Jan 2026 12:00:00 GMT",
    "Thu, 31 Feb 9999 25:61:61 GMT",
];

/// Returns a mutated input of the corpus.
pub(crate) fn mutated(corpus: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut bytes = random.pick(corpus).clone();
    if random.below(2) == 0
        && let Ok(mut value) = serde_json::from_slice::<Value>(&bytes)
    {
        for _ in 0..=random.below(3) {
            change_value(&mut value, random);
        }
        return value.to_string().into_bytes();
    }
    for _ in 0..=random.below(6) {
        change_bytes(&mut bytes, corpus, random);
    }
    bytes.truncate(64 * 1024);
    bytes
}

fn change_bytes(bytes: &mut Vec<u8>, corpus: &[Vec<u8>], random: &mut Random) {
    let at = random.below(bytes.len() + 1);
    let end = at + random.below(bytes.len() - at + 1).min(40);
    match random.below(8) {
        0 if !bytes.is_empty() => {
            let at = random.below(bytes.len());
            bytes[at] ^= 1 << random.below(8);
        }
        1 if !bytes.is_empty() => {
            let at = random.below(bytes.len());
            bytes[at] = random.next().to_le_bytes()[0];
        }
        2 => drop(bytes.drain(at..end)),
        3 => {
            let copy = bytes[at..end].repeat(1 + random.below(20));
            drop(bytes.splice(at..at, copy));
        }
        4 => bytes.truncate(at),
        5 => {
            let other = random.pick(corpus);
            let from = random.below(other.len() + 1);
            drop(bytes.splice(at.., other[from..].iter().copied()));
        }
        _ => drop(bytes.splice(at..at, random.pick(WORDS).bytes())),
    }
}

/// Changes one place in a JSON value: to another type or value, or by adding or removing a field.
fn change_value(value: &mut Value, random: &mut Random) {
    let descend = random.below(4) > 0;
    match value {
        Value::Array(items) if descend && !items.is_empty() => {
            let at = random.below(items.len());
            change_value(&mut items[at], random);
        }
        Value::Object(fields) if descend && !fields.is_empty() => {
            let at = random.below(fields.len());
            let name = fields.keys().nth(at).cloned().unwrap_or_default();
            match random.below(5) {
                0 => drop(fields.remove(&name)),
                1 => drop(fields.insert((*random.pick(WORDS)).to_owned(), json!([name]))),
                _ => fields.get_mut(&name).into_iter().for_each(|field| change_value(field, random)),
            }
        }
        value => {
            *value = match random.below(10) {
                0 => Value::Null,
                1 => json!(random.below(2) == 0),
                2 => json!(-1),
                3 => json!(1e300),
                4 => json!(random.next()),
                5 => json!([value.clone(), value.clone()]),
                6 => json!({ *random.pick(WORDS): value.clone() }),
                7 => json!("x".repeat(random.below(200))),
                _ => json!(*random.pick(WORDS)),
            }
        }
    }
}
