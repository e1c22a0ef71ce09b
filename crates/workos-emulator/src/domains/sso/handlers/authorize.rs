//! `sso.authorize`: where a browser comes to sign in.

use http::StatusCode;
use http::header::USER_AGENT;
use serde_json::json;

use crate::base::lenient::{Check, Lenient};
use crate::base::text_limits;
use crate::domains::connections::model::connection::Connection;
use crate::domains::connections::seed::NewConnection;
use crate::domains::rules::references::stand_in;
use crate::domains::sso::advice;
use crate::domains::sso::browser::{bad_request, own_url, wants_json};
use crate::domains::sso::events::SsoProgress;
use crate::domains::sso::model::SignIn;
use crate::domains::sso::outcome::{announce, approve, refuse};
use crate::domains::sso::pages as sign_in_page;
use crate::domains::sso::seed::NewProfile;
use crate::domains::state::State;
use crate::domains::tx::Tx;
use crate::http::answer;
use crate::http::answer::{Answer, Failure, shown};
use crate::http::form::Pairs;
use crate::http::formats::check_email;
use crate::http::request::Call;
use crate::http::routes::enum_of_query;

/// `GET /sso/authorize`: sends the browser back with a code, or shows the sign-in page. A caller that wants
/// JSON gets the URL to send a browser to instead.
///
/// Errors go to the redirect URI, as in production; as HTTP errors where that URI cannot be trusted
/// (RFC 6749 section 4.1.2.1) or JSON is wanted.
pub(crate) fn authorize(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let wants_json = wants_json(call, tx)?;
    let settings = &tx.env.settings;
    let client_id = required(&call.query, "client_id")?;
    if !tx.state.environment.knows_client(client_id) {
        let description = format!("The client_id '{}' is unknown.", shown(client_id));
        return Err(bad_request("invalid_client", description)
            .advise(advice::unknown_client(&tx.state.environment, client_id)));
    }
    let redirect_uri = required(&call.query, "redirect_uri")?;
    tx.state.environment.check_redirect_uri(redirect_uri, settings.lenient).map_err(|reason| {
        let description = format!("The redirect_uri '{}' {reason}.", shown(redirect_uri));
        bad_request("invalid_redirect_uri", description)
            .advise(advice::redirect_uri(&tx.state.environment, redirect_uri))
    })?;

    let checked = check_request(&call.query, settings.lenient).and_then(|()| select(&call.query, tx.state));
    match checked {
        Err(refusal) if wants_json => Err(refusal.into_failure()),
        Err(refusal) => refuse(redirect_uri, call.query.get("state"), refusal.code, &refusal.description),
        Ok(_) if wants_json => {
            let url = own_url(call);
            Ok(answer::secret_json(StatusCode::OK, &json!({"url": url, "link": url})))
        }
        Ok(selected) => {
            let connection_id = match selected {
                Selected::Connection(id) => id,
                Selected::New(provider) => add_provider(tx, provider)?,
            };
            let user_agent = call.header(&USER_AGENT).map(text_limits::cut_user_agent);
            let sign_in = SignIn {
                client_id: client_id.to_owned(),
                redirect_uri: redirect_uri.to_owned(),
                state: call.query.get("state").map(str::to_owned),
                connection_id,
                code_challenge: call.query.get("code_challenge").map(str::to_owned),
                provider_scopes: call.query.list("provider_scopes").map(str::to_owned).collect(),
                user_agent,
            };
            // Whoever the hint names is told as far as it can be an address.
            let hint =
                call.query.filled("login_hint").filter(|hint| hint.len() <= text_limits::LONGEST_EMAIL);
            announce(tx, &sign_in, hint, SsoProgress::Started);
            if settings.switches.interactive {
                return sign_in_page::show(call, tx, sign_in);
            }
            match choose_person(call, tx, &sign_in)? {
                Ok(profile_id) => approve(call, tx, sign_in, profile_id),
                Err(description) => {
                    let failed = SsoProgress::Failed("access_denied", &description);
                    announce(tx, &sign_in, hint, failed);
                    refuse(redirect_uri, call.query.get("state"), "access_denied", &description)
                }
            }
        }
    }
}

/// Why a sign-in cannot begin: told to browsers by one code, and to callers of the JSON mode by another.
#[derive(Debug)]
struct Refusal {
    code: &'static str,
    status: StatusCode,
    json_code: &'static str,
    description: String,
}

impl Refusal {
    fn new(code: &'static str, description: impl Into<String>) -> Self {
        Self { code, status: StatusCode::BAD_REQUEST, json_code: code, description: description.into() }
    }

    fn for_json(mut self, status: StatusCode, code: &'static str) -> Self {
        (self.status, self.json_code) = (status, code);
        self
    }

    fn into_failure(self) -> Failure {
        Failure::oauth(self.status, self.json_code, self.description)
    }
}

fn required<'a>(query: &'a Pairs, name: &str) -> Result<&'a str, Failure> {
    query.filled(name).ok_or_else(|| {
        bad_request("invalid_request", format!("{name} is missing.")).advise(advice::missing_parameter())
    })
}

/// Checks what does not concern the choice of a connection.
fn check_request(query: &Pairs, lenient: Lenient) -> Result<(), Refusal> {
    let invalid = |description: &str| Err(Refusal::new("invalid_request", description));
    match query.filled("response_type") {
        Some("code") => {}
        Some(_) => return Err(Refusal::new("unsupported_response_type", "response_type must be 'code'.")),
        None => return invalid("response_type is missing."),
    }
    match (query.get("code_challenge"), query.get("code_challenge_method")) {
        (None, None) => {}
        _ if lenient.skips(Check::Pkce) => {}
        (None, Some(_)) => return invalid("code_challenge_method requires code_challenge."),
        // RFC 7636 section 4.3: without a method it would be `plain`, which is not supported.
        (Some(_), method) if method != Some("S256") => return invalid("code_challenge_method must be S256."),
        (Some(challenge), _) => {
            let in_alphabet = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
            if challenge.len() != 43 || !challenge.bytes().all(in_alphabet) {
                return invalid("code_challenge must be the 43 base64url characters of a SHA-256 digest.");
            }
        }
    }
    match query.filled("prompt") {
        None | Some("login") => Ok(()),
        Some(_) if lenient.skips(Check::Enums) => Ok(()),
        Some(_) => invalid("prompt must be 'login'."),
    }
}

/// What the request signs in through.
#[derive(Debug)]
enum Selected {
    Connection(String),
    /// An OAuth provider that has no connection yet.
    New(&'static str),
}

fn select(query: &Pairs, state: &State) -> Result<Selected, Refusal> {
    if query.get("domain").is_some() {
        let description = "domain no longer selects a connection: use connection or organization.";
        return Err(Refusal::new("domain_connection_selector_not_allowed", description));
    }
    let one = |names: [&'static str; 2]| {
        let mut values = names.into_iter().flat_map(|name| query.all(name)).filter(|value| !value.is_empty());
        let first = values.next();
        if values.any(|value| Some(value) != first) {
            let description = format!("{} has two different values.", names[0]);
            return Err(Refusal::new("invalid_connection_selector", description));
        }
        Ok(first)
    };
    let connection = one(["connection", "connection_id"])?;
    let organization = one(["organization", "organization_id"])?;
    let provider = one(["provider", "provider"])?;
    match (connection, organization, provider) {
        (Some(id), None, None) => {
            let connection = state.connections.all.get(id).ok_or_else(|| {
                Refusal::new("connection_invalid", format!("There is no connection '{}'.", shown(id)))
                    .for_json(StatusCode::NOT_FOUND, "connection_not_found")
            })?;
            linked(connection)
        }
        (None, Some(id), None) => of_organization(id, state),
        (None, None, Some(name)) => of_provider(name, state),
        (None, None, None) => {
            let description = "One of connection, organization and provider is required.";
            Err(Refusal::new("invalid_connection_selector", description)
                .for_json(StatusCode::BAD_REQUEST, "invalid_request"))
        }
        _ => {
            let description = "Only one of connection, organization and provider can be given.";
            Err(Refusal::new("invalid_connection_selector", description))
        }
    }
}

fn linked(connection: &Connection) -> Result<Selected, Refusal> {
    if connection.is_active() {
        return Ok(Selected::Connection(connection.id.clone()));
    }
    let state = connection.state.as_str();
    Err(Refusal::new("connection_unlinked", format!("The connection '{}' is {state}.", connection.id)))
}

fn of_organization(id: &str, state: &State) -> Result<Selected, Refusal> {
    if state.organizations.all.get(id).is_none() {
        return Err(Refusal::new(
            "organization_invalid",
            format!("There is no organization '{}'.", shown(id)),
        )
        .for_json(StatusCode::NOT_FOUND, "organization_not_found"));
    }
    let mut active = state.connections.all.group(&Connection::group_of_active(id));
    match (active.next(), active.next()) {
        (Some(connection), None) => linked(connection),
        (Some(_), Some(_)) => {
            let description = format!("The organization '{id}' has several connections: use connection.");
            Err(Refusal::new("ambiguous_connection_selector", description))
        }
        (None, _) => match state.connections.all.owned_by(id).next() {
            Some(connection) => linked(connection),
            None => {
                Err(Refusal::new("connection_invalid", format!("The organization '{id}' has no connection."))
                    .for_json(StatusCode::NOT_FOUND, "connection_not_found"))
            }
        },
    }
}

fn of_provider(name: &str, state: &State) -> Result<Selected, Refusal> {
    // The enum of the connections filter spells GitHub in another way.
    let name = if name == "GithubOAuth" { "GitHubOAuth" } else { name };
    let any = state.lenient.skips(Check::Enums).then_some("TestIdp");
    let providers = enum_of_query("sso.authorize", "provider");
    let Some(provider) = providers.iter().copied().find(|known| *known == name).or(any) else {
        let description = format!("There is no provider '{}'.", shown(name));
        return Err(Refusal::new("invalid_connection_selector", description));
    };
    match state.connections.all.group(&Connection::group_of_type(provider)).next() {
        Some(connection) => linked(connection),
        None => Ok(Selected::New(provider)),
    }
}

/// Production has its own credentials for the providers, so that they work before anything is set up.
fn add_provider(tx: &mut Tx<'_>, provider: &'static str) -> Result<String, Failure> {
    stand_in(tx.state, NewConnection::new(provider), tx.moment)
        .map_err(|_| Failure::internal("The provider's connection could not be created."))
}

/// Who signs in where nobody can be asked: the person of the `login_hint`, or else the connection's first.
/// Anybody can have an account at an OAuth provider, so that an unknown hint makes a new person there.
///
/// The inner error is for the application, which sent the hint.
fn choose_person(call: &Call, tx: &mut Tx<'_>, sign_in: &SignIn) -> Result<Result<String, String>, Failure> {
    let connection_id = &sign_in.connection_id;
    let hint = call.query.filled("login_hint");
    let person = match hint {
        Some(hint) => tx.state.person_by_email(connection_id, hint),
        None => tx.state.sso.profiles.owned_by(connection_id).next(),
    };
    if let Some(person) = person {
        return Ok(Ok(person.id.clone()));
    }
    let Some(hint) = hint else {
        return Ok(Err(format!("Nobody can sign in through the connection '{connection_id}'.")));
    };
    let at_provider = tx
        .state
        .connections
        .all
        .get(connection_id)
        .is_some_and(|connection| connection.connection_type.ends_with("OAuth"));
    if !at_provider || check_email(hint).is_err() {
        let description =
            format!("'{}' cannot sign in through the connection '{connection_id}'.", shown(hint));
        return Ok(Err(description));
    }
    let person = NewProfile::new(connection_id.as_str(), hint);
    tx.state
        .add_person_by_sign_in(person, tx.moment)
        .map(Ok)
        .map_err(|_| Failure::internal("The person could not be created."))
}
