//! Masks secrets in paths and URLs, for the journal and for request logs.

use std::borrow::Cow;
use std::sync::OnceLock;

use percent_encoding::percent_decode_str;

use crate::base::secrets::{MASK, is_secret};
use crate::http::routes;

/// Returns a path with its secrets masked: the segments that a path template of the route table names as secrets.
///
/// The template may match any part of the path, and the method does not matter. A secret is therefore masked in a
/// request that no route answers, too: one with another method, with a prefix, or with a trailing slash.
pub(crate) fn shown_path(path: &str) -> Cow<'_, str> {
    let segments: Vec<&str> = path.split('/').collect();
    let mut masked = vec![false; segments.len()];
    for template in secret_templates() {
        for (start, window) in segments.windows(template.len()).enumerate() {
            if !fits(window, template) {
                continue;
            }
            for (place, name) in (start..).zip(template) {
                masked[place] |= parameter(name).is_some_and(is_secret);
            }
        }
    }
    if !masked.contains(&true) {
        return Cow::Borrowed(path);
    }
    let shown = segments.iter().zip(masked).map(|(segment, masked)| if masked { MASK } else { segment });
    Cow::Owned(shown.collect::<Vec<_>>().join("/"))
}

/// Returns a URL with the secrets of its path and of its query masked.
pub(crate) fn shown_url(url: &str) -> Cow<'_, str> {
    let (path, query) = url.split_once('?').map_or((url, None), |(path, query)| (path, Some(query)));
    let path = shown_path(path);
    let Some(query) = query else { return path };
    let pairs = query.split('&').map(|pair| match pair.split_once('=') {
        Some((name, _)) if is_secret(&percent_decode_str(name).decode_utf8_lossy()) => {
            Cow::Owned(format!("{name}={MASK}"))
        }
        _ => Cow::Borrowed(pair),
    });
    Cow::Owned(format!("{path}?{}", pairs.collect::<Vec<_>>().join("&")))
}

/// The segments of all path templates that contain a secret.
fn secret_templates() -> &'static [Vec<&'static str>] {
    static TEMPLATES: OnceLock<Vec<Vec<&'static str>>> = OnceLock::new();
    TEMPLATES.get_or_init(|| {
        let paths = routes::all().map(|route| route.path).chain(routes::official().map(|(_, path)| path));
        let paths = paths.chain([routes::AUTHORIZE_REDIRECT, routes::PROVIDER_CALLBACK]);
        let segments = paths.map(|path| path.split('/').skip(1).collect::<Vec<_>>());
        let mut templates: Vec<_> = segments
            .filter(|segments| segments.iter().any(|name| parameter(name).is_some_and(is_secret)))
            .collect();
        templates.sort_unstable();
        templates.dedup();
        templates
    })
}

/// Returns the name of a template's parameter, if the segment is one.
pub(crate) fn parameter(segment: &str) -> Option<&str> {
    segment.strip_prefix('{')?.strip_suffix('}')
}

fn fits(segments: &[&str], template: &[&str]) -> bool {
    segments.iter().zip(template).all(|(segment, wanted)| {
        parameter(wanted).is_some()
            || percent_decode_str(segment).decode_utf8_lossy().eq_ignore_ascii_case(wanted)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_paths_are_shown_as_they_are_and_urls_without_the_secrets_of_their_query() {
        for path in ["", "/", "/connections/conn_1", "/data-integrations/github/authorize", "/nowhere/x"] {
            assert_eq!(shown_path(path), path);
        }
        assert_eq!(
            shown_path("/data%2Dintegrations/canary/authorize-redirect"),
            "/data%2Dintegrations/[masked]/authorize-redirect"
        );
        assert_eq!(
            shown_url(
                "http://localhost/data-integrations/canary/authorize-redirect?a=1&state_token=canary&x"
            ),
            "http://localhost/data-integrations/[masked]/authorize-redirect?a=1&state_token=[masked]&x"
        );
    }
}
