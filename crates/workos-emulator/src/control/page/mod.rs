//! The live page: requests, webhook deliveries, faults, objects and the clock. It is joined from its files when the crate
//! is compiled.

use std::sync::OnceLock;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use http::header::CONTENT_SECURITY_POLICY;
use http::{HeaderValue, StatusCode};
use ring::digest::{SHA256, digest};

use crate::control::request::Control;
use crate::http::answer;
use crate::http::answer::Answer;

static PAGE: &str = concat!(
    r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>WorkOS emulator</title>
<style>"#,
    include_str!("../../http/base.css"),
    include_str!("live.css"),
    "</style>\n</head>\n",
    include_str!("live.html"),
    "<script>",
    include_str!("script/api.js"),
    include_str!("script/dom.js"),
    include_str!("script/requests.js"),
    include_str!("script/deliveries.js"),
    include_str!("script/faults.js"),
    include_str!("script/forms.js"),
    include_str!("script/objects.js"),
    include_str!("script/main.js"),
    "</script>\n</body>\n</html>\n",
);

/// `GET /_emulator/`. The page itself tells nothing: what it shows it fetches from the control API, with the key where
/// there is one.
pub(crate) fn show(_: &Control<'_>) -> Answer {
    let mut response = answer::html(StatusCode::OK, PAGE.to_owned());
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy().clone());
    Ok(response)
}

/// Lets the browser run the page's own script and style, named by their digests, and nothing else: a name that was
/// shown as markup by mistake could do no harm.
#[expect(clippy::expect_used, reason = "the page is compiled in, and a test shows it")]
fn policy() -> &'static HeaderValue {
    static POLICY: OnceLock<HeaderValue> = OnceLock::new();
    POLICY.get_or_init(|| {
        let hash = |tag: &str| {
            let (_, rest) = PAGE.split_once(&format!("<{tag}>")).expect("the page has the tag");
            let (content, _) = rest.split_once(&format!("</{tag}>")).expect("the page closes the tag");
            format!("'sha256-{}'", BASE64_STANDARD.encode(digest(&SHA256, content.as_bytes())))
        };
        let policy = format!(
            "default-src 'none'; script-src {}; style-src {}; connect-src 'self'; base-uri 'none'; form-action 'none'; \
             frame-ancestors 'none'",
            hash("script"),
            hash("style"),
        );
        HeaderValue::try_from(policy).expect("a digest is ASCII")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_has_one_script_and_one_style_and_loads_nothing() {
        for (text, count) in [("<script", 1), ("</script", 1), ("<style", 1), ("</style", 1)] {
            assert_eq!(PAGE.matches(text).count(), count, "{text}");
        }
        for forbidden in ["<link", "<img", "src=", "style=", "onclick=", "innerHTML", "@import", "url("] {
            assert!(!PAGE.contains(forbidden), "{forbidden}");
        }
        assert!(PAGE.len() < 60_000, "{} bytes", PAGE.len());
    }
}
