//! Plans types from schemas: ids, open enums, structs and unions.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::model::{Direction, Enum, Field, Id, Model, Named, Plan, Type, Variant};
use super::names::{pascal, singular, snake};
use super::tags::tag_of;
use crate::codegen::contracts::Contract;
use crate::codegen::parse::{Entries, Extra, Schema};

/// Collects the types that the operations of a contract use, and then the types of its other schemas.
pub(super) struct Types<'a> {
    pub(super) contract: &'a Contract,
    pub(super) plan: Plan,
    /// The types of the schemas that are planned, by the name of the schema.
    pub(super) done: BTreeMap<String, Type>,
    /// The names of the schemas that are rendered as part of an operation (bodies, envelopes).
    taken: BTreeSet<String>,
    roots: Vec<(Type, Direction)>,
}

/// A type, and whether the value may be `null`.
pub(super) struct Resolved {
    pub(super) ty: Type,
    pub(super) nullable: bool,
}

impl<'a> Types<'a> {
    pub(super) fn new(contract: &'a Contract) -> Self {
        let plan = Plan { is_core: contract.is_core(), ..Plan::default() };
        Self { contract, plan, done: BTreeMap::new(), taken: BTreeSet::new(), roots: Vec::new() }
    }

    /// Plans the ids first, so that they keep the order of the contract.
    pub(super) fn add_ids(&mut self) -> Result<(), String> {
        let contract = self.contract;
        for (name, schema) in contract.own.components.schemas.iter().filter(|(_, schema)| schema.is_id) {
            self.component(name, schema)?;
        }
        Ok(())
    }

    /// Records that an operation uses a type in this direction.
    pub(super) fn used(&mut self, ty: &Type, direction: Direction) {
        self.roots.push((ty.clone(), direction));
    }

    /// Records that the schema behind this reference is rendered as part of an operation, without a type of its own.
    pub(super) fn take(&mut self, schema: &Schema) {
        if let Some((_, name)) = schema.reference.as_deref().and_then(|text| text.rsplit_once('/')) {
            self.taken.insert(name.to_owned());
        }
    }

    /// Returns the name of the variant with this wire value.
    pub(super) fn variant_name(&self, ty: &Type, wire: &str) -> Result<String, String> {
        let unknown = || format!("{wire} is not a value of {ty:?}");
        let Type::Enum(named) = ty else { return Err(unknown()) };
        if !named.shared {
            let own = self.plan.enums.iter().find(|item| item.name == named.name);
            return own
                .and_then(|item| item.variant(wire))
                .map(|variant| variant.name.clone())
                .ok_or_else(unknown);
        }
        let target = self.contract.by_rust_name(&named.name).ok_or_else(unknown)?;
        let known = target.schema.values.iter().any(|value| value == wire);
        let name = target.schema.variants.get(wire).cloned().unwrap_or_else(|| pascal(wire));
        if known { Ok(name) } else { Err(unknown()) }
    }

    /// Whether a constant distinguishes the alternatives of a schema.
    pub(super) fn is_tagged(&self, schema: &Schema) -> Result<bool, String> {
        let parts = schema.alternatives().into_iter().map(|part| self.contract.follow(part));
        let parts = parts.collect::<Result<Vec<_>, _>>()?;
        Ok(parts.len() > 1 && tag_of(schema, &parts).is_some())
    }

    pub(super) fn contract(&self) -> &'a Contract {
        self.contract
    }

    /// Plans the schemas that no operation uses, and derives what depends on the whole plan: directions, secrets,
    /// boxes.
    pub(super) fn finish(mut self) -> Result<Plan, String> {
        for (name, schema) in self.contract.own.components.schemas.iter() {
            if !self.taken.contains(name) && !self.done.contains_key(name) {
                let ty = self.component(name, schema)?;
                self.used(&ty, Direction::RESPONSE);
            }
        }
        self.plan.components = self.done;
        self.plan.settle_unions();
        for (ty, direction) in self.roots {
            self.plan.mark(&ty, direction);
        }
        while self.plan.spread_secrets() {}
        self.plan.box_cycles();
        self.plan.box_contents();
        Ok(self.plan)
    }

    /// Returns the type of a schema. `name` is the name of the type unless the schema gives one.
    pub(super) fn resolve(&mut self, schema: &Schema, name: &str) -> Result<Resolved, String> {
        let nullable = schema.types.nullable();
        let present = |ty| Ok(Resolved { ty, nullable });
        if let Some(reference) = &schema.reference {
            let target = self.contract.target(reference)?;
            let ty = if target.shared {
                shared(target.name, target.schema)?
            } else {
                self.component(target.name, target.schema)?
            };
            return Ok(Resolved { ty, nullable: target.schema.types.nullable() });
        }
        if schema.rust_type.as_deref() == Some("Timestamp") {
            return present(Type::Timestamp);
        }
        if let Some(rust_type) = &schema.rust_type {
            let target = self
                .contract
                .by_rust_name(rust_type)
                .ok_or_else(|| format!("{name}: x-rust-type {rust_type}: there is no such schema"))?;
            let ty = if target.shared {
                shared(target.name, target.schema)?
            } else {
                self.component(target.name, target.schema)?
            };
            return present(ty);
        }
        if schema.secret {
            return present(Type::Secret);
        }
        if let Some(content) = &schema.envelope {
            return present(self.envelope(schema, content, name)?);
        }
        if schema.has_alternatives() && schema.properties.is_empty() && schema.all_of.is_empty() {
            return self.alternatives(schema, name);
        }
        if !schema.all_of.is_empty() || !schema.properties.is_empty() {
            return present(self.object(schema, name)?);
        }
        if !schema.values.is_empty() && schema.values.iter().all(Value::is_string) {
            return present(self.open_enum(schema, name)?);
        }
        present(match schema.types.single() {
            Some("string") if schema.format.as_deref() == Some("date-time") => Type::Timestamp,
            Some("string") => Type::String,
            Some("boolean") => Type::Bool,
            Some("number") => Type::F64,
            Some("integer") => integer(schema),
            Some("array") => {
                let item =
                    schema.items.as_deref().ok_or_else(|| format!("{name}: an array without items"))?;
                let Resolved { ty, nullable } = self.resolve(item, &singular(name))?;
                Type::List(Box::new(if nullable { Type::Option(Box::new(ty)) } else { ty }))
            }
            Some("object") => self.map(schema, name)?,
            _ if schema.types.is_any() => Type::Json,
            _ => self.vague(name),
        })
    }

    /// Plans a property of an object, or a parameter.
    pub(super) fn field(
        &mut self,
        wire: &str,
        schema: &Schema,
        required: bool,
        parent: &str,
    ) -> Result<Field, String> {
        let name = schema.rust_name.clone();
        let is_object = schema.reference.is_none()
            && (schema.types.single() != Some("string") || !schema.values.is_empty());
        // `x-rust-name` names the type of an inline object or enum, and the field of anything else.
        let own_type = is_object && name.as_deref().is_some_and(|name| name.starts_with(char::is_uppercase));
        let inline = if own_type { name.clone() } else { None };
        let resolved =
            self.resolve(schema, &inline.unwrap_or_else(|| format!("{parent}{}", pascal(wire))))?;
        let target = self.contract.follow(schema)?;
        Ok(Field {
            name: name.filter(|_| !own_type).unwrap_or_else(|| snake(wire)),
            wire: wire.to_owned(),
            aliases: schema.aliases.clone(),
            doc: schema.description.clone().or_else(|| target.description.clone()).unwrap_or_default(),
            ty: resolved.ty,
            required,
            nullable: resolved.nullable,
            deprecated: schema.deprecated.then(|| schema.deprecated_note.clone().unwrap_or_default()),
            example: schema
                .example
                .clone()
                .or_else(|| schema.constant.clone())
                .or_else(|| target.example.clone()),
        })
    }

    /// Returns any JSON, and records that the contract is more specific.
    pub(super) fn vague(&mut self, name: &str) -> Type {
        self.plan.vague.push(name.to_owned());
        Type::Json
    }

    fn component(&mut self, name: &str, schema: &Schema) -> Result<Type, String> {
        if let Some(ty) = self.done.get(name) {
            return Ok(ty.clone());
        }
        let rust_name = schema.rust_name.clone().unwrap_or_else(|| pascal(name));
        if schema.is_id {
            let doc = schema.description.clone().unwrap_or_default();
            self.plan.ids.push(Id { name: rust_name.clone(), doc });
            self.done.insert(name.to_owned(), Type::Id(rust_name.clone()));
            return Ok(Type::Id(rust_name));
        }
        // A schema that refers to itself finds this entry. `settle_unions` corrects it if the schema becomes a union.
        self.done.insert(name.to_owned(), Type::Model(own(&rust_name)));
        let ty = self.resolve(schema, &rust_name)?.ty;
        self.done.insert(name.to_owned(), ty.clone());
        Ok(ty)
    }

    pub(super) fn object(&mut self, schema: &Schema, name: &str) -> Result<Type, String> {
        let (properties, required) = self.contract.properties(schema)?;
        self.model(schema, &properties, &required, name, None)
    }

    pub(super) fn model(
        &mut self,
        schema: &Schema,
        properties: &Entries<Schema>,
        required: &[String],
        name: &str,
        union_tag: Option<&str>,
    ) -> Result<Type, String> {
        let name = schema.rust_name.as_deref().unwrap_or(name);
        let at = self.plan.models.len();
        self.plan.models.push(Model {
            name: name.to_owned(),
            doc: schema.description.clone().unwrap_or_default(),
            official_names: schema.official_names.clone(),
            tag: None,
            wrapper: schema.wrapper.clone(),
            content: None,
            fields: Vec::new(),
            direction: Direction::default(),
            secret: false,
        });
        for (wire, property) in properties.iter() {
            let constant = property.constant.as_ref().and_then(Value::as_str);
            match constant {
                Some(value) if wire == "object" => {
                    self.plan.models[at].tag = Some((wire.to_owned(), value.to_owned()));
                }
                Some(_) if union_tag == Some(wire) => {}
                // The call adds this field.
                _ if property.from_client.is_some() => {}
                _ => {
                    let required = required.iter().any(|name| name == wire);
                    let field = self.field(wire, property, required, name)?;
                    self.plan.models[at].fields.push(field);
                }
            }
        }
        Ok(Type::Model(own(name)))
    }

    fn open_enum(&mut self, schema: &Schema, name: &str) -> Result<Type, String> {
        let name =
            schema.rust_name.as_deref().filter(|name| name.starts_with(char::is_uppercase)).unwrap_or(name);
        let variants = schema.values.iter().filter_map(Value::as_str).map(|wire| Variant {
            name: schema.variants.get(wire).cloned().unwrap_or_else(|| pascal(wire)),
            wire: wire.to_owned(),
            aliases: schema.value_aliases.get(wire).cloned().unwrap_or_default(),
            doc: schema.value_descriptions.get(wire).cloned().unwrap_or_else(|| format!("`{wire}`.")),
        });
        let variants: Vec<Variant> = variants.collect();
        for (wire, _) in schema.variants.iter() {
            if !variants.iter().any(|variant| variant.wire == wire) {
                return Err(format!("{name}: x-rust-variants names {wire}, which is not a value"));
            }
        }
        let doc = schema.description.clone().unwrap_or_default();
        self.plan.enums.push(Enum { name: name.to_owned(), doc, variants });
        Ok(Type::Enum(own(name)))
    }

    fn map(&mut self, schema: &Schema, name: &str) -> Result<Type, String> {
        let value = match schema.additional_properties.as_ref() {
            Some(Extra::Schema(value)) => Some(&**value),
            Some(Extra::Any) | None => schema.pattern_properties.iter().next().map(|(_, value)| value),
        };
        let Some(value) = value else { return Ok(Type::Object) };
        let Resolved { ty, nullable } = self.resolve(value, &format!("{name}Value"))?;
        Ok(match ty {
            Type::Json => Type::Object,
            ty => Type::Map(Box::new(if nullable { Type::Option(Box::new(ty)) } else { ty })),
        })
    }
}

pub(super) fn own(name: &str) -> Named {
    Named { name: name.to_owned(), shared: false, secret: false }
}

/// Returns the type of a schema that `workos-core` renders.
fn shared(name: &str, schema: &Schema) -> Result<Type, String> {
    let rust_name = schema.rust_name.clone().unwrap_or_else(|| pascal(name));
    let secret = schema.properties.iter().any(|(_, property)| property.secret);
    let named = Named { name: rust_name.clone(), shared: true, secret };
    Ok(match schema {
        _ if schema.is_id => Type::Id(rust_name),
        _ if !schema.values.is_empty() => Type::Enum(named),
        _ if !schema.properties.is_empty() => Type::Model(named),
        _ if !schema.one_of.is_empty() => Type::Union(named),
        _ => return Err(format!("{name}: only ids, enums, objects and unions can be shared")),
    })
}

/// Returns the type of an integer: `u32` if the limits in the contract allow it, otherwise `i64`.
fn integer(schema: &Schema) -> Type {
    let fits = schema.minimum.is_some_and(|min| min >= 0.0)
        && schema.maximum.is_some_and(|max| max <= f64::from(u32::MAX));
    if fits { Type::U32 } else { Type::I64 }
}
