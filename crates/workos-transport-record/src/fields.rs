//! The fields that contain secrets or personal data.

use serde_json::{Map, Value};

/// The location of a field: the same name has different meanings in different locations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// A query or form parameter, or a path parameter.
    Parameter,
    /// A member of a JSON object.
    Member(ObjectKind),
}

/// The kind of a JSON object, as far as the meaning of its members depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ObjectKind {
    Person,
    /// A credential, whose `value` is secret.
    Credential,
    /// A URL for an authorization, with its state.
    Authorization,
    Other,
}

impl Place {
    /// Returns the location of the members of this object.
    pub(crate) fn of_members(object: &Map<String, Value>) -> Self {
        let has = |fields: &[&str]| fields.iter().any(|field| object.contains_key(*field));
        Self::Member(
            if has(&["email", "first_name", "last_name", "idp_id", "emails", "username", "raw_attributes"]) {
                ObjectKind::Person
            } else if has(&["value"]) && has(&["auth_method", "obfuscated_value"]) {
                ObjectKind::Credential
            } else if has(&["url"]) {
                ObjectKind::Authorization
            } else {
                ObjectKind::Other
            },
        )
    }
}

/// Returns the class of a field, which its pseudonyms contain. Returns `None` for a field that may be shown.
pub(crate) fn class(name: &str, place: Place) -> Option<&'static str> {
    let name: String =
        name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    let person = matches!(place, Place::Parameter | Place::Member(ObjectKind::Person));
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
        // In other JSON objects, `state` is the state of a connection or a domain.
        "state" | "nonce" if matches!(place, Place::Parameter | Place::Member(ObjectKind::Authorization)) => {
            "state"
        }
        "value" if place == Place::Member(ObjectKind::Credential) => "secret",
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

/// Returns whether values of this class are distinctive enough to be searched for in running text too.
pub(crate) fn occurs_in_text(class: &str) -> bool {
    !matches!(class, "name" | "phone" | "address" | "agent" | "attribute" | "client" | "person")
}

/// Returns whether a value is an API object, whose fields have known names.
pub(crate) fn is_api_object(value: &Value) -> bool {
    ["object", "auth_method", "type"].iter().any(|field| value[*field].is_string())
}

/// Returns whether a `code` is an error code (`invalid_grant`). Error codes are lowercase words; secret codes are not.
pub(crate) fn is_error_code(value: &str) -> bool {
    !value.is_empty()
        && value.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'_' | b'-' | b'.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_and_personal_data_are_recognized_by_field_name() {
        let (object, person) = (Place::Member(ObjectKind::Other), Place::Member(ObjectKind::Person));
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
    fn error_codes_are_not_secrets() {
        assert!(is_error_code("invalid_grant"));
        assert!(!is_error_code("01HXYZ") && !is_error_code("") && !is_error_code("123456"));
    }
}
