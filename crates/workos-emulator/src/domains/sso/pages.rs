//! What the hosted sign-in page decides: a person of the connection, somebody else, an error, or nothing.

use http::StatusCode;

use crate::domains::sso::events::SsoProgress;
use crate::domains::sso::model::SignIn;
use crate::domains::sso::outcome;
use crate::domains::sso::sign_in_page::{self, SIGN_IN_ERRORS, SignInPage};
use crate::domains::sso::somebody::{self, Problem};
use crate::domains::tx::Tx;
use crate::http::advice::Advice;
use crate::http::answer;
use crate::http::answer::Answer;
use crate::http::failure_page;
use crate::http::page_forms::{Form, form, random_token, refused};
use crate::http::request::Call;

/// Shows the page. What it decides about is stored under a token that only this page knows.
pub(crate) fn show(call: &Call, tx: &mut Tx<'_>, sign_in: SignIn) -> Answer {
    let token = random_token()?;
    let hint = call.query.filled("login_hint").unwrap_or_default();
    let page = page(tx, &sign_in, &token, hint, &Form::default(), None);
    tx.state.sso.sign_ins.insert(call.now, token, sign_in);
    Ok(answer::html(StatusCode::OK, page))
}

/// Takes what the page decided, and sends the browser back to the application.
pub(crate) fn decide(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let Some(form) = form(call)? else { return refused() };
    let token = form.get("token").unwrap_or_default();
    let Some(sign_in) = tx.state.sso.sign_ins.get(call.now, token).cloned() else {
        return expired();
    };
    if form.get("decision") == Some("deny") {
        return fail(call, tx, token, &sign_in, ("access_denied", "The sign-in was cancelled."));
    }
    if let Some(wanted) = form.get("error") {
        return match SIGN_IN_ERRORS.iter().find(|(code, _)| *code == wanted) {
            Some(error) => fail(call, tx, token, &sign_in, *error),
            None => {
                let problem = Problem::new("error", "Choose an error from the list.");
                ask_again(tx, &sign_in, token, &form, &problem)
            }
        };
    }
    let profile_id = if form.get("profile").is_none() && form.get("email").is_some() {
        let moment = tx.moment;
        let person = somebody::read(&form, &sign_in.connection_id)
            .and_then(|person| Ok(tx.state.person_of_sign_in(person, moment)?));
        match person {
            Ok(profile_id) => profile_id,
            Err(problem) => return ask_again(tx, &sign_in, token, &form, &problem),
        }
    } else {
        let person = form.get("profile").and_then(|id| tx.state.sso.profiles.get(id));
        match person.filter(|person| person.connection_id == sign_in.connection_id) {
            Some(person) => person.id.clone(),
            None => {
                let problem = Problem::new("", "Choose a person, or enter an e-mail address.");
                return ask_again(tx, &sign_in, token, &form, &problem);
            }
        }
    };
    tx.state.sso.sign_ins.remove(call.now, token);
    outcome::approve(call, tx, sign_in, profile_id)
}

/// Ends the sign-in with an error, which the application gets.
fn fail(call: &Call, tx: &mut Tx<'_>, token: &str, sign_in: &SignIn, error: (&str, &str)) -> Answer {
    let (code, description) = error;
    tx.state.sso.sign_ins.remove(call.now, token);
    outcome::announce(tx, sign_in, None, SsoProgress::Failed(code, description));
    outcome::refuse(&sign_in.redirect_uri, sign_in.state.as_deref(), code, description)
}

/// Shows the page again, with what was entered and what is wrong with it. Its token stays valid.
fn ask_again(tx: &Tx<'_>, sign_in: &SignIn, token: &str, form: &Form, problem: &Problem) -> Answer {
    let page = page(tx, sign_in, token, "", form, Some(problem));
    Ok(answer::html(StatusCode::BAD_REQUEST, page))
}

fn page(
    tx: &Tx<'_>,
    sign_in: &SignIn,
    token: &str,
    hint: &str,
    entered: &Form,
    problem: Option<&Problem>,
) -> String {
    let connection = tx.state.connections.all.get(&sign_in.connection_id);
    let organization = connection.and_then(|connection| connection.organization_id.as_deref());
    let organization = organization.and_then(|id| tx.state.organizations.all.get(id));
    let mut people: Vec<_> = tx.state.sso.profiles.owned_by(&sign_in.connection_id).collect();
    people.sort_by_key(|person| !person.email.eq_ignore_ascii_case(hint));
    let page = SignInPage {
        connection: connection.map_or("", |connection| &connection.name),
        connection_type: connection.map_or("", |connection| connection.connection_type),
        organization: organization.map(|organization| organization.name.as_str()),
        redirect_uri: &sign_in.redirect_uri,
        token,
        people: &people,
        entered,
        problem,
    };
    sign_in_page::render(&page)
}

fn expired() -> Answer {
    let text = "This sign-in was finished or has expired.";
    let advice = Advice {
        title: "Start again",
        rule: "One answer to each sign-in page, within 10 minutes.",
        action: "Go back to the application and sign in again. The browser's Back button shows a page that was \
                 answered already.",
        production: "A sign-in in production expires, too.",
        ..Advice::default()
    };
    failure_page::refuse(text, &advice)
}
