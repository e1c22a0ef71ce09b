//! `workos connections`.

use std::io::{self, BufRead, IsTerminal};

use serde_json::json;
use workos_kit::WorkOs;
use workos_kit::sso::{Connection, ListConnections};

use super::to_json;
use crate::args::{self, Connections, Global};
use crate::failure::Failure;
use crate::output::{Output, Style, one_line, or_dash};

pub(crate) async fn run(command: Connections, global: &Global, output: &Output) -> Result<(), Failure> {
    let workos = global.workos()?;
    match command {
        Connections::List(list) => self::list(&workos, list, output).await,
        Connections::Get(get) => {
            let connection = workos.connections().get(get.id.as_str()).send().await?;
            output.print(&to_json(&connection)?, |output| output.facts(&facts(&connection)))
        }
        Connections::Delete(delete) => self::delete(&workos, &delete, output).await,
    }
}

async fn list(workos: &WorkOs, list: args::ListConnections, output: &Output) -> Result<(), Failure> {
    let all = list.all;
    let backwards = list.before.is_some();
    let call = filtered(workos.connections().list(), list);
    let (connections, cursors) = if all {
        let mut items = call.items();
        let mut connections = Vec::new();
        while let Some(connection) = items.try_next().await? {
            connections.push(connection);
        }
        (connections, workos_kit::core::ListMetadata::default())
    } else {
        let page = call.send().await?;
        (page.data, page.list_metadata)
    };
    let document = json!({
        "object": "list",
        "data": to_json(&connections)?,
        "list_metadata": to_json(&cursors)?,
    });
    let next = if backwards { cursors.before } else { cursors.after };
    output.print(&document, |output| {
        if connections.is_empty() {
            return "no connections\n".to_owned();
        }
        let mut text = output.table(
            ["ID", "TYPE", "STATE", "ORGANIZATION", "NAME"],
            &connections.iter().map(row).collect::<Vec<_>>(),
        );
        if let Some(cursor) = next.filter(|cursor| !cursor.is_empty()) {
            let flag = if backwards { "--before" } else { "--after" };
            let more = format!("more with {flag} {}, or --all", one_line(&cursor));
            text.push_str(&format!("\n{}\n", output.paint(Style::Dim, &more)));
        }
        text
    })
}

fn filtered(mut call: ListConnections, list: args::ListConnections) -> ListConnections {
    if let Some(connection_type) = list.connection_type {
        call = call.connection_type(connection_type.as_str());
    }
    if let Some(id) = list.organization {
        call = call.organization_id(id.as_str());
    }
    if let Some(domain) = list.domain {
        call = call.domain(domain);
    }
    if let Some(text) = list.search {
        call = call.search(text);
    }
    if let Some(limit) = list.limit {
        call = call.limit(limit);
    }
    if let Some(cursor) = list.after {
        call = call.after(cursor);
    }
    if let Some(cursor) = list.before {
        call = call.before(cursor);
    }
    if let Some(order) = list.order {
        call = call.order(order.as_str());
    }
    call
}

async fn delete(workos: &WorkOs, delete: &args::DeleteConnection, output: &Output) -> Result<(), Failure> {
    let id = delete.id.as_str();
    let asks = !delete.yes && !output.is_json() && io::stdin().is_terminal() && io::stderr().is_terminal();
    if asks && !confirm(id, output)? {
        return Err(Failure::usage("nothing was deleted"));
    }
    let answer = workos.connections().delete(id).send_with_meta().await?;
    let request_id = answer.meta.request_id();
    let document = json!({"id": id, "object": "connection", "deleted": true, "request_id": request_id});
    output.print(&document, |_| format!("deleted {} (request {})\n", one_line(id), or_dash(request_id)))
}

fn confirm(id: &str, output: &Output) -> Result<bool, Failure> {
    output
        .note(&format!("Delete {} for good? Nobody can sign in through it any more. [y/N]", one_line(id)))?;
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line).map_err(Failure::Output)?;
    Ok(matches!(line.trim(), "y" | "Y" | "yes"))
}

fn row(connection: &Connection) -> [String; 5] {
    [
        connection.id.to_string(),
        connection.connection_type.to_string(),
        connection.state.to_string(),
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
        ("state", connection.state.to_string()),
        ("organization", or_dash(connection.organization_id.as_ref())),
        ("domains", or_dash(Some(domains.join(", ")))),
        ("created", or_dash(connection.created_at)),
        ("updated", or_dash(connection.updated_at)),
    ]
}
