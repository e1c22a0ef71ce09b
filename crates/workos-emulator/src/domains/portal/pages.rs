//! What the portal's pages decide: set up single sign-on, verify a domain, or look at settings.

use http::StatusCode;

use crate::domains::connections::seed::NewConnection;
use crate::domains::portal::model::PortalVisit;
use crate::domains::portal::templates::{self, INTENTS, provider_types};
use crate::domains::sso::seed::NewProfile;
use crate::domains::state::State;
use crate::domains::tx::Tx;
use crate::http::advice::Advice;
use crate::http::answer;
use crate::http::answer::Answer;
use crate::http::failure_page;
use crate::http::formats::check_email;
use crate::http::page::message;
use crate::http::page_forms::{Form, form, random_token, refused};
use crate::http::rejected::Rejected;
use crate::http::request::Call;

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
    let Some(form) = form(call)? else { return refused() };
    // Each page has a token of its own, so that no form is taken twice.
    let Some(mut visit) = tx.state.portal.visits.remove(call.now, form.get("token").unwrap_or_default())
    else {
        return expired();
    };
    let known = |wanted: &&str| INTENTS.iter().any(|(intent, ..)| intent == wanted);
    if let (None, Some(intent)) = (&visit.intent, form.get("intent").filter(known)) {
        visit.intent = Some(intent.to_owned());
        return show(call, tx, visit, None);
    }
    let saved = match visit.intent.as_deref() {
        Some("domain_verification") if form.get("domain").is_none() && form.get("domain_id").is_none() => {
            return show(call, tx, visit, Some("Enter a domain."));
        }
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
        None => message(StatusCode::OK, "Done", "Everything is saved. You can close this page."),
    }
}

fn expired() -> Answer {
    let advice = Advice {
        title: "Ask for a new link",
        rule: "One visit with each link, within 5 minutes, and one answer to each page of the visit, within an hour.",
        action: "Ask the application for a new link. The application creates one by POST /portal/generate_link each \
                 time somebody wants to open the portal, and does not store it.",
        production: "The dashboard calls this page the Admin Portal. Its links expire after 5 minutes in production, \
                     too; a setup link that you create in the dashboard is valid longer.",
        ..Advice::default()
    };
    failure_page::refuse("This link was used before or has expired.", &advice)
}

/// Shows the page of a visit, with what was wrong with its form.
fn show(call: &Call, tx: &mut Tx<'_>, visit: PortalVisit, problem: Option<&str>) -> Answer {
    let Some(organization) = tx.state.organizations.all.get(&visit.organization_id) else { return expired() };
    let token = random_token()?;
    let page = templates::render(tx.state, &visit, &organization.name, &token, problem);
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    tx.state.portal.visits.insert(call.now, token, visit);
    Ok(answer::html(status, page))
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
