//! The operations that this version knows, and which of them a path leads to.

use http::Method;

use super::endpoint::Endpoint;
use crate::generated::operations::ENDPOINTS;

/// The operation of this method whose template fits the path; among several, the one with most literal segments.
pub(super) fn find(method: &Method, path: &str) -> Option<&'static Endpoint> {
    let fitting = ENDPOINTS.iter().filter(|it| it.operation.method() == method);
    let ranked = fitting.filter_map(|it| Some((literals(it.operation.path(), path)?, it)));
    ranked.max_by_key(|(literals, _)| *literals).map(|(_, endpoint)| endpoint)
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
    fn parameters_are_read_by_the_template() {
        let found: Vec<_> = parameters("/a/{id}/b/{slug}", "/a/1/b/git%20hub").collect();
        assert_eq!(found, [("id", "1"), ("slug", "git%20hub")]);
    }
}
