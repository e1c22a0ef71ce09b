//! The control API, `/_emulator/…`: what tests do beyond the API of WorkOS, for every language, and the live page.
//!
//! `openapi.yaml` beside this file documents it. Control requests are no part of what is emulated: no fault applies
//! them, no limit counts them, and the journal leaves them out.

pub(crate) mod clock;
pub(crate) mod deliveries;
pub(crate) mod dispatch;
pub(crate) mod document;
pub(crate) mod events;
pub(crate) mod faults;
pub(crate) mod guard;
pub(crate) mod id_tokens;
pub(crate) mod journal;
pub(crate) mod listing;
pub(crate) mod objects;
pub(crate) mod overview;
pub(crate) mod page;
pub(crate) mod request;
pub(crate) mod snapshots;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use http::HeaderValue;
use matchit::Router;

use crate::api::emulator::Emulator;
use crate::control::request::{Control, invalid};
use crate::http::answer::{Answer, Failure, shown};
use crate::http::request::Call;

/// Every route, in the order of the document.
static ROUTES: &[Route] = &[
    Route::new("GET", "/_emulator/", page::show).open().listing(),
    Route::new("GET", "/_emulator/openapi.yaml", document::yaml),
    Route::new("GET", "/_emulator/openapi.json", document::json),
    Route::new("GET", "/_emulator/seed.schema.json", document::seed_schema),
    Route::new("GET", "/_emulator/operations", document::operations),
    Route::new("GET", "/_emulator/health", overview::health),
    Route::new("POST", "/_emulator/reset", overview::reset),
    Route::new("GET", "/_emulator/snapshot", snapshots::export),
    Route::new("PUT", "/_emulator/snapshot", snapshots::import),
    Route::new("GET", "/_emulator/clock", clock::read),
    Route::new("PUT", "/_emulator/clock", clock::set),
    Route::new("POST", "/_emulator/clock/advance", clock::advance),
    Route::new("GET", "/_emulator/faults", faults::list).listing(),
    Route::new("POST", "/_emulator/faults", faults::inject),
    Route::new("DELETE", "/_emulator/faults", faults::clear),
    Route::new("GET", "/_emulator/faults/{id}", faults::get),
    Route::new("DELETE", "/_emulator/faults/{id}", faults::remove),
    Route::new("GET", "/_emulator/journal", journal::list).listing(),
    Route::new("DELETE", "/_emulator/journal", journal::clear),
    Route::new("POST", "/_emulator/expect", journal::expect),
    Route::new("GET", "/_emulator/objects", objects::counts),
    Route::new("GET", "/_emulator/objects/{kind}", objects::list).listing(),
    Route::new("POST", "/_emulator/objects/{kind}", objects::create),
    Route::new("GET", "/_emulator/objects/{kind}/{id}", objects::get),
    Route::new("PATCH", "/_emulator/objects/{kind}/{id}", objects::update),
    Route::new("DELETE", "/_emulator/objects/{kind}/{id}", objects::delete),
    Route::new("POST", "/_emulator/id-tokens", id_tokens::issue),
    Route::new("POST", "/_emulator/events", events::trigger),
    Route::new("GET", "/_emulator/events/examples", events::list),
    Route::new("GET", "/_emulator/deliveries", deliveries::list).listing(),
    Route::new("GET", "/_emulator/deliveries/{id}", deliveries::get),
    Route::new("POST", "/_emulator/deliveries/{id}/replay", deliveries::replay),
    Route::new("GET", "/_emulator/dead-letters", deliveries::list_dead).listing(),
    Route::new("POST", "/_emulator/dead-letters/redeliver", deliveries::redeliver_dead),
    Route::new("DELETE", "/_emulator/rate-limits", overview::forget_limits),
];

type Handler = fn(&Control<'_>) -> Answer;

struct Route {
    method: &'static str,
    path: &'static str,
    handler: Handler,
    /// Whether it tells nothing, so that it needs no control key: a browser cannot send one before there is a page.
    open: bool,
    /// Whether it reads parameters of the query. Where nothing does, one that is there is a mistake.
    listing: bool,
}

impl Route {
    const fn new(method: &'static str, path: &'static str, handler: Handler) -> Self {
        Self { method, path, handler, open: false, listing: false }
    }

    const fn open(mut self) -> Self {
        self.open = true;
        self
    }

    const fn listing(mut self) -> Self {
        self.listing = true;
        self
    }
}

/// Whether a request for this path is one for the control API.
pub(crate) fn has(path: &str) -> bool {
    path.starts_with("/_emulator") && router().at(path).is_ok()
}

/// Answers a request whose path the control API [`has`].
pub(crate) fn answer(emulator: &Emulator, call: Call) -> Answer {
    let options = &emulator.serving().control;
    let origin = guard::shared_with(options, &call);
    let mut response = dispatch(emulator, call).unwrap_or_else(Failure::into_response);
    let headers = response.headers_mut();
    headers.entry("cache-control").or_insert(HeaderValue::from_static("no-store"));
    headers.insert("x-content-type-options", HeaderValue::from_static("nosniff"));
    if let Some(sharing) = origin {
        sharing.mark(headers);
    }
    Ok(response)
}

fn dispatch(emulator: &Emulator, call: Call) -> Answer {
    let options = &emulator.serving().control;
    let uri = call.uri().clone();
    let matched = router().at(uri.path()).map_err(|_| Failure::no_such_path())?;
    if call.method() == "OPTIONS" {
        return guard::preflight(options, &call);
    }
    let methods = matched.value;
    let Some(route) = methods.routes.iter().find(|route| route.method == call.method()) else {
        guard::check(options, &call)?;
        let allowed: Vec<_> = methods.routes.iter().map(|route| route.method).collect();
        return Err(Failure::method_not_allowed(&allowed));
    };
    if !(route.open && guard::has_key(options)) {
        guard::check(options, &call)?;
    }
    if !route.listing
        && let Some((name, _)) = call.query.iter().next()
    {
        let name = shown(name);
        return Err(invalid(format!(
            "Unknown parameter '{name}'. {} {} has no parameters.",
            route.method, route.path
        )));
    }
    let mut call = call;
    call.set_path(&methods.params, &matched.params);
    (route.handler)(&Control { emulator, call })
}

/// The routes of one path.
#[derive(Default)]
struct Methods {
    params: Vec<&'static str>,
    routes: Vec<&'static Route>,
}

#[expect(clippy::expect_used, reason = "the table is compiled in, and a test builds the router")]
fn router() -> &'static Router<Methods> {
    static ROUTER: OnceLock<Router<Methods>> = OnceLock::new();
    ROUTER.get_or_init(|| {
        let mut paths: BTreeMap<&str, Methods> = BTreeMap::new();
        for route in ROUTES {
            let methods = paths.entry(route.path).or_default();
            let name = |segment: &'static str| segment.strip_prefix('{')?.strip_suffix('}');
            methods.params = route.path.split('/').filter_map(name).collect();
            methods.routes.push(route);
        }
        let mut router = Router::new();
        for (path, methods) in paths {
            router.insert(path, methods).expect("no two paths collide");
        }
        router
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_route_is_found_and_nothing_else_is() {
        for route in ROUTES {
            assert!(has(&route.path.replace("{id}", "1").replace("{kind}", "users")), "{}", route.path);
        }
        for path in ["/_emulator", "/_emulator/sign-in", "/_emulator/portal", "/_emulators/", "/health"] {
            assert!(!has(path), "{path}");
        }
    }
}
