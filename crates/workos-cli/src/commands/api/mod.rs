//! `workos api`: any operation of the API by method and path.

pub(crate) mod endpoint;
mod endpoints;
mod request;
mod show;

use bytes::Bytes;
use serde_json::{Value, json};
use workos_kit::Answer;

use self::request::Request;
use crate::args::{Api, ApiCommand, Global};
use crate::failure::Failure;
use crate::output::{Output, one_line};

pub(crate) async fn run(command: Api, global: &Global, output: &Output) -> Result<(), Failure> {
    if let Some(ApiCommand::Ls(list)) = command.command {
        return show::list(list.word.as_deref().unwrap_or_default(), output);
    }
    let (dry_run, include) = (command.dry_run, command.include);
    let request = Request::read(command)?;
    if dry_run {
        return show::dry_run(&request, global, output);
    }
    if let Some(note) = request.note() {
        output.note(&note)?;
    }
    let client = global.client()?.build()?;
    let answer = request.into_call(&client)?.send_raw(true).await?;
    print(&answer, include, output)
}

/// Prints the body: JSON with line breaks, anything else as it is.
fn print(answer: &Answer<Bytes>, include: bool, output: &Output) -> Result<(), Failure> {
    let body: Option<Value> = serde_json::from_slice(&answer.value).ok();
    let status = answer.meta.status();
    let request_id = answer.meta.request_id();
    if include && output.is_json() {
        let text = || Value::from(String::from_utf8_lossy(&answer.value));
        return output
            .json(&json!({"status": status, "request_id": request_id, "body": body.unwrap_or_else(text)}));
    }
    if include {
        output.text(&format!("status: {status}\nrequest: {}\n\n", one_line(request_id.unwrap_or("-"))))?;
    }
    match body {
        Some(body) => output.json(&body),
        None if answer.value.is_empty() => output.note(&format!("{status}, without a body")),
        None => output.text(&format!("{}\n", String::from_utf8_lossy(&answer.value).trim_end())),
    }
}
