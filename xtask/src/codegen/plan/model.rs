//! The planned items of a crate.

use std::collections::BTreeMap;

use serde_json::Value;

/// Everything that is rendered for one crate.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// Whether this is `workos-core` itself, whose generated code names its own items by `crate::`.
    pub(crate) is_core: bool,
    /// The path by which other crates name the items of this crate.
    pub(crate) crate_path: String,
    pub(crate) ids: Vec<Id>,
    pub(crate) enums: Vec<Enum>,
    pub(crate) models: Vec<Model>,
    pub(crate) unions: Vec<Union>,
    pub(crate) scalars: Vec<Scalar>,
    pub(crate) handles: Vec<Handle>,
    /// Hints that the operations share.
    pub(crate) hints: Vec<ErrorRow>,
    /// The feature that enables the operations.
    pub(crate) calls_feature: Option<String>,
    /// The names of schemas that are rendered as any JSON although the contract is more specific.
    pub(crate) vague: Vec<String>,
    /// The types of the contract's schemas, by the name of the schema.
    pub(crate) components: BTreeMap<String, Type>,
}

impl Plan {
    pub(crate) fn model(&self, name: &str) -> Option<&Model> {
        self.models.iter().find(|model| model.name == name)
    }

    pub(crate) fn union(&self, name: &str) -> Option<&Union> {
        self.unions.iter().find(|union| union.name == name)
    }
}

/// An id newtype.
#[derive(Debug)]
pub(crate) struct Id {
    pub(crate) name: String,
    pub(crate) doc: String,
}

/// An open enum.
#[derive(Debug)]
pub(crate) struct Enum {
    pub(crate) name: String,
    pub(crate) doc: String,
    pub(crate) variants: Vec<Variant>,
}

impl Enum {
    /// Returns the variant with this wire value.
    pub(crate) fn variant(&self, wire: &str) -> Option<&Variant> {
        self.variants.iter().find(|variant| variant.wire == wire)
    }
}

#[derive(Debug)]
pub(crate) struct Variant {
    pub(crate) name: String,
    pub(crate) wire: String,
    pub(crate) aliases: Vec<String>,
    pub(crate) doc: String,
}

/// A struct: the shape of an object.
#[derive(Debug)]
pub(crate) struct Model {
    pub(crate) name: String,
    pub(crate) doc: String,
    /// The names of the schema in the official contract, for the search of the docs.
    pub(crate) official_names: Vec<String>,
    /// The field that names the kind of object, with its constant: encoded, but not decoded.
    pub(crate) tag: Option<(String, String)>,
    /// The key under which the object may also come wrapped.
    pub(crate) wrapper: Option<String>,
    /// The field of an envelope whose type depends on another field on the wire.
    pub(crate) content: Option<String>,
    pub(crate) fields: Vec<Field>,
    pub(crate) direction: Direction,
    /// Whether a field, at any depth, is a secret.
    pub(crate) secret: bool,
}

/// The limits of a value.
#[derive(Clone, Debug)]
pub(crate) enum Limit {
    /// The smallest and largest number of characters of a text, and the class of its characters, for instance `a-z`.
    Text { min: usize, max: usize, class: Option<String> },
    /// The number of entries of a map, and of the characters of a key and of a value.
    Map { entries: usize, key: usize, value: usize },
}

/// Where a type is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Direction {
    pub(crate) request: bool,
    pub(crate) response: bool,
}

impl Direction {
    pub(crate) const REQUEST: Self = Self { request: true, response: false };
    pub(crate) const RESPONSE: Self = Self { request: false, response: true };
}

#[derive(Clone, Debug)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) wire: String,
    pub(crate) aliases: Vec<String>,
    pub(crate) doc: String,
    pub(crate) ty: Type,
    pub(crate) required: bool,
    pub(crate) nullable: bool,
    pub(crate) deprecated: Option<String>,
    pub(crate) example: Option<Value>,
}

impl Field {
    /// Returns how the field represents an absent value.
    pub(crate) fn presence(&self, direction: Direction) -> Presence {
        match (direction.response, self.required, self.nullable) {
            (true, ..) if matches!(self.ty, Type::List(_) | Type::Map(_) | Type::Object) => Presence::Empty,
            (_, true, false) => Presence::Always,
            (_, false, false) => Presence::Optional,
            (true, ..) | (false, true, true) => Presence::Nullable,
            (false, false, true) => Presence::Patch,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    /// Always the value.
    Always,
    /// `Option`: absent when `None`.
    Optional,
    /// `Option`: `null` when `None`.
    Nullable,
    /// `Patch`: absent, `null` or the value.
    Patch,
    /// A list or map that is empty when it is absent or `null`.
    Empty,
}

/// An enum over types that a constant distinguishes.
#[derive(Debug)]
pub(crate) struct Union {
    pub(crate) name: String,
    pub(crate) doc: String,
    /// The field that holds the constant.
    pub(crate) tag: String,
    /// The field that holds the union, if it is the content of an envelope. Then the tag is beside this field, not in
    /// the arms.
    pub(crate) beside: Option<String>,
    pub(crate) arms: Vec<Arm>,
    pub(crate) direction: Direction,
    pub(crate) secret: bool,
}

#[derive(Debug)]
pub(crate) struct Arm {
    pub(crate) name: String,
    pub(crate) wire: String,
    pub(crate) ty: Type,
    pub(crate) doc: String,
}

/// An enum over simple types that the JSON type distinguishes.
#[derive(Debug)]
pub(crate) struct Scalar {
    pub(crate) name: String,
    pub(crate) doc: String,
    /// The allowed types out of `Bool`, `I64`, `F64` and `String`.
    pub(crate) arms: Vec<Type>,
    pub(crate) direction: Direction,
}

/// A Rust type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    Unit,
    Bool,
    I64,
    U32,
    F64,
    String,
    Secret,
    Timestamp,
    Id(String),
    Enum(Named),
    Model(Named),
    Union(Named),
    Scalar(Named),
    /// A boxed type, which would otherwise contain itself or make an envelope large.
    Boxed(Box<Self>),
    /// Any JSON value.
    Json,
    /// Any JSON object.
    Object,
    Option(Box<Self>),
    List(Box<Self>),
    Map(Box<Self>),
    Page(Box<Self>),
}

impl Type {
    /// Returns the name of a type that needs no import.
    pub(crate) const fn primitive(&self) -> Option<&'static str> {
        Some(match self {
            Self::Unit => "()",
            Self::Bool => "bool",
            Self::I64 => "i64",
            Self::U32 => "u32",
            Self::F64 => "f64",
            Self::String => "String",
            _ => return None,
        })
    }
}

/// The name of a type of this crate or of a type that `workos-core` shares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) shared: bool,
    /// Whether a value of a shared type holds a secret. For other types, see [`Plan::holds_secret`].
    pub(crate) secret: bool,
}

/// A handle: the operations of one tag.
#[derive(Debug)]
pub(crate) struct Handle {
    pub(crate) name: String,
    pub(crate) doc: String,
    pub(crate) operations: Vec<Operation>,
}

#[derive(Debug)]
pub(crate) struct Operation {
    /// The stable name of the operation, for instance `connections.list`.
    pub(crate) id: String,
    /// Its `operationId` in the official contract.
    pub(crate) official_id: Option<String>,
    pub(crate) verb: String,
    pub(crate) call: String,
    pub(crate) doc: String,
    pub(crate) method: &'static str,
    pub(crate) path: String,
    pub(crate) url: Option<String>,
    pub(crate) auth: Auth,
    pub(crate) repeatable: bool,
    pub(crate) quota: Option<String>,
    pub(crate) require_any: Vec<String>,
    pub(crate) errors: Vec<ErrorRow>,
    /// The hint for a failed call that may have succeeded at the server.
    pub(crate) unknown_outcome: Option<String>,
    pub(crate) hand_written: bool,
    pub(crate) deprecated: Option<String>,
    pub(crate) inputs: Vec<Input>,
    pub(crate) body: Body,
    /// The credentials of the client that are added to a body that the caller passes.
    pub(crate) credentials: Vec<Credential>,
    pub(crate) returns: Type,
    /// The maximum page size of a list with cursors.
    pub(crate) paged: Option<u32>,
    /// The wire names that the contract marks as secret, in requests and responses.
    pub(crate) secrets: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Auth {
    ApiKey,
    None,
    AccessToken,
}

#[derive(Debug)]
pub(crate) struct ErrorRow {
    pub(crate) status: u16,
    pub(crate) code: Option<String>,
    pub(crate) hint: String,
    /// Whether the advice is the shared one.
    pub(crate) is_shared: bool,
}

/// A credential of the client that is added to a JSON body.
#[derive(Debug, PartialEq)]
pub(crate) struct Credential {
    pub(crate) given: Given,
    /// The union and its arms that take the credential; `None` if all of them do.
    pub(crate) only: Option<(String, Vec<String>)>,
}

/// A parameter, or a field of a body whose fields are parameters of the call.
#[derive(Debug)]
pub(crate) struct Input {
    pub(crate) field: Field,
    pub(crate) place: Place,
    /// The value that is sent without an argument of the caller.
    pub(crate) given: Option<Given>,
    /// Variants of an enum that have another wire value here, with that value.
    pub(crate) wire_values: Vec<(String, String)>,
    /// The smallest and largest number.
    pub(crate) range: Option<(i64, i64)>,
    pub(crate) limit: Option<Limit>,
    /// Whether the server deduplicates calls by this input, so that a call with it is repeatable.
    pub(crate) idempotency_key: bool,
}

impl Input {
    /// Whether the client provides the value.
    pub(crate) fn is_from_client(&self) -> bool {
        matches!(self.given, Some(Given::ClientId | Given::ClientSecret))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Path,
    Query,
    Header,
    Form,
    Json,
    /// The field that is the JSON body.
    WholeJson,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Given {
    Constant(Value),
    ClientId,
    ClientSecret,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Body {
    None,
    /// A private struct of the operation's JSON inputs.
    Fields(String),
    /// A value that the caller passes.
    Whole(Type),
    Form,
}
