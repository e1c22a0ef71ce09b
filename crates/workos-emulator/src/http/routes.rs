//! The routes of the API, and which path is one of which template.

use crate::generated::routes::ROUTES;
use crate::http::contract::{Kind, Param, Route};
use crate::http::further_routes::FURTHER;

/// Every method and path of the official API.
static OFFICIAL: &str = include_str!("../../official_operations.txt");

/// Where a browser begins to connect an account. The token of the path is a secret.
pub(crate) const AUTHORIZE_REDIRECT: &str = "/data-integrations/{token}/authorize-redirect";
/// Where a provider sends the browser back. The key of the path is a secret.
pub(crate) const PROVIDER_CALLBACK: &str = "/data-integrations/{slug}/{key}/callback";

/// Every operation that has a name. Routes from the contract come first.
pub(crate) fn all() -> impl Iterator<Item = &'static Route> {
    ROUTES.iter().chain(FURTHER)
}

/// Method and path template of every operation of the official API, whether it has a name here or not.
pub(crate) fn official() -> impl Iterator<Item = (&'static str, &'static str)> {
    OFFICIAL.lines().filter_map(|line| line.split_once(' '))
}

/// Name, method and path template of all operations.
pub(crate) fn operations() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    all().map(|route| (route.operation, route.method, route.path))
}

/// Whether a path is the emulator's alone: neither faults nor the journal are about it.
pub(crate) fn is_own(path: &str) -> bool {
    path == "/health" || path.starts_with("/_emulator/")
}

/// Whether this is the path of a request: a template, whose parameters may have any names, or one path.
pub(crate) fn path_fits(wanted: &str, template: Option<&str>, path: &str) -> bool {
    match template {
        Some(template) if wanted.contains('{') => is_within(wanted, template) && is_within(template, wanted),
        _ => wanted == path,
    }
}

/// Whether a path, or every path of a template, is one of this template's.
pub(crate) fn is_within(path: &str, template: &str) -> bool {
    let is_parameter = |segment: &str| segment.starts_with('{') && segment.ends_with('}');
    let (path, template) = (path.split('/'), template.split('/'));
    path.clone().count() == template.clone().count()
        && path
            .zip(template)
            .all(|(segment, of_template)| segment == of_template || is_parameter(of_template))
}

/// The values that a field of an operation's body can have, be it one or a list of them.
pub(crate) fn enum_of_body(operation: &str, field: &str) -> &'static [&'static str] {
    let route = ROUTES.iter().find(|route| route.operation == operation);
    route.map_or(&[], |route| values_of(route.body, field))
}

/// The same of a query parameter.
pub(crate) fn enum_of_query(operation: &str, parameter: &str) -> &'static [&'static str] {
    let route = ROUTES.iter().find(|route| route.operation == operation);
    route.map_or(&[], |route| values_of(route.query, parameter))
}

fn values_of(params: &'static [Param], name: &str) -> &'static [&'static str] {
    match params.iter().find(|param| param.name == name).map(|param| &param.kind) {
        Some(Kind::Enum(values) | Kind::List(Kind::Enum(values))) => values,
        _ => &[],
    }
}
