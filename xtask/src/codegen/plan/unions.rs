//! Plans alternatives: `oneOf` and `anyOf` of a contract.

use serde_json::Value;

use super::model::{Arm, Credential, Direction, Given, Scalar, Type, Union};
use super::names::pascal;
use super::tags::tag_of;
use super::types::{Resolved, Types, own};
use crate::codegen::parse::{Entries, FromClient, Schema};

impl Types<'_> {
    /// Returns the type of alternatives: the only one besides `null`, a tagged union, a struct with the fields of all,
    /// one simple type, an enum of simple types, or any JSON.
    pub(super) fn alternatives(&mut self, schema: &Schema, name: &str) -> Result<Resolved, String> {
        let all = schema.alternatives();
        let some: Vec<&Schema> = all.iter().copied().filter(|schema| !schema.is_null()).collect();
        let null = some.len() < all.len();
        if let [only] = some[..] {
            let resolved = self.resolve(only, name)?;
            return Ok(Resolved { nullable: null || resolved.nullable, ..resolved });
        }
        let targets = some.iter().map(|part| self.contract.follow(part)).collect::<Result<Vec<_>, _>>()?;
        let ty = if let Some(tag) = tag_of(schema, &targets) {
            self.tagged_union(schema, &some, &tag, name)?
        } else if targets.iter().all(|part| !part.properties.is_empty() || !part.all_of.is_empty()) {
            self.object(schema, name)?
        } else if targets.iter().all(|part| part.types.single() == Some("object")) {
            // One alternative is a map, another an object with named fields, so no field is certain.
            Type::Object
        } else if targets.iter().all(|part| is_simple(part)) {
            return self.simple(schema, &some, null, name);
        } else {
            self.vague(name)
        };
        Ok(Resolved { ty, nullable: null })
    }

    /// Returns one simple type if the alternatives differ only in limits, otherwise an enum of them.
    fn simple(
        &mut self,
        schema: &Schema,
        parts: &[&Schema],
        null: bool,
        name: &str,
    ) -> Result<Resolved, String> {
        let resolved = parts.iter().map(|part| self.resolve(part, name)).collect::<Result<Vec<_>, _>>()?;
        let nullable = null || resolved.iter().any(|part| part.nullable);
        let mut types: Vec<Type> = Vec::new();
        for part in resolved {
            // A JSON number may be an integer, which must not lose digits in a conversion to `f64`.
            let arms = match part.ty {
                Type::F64 if parts.len() > 1 => vec![Type::I64, Type::F64],
                Type::U32 => vec![Type::I64],
                ty => vec![ty],
            };
            types.extend(arms);
        }
        types.dedup();
        let ty = match &types[..] {
            [only] => only.clone(),
            [Type::I64, Type::F64] => Type::F64,
            types if types.iter().all(is_scalar) => self.scalar(schema, types, name),
            _ => self.vague(name),
        };
        Ok(Resolved { ty, nullable })
    }

    fn scalar(&mut self, schema: &Schema, types: &[Type], name: &str) -> Type {
        let name = schema.rust_name.as_deref().unwrap_or(name);
        let arms = [Type::Bool, Type::I64, Type::F64, Type::String];
        self.plan.scalars.push(Scalar {
            name: name.to_owned(),
            doc: schema.description.clone().unwrap_or_default(),
            arms: arms.into_iter().filter(|arm| types.contains(arm)).collect(),
            direction: Direction::default(),
        });
        Type::Scalar(own(name))
    }

    fn tagged_union(
        &mut self,
        schema: &Schema,
        parts: &[&Schema],
        tag: &str,
        name: &str,
    ) -> Result<Type, String> {
        let name = schema.rust_name.as_deref().unwrap_or(name);
        let mut arms = Vec::new();
        for part in parts {
            let target = self.contract.follow(part)?;
            let (properties, required) = self.contract.properties(target)?;
            let wire = constant(&properties, tag);
            let arm = schema.variants.get(&wire).cloned().unwrap_or_else(|| pascal(&wire));
            let key = part.reference.as_deref().and_then(|text| text.rsplit_once('/')).map(|(_, key)| key);
            let ty = match key.and_then(|key| self.done.get(key)) {
                Some(ty @ Type::Model(_)) => ty.clone(),
                _ => {
                    let inline = key.map_or_else(|| format!("{name}{arm}"), pascal);
                    self.model(target, &properties, &required, &inline, Some(tag))?
                }
            };
            if let Some(key) = key {
                self.done.insert(key.to_owned(), ty.clone());
            }
            arms.push(Arm { name: arm, doc: target.description.clone().unwrap_or_default(), wire, ty });
        }
        self.plan.unions.push(Union {
            name: name.to_owned(),
            doc: schema.description.clone().unwrap_or_default(),
            tag: tag.to_owned(),
            beside: None,
            arms,
            direction: Direction::default(),
            secret: false,
        });
        Ok(Type::Union(own(name)))
    }

    /// Plans a struct with the fields that all alternatives share, and a field whose type depends on a constant beside
    /// it.
    pub(super) fn envelope(&mut self, schema: &Schema, content: &str, name: &str) -> Result<Type, String> {
        let name = schema.rust_name.as_deref().unwrap_or(name);
        let parts =
            schema.all_of.iter().find(|part| part.has_alternatives()).unwrap_or(schema).alternatives();
        let targets = parts.iter().map(|part| self.contract.follow(part)).collect::<Result<Vec<_>, _>>()?;
        let tag = tag_of(schema, &targets).ok_or_else(|| {
            format!("{name}: x-rust-envelope needs a constant that distinguishes the alternatives")
        })?;
        let (mut properties, required) = self.contract.properties(schema)?;
        let content_doc = properties.get(content).and_then(|content| content.description.clone());
        properties.retain(|wire, _| wire != tag && wire != content);
        let Type::Model(envelope) = self.model(schema, &properties, &required, name, None)? else {
            return Err(format!("{name}: x-rust-envelope is for objects"));
        };

        let union = format!("{}{}", envelope.name, pascal(content));
        let mut arms = Vec::new();
        for target in targets {
            let (properties, _) = self.contract.properties(target)?;
            let wire = constant(&properties, &tag);
            let arm = schema.variants.get(&wire).cloned().unwrap_or_else(|| pascal(&wire));
            let payload = properties
                .get(content)
                .ok_or_else(|| format!("{name}: {wire} has no {content}, which x-rust-envelope names"))?;
            let resolved = self.resolve(payload, &format!("{}{arm}", envelope.name))?;
            let ty = if resolved.nullable { Type::Option(Box::new(resolved.ty)) } else { resolved.ty };
            let doc = target.description.clone().unwrap_or_else(|| format!("`{wire}`."));
            arms.push(Arm { name: arm, doc, wire, ty });
        }
        self.plan.unions.push(Union {
            name: union.clone(),
            doc: format!("The content of [`{}`], by its `{tag}`.", envelope.name),
            tag,
            beside: Some(content.to_owned()),
            arms,
            direction: Direction::default(),
            secret: false,
        });
        if let Some(model) = self.plan.models.iter_mut().find(|model| model.name == envelope.name) {
            let field = super::Field {
                name: super::snake(content),
                wire: content.to_owned(),
                aliases: Vec::new(),
                doc: content_doc.unwrap_or_default(),
                ty: Type::Union(own(&union)),
                required: true,
                nullable: false,
                deprecated: None,
                example: None,
            };
            model.fields.push(field);
            model.content = Some(content.to_owned());
        }
        Ok(Type::Model(envelope))
    }

    /// Returns the credentials of the client that the arms of a union take, if the union is a body.
    pub(super) fn credentials(&self, schema: &Schema, ty: &Type) -> Result<Vec<Credential>, String> {
        let Type::Union(named) = ty else { return Ok(Vec::new()) };
        let Some(union) = self.plan.union(&named.name) else { return Ok(Vec::new()) };
        let mut credentials = Vec::new();
        for (from, given) in
            [(FromClient::ClientId, Given::ClientId), (FromClient::ClientSecret, Given::ClientSecret)]
        {
            let mut takers = Vec::new();
            for part in schema.alternatives() {
                let (properties, _) = self.contract.properties(part)?;
                let wire = constant(&properties, &union.tag);
                let takes = properties.iter().any(|(_, property)| property.from_client == Some(from));
                takers.extend(union.arms.iter().filter(|arm| takes && arm.wire == wire));
            }
            let names = takers.iter().map(|arm| arm.name.clone()).collect();
            match takers.len() {
                0 => {}
                all if all == union.arms.len() => credentials.push(Credential { given, only: None }),
                _ => credentials.push(Credential { given, only: Some((named.name.clone(), names)) }),
            }
        }
        Ok(credentials)
    }
}

fn constant(properties: &Entries<Schema>, name: &str) -> String {
    let constant = properties.get(name).and_then(|property| property.constant.as_ref());
    constant.and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// Whether a schema is a string, number or boolean, without a name of its own.
fn is_simple(schema: &Schema) -> bool {
    schema.values.is_empty()
        && schema.rust_name.is_none()
        && matches!(schema.types.single(), Some("string" | "number" | "integer" | "boolean"))
}

fn is_scalar(ty: &Type) -> bool {
    matches!(ty, Type::Bool | Type::I64 | Type::F64 | Type::String)
}
