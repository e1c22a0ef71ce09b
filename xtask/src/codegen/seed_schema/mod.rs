//! Renders the JSON Schema of the emulator's seed files from the Rust types that decode them.
//!
//! The types are read as source, not compiled. Their serde attributes give the format, and their docs become the
//! descriptions of the schema.

mod types;

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Map, Value, json};
use syn::{Fields, GenericArgument, Ident, PathArguments, Type};

use types::{Item, Serde, Types, documentation};

/// The name of the file in the folder of the emulator.
pub(crate) const FILE: &str = "seed.schema.json";

/// The type that a seed file decodes to.
const ROOT: &str = "Fixture";

/// Renders the schema from the types in this folder of sources.
pub(crate) fn render(sources: &Path) -> Result<String, String> {
    let types = Types::read(sources)?;
    let mut schemas = Schemas { types: &types, defs: BTreeMap::new() };
    let root = schemas.named(ROOT)?;
    let mut defs = schemas.defs;
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Seed file of the WorkOS emulator",
    });
    let (Some(fields), Some(Value::Object(root))) = (schema.as_object_mut(), defs.remove(ROOT)) else {
        return Err(format!("{ROOT} is {root}, not an object"));
    };
    fields.extend(root);
    fields.insert("$defs".to_owned(), json!(defs));
    Ok(format!("{schema:#}\n"))
}

struct Schemas<'a> {
    types: &'a Types,
    /// The definitions by the name of the type; `Null` while a type is being rendered.
    defs: BTreeMap<String, Value>,
}

impl Schemas<'_> {
    /// Returns a reference to a type of the emulator, and renders the type unless it is rendered already.
    fn named(&mut self, name: &str) -> Result<Value, String> {
        let reference = json!({"$ref": format!("#/$defs/{name}")});
        if self.defs.contains_key(name) {
            return Ok(reference);
        }
        let item = self.types.find(name)?;
        if let Some(other) = item.serde().stand_in {
            return self.named(&other);
        }
        self.defs.insert(name.to_owned(), Value::Null);
        let mut schema = match item {
            Item::Struct(found) => self.object(&found.fields, &item.serde())?,
            Item::Enum(found) => {
                let variants: Vec<_> = found.variants.iter().collect();
                self.alternatives(&variants, item)?
            }
        };
        describe(&mut schema, item.attributes());
        self.defs.insert(name.to_owned(), schema);
        Ok(reference)
    }

    fn object(&mut self, fields: &Fields, container: &Serde) -> Result<Value, String> {
        let (mut properties, mut required) = (Map::new(), Vec::new());
        for field in fields {
            let ident = field.ident.as_ref().ok_or("tuples are not supported in a seed file")?;
            let serde = Serde::read(&field.attrs)?;
            if serde.skip {
                continue;
            }
            let name = serde.rename.clone().unwrap_or_else(|| container.field_name(ident));
            let mut schema = self.value(&field.ty, serde.with.as_deref())?;
            describe(&mut schema, &field.attrs);
            if !serde.default && !container.default && !is_option(&field.ty) {
                required.push(name.clone());
            }
            properties.insert(name, schema);
        }
        let mut schema = json!({"type": "object", "properties": properties});
        if !required.is_empty() {
            schema["required"] = json!(required);
        }
        if container.deny_unknown_fields {
            schema["additionalProperties"] = json!(false);
        }
        Ok(schema)
    }

    /// Renders an enum. A variant is a string or an object with one key. If `Deserialize` is written by hand, a variant
    /// is the value that it holds.
    fn alternatives(&mut self, variants: &[&syn::Variant], item: &Item) -> Result<Value, String> {
        let container = item.serde();
        let (mut values, mut others) = (Vec::new(), Vec::new());
        for variant in variants {
            let serde = Serde::read(&variant.attrs)?;
            let name = serde.rename.clone().unwrap_or_else(|| container.variant_name(&variant.ident));
            let mut held = match &variant.fields {
                Fields::Unit => {
                    values.push(name);
                    continue;
                }
                Fields::Unnamed(fields) => match fields.unnamed.first() {
                    Some(only) if fields.unnamed.len() == 1 => {
                        let with = Serde::read(&only.attrs)?.with.or(serde.with);
                        self.value(&only.ty, with.as_deref())?
                    }
                    _ => return Err(format!("{}: a variant must hold exactly one value", variant.ident)),
                },
                named @ Fields::Named(_) => {
                    let inner =
                        Serde { deny_unknown_fields: container.deny_unknown_fields, ..Serde::default() };
                    self.object(named, &inner)?
                }
            };
            describe(&mut held, &variant.attrs);
            others.push(if item.is_derived() {
                json!({
                    "type": "object",
                    "properties": {(name.as_str()): held},
                    "required": [name],
                    "additionalProperties": false,
                })
            } else {
                held
            });
        }
        if others.is_empty() {
            return Ok(json!({"enum": values}));
        }
        if !values.is_empty() {
            others.insert(0, json!({"enum": values}));
        }
        Ok(json!({"anyOf": others}))
    }

    /// Renders the schema of a value. `with` is the serde helper that decodes the value instead of its type.
    fn value(&mut self, ty: &Type, with: Option<&str>) -> Result<Value, String> {
        let (name, arguments) = path(ty)?;
        if name == "Option" {
            return Ok(or_null(self.value(argument(&arguments, 0)?, with)?));
        }
        match with {
            Some("millis") => return Ok(json!({"type": "integer", "minimum": 0})),
            Some("list_of_millis") => {
                return Ok(json!({"type": "array", "items": {"type": "integer", "minimum": 0}}));
            }
            // This helper decodes the same format, and checks more.
            Some("read_all") | None => {}
            Some(other) => return Err(format!("the schema does not know the format that `{other}` decodes")),
        }
        Ok(match name.as_str() {
            "String" | "Secret" => json!({"type": "string"}),
            "Timestamp" => json!({"type": "string", "format": "date-time"}),
            "bool" => json!({"type": "boolean"}),
            "u8" | "u16" | "u32" | "u64" | "usize" => json!({"type": "integer", "minimum": 0}),
            "NonZeroU32" => json!({"type": "integer", "minimum": 1, "maximum": u32::MAX}),
            "f64" => json!({"type": "number"}),
            "Value" => json!({}),
            "Vec" => json!({"type": "array", "items": self.value(argument(&arguments, 0)?, None)?}),
            "BTreeMap" | "Map" => {
                json!({"type": "object", "additionalProperties": self.value(argument(&arguments, 1)?, None)?})
            }
            _ => self.named(&name)?,
        })
    }
}

/// Adds the documentation as the description, unless it is empty.
fn describe(schema: &mut Value, attributes: &[syn::Attribute]) {
    let text = documentation(attributes);
    if let (Some(fields), false) = (schema.as_object_mut(), text.is_empty()) {
        fields.insert("description".to_owned(), json!(text));
    }
}

/// Allows `null`, which in YAML is also a key without a value.
fn or_null(mut schema: Value) -> Value {
    match schema.get("type").cloned() {
        Some(name @ Value::String(_)) => {
            schema["type"] = json!([name, "null"]);
            schema
        }
        _ if schema == json!({}) => schema,
        _ => json!({"anyOf": [schema, {"type": "null"}]}),
    }
}

fn is_option(ty: &Type) -> bool {
    path(ty).is_ok_and(|(name, _)| name == "Option")
}

/// Returns the name of a type, and its type arguments.
fn path(ty: &Type) -> Result<(String, Vec<&Type>), String> {
    let Type::Path(path) = ty else { return Err("only named types are supported in a seed file".to_owned()) };
    let last = path.path.segments.last().ok_or("a type without a name")?;
    let arguments = match &last.arguments {
        PathArguments::AngleBracketed(all) => all
            .args
            .iter()
            .filter_map(|argument| match argument {
                GenericArgument::Type(ty) => Some(ty),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    };
    Ok((Ident::to_string(&last.ident), arguments))
}

fn argument<'a>(arguments: &[&'a Type], at: usize) -> Result<&'a Type, String> {
    arguments.get(at).copied().ok_or_else(|| "a type argument is missing".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(source: &str) -> Result<Value, String> {
        let folder =
            std::env::temp_dir().join(format!("xtask-schema-{}-{}", std::process::id(), source.len()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("fixture.rs"), source).unwrap();
        let schema = render(&folder);
        std::fs::remove_dir_all(&folder).unwrap();
        schema.map(|text| serde_json::from_str(&text).unwrap())
    }

    #[test]
    fn every_supported_serde_attribute_has_its_schema() {
        let schema = rendered(
            r#"
/// A world, as [`World::read`] has it.
///
/// More about it.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fixture {
    /// Its name.
    #[serde(rename = "title")]
    pub name: String,
    pub size: Option<u32>,
    #[serde(default)]
    pub things: Vec<Thing>,
    pub limits: Limits,
    #[serde(skip)]
    pub hidden: Unknown,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Thing {
    /// Nothing to add.
    OneOf,
    Delay(#[serde(with = "millis")] Duration),
    Pair { left: bool },
}

#[derive(Deserialize)]
#[serde(from = "Written")]
struct Limits(u8);

enum Written {
    Name(String),
    Map(BTreeMap<String, Value>),
}
"#,
        )
        .unwrap();
        assert_eq!(
            schema,
            json!({
                "$schema": "https://json-schema.org/draft/2020-12/schema",
                "title": "Seed file of the WorkOS emulator",
                "description": "A world, as `World::read` has it.",
                "type": "object",
                "properties": {
                    "title": {"type": "string", "description": "Its name."},
                    "size": {"type": ["integer", "null"], "minimum": 0},
                    "things": {"type": "array", "items": {"$ref": "#/$defs/Thing"}},
                    "limits": {"$ref": "#/$defs/Written"},
                },
                "required": ["title", "limits"],
                "additionalProperties": false,
                "$defs": {
                    "Thing": {"anyOf": [
                        {"enum": ["one_of"]},
                        {
                            "type": "object",
                            "properties": {"delay": {"type": "integer", "minimum": 0}},
                            "required": ["delay"],
                            "additionalProperties": false,
                        },
                        {
                            "type": "object",
                            "properties": {"pair": {
                                "type": "object",
                                "properties": {"left": {"type": "boolean"}},
                                "required": ["left"],
                                "additionalProperties": false,
                            }},
                            "required": ["pair"],
                            "additionalProperties": false,
                        },
                    ]},
                    "Written": {"anyOf": [
                        {"type": "string"},
                        {"type": "object", "additionalProperties": {}},
                    ]},
                },
            })
        );
    }

    #[test]
    fn unsupported_types_and_attributes_are_errors() {
        for (source, problem) in [
            ("", "there is no type Fixture"),
            ("#[derive(Deserialize)] struct Fixture { a: Missing }", "there is no type Missing"),
            ("#[derive(Deserialize)] struct Fixture { #[serde(flatten)] a: u8 }", "flatten"),
            ("#[derive(Deserialize)] struct Fixture { a: (u8, u8) }", "named types"),
            ("struct Fixture { a: u8 }", "`Deserialize` of Fixture is written by hand"),
            ("#[derive(Deserialize)] #[serde(tag = \"t\")] enum Fixture { A }", "tag"),
        ] {
            let error = rendered(source).unwrap_err();
            assert!(error.contains(problem), "{error}");
        }
    }
}
