//! `connections.*`: the ways to sign in.

use http::StatusCode;

use super::paging::{page_query, unknown_cursor};
use crate::answer::{Answer, Failure, empty, json};
use crate::call::Call;
use crate::collection::Among;
use crate::objects::Connection;

/// `GET /connections`
pub(crate) fn list(call: &Call<'_>) -> Answer {
    let query = &call.query;
    let search = query.get("search").map(str::to_lowercase);
    let matches = |connection: &Connection| {
        query.get("connection_type").is_none_or(|wanted| is_of_type(connection.connection_type, wanted))
            && query.get("domain").is_none_or(|domain| connection.has_domain(domain))
            && search.as_ref().is_none_or(|search| connection.name.to_lowercase().contains(search))
    };
    let state = call.shared.state();
    let among = Among::owner(query.get("organization_id"));
    let page = state
        .connections
        .page(&page_query(call, &state.connections), among, matches)
        .map_err(unknown_cursor)?;
    Ok(json(StatusCode::OK, &page.to_json(Connection::to_json)))
}

/// `GET /connections/{id}`
pub(crate) fn get(call: &Call<'_>) -> Answer {
    let id = call.path("id");
    let state = call.shared.state();
    let connection = state.connections.get(id).ok_or_else(|| Failure::not_found("Connection", id))?;
    Ok(json(StatusCode::OK, &connection.to_json()))
}

/// `DELETE /connections/{id}`
pub(crate) fn delete(call: &Call<'_>) -> Answer {
    let id = call.path("id");
    let mut state = call.shared.state();
    let connection = state.connections.get(id).ok_or_else(|| Failure::not_found("Connection", id))?;
    if connection.is_active() && call.shared.settings.switches.reject_delete_active {
        let message = "An active connection cannot be deleted: deactivate it first.";
        return Err(Failure::plain(StatusCode::CONFLICT, "conflict", message));
    }
    state.remove_connection(id, call.moment());
    Ok(empty(StatusCode::NO_CONTENT))
}

/// `SAML` stands for every SAML connection, and GitHub has two spellings.
fn is_of_type(actual: &str, wanted: &str) -> bool {
    match wanted {
        "SAML" => actual.ends_with("SAML"),
        "GithubOAuth" => actual == "GitHubOAuth",
        _ => actual == wanted,
    }
}
