//! Routes of operations that the emulator has, but no contract describes. A contract's own route wins.

use crate::http::contract::{Kind, Param, Route, RouteAuth};

const PASSWORD_HASHES: &[&str] =
    &["bcrypt", "firebase-scrypt", "ssha", "ssha256", "scrypt", "pbkdf2", "argon2"];

/// In the shape of the rendered table.
pub(crate) static FURTHER: &[Route] = &[
    Route {
        query: &[
            optional("before", Kind::Text),
            optional("after", Kind::Text),
            optional("limit", Kind::Integer { min: Some(1), max: Some(100) }),
            optional("order", Kind::Enum(&["normal", "desc", "asc"])),
            optional("organization", Kind::Text),
            optional("organization_id", Kind::Text),
            optional("email", Kind::Text),
        ],
        ..route("users.list", "GET", "/user_management/users")
    },
    Route {
        body: &[
            Param { name: "email", required: true, nullable: false, kind: Kind::Text },
            optional("first_name", Kind::Text),
            optional("last_name", Kind::Text),
            optional("name", Kind::Text),
            optional("email_verified", Kind::Boolean),
            optional("metadata", Kind::Map),
            optional("external_id", Kind::Text),
            optional("ip_address", Kind::Text),
            optional("user_agent", Kind::Text),
            optional("signals_id", Kind::Text),
            optional("password", Kind::Text),
            optional("password_hash", Kind::Text),
            optional("password_hash_type", Kind::Enum(PASSWORD_HASHES)),
            optional("password_salt_position", Kind::Enum(&["prefix", "suffix"])),
        ],
        ..route("users.create", "POST", "/user_management/users")
    },
    Route {
        body: &[
            optional("email", Kind::Text),
            optional("first_name", Kind::Text),
            optional("last_name", Kind::Text),
            optional("name", Kind::Text),
            optional("email_verified", Kind::Boolean),
            optional("metadata", Kind::Map),
            optional("external_id", Kind::Text),
            optional("locale", Kind::Text),
            optional("password", Kind::Text),
            optional("password_hash", Kind::Text),
            optional("password_hash_type", Kind::Enum(PASSWORD_HASHES)),
            optional("password_salt_position", Kind::Enum(&["prefix", "suffix"])),
        ],
        ..route("users.update", "PUT", "/user_management/users/{id}")
    },
    route("users.get", "GET", "/user_management/users/{id}"),
    route("users.get_by_external_id", "GET", "/user_management/users/external_id/{external_id}"),
    route("users.delete", "DELETE", "/user_management/users/{id}"),
];

const fn route(operation: &'static str, method: &'static str, path: &'static str) -> Route {
    Route { operation, method, path, auth: RouteAuth::ApiKey, query: &[], body: &[] }
}

const fn optional(name: &'static str, kind: Kind) -> Param {
    Param { name, required: false, nullable: true, kind }
}
