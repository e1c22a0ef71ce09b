//! The names of identity providers as people read them.

/// Connection types whose name is not made of a provider and a protocol.
const WHOLE: &[(&str, &str)] = &[
    ("Auth0Migration", "Auth0 migration"),
    ("GenericOIDC", "Custom OIDC"),
    ("GenericSAML", "Custom SAML"),
    ("MagicLink", "Magic link"),
    ("Pending", "Not chosen yet"),
    ("TestIdp", "Test identity provider"),
];

/// The protocols, as connection types end with them.
const PROTOCOLS: &[(&str, &str)] =
    &[("SAML", "SAML"), ("OIDC", "OIDC"), ("Oidc", "OIDC"), ("OAuth", "OAuth")];

/// Providers whose name is not the beginning of the connection type.
const PROVIDERS: &[(&str, &str)] = &[
    ("ADFS", "AD FS"),
    ("Adp", "ADP"),
    ("Azure", "Microsoft Entra ID"),
    ("Cas", "CAS"),
    ("EntraId", "Microsoft Entra ID"),
    ("Github", "GitHub"),
    ("LoginGov", "Login.gov"),
    ("MiniOrange", "miniOrange"),
    ("NetIq", "NetIQ"),
    ("ShibbolethGeneric", "Shibboleth, generic"),
    ("SimpleSamlPhp", "SimpleSAMLphp"),
    ("VercelMarketplace", "Vercel Marketplace"),
];

/// Returns the name of a connection type for people: `OktaSAML` is "Okta (SAML)".
pub(crate) fn provider_name(connection_type: &str) -> String {
    if let Some((_, name)) = WHOLE.iter().find(|(known, _)| *known == connection_type) {
        return (*name).to_owned();
    }
    let by_protocol = PROTOCOLS
        .iter()
        .find_map(|(end, protocol)| connection_type.strip_suffix(end).map(|provider| (provider, *protocol)));
    let Some((provider, protocol)) = by_protocol else { return connection_type.to_owned() };
    let known = PROVIDERS.iter().find(|(known, _)| *known == provider);
    format!("{} ({protocol})", known.map_or(provider, |(_, name)| name))
}

/// Returns the name of the provider alone: `OktaSAML` is "Okta".
pub(crate) fn short_provider_name(connection_type: &str) -> String {
    let name = provider_name(connection_type);
    name.split_once(" (").map_or(name.as_str(), |(provider, _)| provider).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domains::connections::model::connection::CONNECTION_TYPES;

    #[test]
    fn no_connection_type_is_shown_as_the_name_of_a_constant() {
        for (connection_type, name) in [
            ("OktaSAML", "Okta (SAML)"),
            ("AdpOidc", "ADP (OIDC)"),
            ("XOAuth", "X (OAuth)"),
            ("GenericSAML", "Custom SAML"),
        ] {
            assert_eq!(provider_name(connection_type), name);
        }
        assert_eq!(short_provider_name("AzureSAML"), "Microsoft Entra ID");
        assert!(CONNECTION_TYPES.iter().all(|name| provider_name(name) != **name));
        let mut names: Vec<_> = CONNECTION_TYPES.iter().map(|name| provider_name(name)).collect();
        names.sort_unstable();
        assert!(names.is_sorted_by(|a, b| a < b), "two types have the same name");
    }
}
