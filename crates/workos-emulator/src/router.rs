//! From a request to its handler.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use http::StatusCode;
use matchit::Router;
use serde_json::json;

use crate::answer::{self, Answer, Failure};
use crate::call::Call;
use crate::contract::{Route, RouteAuth};
use crate::further_routes::FURTHER;
use crate::generated::routes::ROUTES;
use crate::lenient::make_up_references;
use crate::rooms::{
    connections, events, it_contacts, organization_domains, organizations, pipes, portal, saml_certificates,
    sign_in_page, sso, users, webhook_endpoints, widgets,
};
use crate::validate;

/// Every method and path of the official API.
static OFFICIAL: &str = include_str!("../official_operations.txt");

/// What the emulator has beyond the API.
static OWN: &[(&str, &str, Handler)] = &[
    ("GET", "/health", health),
    ("HEAD", "/health", health),
    ("GET", "/sso/jwks", sso::jwks),
    ("GET", "/_emulator/signed-out", sso::signed_out),
    ("POST", sign_in_page::PATH, sign_in_page::decide),
    ("GET", "/portal/launch", portal::launch),
    ("POST", portal::PATH, portal::decide),
    ("GET", "/portal/provider_icons/{provider}", portal::icon),
    ("GET", "/data-integrations/{token}/authorize-redirect", pipes::begin),
    ("POST", pipes::CONSENT_PATH, pipes::decide),
    ("GET", "/data-integrations/{slug}/{key}/callback", pipes::callback),
    ("GET", "/sso/callback/{provider}", pipes::seed_callback),
];

type Handler = fn(&Call<'_>) -> Answer;

/// The handler of an operation, if it has one.
fn handler(operation: &str) -> Option<Handler> {
    Some(match operation {
        "organizations.list" => organizations::list,
        "organizations.create" => organizations::create,
        "organizations.get" => organizations::get,
        "organizations.get_by_external_id" => organizations::get_by_external_id,
        "organizations.update" => organizations::update,
        "organizations.delete" => organizations::delete,
        "organizations.audit_log_configuration" => organizations::audit_log_configuration,
        "it_contacts.list" => it_contacts::list,
        "it_contacts.create" => it_contacts::create,
        "it_contacts.delete" => it_contacts::delete,
        "it_contacts.invite" => it_contacts::invite,
        "it_contacts.revoke" => it_contacts::revoke,
        "organization_domains.create" => organization_domains::create,
        "organization_domains.get" => organization_domains::get,
        "organization_domains.verify" => organization_domains::verify,
        "organization_domains.delete" => organization_domains::delete,
        "users.list" => users::list,
        "users.create" => users::create,
        "users.get" => users::get,
        "users.get_by_external_id" => users::get_by_external_id,
        "users.update" => users::update,
        "users.delete" => users::delete,
        "webhook_endpoints.list" => webhook_endpoints::list,
        "webhook_endpoints.create" => webhook_endpoints::create,
        "webhook_endpoints.update" => webhook_endpoints::update,
        "webhook_endpoints.delete" => webhook_endpoints::delete,
        "events.list" => events::list,
        "connections.list" => connections::list,
        "connections.create" => connections::create,
        "connections.get" => connections::get,
        "connections.update" => connections::update,
        "connections.delete" => connections::delete,
        "idp_signing_certificates.list" => saml_certificates::list_idp_signing,
        "idp_signing_certificates.create" => saml_certificates::create_idp_signing,
        "idp_signing_certificates.delete" => saml_certificates::delete_idp_signing,
        "sp_encryption_certificates.list" => saml_certificates::list_sp_encryption,
        "sp_encryption_certificates.create" => saml_certificates::create_sp_encryption,
        "sp_encryption_certificates.delete" => saml_certificates::delete_sp_encryption,
        "sp_signing_certificates.get" => saml_certificates::get_sp_signing,
        "sp_signing_certificates.create" => saml_certificates::create_sp_signing,
        "sp_signing_certificates.delete" => saml_certificates::delete_sp_signing,
        "admin_portal.generate_link" => portal::generate_link,
        "admin_portal.revoke_link" => portal::revoke_link,
        "admin_portal.provider_icons" => portal::provider_icons,
        "widgets.token" => widgets::token,
        "widgets.client_token" => widgets::client_token,
        "data_integrations.list" => pipes::list_integrations,
        "data_integrations.create" => pipes::create_integration,
        "data_integrations.get" => pipes::get_integration,
        "data_integrations.update" => pipes::update_integration,
        "data_integrations.delete" => pipes::delete_integration,
        "data_integrations.get_organization_owned" => pipes::get_of_organizations,
        "data_integrations.update_organization_owned" => pipes::update_of_organizations,
        "data_integrations.delete_organization_owned" => pipes::delete_of_organizations,
        "data_integrations.authorize" => pipes::authorize,
        "data_integrations.finish" => pipes::finish,
        "data_integrations.access_token" => pipes::access_token,
        "data_integrations.credentials" => pipes::credentials,
        "data_integrations.set_api_key" => pipes::set_api_key,
        "data_integrations.add_api_key" => pipes::add_api_key,
        "data_integrations.set_client_credentials" => pipes::set_client_credentials,
        "data_integrations.add_client_credentials" => pipes::add_client_credentials,
        "data_integration_configurations.list" => pipes::list_configurations,
        "data_integration_configurations.update" => pipes::configure,
        "connected_accounts.get" => pipes::get,
        "connected_accounts.create" => pipes::create,
        "connected_accounts.update" => pipes::update,
        "connected_accounts.delete" => pipes::delete,
        "organization_connected_accounts.get" => pipes::get_of_organization,
        "organization_connected_accounts.create" => pipes::create_of_organization,
        "organization_connected_accounts.update" => pipes::update_of_organization,
        "organization_connected_accounts.delete" => pipes::delete_of_organization,
        "data_providers.list" => pipes::data_providers,
        "data_providers.list_for_organization" => pipes::data_providers_of_organization,
        "sso.authorize" => sso::authorize,
        "sso.profile_and_token" => sso::profile_and_token,
        "sso.profile" => sso::profile,
        "sso.profile_by_post" => sso::profile_by_post,
        "sso.authorize_logout" => sso::authorize_logout,
        "sso.logout" => sso::logout,
        "sso.jwks" => sso::jwks,
        _ => return None,
    })
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
        TargetKind::Operation(route) => Some(route.operation),
        TargetKind::Official | TargetKind::Own(_) => None,
    };
    Ok(target)
}

/// Checks and handles a request.
pub(crate) fn answer(target: &Target, call: &Call<'_>) -> Answer {
    match &target.kind {
        TargetKind::Own(handler) => handler(call),
        TargetKind::Official => Err(Failure::not_implemented(&format!("{} {}", target.method, target.path))),
        TargetKind::Operation(route) => {
            let handler = handler(route.operation).ok_or_else(|| {
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
    let own = OWN.iter().map(|(method, path, _)| (*method, *path));
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
    Operation(&'static Route),
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
    for (method, path, handler) in OWN {
        add(*method, path, TargetKind::Own(*handler));
    }
    // A contract, once there is one, comes before what was written for want of it.
    for route in ROUTES.iter().chain(FURTHER) {
        add(route.method, route.path, TargetKind::Operation(route));
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
