//! `workos connections`.

use workos_kit::WorkOs;
use workos_kit::sso::Connection;

use super::deleting::{confirm, deleted};
use super::listing::{Listing, fetch};
use super::to_json;
use crate::args::{Connections, DeleteArgs, Global, ListConnections};
use crate::failure::Failure;
use crate::output::{Output, or_dash};

pub(crate) async fn run(command: Connections, global: &Global, output: &Output) -> Result<(), Failure> {
    let workos = global.workos()?;
    match command {
        Connections::List(command) => list(&workos, command, output).await,
        Connections::Get(get) => {
            let connection = workos.connections().get(get.id.as_str()).send().await?;
            output.print(&to_json(&connection)?, |output| output.facts(&facts(&connection)))
        }
        Connections::Delete(command) => delete(&workos, &command, output).await,
    }
}

async fn list(workos: &WorkOs, command: ListConnections, output: &Output) -> Result<(), Failure> {
    let mut call = workos.connections().list();
    if let Some(connection_type) = command.connection_type {
        call = call.connection_type(connection_type.as_str());
    }
    if let Some(id) = command.organization {
        call = call.organization_id(id.as_str());
    }
    if let Some(domain) = command.domain {
        call = call.domain(domain);
    }
    if let Some(text) = command.search {
        call = call.search(text);
    }
    let page = fetch!(call, command.paging)?;
    Listing {
        noun: "connections",
        data: to_json(&page.data)?,
        rows: page.data.iter().map(row).collect(),
        cursors: page.list_metadata,
        backwards: command.paging.before.is_some(),
        header: ["ID", "TYPE", "STATE", "ORGANIZATION", "NAME"],
    }
    .print(output)
}

async fn delete(workos: &WorkOs, command: &DeleteArgs, output: &Output) -> Result<(), Failure> {
    confirm(command, "Nobody will be able to sign in through it.", output)?;
    let answer = workos.connections().delete(command.id.as_str()).send_with_meta().await?;
    deleted(&command.id, "connection", &answer, output)
}

fn row(connection: &Connection) -> [String; 5] {
    [
        connection.id.to_string(),
        connection.connection_type.to_string(),
        or_dash(connection.state.as_ref()),
        or_dash(connection.organization_id.as_ref()),
        connection.name.clone(),
    ]
}

fn facts(connection: &Connection) -> Vec<(&'static str, String)> {
    let domains: Vec<_> = connection.domains.iter().map(|domain| domain.domain.as_str()).collect();
    vec![
        ("id", connection.id.to_string()),
        ("name", connection.name.clone()),
        ("type", connection.connection_type.to_string()),
        ("state", or_dash(connection.state.as_ref())),
        ("organization", or_dash(connection.organization_id.as_ref())),
        ("domains", or_dash(Some(domains.join(", ")))),
        ("created", or_dash(connection.created_at)),
        ("updated", or_dash(connection.updated_at)),
    ]
}
