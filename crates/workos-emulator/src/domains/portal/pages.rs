//! The portal's pages: set up single sign-on, prove a domain, or look at what there is.

use std::fmt::Write as _;

use http::StatusCode;

use crate::domains::connections::model::connection::CONNECTION_TYPES;
use crate::domains::connections::seed::NewConnection;
use crate::domains::portal::model::PortalVisit;
use crate::domains::sso::seed::NewProfile;
use crate::domains::state::State;
use crate::domains::tx::Tx;
use crate::http::answer;
use crate::http::answer::Answer;
use crate::http::formats::check_email;
use crate::http::html as hosted;
use crate::http::html::{Form, document, escape};
use crate::http::rejected::Rejected;
use crate::http::request::Call;

/// Where the pages' forms go.
pub(crate) const PATH: &str = "/_emulator/portal";

/// Every intent, and its name on the pages.
const INTENTS: &[(&str, &str)] = &[
    ("sso", "Single sign-on"),
    ("domain_verification", "Domains"),
    ("dsync", "Directory"),
    ("audit_logs", "Audit logs"),
    ("log_streams", "Log streams"),
    ("certificate_renewal", "Certificates"),
    ("bring_your_own_key", "Encryption key"),
];

/// `GET /portal/launch?token=…`: opens a link, once.
pub(crate) fn launch(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let token = call.query.get("token").unwrap_or_default();
    match tx.state.portal.links.remove(call.now, token) {
        Some(visit) => show(call, tx, visit, None),
        None => expired(),
    }
}

/// Takes what a page decided: saves it and goes back to the application, or shows the next page.
pub(crate) fn decide(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let Some(form) = hosted::form(call)? else { return hosted::refused() };
    // Each page has a token of its own, so that no form is taken twice.
    let Some(mut visit) = tx.state.portal.visits.remove(call.now, form.get("token").unwrap_or_default())
    else {
        return expired();
    };
    let known = |wanted: &&str| INTENTS.iter().any(|(intent, _)| intent == wanted);
    if let (None, Some(intent)) = (&visit.intent, form.get("intent").filter(known)) {
        visit.intent = Some(intent.to_owned());
        return show(call, tx, visit, None);
    }
    let saved = match visit.intent.as_deref() {
        Some("sso") => save_connection(tx, &visit, &form),
        Some("domain_verification") => save_domain(tx, &visit, &form),
        Some(_) => Ok(()),
        None => return show(call, tx, visit, Some("Choose what to set up.")),
    };
    match saved {
        Ok(()) => leave(&visit),
        Err(rejected) => {
            let problem = rejected.to_string();
            show(call, tx, visit, Some(&problem))
        }
    }
}

fn leave(visit: &PortalVisit) -> Answer {
    match visit.success_url.as_ref().or(visit.return_url.as_ref()) {
        Some(url) => answer::redirect(url),
        None => hosted::page(StatusCode::OK, "Done", "Everything is saved. You can close this page."),
    }
}

fn expired() -> Answer {
    let text = "This link was used before or has expired. Ask the application for a new one.";
    hosted::page(StatusCode::BAD_REQUEST, "Ask for a new link", text)
}

/// Shows the page of a visit, with what was wrong with its form.
fn show(call: &Call, tx: &mut Tx<'_>, visit: PortalVisit, problem: Option<&str>) -> Answer {
    let Some(organization) = tx.state.organizations.all.get(&visit.organization_id) else { return expired() };
    let token = hosted::random_token()?;
    let (title, content) = match visit.intent.as_deref() {
        Some("sso") => ("Set up single sign-on", sso(tx.state, &visit)),
        Some("domain_verification") => ("Verify a domain", domains(tx.state, &visit)),
        Some(intent) => (name_of(intent), settings(intent)),
        None => ("Set up your organization", menu()),
    };
    let mut body = format!("<h1>{title}</h1>\n<p>for {}</p>\n", escape(&organization.name));
    if let Some(problem) = problem {
        let _ = writeln!(body, "<p role=\"alert\"><strong>{}</strong></p>", escape(problem));
    }
    let _ = write!(
        body,
        "<form method=\"post\" action=\"{PATH}\">\n<input type=\"hidden\" name=\"token\" value=\"{}\">\n\
         {content}</form>",
        escape(&token),
    );
    if let Some(url) = &visit.return_url {
        let _ = write!(body, "\n<p><a href=\"{}\">Back without saving</a></p>", escape(url));
    }
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    tx.state.portal.visits.insert(call.now, token, visit);
    Ok(answer::html(status, document(title, &body)))
}

fn name_of(intent: &str) -> &'static str {
    INTENTS.iter().find(|(known, _)| *known == intent).map_or("Settings", |(_, name)| name)
}

fn menu() -> String {
    let mut choices = "<fieldset>\n<legend>What do you want to set up?</legend>\n".to_owned();
    for (intent, name) in INTENTS {
        let _ = writeln!(choices, "<button name=\"intent\" value=\"{intent}\">{name}</button>");
    }
    choices.push_str("</fieldset>\n");
    choices
}

/// What an identity provider is chosen from.
fn provider_types() -> impl Iterator<Item = &'static str> {
    CONNECTION_TYPES
        .iter()
        .copied()
        .filter(|name| name.ends_with("SAML") || name.to_uppercase().ends_with("OIDC"))
}

fn sso(state: &State, visit: &PortalVisit) -> String {
    let mut content = String::new();
    let mut connections = state.connections.all.owned_by(&visit.organization_id).peekable();
    if connections.peek().is_some() {
        content.push_str("<p>Existing connections:</p>\n<ul>\n");
        for connection in connections {
            let (name, state) = (escape(&connection.name), connection.state.as_str());
            let _ = writeln!(content, "<li>{name} ({}, {state})</li>", connection.connection_type);
        }
        content.push_str("</ul>\n");
    }
    let chosen = visit.provider_type.as_deref().unwrap_or("GenericSAML");
    content.push_str(
        "<label for=\"type\">Identity provider</label>\n<select id=\"type\" name=\"connection_type\">\n",
    );
    for name in provider_types() {
        let selected = if name == chosen { " selected" } else { "" };
        let _ = writeln!(content, "<option{selected}>{name}</option>");
    }
    let domain = state.organizations.domains.owned_by(&visit.organization_id).next();
    let domain = domain.map_or("example.com", |domain| &domain.domain);
    let _ = writeln!(
        content,
        "</select>\n<label for=\"name\">Name of the connection</label>\n\
         <input id=\"name\" name=\"name\" maxlength=\"200\" autocomplete=\"off\">\n\
         <label for=\"email\">E-mail address of a person who can sign in</label>\n\
         <input id=\"email\" name=\"email\" type=\"email\" value=\"admin@{}\">\n\
         <button class=\"main\">Save connection</button>",
        escape(domain),
    );
    content
}

fn save_connection(tx: &mut Tx<'_>, visit: &PortalVisit, form: &Form) -> Result<(), Rejected> {
    let chosen = form.get("connection_type").unwrap_or_default();
    if !provider_types().any(|known| known == chosen) {
        return Err(Rejected::new("Identity provider", chosen, "is not in the list"));
    }
    let email = form.get("email");
    if let Some(email) = email {
        check_email(email)?;
    }
    let mut new = NewConnection::new(chosen).organization(&visit.organization_id);
    new.name = form.get("name").map(str::to_owned);
    let id = tx.state.add_connection(new, tx.moment)?;
    if let Some(email) = email {
        tx.state.add_profile(NewProfile::new(&id, email), tx.moment)?;
    }
    Ok(())
}

/// The field comes first, so that the Enter key in it means its own button.
fn domains(state: &State, visit: &PortalVisit) -> String {
    let mut content = "<label for=\"domain\">Domain</label>\n\
         <input id=\"domain\" name=\"domain\" placeholder=\"example.com\" autocomplete=\"off\">\n\
         <button class=\"main\">Verify this domain</button>\n"
        .to_owned();
    for domain in state.organizations.domains.owned_by(&visit.organization_id) {
        let (id, name, standing) = (escape(&domain.id), escape(&domain.domain), domain.state.as_str());
        if domain.is_verified() {
            let _ = writeln!(content, "<p>{name}: {standing}</p>");
            continue;
        }
        let _ = writeln!(
            content,
            "<button name=\"domain_id\" value=\"{id}\">Verify {name}<small>{standing}</small></button>"
        );
        if let Some(proof) = &domain.proof {
            let record = format!("{}.{} TXT {}", proof.prefix, domain.domain, proof.token);
            let _ = writeln!(content, "<p>DNS record: <code>{}</code></p>", escape(&record));
        }
    }
    content
}

fn save_domain(tx: &mut Tx<'_>, visit: &PortalVisit, form: &Form) -> Result<(), Rejected> {
    let own = |state: &State, id: &str| {
        state
            .organizations
            .domains
            .get(id)
            .is_some_and(|domain| domain.organization_id == visit.organization_id)
    };
    let id = match (form.get("domain_id"), form.get("domain")) {
        (Some(id), _) if own(tx.state, id) => id.to_owned(),
        (Some(id), _) => return Err(Rejected::not_found("Domain", id)),
        (None, Some(name)) => tx.state.add_pending_domain(&visit.organization_id, name, tx.moment)?,
        (None, None) => return Err(Rejected::new("Domain", "", "is missing")),
    };
    tx.state.begin_verification(&id, tx.env.settings.switches.domain_verification, tx.moment)
}

/// What the emulator keeps nothing of is looked at, and left as it is.
fn settings(intent: &str) -> String {
    let text = match intent {
        "dsync" => "No directory is connected.",
        "audit_logs" => "Audit logs are kept for 30 days.",
        "log_streams" => "Audit logs are not streamed.",
        "certificate_renewal" => "No certificate needs to be renewed.",
        _ => "Data is encrypted with a key of WorkOS.",
    };
    format!("<p>{text} This page is read-only in the emulator.</p>\n<button class=\"main\">Done</button>\n")
}
