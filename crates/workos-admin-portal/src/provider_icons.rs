//! Icons of identity providers.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};
use workos_client::{Answer, Call, Error, call};

use crate::AdminPortal;
use crate::generated::LIST_PROVIDER_ICONS;

const CDN: &str = "https://cdn.workos.com/provider-icons";

/// The characters to percent-encode: all except the unreserved characters of RFC 3986.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Returns the URL of a provider's icon, an SVG on the public CDN of WorkOS. Sends no request.
///
/// The slug is the provider's name in lower case, for instance `okta`, `adp` or `access-people-hr`. The CDN needs no
/// API key, so a page can use the URL directly.
///
/// ```
/// use workos_admin_portal::{IconTheme, provider_icon_url};
///
/// let url = provider_icon_url("okta", IconTheme::Dark);
/// assert_eq!(url, "https://cdn.workos.com/provider-icons/dark/okta.svg");
/// ```
#[must_use]
pub fn provider_icon_url(slug: &str, theme: IconTheme) -> String {
    format!("{CDN}/{}/{}.svg", theme.as_str(), utf8_percent_encode(slug, SEGMENT))
}

/// The theme of an icon: the background that it is drawn for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum IconTheme {
    /// A light background.
    #[default]
    Light,
    /// A dark background.
    Dark,
}

impl IconTheme {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

impl AdminPortal {
    /// Lists the icons of identity providers. Only servers with the legacy dialect have this list.
    ///
    /// Production responds with 404: use [`provider_icon_url`] there. Like all calls, this one is sent to the client's
    /// base URL, so no other host gets the API key. Icons rarely change, so cache the list.
    ///
    /// ```no_run
    /// # async fn example(portal: workos_admin_portal::AdminPortal) -> Result<(), workos_admin_portal::Error> {
    /// let icons = portal.provider_icons().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 401 `unauthorized` (`is_unauthorized()`): the API key is wrong, or has no access to the Admin Portal.
    /// - 404 (`is_not_found()`): the server has no such list.
    /// - 429 `rate_limit_exceeded` (`is_rate_limited()`): more than 1000 requests per minute.
    ///
    /// `GET /portal/provider_icons`
    pub fn provider_icons(&self) -> ListProviderIcons {
        ListProviderIcons { call: Call::new(&self.client, &LIST_PROVIDER_ICONS) }
    }
}

call! {
    @shell [
        /// The call of [`AdminPortal::provider_icons`].
    ]
    ListProviderIcons [] Icons
}

impl ListProviderIcons {
    /// Sends the call.
    ///
    /// # Errors
    /// See [`AdminPortal::provider_icons`].
    pub async fn send(self) -> Result<Vec<ProviderIcon>, Error> {
        self.into_call().send().await.map(|icons| icons.0)
    }

    /// Sends the call and returns the icons together with status, request id and headers.
    ///
    /// # Errors
    /// See [`AdminPortal::provider_icons`].
    pub async fn send_with_meta(self) -> Result<Answer<Vec<ProviderIcon>>, Error> {
        Ok(self.into_call().send_with_meta().await?.map(|icons| icons.0))
    }
}

/// An identity provider and its icon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ProviderIcon {
    /// The provider: a connection type such as `OktaSAML`, or a slug such as `okta`.
    pub provider: String,
    /// The URL of the icon. `None` if the server lists only slugs: see [`provider_icon_url`].
    pub icon_url: Option<String>,
}

#[cfg(feature = "test-util")]
impl ProviderIcon {
    /// The example of the contract, to be adjusted in a test.
    #[must_use]
    pub fn example() -> Self {
        Self {
            provider: "OktaSAML".to_owned(),
            icon_url: Some("https://workos.com/icons/okta.svg".to_owned()),
        }
    }
}

/// The icons, read from all known shapes: a list of objects or slugs, or a map by slug, each also under a key.
#[derive(Clone, Debug)]
struct Icons(Vec<ProviderIcon>);

impl<'de> Deserialize<'de> for Icons {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(Value::deserialize(deserializer)?).map(Self).map_err(D::Error::custom)
    }
}

fn read(json: Value) -> Result<Vec<ProviderIcon>, String> {
    match json {
        Value::Array(items) => items
            .into_iter()
            .enumerate()
            .map(|(at, item)| icon(item).ok_or_else(|| format!("item {at} has no provider")))
            .collect(),
        Value::Object(mut fields) => {
            match ["data", "icons"].into_iter().find(|key| matches!(fields.get(*key), Some(Value::Array(_))))
            {
                Some(key) => read(fields.remove(key).unwrap_or_default()),
                None => map(fields),
            }
        }
        _ => Err("it is neither a list nor a map of icons".to_owned()),
    }
}

fn icon(item: Value) -> Option<ProviderIcon> {
    match item {
        Value::String(slug) => Some(ProviderIcon { provider: slug, icon_url: None }),
        Value::Object(mut fields) => {
            let provider = text(&mut fields, &["provider", "slug"])?;
            Some(ProviderIcon { provider, icon_url: text(&mut fields, &["icon_url", "url"]) })
        }
        _ => None,
    }
}

/// Reads a map whose keys are slugs, and whose values are URLs or objects with a URL.
fn map(fields: Map<String, Value>) -> Result<Vec<ProviderIcon>, String> {
    let icons = fields.into_iter().map(|(provider, value)| match value {
        Value::String(url) => Ok(ProviderIcon { provider, icon_url: Some(url) }),
        Value::Object(mut fields) => {
            Ok(ProviderIcon { provider, icon_url: text(&mut fields, &["icon_url", "url"]) })
        }
        _ => Err(format!("`{provider}` has no icon")),
    });
    icons.collect()
}

fn text(fields: &mut Map<String, Value>, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|key| match fields.remove(*key) {
        Some(Value::String(text)) => Some(text),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_list_reads_the_same_in_every_shape() {
        let url = "https://workos.com/icons/okta.svg";
        for json in [
            json!([{"provider": "okta", "icon_url": url}]),
            json!([{"slug": "okta", "url": url, "name": "Okta"}]),
            json!({"object": "list", "data": [{"provider": "okta", "icon_url": url}]}),
            json!({"icons": [{"provider": "okta", "icon_url": url}]}),
            json!({"okta": url}),
            json!({"okta": {"icon_url": url}}),
        ] {
            let expected = [ProviderIcon { provider: "okta".to_owned(), icon_url: Some(url.to_owned()) }];
            assert_eq!(read(json.clone()).unwrap(), expected, "{json}");
        }
        for json in [json!(["okta"]), json!({"data": ["okta"]})] {
            assert_eq!(read(json).unwrap(), [ProviderIcon { provider: "okta".to_owned(), icon_url: None }]);
        }
        assert!(read(json!([])).unwrap().is_empty());
    }

    #[test]
    fn json_without_icons_is_refused_with_the_reason() {
        for (json, reason) in [
            (json!([{"provider": "okta"}, {"icon_url": "x"}]), "item 1"),
            (json!([7]), "item 0"),
            (json!({"okta": 7}), "okta"),
            (json!("okta"), "neither"),
            (json!(null), "neither"),
        ] {
            let error = read(json).unwrap_err();
            assert!(error.contains(reason), "{error}");
        }
    }

    #[test]
    fn a_slug_cannot_change_the_path_of_the_url() {
        for (slug, end) in
            [("../../x", "light/..%2F..%2Fx.svg"), ("a?b#c", "light/a%3Fb%23c.svg"), ("", "light/.svg")]
        {
            assert_eq!(provider_icon_url(slug, IconTheme::default()), format!("{CDN}/{end}"));
        }
    }
}
