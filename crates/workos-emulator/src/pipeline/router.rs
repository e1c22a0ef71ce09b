//! From a request to its handler.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use http::StatusCode;
use matchit::Router;
use serde_json::json;

use crate::base::lenient::make_up_references;
use crate::domains::DOMAINS;
use crate::domains::domain::Handler;
use crate::generated::routes::ROUTES;
use crate::http::answer;
use crate::http::answer::{Answer, Failure};
use crate::http::contract::{Route, RouteAuth};
use crate::http::further_routes::FURTHER;
use crate::http::request::Call;
use crate::pipeline::validate;

/// Every method and path of the official API.
static OFFICIAL: &str = include_str!("../../official_operations.txt");

/// The emulator's own routes, which belong to no domain.
static OWN: &[(&str, &str, Handler)] = &[("GET", "/health", health), ("HEAD", "/health", health)];

/// Every route beyond the API: method, path template and handler.
fn own_routes() -> impl Iterator<Item = (&'static str, &'static str, Handler)> {
    OWN.iter().chain(DOMAINS.iter().flat_map(|domain| domain.pages)).copied()
}

/// The handler of an operation, if it has one.
fn handler(operation: &str) -> Option<Handler> {
    let mut handlers = DOMAINS.iter().flat_map(|domain| domain.handlers);
    handlers.find(|(name, _)| *name == operation).map(|(_, handler)| *handler)
}

/// Finds where a request goes, and tells it.
///
/// # Errors
/// When its path does not exist, or takes other methods.
pub(crate) fn find(call: &mut Call<'_>) -> Result<&'static Target, Failure> {
    let uri = call.uri().clone();
    let matched = router().at(uri.path()).map_err(|_| Failure::no_such_path())?;
    let Some(target) = matched.value.iter().find(|target| target.method == call.method()) else {
        let methods: Vec<_> = matched.value.iter().map(|target| target.method).collect();
        return Err(Failure::method_not_allowed(&methods));
    };
    call.set_path(&target.params, &matched.params);
    call.template = Some(target.path);
    call.operation = match &target.kind {
        TargetKind::Operation(route, _) => Some(route.operation),
        TargetKind::Official | TargetKind::Own(_) => None,
    };
    Ok(target)
}

/// Checks and handles a request.
pub(crate) fn answer(target: &Target, call: &Call<'_>) -> Answer {
    match &target.kind {
        TargetKind::Own(handler) => handler(call),
        TargetKind::Official => Err(Failure::not_implemented(&format!("{} {}", target.method, target.path))),
        TargetKind::Operation(route, handler) => {
            let handler = handler.ok_or_else(|| {
                Failure::not_implemented(&format!("{} ({} {})", route.operation, route.method, route.path))
            })?;
            if route.auth == RouteAuth::ApiKey {
                call.require_api_key()?;
            }
            let quota = call.shared.limiter().admit(route, call)?;
            let unknown = validate::unknown_fields(route, call);
            let answer = validate::check(route, call, &unknown)
                .and_then(|()| make_up_references(route, call))
                .and_then(|()| handler(call));
            call.note_unknown_fields(
                unknown.into_iter().chain(validate::unknown_parameters(route, call)).collect(),
            );
            match quota {
                None => answer,
                Some(headers) => {
                    let mut response = answer.unwrap_or_else(Failure::into_response);
                    response.headers_mut().extend(headers);
                    Ok(response)
                }
            }
        }
    }
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

/// Name, method and path template of all operations.
pub(crate) fn operations() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    ROUTES.iter().chain(FURTHER).map(|route| (route.operation, route.method, route.path))
}

/// Method and path template of everything that is answered, official and not implemented or not.
pub(crate) fn routes() -> impl Iterator<Item = (&'static str, &'static str)> {
    let of_operations = ROUTES.iter().chain(FURTHER).map(|route| (route.method, route.path));
    let own = own_routes().map(|(method, path, _)| (method, path));
    let official = OFFICIAL.lines().filter_map(|line| line.split_once(' '));
    of_operations.chain(own).chain(official)
}

fn health(_: &Call<'_>) -> Answer {
    Ok(answer::json(StatusCode::OK, &json!({"status": "ok", "version": env!("CARGO_PKG_VERSION")})))
}

/// Where a request goes.
#[derive(Debug)]
pub(crate) struct Target {
    method: &'static str,
    path: &'static str,
    /// The names of the path's parameters, in their order.
    params: Vec<&'static str>,
    kind: TargetKind,
}

#[derive(Debug)]
enum TargetKind {
    /// An operation, and its handler if the emulator has one.
    Operation(&'static Route, Option<Handler>),
    /// Official, and in no contract yet.
    Official,
    Own(Handler),
}

#[expect(clippy::expect_used, reason = "the tables are compiled in, and a test builds the router")]
fn router() -> &'static Router<Vec<Target>> {
    static ROUTER: OnceLock<Router<Vec<Target>>> = OnceLock::new();
    ROUTER.get_or_init(|| {
        let mut router = Router::new();
        for (pattern, targets) in targets() {
            router.insert(pattern, targets).expect("no two patterns collide");
        }
        router
    })
}

/// All targets by the pattern of their path. Operations name a parameter differently from each other, which the
/// router refuses: patterns have numbers instead.
fn targets() -> BTreeMap<String, Vec<Target>> {
    let mut all: BTreeMap<String, Vec<Target>> = BTreeMap::new();
    let mut add = |method, path: &'static str, kind| {
        let mut params = Vec::new();
        let pattern: Vec<_> = path
            .split('/')
            .map(|segment| match segment.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
                None => segment.to_owned(),
                Some(name) => {
                    params.push(name);
                    format!("{{p{}}}", params.len())
                }
            })
            .collect();
        let targets = all.entry(pattern.join("/")).or_default();
        if targets.iter().all(|target| target.method != method) {
            targets.push(Target { method, path, params, kind });
        }
    };
    for (method, path, handler) in own_routes() {
        add(method, path, TargetKind::Own(handler));
    }
    // Routes from the contract override hand-written ones.
    for route in ROUTES.iter().chain(FURTHER) {
        add(route.method, route.path, TargetKind::Operation(route, handler(route.operation)));
    }
    for (method, path) in OFFICIAL.lines().filter_map(|line| line.split_once(' ')) {
        add(method, path, TargetKind::Official);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generated::routes::NOT_EMULATED;

    #[test]
    fn every_operation_of_the_table_and_of_the_api_is_routed() {
        let _ = router();
        let targets: Vec<_> = targets().into_values().flatten().collect();
        let routed = |method: &str, path: &str| {
            targets.iter().any(|target| {
                let same = |a: &str, b: &str| a == b || (a.starts_with('{') && b.starts_with('{'));
                target.method == method
                    && target.path.split('/').count() == path.split('/').count()
                    && target.path.split('/').zip(path.split('/')).all(|(a, b)| same(a, b))
            })
        };
        let official: Vec<_> = OFFICIAL.lines().filter_map(|line| line.split_once(' ')).collect();
        assert!(official.len() >= 212);
        assert!(official.into_iter().all(|(method, path)| routed(method, path)));
        assert!(ROUTES.iter().all(|route| routed(route.method, route.path)));
    }

    #[test]
    fn every_operation_of_a_contract_has_its_handler_or_is_declared_as_absent() {
        for route in ROUTES {
            let is_absent = NOT_EMULATED.contains(&route.operation);
            assert_eq!(handler(route.operation).is_none(), is_absent, "{route:?}");
        }
        assert!(FURTHER.iter().all(|route| handler(route.operation).is_some()));
    }
}
