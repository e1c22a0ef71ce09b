//! The operations that this version knows, and which of them a path leads to.

use http::Method;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::endpoint::Endpoint;
use crate::failure::Failure;
use crate::generated::operations::ENDPOINTS;
use crate::output::one_line;

/// The similarity, from 0 to 1, below which a name is no suggestion.
const LIKENESS: f64 = 0.7;
/// The characters that a path segment escapes.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The operation of this method whose template fits the path; among several, the one with most literal segments.
pub(super) fn find(method: &Method, path: &str) -> Option<&'static Endpoint> {
    let fitting = ENDPOINTS.iter().filter(|it| it.operation.method() == method);
    let ranked = fitting.filter_map(|it| Some((literals(it.operation.path(), path)?, it)));
    ranked.max_by_key(|(literals, _)| *literals).map(|(_, endpoint)| endpoint)
}

/// Parses a method, in any case.
pub(super) fn method(text: &str) -> Result<Method, Failure> {
    let known = [Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE];
    known.into_iter().find(|method| method.as_str().eq_ignore_ascii_case(text)).ok_or_else(|| {
        Failure::usage(format!("`{}` is not a method of the API", one_line(text)))
            .with_hint("Use GET, POST, PUT, PATCH or DELETE, or `workos api ls` to list operations.")
    })
}

/// The method and the path of an operation that is given by its name.
pub(super) fn named(name: &str, values: &[(String, String)]) -> Result<(Method, String), Failure> {
    let Some(endpoint) = ENDPOINTS.iter().find(|it| it.operation.id() == name) else {
        let shown = one_line(name);
        if method(name).is_ok() {
            return Err(Failure::usage("the path is missing").with_hint(format!(
                "Add it: `workos api {shown} <PATH>`. `workos api ls` lists the paths."
            )));
        }
        let hint = match like(name) {
            Some(near) => format!("Did you mean `{near}`? `workos api ls` lists the operations."),
            None => "Use a method and a path, or a name that `workos api ls` lists.".to_owned(),
        };
        return Err(Failure::usage(format!("`{shown}` is not an operation")).with_hint(hint));
    };
    let template = endpoint.operation.path();
    let known: Vec<_> = template.split('/').filter_map(parameter).collect();
    let example = || known.iter().map(|name| format!(" -p {name}=…")).collect::<String>();
    if let Some((unknown, _)) = values.iter().find(|(name, _)| !known.contains(&name.as_str())) {
        return Err(Failure::usage(format!("`{name}` has no path parameter `{}`", one_line(unknown)))
            .with_hint(format!("Its path is {template}: `workos api {name}{}`.", example())));
    }
    let mut segments = Vec::new();
    for part in template.split('/') {
        let Some(parameter) = parameter(part) else {
            segments.push(part.to_owned());
            continue;
        };
        let Some((_, value)) = values.iter().find(|(name, _)| name == parameter) else {
            return Err(Failure::usage(format!("`{name}` requires the parameter `{parameter}`"))
                .with_hint(format!("Its path is {template}: `workos api {name}{}`.", example())));
        };
        segments.push(utf8_percent_encode(value, SEGMENT).to_string());
    }
    Ok((endpoint.operation.method().clone(), segments.join("/")))
}

/// The operation whose name is most like a name of no operation, or whose name and path contain its words.
pub(super) fn like(given: &str) -> Option<&'static str> {
    let likeness = |name: &str| strsim::normalized_damerau_levenshtein(name, given);
    let names = || ENDPOINTS.iter().map(|it| it.operation.id());
    let by_name = names().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_ascii_lowercase).collect()
    };
    let wanted = words(given);
    let by_words = || {
        let has_all = |it: &&Endpoint| {
            let known = words(&format!("{} {}", it.operation.id(), it.operation.path()));
            !wanted.is_empty() && wanted.iter().all(|word| known.contains(word))
        };
        ENDPOINTS.iter().filter(has_all).map(|it| it.operation.id()).min_by_key(|name| name.len())
    };
    by_name.filter(|name| likeness(name) >= LIKENESS).or_else(by_words)
}

/// The methods that operations at this path have.
pub(super) fn methods(path: &str) -> Vec<&'static Method> {
    let fitting = ENDPOINTS.iter().filter(|it| literals(it.operation.path(), path).is_some());
    fitting.map(|it| it.operation.method()).collect()
}

/// The template that is most like a path of no operation.
pub(super) fn most_similar(path: &str) -> Option<&'static str> {
    let distance = |template: &str| strsim::damerau_levenshtein(template, path);
    let templates = ENDPOINTS.iter().map(|it| it.operation.path());
    templates.min_by_key(|template| distance(template)).filter(|template| distance(template) <= 3)
}

/// The operations whose name, method, path or summary contains a word, in any case.
pub(super) fn search(word: &str) -> impl Iterator<Item = &'static Endpoint> {
    let word = word.to_lowercase();
    ENDPOINTS.iter().filter(move |Endpoint { operation, summary, .. }| {
        [operation.id(), operation.method().as_str(), operation.path(), summary]
            .iter()
            .any(|text| text.to_lowercase().contains(&word))
    })
}

/// Names and values of the parameters in a path that fits a template.
pub(super) fn parameters<'a>(
    template: &'static str,
    path: &'a str,
) -> impl Iterator<Item = (&'static str, &'a str)> {
    template.split('/').zip(path.split('/')).filter_map(|(part, value)| Some((parameter(part)?, value)))
}

/// How many segments of the template stand in the path as they are; nothing, if the path does not fit.
fn literals(template: &str, path: &str) -> Option<usize> {
    let (parts, segments) = (template.split('/'), path.split('/'));
    if parts.clone().count() != segments.clone().count() {
        return None;
    }
    let mut literals = 0;
    for (part, segment) in parts.zip(segments) {
        match parameter(part) {
            Some(_) if segment.is_empty() => return None,
            Some(_) => {}
            None if part == segment => literals += 1,
            None => return None,
        }
    }
    Some(literals)
}

fn parameter(part: &str) -> Option<&str> {
    part.strip_prefix('{')?.strip_suffix('}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_template_with_most_literal_segments_wins() {
        let id = |method, path| find(&method, path).map(|it| it.operation.id());
        assert_eq!(id(Method::GET, "/organizations"), Some("organizations.list"));
        assert_eq!(id(Method::GET, "/organizations/org_1"), Some("organizations.get"));
        assert_eq!(
            id(Method::GET, "/organizations/external_id/crm-7"),
            Some("organizations.get_by_external_id")
        );
        assert_eq!(id(Method::PATCH, "/organizations"), None);
        assert_eq!(id(Method::GET, "/organizations/"), None);
        assert_eq!(methods("/organizations"), [&Method::GET, &Method::POST]);
        assert_eq!(most_similar("/organisations"), Some("/organizations"));
        assert_eq!(most_similar("/nowhere-near"), None);
    }

    #[test]
    fn a_named_operation_gets_its_path_from_parameters() {
        let values = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
            pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
        };
        let (method, path) = named("organizations.get", &values(&[("id", "a/b c")])).unwrap();
        assert_eq!((method, path.as_str()), (Method::GET, "/organizations/a%2Fb%20c"));
        for (name, pairs, expected) in [
            ("organizations.get", &[][..], "requires the parameter `id`"),
            ("organizations.list", &[("id", "1")], "has no path parameter `id`"),
            ("organisations.list", &[], "is not an operation"),
            ("GET", &[], "the path is missing"),
        ] {
            let failure = named(name, &values(pairs)).unwrap_err();
            assert!(failure.to_string().contains(expected), "{failure}");
            assert!(failure.hint().is_some(), "{failure}");
        }
    }

    #[test]
    fn a_mistyped_operation_has_a_suggestion() {
        assert_eq!(like("organisations.list"), Some("organizations.list"));
        assert_eq!(like("sso.token"), Some("sso.profile_and_token"));
        assert_eq!(like("fly"), None);
    }

    #[test]
    fn parameters_are_read_by_the_template() {
        let found: Vec<_> = parameters("/a/{id}/b/{slug}", "/a/1/b/git%20hub").collect();
        assert_eq!(found, [("id", "1"), ("slug", "git%20hub")]);
    }
}
