//! From a request to its handler.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use http::StatusCode;
use matchit::Router;
use serde_json::json;

use crate::base::text_limits;
use crate::domains::DOMAINS;
use crate::domains::domain::{Handler, Reply};
use crate::domains::rules::references::make_up_references;
use crate::domains::tx::Tx;
use crate::http::advice::Advice;
use crate::http::answer;
use crate::http::answer::{Answer, Failure};
use crate::http::contract::{Route, RouteAuth};
use crate::http::request::Call;
use crate::http::routes;
use crate::limits::RateLimiter;
use crate::pipeline::validate;

/// The emulator's own routes, which belong to no domain.
static OWN: &[(&str, &str, Handler)] = &[
    ("GET", "/", Handler::Plain(index)),
    ("GET", "/health", Handler::Plain(health)),
    ("HEAD", "/health", Handler::Plain(health)),
];

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
pub(crate) fn find(call: &mut Call) -> Result<&'static Target, Failure> {
    let uri = call.uri().clone();
    let matched = router().at(uri.path()).map_err(|_| no_such_path(uri.path()))?;
    let Some(target) = matched.value.iter().find(|target| target.method == call.method()) else {
        let methods: Vec<_> = matched.value.iter().map(|target| target.method).collect();
        return Err(Failure::method_not_allowed(&methods));
    };
    call.set_path(&target.params, &matched.params);
    call.template = Some(target.path);
    if let TargetKind::Operation(route, _) = &target.kind {
        call.operation = Some(route.operation);
        call.set_body_params(route.body);
    }
    Ok(target)
}

fn no_such_path(path: &str) -> Failure {
    Failure::no_such_path().advise(Advice {
        title: "No such path",
        sent: vec![("path", text_limits::cut(path, 400))],
        action: "Compare the path with the API reference of WorkOS: the emulator knows every path of the API, without \
                 a prefix. The application's own pages are on another port.",
        production: "Production answers 404 to this path, too.",
        ..Advice::default()
    })
}

impl Target {
    /// Checks and handles a request.
    pub(crate) fn answer(&self, call: &Call, tx: &mut Tx<'_>, limiter: &mut RateLimiter) -> Reply {
        match &self.kind {
            TargetKind::Own(handler) => handler.handle(call, tx),
            TargetKind::Official => {
                Reply::Done(Err(Failure::not_implemented(&format!("{} {}", self.method, self.path))))
            }
            TargetKind::Operation(route, handler) => {
                let handled = handle(route, *handler, call, tx, limiter);
                handled.unwrap_or_else(|failure| Reply::Done(Err(failure)))
            }
        }
    }
}

/// Authenticates, limits, validates and handles the request of an operation.
fn handle(
    route: &'static Route,
    handler: Option<Handler>,
    call: &Call,
    tx: &mut Tx<'_>,
    limiter: &mut RateLimiter,
) -> Result<Reply, Failure> {
    let handler = handler.ok_or_else(|| {
        Failure::not_implemented(&format!("{} ({} {})", route.operation, route.method, route.path))
    })?;
    if route.auth == RouteAuth::ApiKey {
        tx.require_api_key(call)?;
    }
    let caller = call.bearer().filter(|key| tx.state.environment.api_key(key).is_some());
    let quota = limiter.admit(route, call, caller)?;
    let unknown = validate::Unknown::of(route, call);
    let checked = validate::check(route, call, &unknown, tx.env.settings.switches.strict_fields);
    call.note_unknown_fields(unknown.into_names());
    let reply = match checked.and_then(|()| make_up_references(route, call, tx)) {
        Ok(()) => handler.handle(call, tx),
        Err(failure) => Reply::Done(Err(failure)),
    };
    Ok(match quota {
        None => reply,
        Some(headers) => reply.with_headers(headers),
    })
}

/// Method and path template of everything that is answered, official and not implemented or not.
pub(crate) fn known_routes() -> &'static [(&'static str, &'static str)] {
    static ALL: OnceLock<Vec<(&'static str, &'static str)>> = OnceLock::new();
    ALL.get_or_init(|| {
        let of_operations = routes::all().map(|route| (route.method, route.path));
        let own = own_routes().map(|(method, path, _)| (method, path));
        of_operations.chain(own).chain(routes::official()).collect()
    })
}

/// What is where. Browsers get the live page instead.
fn index(call: &Call, _: &mut Tx<'_>) -> Answer {
    if call.prefers_page() {
        return answer::redirect("/_emulator/");
    }
    let base_url = &call.base_url;
    let index = json!({
        "name": "workos-emulator",
        "version": env!("CARGO_PKG_VERSION"),
        "health": format!("{base_url}/health"),
        "openapi": format!("{base_url}/_emulator/openapi.json"),
        "live_page": format!("{base_url}/_emulator/"),
        "docs": concat!("https://docs.rs/workos-emulator/", env!("CARGO_PKG_VERSION")),
    });
    Ok(answer::json(StatusCode::OK, &index))
}

fn health(_: &Call, _: &mut Tx<'_>) -> Answer {
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
    for route in routes::all() {
        add(route.method, route.path, TargetKind::Operation(route, handler(route.operation)));
    }
    for (method, path) in routes::official() {
        add(method, path, TargetKind::Official);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::secrets::{MASK, is_secret};
    use crate::generated::routes::{NOT_EMULATED, ROUTES};
    use crate::http::further_routes::FURTHER;
    use crate::http::path_secrets::{parameter, shown_path};

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
        let official: Vec<_> = routes::official().collect();
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

    #[test]
    fn every_secret_of_the_route_table_is_masked_however_the_path_is_written() {
        let mut secrets = 0;
        for (_, template) in known_routes() {
            let is_masked = |segment: &str| parameter(segment).is_some_and(is_secret);
            let path: Vec<_> = template
                .split('/')
                .map(|segment| if is_masked(segment) { "canary" } else { segment })
                .collect();
            let path = path.join("/");
            secrets += usize::from(path.contains("canary"));
            let spellings = ["{}", "{}/", "/v1{}", "/{}", "{}/more"].map(|form| form.replace("{}", &path));
            for path in spellings.iter().chain([&path.to_ascii_uppercase().replace("CANARY", "canary")]) {
                let shown = shown_path(path);
                assert!(!shown.contains("canary"), "{path} is shown as {shown}");
                assert_eq!(shown.contains(MASK), path.contains("canary"), "{path}");
            }
        }
        assert!(secrets >= 3, "{secrets} templates contain a secret");
    }
}
