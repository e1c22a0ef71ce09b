//! Whether a fault can apply at all, and what is wrong with it otherwise.

use std::time::Duration;

use http::header::{CONNECTION, CONTENT_LENGTH, TRANSFER_ENCODING};
use http::{HeaderName, HeaderValue, Method, StatusCode};

use crate::base::suggest::did_you_mean;
use crate::events::names::{is_webhook_event, webhook_events};
use crate::faults::Fault;
use crate::faults::effect::{Effect, FaultAnswer, RetryAfter};
use crate::faults::latency::Latency;
use crate::http::rejected::Rejected;
use crate::http::routes::{is_own, is_within, operations};

/// Longer than any client waits, and short enough to be added to any time.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);
/// Names that are less like it than this are no suggestion.
const LIKENESS: f64 = 0.7;

/// Method and path template of everything that is answered.
pub(crate) type Routes<'a> = &'a [(&'static str, &'static str)];

/// # Errors
/// When the fault could never apply, or would do nothing.
pub(crate) fn check(fault: &Fault, routes: Routes<'_>) -> Result<(), Rejected> {
    if fault.effect.is_none() && fault.latency_ms.is_none() {
        return Err(Rejected::new("fault", "", "has no effect and no latency_ms: nothing would happen"));
    }
    if let Some(event) = &fault.event {
        check_event(fault, event)?;
    } else {
        check_request(fault, routes)?;
    }
    if fault.nth == Some(0) {
        return Err(Rejected::new("nth", "0", "is not valid: calls are counted from 1"));
    }
    if fault.count == Some(0) {
        return Err(Rejected::new("count", "0", "would never apply"));
    }
    if let Some(probability) = fault.probability
        && !(probability > 0.0 && probability <= 1.0)
    {
        let reason = "must be above 0 and at most 1";
        return Err(Rejected::new("probability", &probability.to_string(), reason));
    }
    fault.latency_ms.as_ref().map_or(Ok(()), check_latency)
}

fn check_event(fault: &Fault, event: &str) -> Result<(), Rejected> {
    if event != "*" && !is_webhook_event(event) {
        let near = did_you_mean(event, webhook_events().iter().copied());
        let reason = format!("is not a webhook event{near}");
        return Err(Rejected::new("event", event, reason));
    }
    if !matches!(fault.effect, Some(Effect::Webhook(_))) || fault.latency_ms.is_some() {
        let reason = "requires the effect webhook (fail, out_of_order or duplicate), without latency_ms";
        return Err(Rejected::new("event", event, reason));
    }
    let Fault { operation, method, path, headers, query, body, .. } = fault;
    let is_mixed = operation.is_some() || method.is_some() || path.is_some() || body.is_some();
    if is_mixed || !headers.is_empty() || !query.is_empty() {
        let reason = "cannot be combined with conditions on requests";
        return Err(Rejected::new("event", event, reason));
    }
    Ok(())
}

fn check_request(fault: &Fault, routes: Routes<'_>) -> Result<(), Rejected> {
    if let Some(id) = &fault.endpoint {
        return Err(Rejected::new("endpoint", id, "requires event, which can be '*' for all events"));
    }
    if let Some(operation) = &fault.operation {
        check_operation(operation, routes)?;
    }
    if let Some(method) = &fault.method {
        check_method(method, routes)?;
    }
    if let Some(path) = &fault.path {
        check_path(path, fault.method.as_deref(), routes)?;
    }
    for (name, value) in &fault.headers {
        check_header(name, value)?;
    }
    match &fault.effect {
        Some(Effect::Answer(answer)) => check_answer(answer),
        Some(Effect::ContentType(value)) => check_header("content-type", value).map(drop),
        Some(Effect::Webhook(_)) => {
            Err(Rejected::new("effect", "webhook", "requires event, which can be '*' for all events"))
        }
        _ => Ok(()),
    }
}

fn check_operation(operation: &str, routes: Routes<'_>) -> Result<(), Rejected> {
    if let Some((method, path)) = operation.split_once(' ') {
        check_method(method, routes)?;
        return check_path(path.trim_start(), Some(method), routes);
    }
    if operations().any(|(name, ..)| name == operation) {
        return Ok(());
    }
    let near = match operation_like(operation) {
        Some(name) => format!("; did you mean '{name}'?"),
        None => "; OPERATIONS.md of workos-emulator lists them".to_owned(),
    };
    Err(Rejected::new("operation", operation, format!("does not exist{near}")))
}

/// The operation that is most like this one: by its name, or by the words of its name and path.
fn operation_like(given: &str) -> Option<&'static str> {
    let by_path = operations().find(|(_, _, path)| *path == given);
    let likeness = |name: &str| strsim::normalized_damerau_levenshtein(given, name);
    let by_name = || {
        operations()
            .filter(|(name, ..)| likeness(name) >= LIKENESS)
            .max_by(|(a, ..), (b, ..)| likeness(a).total_cmp(&likeness(b)))
    };
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_ascii_lowercase).collect()
    };
    let by_words = || {
        let wanted = words(given);
        let has_all = |name: &str, path: &str| {
            let known = words(&format!("{name} {path}"));
            !wanted.is_empty() && wanted.iter().all(|word| known.contains(word))
        };
        operations().filter(|(name, _, path)| has_all(name, path)).min_by_key(|(name, ..)| name.len())
    };
    by_path.or_else(by_name).or_else(by_words).map(|(name, ..)| name)
}

fn check_method(method: &str, routes: Routes<'_>) -> Result<(), Rejected> {
    if routes.iter().any(|(known, _)| *known == method) {
        return Ok(());
    }
    let methods = [Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE];
    let names = methods.map(|method| method.to_string()).join(", ");
    Err(Rejected::new("method", method, format!("is not one of {names}")))
}

fn check_path(path: &str, method: Option<&str>, routes: Routes<'_>) -> Result<(), Rejected> {
    if is_own(path) {
        return Err(Rejected::new(
            "path",
            path,
            "belongs to the emulator itself, and faults never apply there",
        ));
    }
    if path.split('/').any(|segment| segment.starts_with(':')) {
        return Err(Rejected::new("path", path, "has a parameter like :id; write it as {id}"));
    }
    let mut methods: Vec<_> =
        routes.iter().filter(|(_, template)| is_within(path, template)).map(|(method, _)| *method).collect();
    methods.sort_unstable();
    methods.dedup();
    if methods.is_empty() {
        let near = suggestion(path, routes.iter().map(|(_, template)| *template));
        return Err(Rejected::new("path", path, format!("is not a path of the API{near}")));
    }
    match method {
        Some(method) if !methods.contains(&method) => {
            let reason = format!("accepts {}, not {method}", methods.join(", "));
            Err(Rejected::new("path", path, reason))
        }
        _ => Ok(()),
    }
}

fn check_answer(answer: &FaultAnswer) -> Result<(), Rejected> {
    let shown = answer.status.to_string();
    let status = StatusCode::from_u16(answer.status).ok().filter(|_| (200..600).contains(&answer.status));
    let status = status.ok_or_else(|| Rejected::new("status", &shown, "is not between 200 and 599"))?;
    let has_body = answer.json.is_some() || answer.text.is_some();
    if has_body && matches!(status, StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED) {
        return Err(Rejected::new("status", &shown, "cannot have a body"));
    }
    if let (Some(_), Some(text)) = (&answer.json, &answer.text) {
        return Err(Rejected::new("text", text, "cannot be combined with json"));
    }
    for (name, value) in &answer.headers {
        let name = check_header(name, value)?;
        if [CONNECTION, CONTENT_LENGTH, TRANSFER_ENCODING].contains(&name) {
            let reason = "is set by the server; use the effects truncate and reset to break the response";
            return Err(Rejected::new("headers", name.as_str(), reason));
        }
    }
    match answer.retry_after {
        Some(RetryAfter::Fraction(seconds)) if !(seconds >= 0.0 && seconds.is_finite()) => {
            Err(Rejected::new("fraction", &seconds.to_string(), "is not a number of seconds"))
        }
        Some(_) if answer.headers.keys().any(|name| name.eq_ignore_ascii_case("retry-after")) => {
            Err(Rejected::new("retry_after", "", "cannot be combined with a header of that name"))
        }
        _ => Ok(()),
    }
}

fn check_header(name: &str, value: &str) -> Result<HeaderName, Rejected> {
    let read = HeaderName::try_from(name)
        .map_err(|_| Rejected::new("headers", name, "is not a valid header name"))?;
    HeaderValue::try_from(value)
        .map_err(|_| Rejected::new("headers", value, "is not a valid header value"))?;
    Ok(read)
}

fn check_latency(latency: &Latency) -> Result<(), Rejected> {
    let refuse = |reason: &str| Err(Rejected::new("latency_ms", "", reason));
    match latency {
        Latency::Uniform { from, to } if from > to => {
            refuse("has a uniform range whose from is above its to")
        }
        Latency::OneOf(latencies) if latencies.is_empty() => refuse("has an empty one_of list"),
        _ if latency.most() > LONGEST => refuse("can exceed a day; use the effect hang to never answer"),
        _ => Ok(()),
    }
}

/// `; did you mean 'x'?`, if one of these is near.
fn suggestion<'a>(given: &str, known: impl Iterator<Item = &'a str>) -> String {
    let likeness = |known: &str| strsim::normalized_damerau_levenshtein(given, known);
    let nearest = known.max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    match nearest.filter(|nearest| likeness(nearest) >= LIKENESS) {
        Some(nearest) => format!("; did you mean '{nearest}'?"),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::error::EmulatorConfigError;
    use crate::faults::effect::{Reset, WebhookFault};
    use crate::pipeline::router::known_routes;
    use serde_json::json;

    fn refusal(fault: &Fault) -> String {
        check(fault, known_routes())
            .map_err(EmulatorConfigError::from)
            .expect_err(&format!("{fault:?}"))
            .to_string()
    }

    #[test]
    fn what_could_never_apply_is_refused_with_what_would_be_right() {
        let ms = Duration::from_millis;
        let cases = [
            (Fault::on("connections.list"), "nothing would happen"),
            (
                Fault::on("connection.list").hang(),
                "operation 'connection.list' does not exist; did you mean 'connections.list'?",
            ),
            (
                Fault::on("sso.token").hang(),
                "operation 'sso.token' does not exist; did you mean 'sso.profile_and_token'?",
            ),
            (Fault::on("/sso/token").hang(), "did you mean 'sso.profile_and_token'?"),
            (Fault::on("fly").hang(), "operation 'fly' does not exist; OPERATIONS.md"),
            (Fault::on("POST /sso/tokne").hang(), "did you mean '/sso/token'?"),
            (Fault::on("PUT /sso/token").hang(), "accepts POST, not PUT"),
            (Fault::on("post /sso/token").hang(), "is not one of GET, POST"),
            (Fault::on_webhook("connection.activatd").webhook(WebhookFault::Fail), "'connection.activated'?"),
            (Fault::at(Method::GET, "/conections/{id}").hang(), "did you mean '/connections/{id}'?"),
            (Fault::at(Method::GET, "/connections/:id").hang(), "write it as {id}"),
            (Fault::at(Method::GET, "/connections/conn_1/x/y").hang(), "is not a path of the API"),
            (Fault::at(Method::PUT, "/connections/{id}").hang(), "not PUT"),
            (Fault::at(Method::GET, "/health").hang(), "belongs to the emulator itself"),
            (
                Fault { method: Some("get".to_owned()), ..Fault::everywhere().hang() },
                "is not one of GET, POST",
            ),
            (Fault::everywhere().status(999), "status '999' is not between 200 and 599"),
            (Fault::everywhere().status(100), "is not between 200 and 599"),
            (Fault::everywhere().answer(FaultAnswer::new(204).text("x")), "cannot have a body"),
            (
                Fault::everywhere().answer(FaultAnswer::new(500).text("x").json(json!(1))),
                "cannot be combined with json",
            ),
            (Fault::everywhere().answer(FaultAnswer::new(500).header("a b", "c")), "not a valid header name"),
            (Fault::everywhere().answer(FaultAnswer::new(500).header("a", "\n")), "not a valid header value"),
            (Fault::everywhere().answer(FaultAnswer::new(500).header("Content-Length", "1")), "truncate"),
            (Fault::everywhere().content_type("\n"), "not a valid header value"),
            (
                Fault::everywhere().answer(FaultAnswer::new(503).retry_after(RetryAfter::Fraction(-1.0))),
                "not a number of seconds",
            ),
            (Fault::everywhere().hang().nth(0), "counted from 1"),
            (Fault::everywhere().hang().count(0), "never apply"),
            (Fault::everywhere().hang().probability(0.0), "must be above 0"),
            (Fault::everywhere().hang().probability(f64::NAN), "must be above 0"),
            (Fault::everywhere().latency(Latency::uniform(ms(2), ms(1))), "whose from is above its to"),
            (Fault::everywhere().latency(Latency::one_of([])), "empty one_of list"),
            (Fault::everywhere().latency(Latency::fixed(Duration::MAX)), "exceed a day"),
            (Fault::everywhere().webhook(WebhookFault::Fail), "requires event"),
            (Fault::everywhere().hang().endpoint("we_1"), "requires event"),
            (Fault::on_webhook("user.exploded").webhook(WebhookFault::Fail), "is not a webhook event"),
            (Fault::on_webhook("user.created").hang(), "requires the effect webhook"),
            (
                Fault::on_webhook("*").webhook(WebhookFault::Fail).query("a", "b"),
                "cannot be combined with conditions on requests",
            ),
        ];
        for (fault, message) in cases {
            let refusal = refusal(&fault);
            assert!(refusal.contains(message), "{refusal} does not say: {message}");
        }
    }

    #[test]
    fn what_can_apply_is_taken() {
        for fault in [
            Fault::on("connections.list").status(503),
            Fault::on("GET /connections").status(503),
            Fault::on("GET /connections/{id}").status(503),
            Fault::on("GET /directories").status(200),
            Fault::at(Method::GET, "/connections/{whatever}").reset(Reset::Before),
            Fault::at(Method::GET, "/connections/conn_1").reset(Reset::Before),
            // Official, and not implemented.
            Fault::at(Method::GET, "/directories").status(200),
            Fault::on_webhook("*").webhook(WebhookFault::Duplicate).endpoint("we_1"),
            Fault::everywhere().latency(Latency::fixed(Duration::from_secs(1))),
        ] {
            assert!(check(&fault, known_routes()).is_ok(), "{}", refusal(&fault));
        }
    }
}
