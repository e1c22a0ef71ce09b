//! What will be rendered: pure data, with every name and type decided.

mod names;
mod operations;
mod routes;
mod spread;
mod types;

use serde_json::Value;

use super::contracts::Contract;
pub(crate) use names::snake;
pub(crate) use routes::{Kind, Param, Route, routes};

/// Everything that is rendered for one crate.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// Whether this is `workos-core` itself, whose generated code names its own items by `crate::`.
    pub(crate) is_core: bool,
    pub(crate) ids: Vec<Id>,
    pub(crate) enums: Vec<Enum>,
    pub(crate) models: Vec<Model>,
    pub(crate) unions: Vec<Union>,
    pub(crate) handles: Vec<Handle>,
}

/// Plans the crate of a contract.
pub(crate) fn plan(contract: &Contract) -> Result<Plan, String> {
    let mut types = types::Types::new(contract);
    types.add_vocabulary()?;
    let handles = operations::handles(contract, &mut types)?;
    let mut plan = types.finish()?;
    plan.handles = handles;
    plan.check_names()?;
    Ok(plan)
}

impl Plan {
    pub(crate) fn model(&self, name: &str) -> Option<&Model> {
        self.models.iter().find(|model| model.name == name)
    }

    pub(crate) fn union(&self, name: &str) -> Option<&Union> {
        self.unions.iter().find(|union| union.name == name)
    }

    /// Two items of one name would not compile; the message says which extension tells them apart.
    fn check_names(&self) -> Result<(), String> {
        let mut names: Vec<&str> = self.ids.iter().map(|id| id.name.as_str()).collect();
        names.extend(self.enums.iter().map(|item| item.name.as_str()));
        names.extend(self.models.iter().map(|item| item.name.as_str()));
        names.extend(self.unions.iter().map(|item| item.name.as_str()));
        for handle in &self.handles {
            names.push(&handle.name);
            names.extend(handle.operations.iter().map(|operation| operation.call.as_str()));
        }
        names.sort_unstable();
        match names.windows(2).find(|pair| pair[0] == pair[1]) {
            Some(pair) => Err(format!(
                "two items are called {}: rename one by `x-rust-name` (models, handles) or `x-rust-call` (calls)",
                pair[0]
            )),
            None => Ok(()),
        }
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
    /// The variant that is written like this.
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
    /// The constant that names the kind of object, with its field: written, and not read.
    pub(crate) tag: Option<(String, String)>,
    /// The key under which the object may also come wrapped.
    pub(crate) wrapper: Option<String>,
    pub(crate) fields: Vec<Field>,
    pub(crate) direction: Direction,
    /// Whether a field, at any depth, is a secret.
    pub(crate) secret: bool,
}

/// Where a type is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Direction {
    pub(crate) request: bool,
    pub(crate) response: bool,
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
    /// How the field says that there is nothing.
    pub(crate) fn presence(&self, direction: Direction) -> Presence {
        match (direction.response, self.required, self.nullable) {
            (true, _, _) if matches!(self.ty, Type::List(_) | Type::Map(_) | Type::Object) => Presence::Empty,
            (_, true, false) => Presence::Always,
            (true, false, false) | (false, false, false) => Presence::Optional,
            (true, ..) | (false, true, true) => Presence::Nullable,
            (false, false, true) => Presence::Patch,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    /// The value.
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

/// An enum over models, told apart by a constant field.
#[derive(Debug)]
pub(crate) struct Union {
    pub(crate) name: String,
    pub(crate) doc: String,
    pub(crate) tag: String,
    pub(crate) arms: Vec<Arm>,
    pub(crate) direction: Direction,
    pub(crate) secret: bool,
}

#[derive(Debug)]
pub(crate) struct Arm {
    pub(crate) name: String,
    pub(crate) wire: String,
    pub(crate) model: String,
    pub(crate) doc: String,
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
    /// Any JSON value.
    Json,
    /// Any JSON object.
    Object,
    Option(Box<Self>),
    List(Box<Self>),
    Map(Box<Self>),
    Page(Box<Self>),
}

/// The name of a type of this crate, or of one that `workos-core` shares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) shared: bool,
    /// Whether a value of it holds a secret; known of shared types at once, of others after the plan is made.
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
    /// Its stable name, for instance `connections.list`.
    pub(crate) id: String,
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
    pub(crate) hand_written: bool,
    pub(crate) deprecated: Option<String>,
    pub(crate) inputs: Vec<Input>,
    pub(crate) body: Body,
    pub(crate) returns: Type,
    /// The largest page, of a list with cursors.
    pub(crate) paged: Option<u32>,
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
}

/// A parameter, or a field of a body whose fields are parameters of the call.
#[derive(Debug)]
pub(crate) struct Input {
    pub(crate) field: Field,
    pub(crate) place: Place,
    /// What is sent without being asked for.
    pub(crate) given: Option<Given>,
    /// Values of an enum that are written differently here: variant, text.
    pub(crate) spelling: Vec<(String, String)>,
    /// The smallest and largest number.
    pub(crate) range: Option<(i64, i64)>,
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
    Constant(String),
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
