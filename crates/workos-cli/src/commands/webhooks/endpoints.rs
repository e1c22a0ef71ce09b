//! `workos webhooks endpoints`.

use serde_json::{Value, json};
use workos_kit::WorkOs;
use workos_kit::webhooks::{WebhookEndpoint, WebhookEndpointStatus};

use crate::args::{CreateEndpoint, DeleteArgs, Endpoints, Paging, UpdateEndpoint};
use crate::commands::deleting::{confirm, deleted};
use crate::commands::listing::{Listing, fetch};
use crate::failure::Failure;
use crate::output::{Output, Style};
use crate::settings::save_secret;

pub(crate) async fn run(command: Endpoints, workos: &WorkOs, output: &Output) -> Result<(), Failure> {
    match command {
        Endpoints::List(paging) => list(workos, &paging, output).await,
        Endpoints::Create(command) => create(workos, command, output).await,
        Endpoints::Update(command) => update(workos, command, output).await,
        Endpoints::Delete(command) => delete(workos, &command, output).await,
    }
}

async fn list(workos: &WorkOs, paging: &Paging, output: &Output) -> Result<(), Failure> {
    let page = fetch!(workos.webhook_endpoints().list(), paging)?;
    Listing {
        noun: "webhook endpoints",
        data: page.data.iter().map(to_json).collect(),
        rows: page.data.iter().map(row).collect(),
        cursors: page.list_metadata,
        backwards: paging.before.is_some(),
        header: ["ID", "STATUS", "URL", "EVENTS"],
    }
    .print(output)
}

async fn create(workos: &WorkOs, command: CreateEndpoint, output: &Output) -> Result<(), Failure> {
    let endpoint = workos.webhook_endpoints().create(command.url.get(), command.events).send().await?;
    let mut document = to_json(&endpoint);
    let mut facts = facts(&endpoint);
    let mut advice = None;
    match (&endpoint.secret, &command.secret_file) {
        (Some(secret), Some(path)) => {
            // This is not a usage error, since the endpoint already exists.
            save_secret(path, secret).map_err(|failure| {
                let hint =
                    format!("The endpoint {} was created. Delete it, and create it again.", endpoint.id);
                Failure::refused(failure.to_string()).with_hint(hint)
            })?;
            facts.push(("signing secret", format!("in {}", path.display())));
        }
        (Some(secret), None) => {
            document["secret"] = json!(secret.expose());
            facts.push(("signing secret", secret.expose().to_owned()));
            advice = Some("Store the signing secret like an API key; it is not shown again.");
        }
        (None, _) => facts.push(("signing secret", "not in the response; the dashboard shows it".to_owned())),
    }
    output.print(&document, |output| {
        let advice = advice.map(|text| format!("\n{}\n", output.paint(Style::Bold, text)));
        output.facts(&facts) + &advice.unwrap_or_default()
    })
}

async fn update(workos: &WorkOs, command: UpdateEndpoint, output: &Output) -> Result<(), Failure> {
    let mut call = workos.webhook_endpoints().update(command.id.as_str());
    if let Some(url) = command.url {
        call = call.endpoint_url(url);
    }
    if !command.events.is_empty() {
        call = call.events(command.events);
    }
    if command.enable {
        call = call.status(WebhookEndpointStatus::Enabled);
    }
    if command.disable {
        call = call.status(WebhookEndpointStatus::Disabled);
    }
    let endpoint = call.send().await?;
    output.print(&to_json(&endpoint), |output| output.facts(&facts(&endpoint)))
}

async fn delete(workos: &WorkOs, command: &DeleteArgs, output: &Output) -> Result<(), Failure> {
    confirm(command, "It will receive no more webhooks, and its signing secret is lost.", output)?;
    let answer = workos.webhook_endpoints().delete(command.id.as_str()).send_with_meta().await?;
    deleted(&command.id, "webhook_endpoint", &answer, output)
}

/// Returns the endpoint as JSON, without its secret.
fn to_json(endpoint: &WebhookEndpoint) -> Value {
    json!({
        "object": "webhook_endpoint",
        "id": endpoint.id,
        "endpoint_url": endpoint.endpoint_url,
        "status": endpoint.status,
        "events": endpoint.events,
        "created_at": endpoint.created_at,
        "updated_at": endpoint.updated_at,
    })
}

fn row(endpoint: &WebhookEndpoint) -> [String; 4] {
    let events = match endpoint.events.as_slice() {
        [] => "-".to_owned(),
        [only] => only.to_string(),
        [first, rest @ ..] => format!("{first} and {} more", rest.len()),
    };
    [endpoint.id.to_string(), endpoint.status.to_string(), endpoint.endpoint_url.clone(), events]
}

fn facts(endpoint: &WebhookEndpoint) -> Vec<(&'static str, String)> {
    let mut facts = vec![
        ("id", endpoint.id.to_string()),
        ("URL", endpoint.endpoint_url.clone()),
        ("status", endpoint.status.to_string()),
        ("created", endpoint.created_at.to_string()),
        ("updated", endpoint.updated_at.to_string()),
    ];
    facts.extend(endpoint.events.iter().map(|event| ("event", event.to_string())));
    facts
}
