//! The hosted sign-in page: choose a person, or cancel. Works without JavaScript.

use http::StatusCode;

use crate::domains::sso::events::SsoProgress;
use crate::domains::sso::model::Profile;
use crate::domains::sso::model::SignIn;
use crate::domains::sso::outcome;
use crate::domains::tx::Tx;
use crate::http::answer;
use crate::http::answer::Answer;
use crate::http::html as hosted;
use crate::http::html::{document, escape, origin};
use crate::http::request::Call;

/// Where the page's form goes.
pub(crate) const PATH: &str = "/_emulator/sign-in";

/// Shows the page. What it decides about is kept under a token that only this page knows.
pub(crate) fn show(call: &Call, tx: &mut Tx<'_>, sign_in: SignIn) -> Answer {
    let token = hosted::random_token()?;
    let name = tx.state.connections.all.get(&sign_in.connection_id).map_or("", |connection| &connection.name);
    let hint = call.query.filled("login_hint").unwrap_or_default();
    let mut people: Vec<_> = tx.state.sso.profiles.owned_by(&sign_in.connection_id).collect();
    people.sort_by_key(|person| !person.email.eq_ignore_ascii_case(hint));
    let page = page(name, &sign_in, &token, &people);
    tx.state.sso.sign_ins.insert(call.now, token, sign_in);
    Ok(answer::html(StatusCode::OK, page))
}

/// Takes what the page decided, and sends the browser back to the application.
pub(crate) fn decide(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let Some(form) = hosted::form(call)? else { return hosted::refused() };
    let expired = || {
        let text = "This sign-in was finished or has expired. Start again from the application.";
        hosted::page(StatusCode::BAD_REQUEST, "Start again", text)
    };
    let token = form.get("token").unwrap_or_default();
    let Some(sign_in) = tx.state.sso.sign_ins.get(call.now, token).cloned() else {
        return expired();
    };
    if form.get("decision") == Some("deny") {
        tx.state.sso.sign_ins.remove(call.now, token);
        let failed = SsoProgress::Failed("access_denied", "The sign-in was cancelled.");
        outcome::announce(tx, &sign_in, None, failed);
        let state = sign_in.state.as_deref();
        return outcome::refuse(&sign_in.redirect_uri, state, "access_denied", "The sign-in was cancelled.");
    }
    let person = form.get("profile").and_then(|id| tx.state.sso.profiles.get(id));
    let Some(person) = person.filter(|person| person.connection_id == sign_in.connection_id) else {
        let text = "No person was chosen. Go back and choose a person.";
        return hosted::page(StatusCode::BAD_REQUEST, "Who are you?", text);
    };
    let profile_id = person.id.clone();
    tx.state.sso.sign_ins.remove(call.now, token);
    outcome::approve(call, tx, sign_in, profile_id)
}

fn page(connection: &str, sign_in: &SignIn, token: &str, people: &[&Profile]) -> String {
    let mut choices = String::new();
    for person in people {
        let (first, second) = match person.full_name() {
            Some(name) => (escape(&name), format!("<small>{}</small>", escape(&person.email))),
            None => (escape(&person.email), String::new()),
        };
        let id = escape(&person.id);
        choices.push_str(&format!("<button name=\"profile\" value=\"{id}\">{first}{second}</button>\n"));
    }
    if people.is_empty() {
        choices.push_str("<p>Nobody can sign in through this connection yet.</p>\n");
    }
    let target = origin(&sign_in.redirect_uri);
    let body = format!(
        "<h1>Sign in with {}</h1>\n<p>to continue to {}</p>\n\
         <form method=\"post\" action=\"{PATH}\">\n\
         <input type=\"hidden\" name=\"token\" value=\"{}\">\n\
         <fieldset>\n<legend>Sign in as</legend>\n{choices}</fieldset>\n\
         <button class=\"cancel\" name=\"decision\" value=\"deny\">Cancel</button>\n</form>",
        escape(connection),
        escape(target),
        escape(token),
    );
    document("Sign in", &body)
}
