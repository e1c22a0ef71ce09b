//! The page of an error, for people. Programs get the same error as JSON.

use bytes::Bytes;
use http::{Response, StatusCode};
use maud::{Markup, html};

use crate::http::advice::Advice;
use crate::http::answer;
use crate::http::answer::{Answer, Failure};
use crate::http::page::{Width, document};

/// Returns the page of a failure, with its status, its headers and its code.
pub(crate) fn of_failure(failure: Failure) -> Response<Bytes> {
    let title = match failure.advice() {
        Some(advice) => advice.title,
        None => title_of(failure.status()),
    };
    let content = content(title, failure.message(), failure.advice(), Some(failure.code()));
    let page = answer::html(failure.status(), document(title, Width::Wide, &content));
    failure.dress(page)
}

/// Returns the page of a step that cannot go on, which only people see.
pub(crate) fn refuse(text: &str, advice: &Advice) -> Answer {
    let content = content(advice.title, text, Some(advice), None);
    Ok(answer::html(StatusCode::BAD_REQUEST, document(advice.title, Width::Wide, &content)))
}

fn title_of(status: StatusCode) -> &'static str {
    match status {
        StatusCode::UNAUTHORIZED => "An API key is required",
        StatusCode::FORBIDDEN => "Not allowed",
        StatusCode::NOT_FOUND => "Not found",
        StatusCode::METHOD_NOT_ALLOWED => "Not a page",
        StatusCode::TOO_MANY_REQUESTS => "Too many requests",
        StatusCode::NOT_IMPLEMENTED => "Not emulated",
        status if status.is_server_error() => "The emulator failed",
        _ => "The request is not valid",
    }
}

fn content(title: &str, text: &str, advice: Option<&Advice>, code: Option<&str>) -> Markup {
    html! {
        h1 { (title) }
        p.lead { (text) }
        @if let Some(advice) = advice {
            @if !advice.sent.is_empty() || !advice.allowed.is_empty() || !advice.rule.is_empty() {
                dl {
                    @for (name, value) in &advice.sent {
                        dt { "Sent as " code { (name) } }
                        dd { pre { code { (value) } } }
                    }
                    @if !advice.allowed.is_empty() || !advice.rule.is_empty() { dt { "Allowed" } }
                    @if !advice.rule.is_empty() { dd { (advice.rule) } }
                    @if !advice.allowed.is_empty() {
                        dd { ul.list { @for value in &advice.allowed { li { code { (value) } } } } }
                    }
                }
            }
            h2 { "What to do" }
            p { (advice.action) }
            @if let Some(seed) = &advice.seed {
                @let (before, added) = seed.to_yaml();
                p.note { "In the seed file:" }
                pre { code { (before) ins { (added) } } }
            }
            @if !advice.production.is_empty() {
                h2 { "In production" }
                p { (advice.production) }
            }
        }
        @if let Some(code) = code {
            p.code { "Error code " code { (code) } ". A client that accepts JSON gets this error as JSON." }
        }
        p { a href="/_emulator/" { "Open the emulator's live page" } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::advice::SeedList;
    use crate::http::answer::ErrorCode;

    #[test]
    fn the_page_of_a_failure_has_its_status_code_and_advice() {
        let seed = SeedList { key: "client_ids", present: Vec::new(), added: "<b>".to_owned() };
        let advice = Advice {
            title: "Unknown client",
            sent: vec![("client_id", "<b>".to_owned())],
            allowed: vec!["client_1".to_owned()],
            action: "Add it.",
            seed: Some(seed),
            production: "It is called Client ID.",
            ..Advice::default()
        };
        let failure = Failure::oauth(StatusCode::BAD_REQUEST, "invalid_client", "No <i>.").advise(advice);
        let page = of_failure(failure);
        assert_eq!(
            (page.status(), page.headers()["content-type"].to_str().unwrap()),
            (StatusCode::BAD_REQUEST, "text/html; charset=utf-8")
        );
        assert!(page.extensions().get::<ErrorCode>().is_some());
        let text = std::str::from_utf8(page.body()).unwrap();
        for part in
            ["<h1>Unknown client</h1>", "No &lt;i&gt;.", "client_ids:", "client_1", "It is called Client ID."]
        {
            assert!(text.contains(part), "{part} is missing in {text}");
        }
        assert!(!text.contains("<b>") && !text.contains("<i>"));
    }
}
