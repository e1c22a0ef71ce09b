//! The table of operations of the command line.

use crate::codegen::plan::{Auth, Body, Given, Operation, Param, Plan, Route};

const HEADER: &str = "\
//! Rendered from the contracts by `cargo xtask codegen`: change those files, not this one.

use http::Method;
use workos_kit::transport::{Auth, Operation};

use crate::commands::api::endpoint::{Encoding, Endpoint};

/// Every operation of the contracts, by path and method.
";

/// Renders the table, unformatted.
pub(super) fn render(plans: &[Plan], routes: &[Route]) -> Result<String, String> {
    let operations = || plans.iter().flat_map(|plan| &plan.handles).flat_map(|handle| &handle.operations);
    let mut rows = Vec::new();
    for route in routes {
        let operation = operations()
            .find(|operation| operation.id == route.operation)
            .ok_or_else(|| format!("{}: the plan lacks this operation", route.operation))?;
        rows.push((route.path.as_str(), route.method, row(operation, route)));
    }
    rows.sort();
    let rows: String = rows.into_iter().map(|(_, _, row)| row).collect();
    Ok(format!("{HEADER}pub(crate) static ENDPOINTS: &[Endpoint] = &[\n{rows}];\n"))
}

fn row(operation: &Operation, route: &Route) -> String {
    let auth = match route.auth {
        Auth::ApiKey => "",
        Auth::None => ".auth(Auth::None)",
        Auth::AccessToken => ".auth(Auth::AccessToken)",
    };
    let repeatable = if operation.repeatable { ".repeatable()" } else { "" };
    let quota = operation.quota.as_ref().map(|class| format!(".quota({class:?})")).unwrap_or_default();
    let secrets = match &operation.secrets[..] {
        [] => String::new(),
        names => format!(".with_secret_fields(&{names:?})"),
    };
    let encoding = match operation.body {
        Body::Form => "Form",
        Body::None if route.body.is_empty() => "None",
        Body::None | Body::Fields(_) | Body::Whole(_) => "Json",
    };
    let given = operation.inputs.iter().filter_map(|input| input.given.as_ref());
    let given = given.chain(operation.credentials.iter().map(|credential| &credential.given));
    let credentials: Vec<&str> = given
        .filter_map(|given| match given {
            Given::ClientId => Some("client_id"),
            Given::ClientSecret => Some("client_secret"),
            _ => None,
        })
        .collect();
    format!(
        "Endpoint {{ operation: Operation::new({:?}, Method::{}, {:?}){auth}{repeatable}{quota}{secrets}, summary: {:?}, \
         query: &{:?}, body: &{:?}, encoding: Encoding::{encoding}, credentials: &{credentials:?} }},\n",
        operation.id,
        route.method,
        route.path,
        operation.doc.lines().next().unwrap_or_default(),
        names(&route.query),
        names(&route.body),
    )
}

/// The names of parameters; an optional one ends in `?`.
fn names(params: &[Param]) -> Vec<String> {
    params.iter().map(|param| format!("{}{}", param.name, if param.required { "" } else { "?" })).collect()
}
