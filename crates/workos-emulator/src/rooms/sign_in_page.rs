//! The hosted sign-in page: choose a person, or cancel. Works without JavaScript.

use http::header::{HOST, ORIGIN};
use http::uri::Authority;
use http::{HeaderName, StatusCode, Uri};
use ring::rand::{SecureRandom, SystemRandom};

use super::sso;
use crate::answer::{self, Answer, Failure};
use crate::call::Call;
use crate::keys::url_base64;
use crate::objects::Profile;
use crate::redirect_uri::is_loopback;
use crate::state::{SignIn, SsoProgress, State};

/// Where the page's form goes.
pub(crate) const PATH: &str = "/_emulator/sign-in";

static STYLE: &str = "\
:root{color-scheme:light dark}\
body{font:16px/1.5 system-ui,sans-serif;max-width:26rem;margin:12vh auto;padding:0 1rem;overflow-wrap:anywhere}\
h1{font-size:1.4rem;margin:0 0 .25rem}p{margin:.25rem 0 1.25rem;opacity:.8}\
fieldset{border:0;margin:0;padding:0;min-width:0}legend{padding:0;margin-bottom:.5rem}\
button{display:block;width:100%;margin:.5rem 0;padding:.7rem 1rem;font:inherit;text-align:left;cursor:pointer;\
color:inherit;background:color-mix(in srgb,CanvasText 6%,Canvas);border:1px solid GrayText;border-radius:.5rem}\
button:hover,button:focus-visible{border-color:Highlight;outline:2px solid Highlight}\
button small{display:block;opacity:.75}.cancel{text-align:center;background:none}";

/// Shows the page. What it decides about is kept under a token that only this page knows.
pub(crate) fn show(call: &Call<'_>, state: &mut State, sign_in: SignIn) -> Answer {
    let mut bytes = [0; 32];
    SystemRandom::new().fill(&mut bytes).map_err(|_| Failure::internal("The system has no randomness."))?;
    let token = url_base64(&bytes);
    let name = state.connections.get(&sign_in.connection_id).map_or("", |connection| &connection.name);
    let hint = call.query.filled("login_hint").unwrap_or_default();
    let mut people: Vec<_> = state.profiles.owned_by(&sign_in.connection_id).collect();
    people.sort_by_key(|person| !person.email.eq_ignore_ascii_case(hint));
    let page = page(name, &sign_in, &token, &people);
    state.sign_ins.insert(call.now, token, sign_in);
    Ok(answer::html(StatusCode::OK, page))
}

/// Takes what the page decided, and sends the browser back to the application.
pub(crate) fn decide(call: &Call<'_>) -> Answer {
    if !comes_from_the_page(call) {
        let text = "This form was sent by another site.";
        return Ok(answer::html(StatusCode::FORBIDDEN, message("Refused", text)));
    }
    let fields = if call.has_form() { call.fields()? } else { serde_json::Map::new() };
    let field = |name: &str| fields.get(name).and_then(|value| value.as_str());
    let mut state = call.shared.state();
    let expired = || {
        let text = "This sign-in was finished or has expired. Start again from the application.";
        Ok(answer::html(StatusCode::BAD_REQUEST, message("Start again", text)))
    };
    let token = field("token").unwrap_or_default();
    let Some(sign_in) = state.sign_ins.get(call.now, token).cloned() else {
        return expired();
    };
    if field("decision") == Some("deny") {
        state.sign_ins.remove(call.now, token);
        let failed = SsoProgress::Failed("access_denied", "The sign-in was cancelled.");
        sso::announce(call, &mut state, &sign_in, None, failed);
        let state = sign_in.state.as_deref();
        return sso::refuse(&sign_in.redirect_uri, state, "access_denied", "The sign-in was cancelled.");
    }
    let person = field("profile").and_then(|id| state.profiles.get(id));
    let Some(person) = person.filter(|person| person.connection_id == sign_in.connection_id) else {
        let text = "Nobody was chosen. Go back and choose a person.";
        return Ok(answer::html(StatusCode::BAD_REQUEST, message("Who are you?", text)));
    };
    let profile_id = person.id.clone();
    state.sign_ins.remove(call.now, token);
    sso::approve(call, &mut state, sign_in, profile_id)
}

/// A page that only says something.
pub(crate) fn message(title: &str, text: &str) -> String {
    document(title, &format!("<h1>{}</h1>\n<p>{}</p>", escape(title), escape(text)))
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

fn document(title: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{} · WorkOS emulator</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n\
         </body>\n</html>\n",
        escape(title),
    )
}

/// Makes text harmless in HTML, inside and outside of quoted attributes.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            // These would let a name reverse the text around it.
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            _ => escaped.push(c),
        }
    }
    escaped
}

/// Whether the form can be the emulator's own: browsers name the origin of every cross-site POST.
///
/// The `Host` alone decides nothing, since a foreign name can resolve to this machine.
fn comes_from_the_page(call: &Call<'_>) -> bool {
    static SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
    if !matches!(call.header(&SEC_FETCH_SITE), None | Some("same-origin" | "none")) {
        return false;
    }
    let Some(origin) = call.header(&ORIGIN) else {
        // No browser leaves it out of a cross-site POST; other clients cannot be tricked.
        return true;
    };
    let Ok(uri) = origin.parse::<Uri>() else {
        return false;
    };
    let asked = call.header(&HOST).or_else(|| call.uri().authority().map(Authority::as_str));
    origin == call.base_url
        || (uri.host().is_some_and(is_loopback) && uri.authority().map(Authority::as_str) == asked)
}

/// Scheme and authority of a URI.
fn origin(uri: &str) -> &str {
    let authority = uri.find("://").map_or(0, |at| at + 3);
    let end = uri[authority..].find(['/', '?']).map_or(uri.len(), |at| authority + at);
    &uri[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_in_a_page_is_escaped() {
        assert_eq!(escape("<a href=\"x\" b='&'>"), "&lt;a href=&quot;x&quot; b=&#39;&amp;&#39;&gt;");
        assert_eq!(escape("\u{202e}evil\u{2069}"), "evil");
        assert!(message("<script>", "</main>").contains("<h1>&lt;script&gt;</h1>\n<p>&lt;/main&gt;</p>"));
    }

    #[test]
    fn the_origin_of_a_uri_ends_before_its_path() {
        assert_eq!(origin("https://yourapp.com/callback?x=1"), "https://yourapp.com");
        assert_eq!(origin("https://yourapp.com?x=/"), "https://yourapp.com");
        assert_eq!(origin("myapp://done"), "myapp://done");
    }
}
