//! Converts names of the API to Rust names.

/// Converts a name to Pascal case: `OktaSAML` and `okta_saml` become `OktaSaml`.
pub(crate) fn pascal(text: &str) -> String {
    words(text)
        .iter()
        .map(|word| {
            let mut letters = word.chars();
            letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        })
        .collect()
}

/// Converts a name to snake case: `clientId` becomes `client_id`. A keyword of Rust gets the prefix `r#`.
pub(crate) fn snake(text: &str) -> String {
    let name = words(text).join("_");
    if KEYWORDS.contains(&name.as_str()) { format!("r#{name}") } else { name }
}

/// Converts a plural to the singular: `Connections` becomes `Connection`. A text that is no plural stays as it is, for
/// instance `Status`.
pub(crate) fn singular(text: &str) -> String {
    let is_singular = ["ss", "us", "is"].iter().any(|ending| text.ends_with(ending));
    let has_long_plural = ["sses", "uses", "xes", "ches", "shes"].iter().any(|ending| text.ends_with(ending));
    if let Some(stem) = text.strip_suffix("ies") {
        format!("{stem}y")
    } else if has_long_plural {
        text[..text.len() - 2].to_owned()
    } else if is_singular {
        text.to_owned()
    } else {
        text.strip_suffix('s').unwrap_or(text).to_owned()
    }
}

const KEYWORDS: &[&str] = &[
    "as", "async", "await", "box", "break", "const", "continue", "dyn", "else", "enum", "extern", "false",
    "fn", "for", "gen", "if", "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub", "ref",
    "return", "static", "struct", "trait", "true", "try", "type", "unsafe", "use", "where", "while", "yield",
];

/// Splits a name into words in lower case.
///
/// A word ends at any character other than a letter or digit, and before an upper-case letter that follows a lower-case
/// letter or a digit. It also ends before the last of several upper-case letters, if a lower-case letter follows.
fn words(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let mut words = vec![String::new()];
    for (index, letter) in letters.iter().enumerate() {
        if !letter.is_ascii_alphanumeric() {
            words.push(String::new());
            continue;
        }
        let before = index.checked_sub(1).map(|at| letters[at]);
        let after = letters.get(index + 1);
        let starts = letter.is_ascii_uppercase()
            && (before.is_some_and(|before| before.is_ascii_lowercase() || before.is_ascii_digit())
                || (before.is_some_and(|before| before.is_ascii_uppercase())
                    && after.is_some_and(char::is_ascii_lowercase)));
        if starts {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.push(letter.to_ascii_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    if words.first().is_some_and(|word| word.starts_with(|first: char| first.is_ascii_digit())) {
        words.insert(0, "n".to_owned());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_the_api_become_names_of_rust() {
        for (text, expected) in [
            ("OktaSAML", "OktaSaml"),
            ("GitHubOAuth", "GitHubOAuth"),
            ("VMwareSAML", "VMwareSaml"),
            ("requires_type", "RequiresType"),
            ("widgets:users-table:manage", "WidgetsUsersTableManage"),
            ("urn:ietf:params:oauth:grant-type:device_code", "UrnIetfParamsOauthGrantTypeDeviceCode"),
            ("2fa", "N2fa"),
        ] {
            assert_eq!(pascal(text), expected);
        }
        assert_eq!(snake("clientId"), "client_id");
        assert_eq!(snake("x5t#S256"), "x5t_s256");
        assert_eq!(snake("type"), "r#type");
    }

    #[test]
    fn a_plural_becomes_singular() {
        for (plural, expected) in [
            ("Connections", "Connection"),
            ("Directories", "Directory"),
            ("directory_entries", "directory_entry"),
            ("Addresses", "Address"),
            ("Statuses", "Status"),
            ("Branches", "Branch"),
            ("Boxes", "Box"),
            ("Roles", "Role"),
            ("Databases", "Database"),
        ] {
            assert_eq!(singular(plural), expected);
        }
    }

    #[test]
    fn a_singular_stays_as_it_is() {
        for name in ["Sso", "Status", "Access", "Analysis", "address"] {
            assert_eq!(singular(name), name);
        }
    }
}
