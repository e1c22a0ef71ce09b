//! What the hosted pages have in common: they work without JavaScript, load nothing, and take no foreign forms.

use http::header::{HOST, ORIGIN};
use http::uri::Authority;
use http::{HeaderName, StatusCode, Uri};
use ring::rand::{SecureRandom, SystemRandom};
use serde_json::{Map, Value};

use crate::base::keys::url_base64;
use crate::base::redirect_uri::is_loopback;
use crate::http::answer;
use crate::http::answer::{Answer, Failure};
use crate::http::request::Call;

static STYLE: &str = "\
:root{color-scheme:light dark}\
body{font:16px/1.5 system-ui,sans-serif;max-width:26rem;margin:12vh auto;padding:0 1rem;overflow-wrap:anywhere}\
h1{font-size:1.4rem;margin:0 0 .25rem}p{margin:.25rem 0 1.25rem;opacity:.8}\
fieldset{border:0;margin:0;padding:0;min-width:0}legend{padding:0;margin-bottom:.5rem}\
button{display:block;width:100%;margin:.5rem 0;padding:.7rem 1rem;font:inherit;text-align:left;cursor:pointer;\
color:inherit;background:color-mix(in srgb,CanvasText 6%,Canvas);border:1px solid GrayText;border-radius:.5rem}\
button:hover,button:focus-visible{border-color:Highlight;outline:2px solid Highlight}\
button small{display:block;opacity:.75}.cancel{text-align:center;background:none}\
.main{text-align:center;font-weight:600}\
label{display:block;margin:.75rem 0 .25rem}\
input,select{box-sizing:border-box;width:100%;padding:.6rem .75rem;font:inherit;color:inherit;background:Canvas;\
border:1px solid GrayText;border-radius:.5rem}\
input:focus-visible,select:focus-visible,summary:focus-visible{outline:2px solid Highlight}\
input[type=checkbox]{width:auto;margin:0 .5rem 0 0}ul{padding-left:1.2rem}code{font-size:.9em}\
details{margin-top:1.5rem}summary{cursor:pointer}";

/// A token that nobody guesses; unlike ids, it does not repeat for the same seed.
pub(crate) fn random_token() -> Result<String, Failure> {
    let mut bytes = [0; 32];
    SystemRandom::new()
        .fill(&mut bytes)
        .map_err(|_| Failure::internal("The system's random number generator failed."))?;
    Ok(url_base64(&bytes))
}

/// The fields of a page's form, unless another site sent it.
///
/// # Errors
/// 400 when the form cannot be read.
pub(crate) fn form(call: &Call) -> Result<Option<Form>, Failure> {
    if !comes_from_the_page(call) {
        return Ok(None);
    }
    Ok(Some(Form(if call.has_form() { call.fields()?.clone() } else { Map::new() })))
}

/// The answer to a form of another site.
pub(crate) fn refused() -> Answer {
    page(StatusCode::FORBIDDEN, "Refused", "This form was sent by another site.")
}

/// What a person entered.
pub(crate) struct Form(Map<String, Value>);

impl Form {
    /// A field without the space around it, unless it is empty.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).and_then(Value::as_str).map(str::trim).filter(|value| !value.is_empty())
    }
}

/// An answer that only says something.
pub(crate) fn page(status: StatusCode, title: &str, text: &str) -> Answer {
    Ok(answer::html(status, message(title, text)))
}

/// A page that only says something.
pub(crate) fn message(title: &str, text: &str) -> String {
    document(title, &format!("<h1>{}</h1>\n<p>{}</p>", escape(title), escape(text)))
}

/// A whole page around this body, whose texts are escaped already.
pub(crate) fn document(title: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{} · WorkOS emulator</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n\
         </body>\n</html>\n",
        escape(title),
    )
}

/// Makes text harmless in HTML, inside and outside of quoted attributes.
pub(crate) fn escape(text: &str) -> String {
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
fn comes_from_the_page(call: &Call) -> bool {
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
pub(crate) fn origin(uri: &str) -> &str {
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
