//! Writes the response bodies of an operation that decode to the most memory: lists of the smallest objects, as many
//! as the limits allow.

use bench_client::{Job, Outcome};
use bytes::Bytes;
use serde_json::Value;
use workos_client::Client;
use workos_transport::{Request, Response, Transport, TransportError, async_trait};

use crate::decoder::Decoder;

/// The default limits of a client.
const BYTES: usize = 16 * 1024 * 1024;
const VALUES: usize = 100_000;

const MARK: &str = "-the-list-";

#[derive(Debug)]
struct Answering(Bytes);

#[async_trait]
impl Transport for Answering {
    async fn send(&self, _: Request) -> Result<Response, TransportError> {
        Ok(Response::new(http::Response::new(self.0.clone())))
    }
}

/// Writes one body for each list in the operation's response, to a file that ends in the number of the list.
pub fn write(job: &Job, decoder: Decoder) -> Outcome {
    let example: Value = serde_json::from_str(decoder.example)?;
    let mut lists = Vec::new();
    find(&example, "", &mut lists);
    for (number, place) in lists.iter().enumerate() {
        let mut answer = example.clone();
        shrink(job, &decoder, &mut answer, place)?;
        let item = answer.pointer(place).and_then(|list| list.get(0)).cloned().unwrap_or_default();
        if let Some(list) = answer.pointer_mut(place) {
            *list = MARK.into();
        }
        let text = item.to_string();
        let times = ((VALUES - count(&answer)) / count(&item)).min((BYTES - 10_000) / (text.len() + 1));
        let list = format!("[{}{text}]", format!("{text},").repeat(times - 1));
        let body = answer.to_string().replace(&format!("\"{MARK}\""), &list);
        std::fs::write(format!("{}.{number}", job.text("file")?), body)?;
    }
    Ok(())
}

/// Collects the JSON pointers of all lists that are not empty.
fn find(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Array(items) => {
            if let Some(first) = items.first() {
                found.push(at.to_owned());
                find(first, &format!("{at}/0"), found);
            }
        }
        Value::Object(fields) => {
            fields.iter().for_each(|(name, field)| find(field, &format!("{at}/{name}"), found));
        }
        _ => {}
    }
}

/// Reduces the list to one item, and removes every field of it that the decoder does not require.
fn shrink(job: &Job, decoder: &Decoder, answer: &mut Value, place: &str) -> Outcome {
    if let Some(Value::Array(items)) = answer.pointer_mut(place) {
        items.truncate(1);
    }
    let item = format!("{place}/0");
    let names: Vec<String> = match answer.pointer(&item) {
        Some(Value::Object(fields)) => fields.keys().cloned().collect(),
        _ => return Ok(()),
    };
    for name in names {
        let mut smaller = answer.clone();
        if let Some(Value::Object(fields)) = smaller.pointer_mut(&item) {
            fields.remove(&name);
        }
        if decodes(job, decoder, &smaller)? {
            *answer = smaller;
        }
    }
    Ok(())
}

fn decodes(job: &Job, decoder: &Decoder, answer: &Value) -> Outcome<bool> {
    let transport = Answering(answer.to_string().into());
    let client = Client::builder().api_key("sk_test_bench").transport(transport).build()?;
    Ok(job.block_on(decoder.send(&client))?.is_ok())
}

fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(fields) => fields.values().map(count).sum(),
        _ => 0,
    }
}
