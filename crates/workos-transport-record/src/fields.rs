//! Which fields hold secrets or personal data.

use serde_json::{Map, Value};

/// Where a field stands: the same name means different things in different places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// A query or form parameter, or a path parameter.
    Parameter,
    /// A member of a JSON object.
    Member(Holder),
}

/// What a JSON object is about, as far as that tells what its members are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holder {
    Person,
    /// A credential, whose `value` is secret.
    Credential,
    /// A URL on which somebody authorizes something, with its state.
    Authorization,
    Other,
}

impl Place {
    /// Where the members of this object stand.
    pub(crate) fn of_members(object: &Map<String, Value>) -> Self {
        let has = |fields: &[&str]| fields.iter().any(|field| object.contains_key(*field));
        Self::Member(
            if has(&["email", "first_name", "last_name", "idp_id", "emails", "username", "raw_attributes"]) {
                Holder::Person
            } else if has(&["value"]) && has(&["auth_method", "obfuscated_value"]) {
                Holder::Credential
            } else if has(&["url"]) {
                Holder::Authorization
            } else {
                Holder::Other
            },
        )
    }
}

/// What a pseudonym says of the value it stands for; `None` for a field that may be shown.
pub(crate) fn class(name: &str, place: Place) -> Option<&'static str> {
    let name: String =
        name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    let person = matches!(place, Place::Parameter | Place::Member(Holder::Person));
    Some(match name.as_str() {
        "email" | "emailaddress" | "loginhint" | "useremail" => "email",
        "firstname" | "lastname" | "middlename" | "givenname" | "familyname" | "fullname" | "displayname"
        | "nickname" | "username" | "preferredusername" => "name",
        "name" | "jobtitle" | "title" if person => "name",
        "phone" | "phonenumber" | "phonenumbers" | "mobile" => "phone",
        "address" | "addresses" | "streetaddress" if person => "address",
        "ipaddress" => "ip",
        "useragent" => "agent",
        "idpid" => "person",
        "picture" | "pictureurl" | "profilepictureurl" | "avatarurl" => "link",
        "rawattributes" | "customattributes" => "attribute",
        // Elsewhere in JSON, `state` is that of a connection or a domain.
        "state" | "nonce" if matches!(place, Place::Parameter | Place::Member(Holder::Authorization)) => {
            "state"
        }
        "value" if place == Place::Member(Holder::Credential) => "secret",
        "code" => "code",
        "link" => "link",
        "clientid" => "client",
        "sessionid" => "session",
        "qrcode" | "totp" | "authorization" | "cookie" | "sealedsession" | "privatekey" | "samlrequest"
        | "samlresponse" | "ciphertext" | "datakey" => "secret",
        "hint" | "tokentype" => return None,
        _ => {
            let ends: [(&str, &str); 9] = [
                ("token", "token"),
                ("assertion", "token"),
                ("secret", "secret"),
                ("apikey", "secret"),
                ("password", "password"),
                ("passwordhash", "password"),
                ("codeverifier", "verifier"),
                ("codechallenge", "challenge"),
                ("credential", "secret"),
            ];
            let singular = name.strip_suffix('s').unwrap_or(&name);
            let ends = ends.iter().find(|(end, _)| singular.ends_with(end));
            return ends.map(|(_, class)| *class);
        }
    })
}

/// Whether values of this class are long and odd enough to be found in running text as well.
pub(crate) fn occurs_in_text(class: &str) -> bool {
    !matches!(class, "name" | "phone" | "address" | "agent" | "attribute" | "client" | "person")
}

/// Whether a value is an object of the API, whose fields have known names.
pub(crate) fn is_api_object(value: &Value) -> bool {
    ["object", "auth_method", "type"].iter().any(|field| value[*field].is_string())
}

/// Whether a `code` is that of an error (`invalid_grant`): those are words, the secret ones are not.
pub(crate) fn is_error_code(value: &str) -> bool {
    !value.is_empty()
        && value.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'_' | b'-' | b'.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_and_personal_data_are_known_by_their_names() {
        let (object, person) = (Place::Member(Holder::Other), Place::Member(Holder::Person));
        for (name, place, expected) in [
            ("access_token", object, Some("token")),
            ("accessToken", object, Some("token")),
            ("pending_authentication_token", Place::Parameter, Some("token")),
            ("client_secret", Place::Parameter, Some("secret")),
            ("code_verifier", Place::Parameter, Some("verifier")),
            ("code_challenge_method", Place::Parameter, None),
            ("state", Place::Parameter, Some("state")),
            ("state", object, None),
            ("name", object, None),
            ("name", person, Some("name")),
            ("client_secrets", object, Some("secret")),
            ("token_type", object, None),
            ("idp_id", person, Some("person")),
            ("id", person, None),
            ("organization_id", person, None),
        ] {
            assert_eq!(class(name, place), expected, "{name} {place:?}");
        }
    }

    #[test]
    fn error_codes_are_no_secrets() {
        assert!(is_error_code("invalid_grant"));
        assert!(!is_error_code("01HXYZ") && !is_error_code("") && !is_error_code("123456"));
    }
}
