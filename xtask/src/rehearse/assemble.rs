//! Assembles values of a schema from the examples in it.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::derive::children;
use crate::codegen::parse::{Document, Extra, Schema};

/// The maximum depth of nested objects, which ends the recursion of a schema that refers to itself.
const DEPTH: usize = 12;

/// Assembles values, and records which examples it used.
pub(super) struct Assembler<'a> {
    official: &'a Document,
    used: BTreeSet<*const Schema>,
}

impl<'a> Assembler<'a> {
    pub(super) const fn new(official: &'a Document) -> Self {
        Self { official, used: BTreeSet::new() }
    }

    /// Returns the number of examples in schemas that were used.
    pub(super) fn used(&self) -> usize {
        self.used.len()
    }

    /// Returns values of the schema that contain every example in it at least once.
    pub(super) fn values(&mut self, schema: &'a Schema) -> Vec<Value> {
        self.assemble(schema, DEPTH)
    }

    fn assemble(&mut self, schema: &'a Schema, depth: usize) -> Vec<Value> {
        let mut values = Vec::new();
        if let Some(example) = &schema.example {
            self.used.insert(schema);
            values.push(example.clone());
        }
        if let Some(name) = schema.reference.as_deref().and_then(|text| text.rsplit_once('/')) {
            let target = self.official.schema(name.1);
            values.extend(
                target
                    .filter(|_| depth > 0)
                    .map(|target| self.assemble(target, depth - 1))
                    .unwrap_or_default(),
            );
            return values;
        }
        if let Some(constant) = &schema.constant {
            return vec![constant.clone()];
        }
        if schema.is_null() {
            return vec![Value::Null];
        }
        if schema.properties.is_empty() && schema.all_of.is_empty() && schema.has_alternatives() {
            let parts = schema.one_of.iter().chain(&schema.any_of);
            values.extend(parts.flat_map(|part| self.assemble(part, depth)));
            return values;
        }
        let objects = self.objects(schema, depth);
        if !objects.is_empty() {
            values.extend(objects);
            values.extend(schema.types.nullable().then_some(Value::Null));
            return values;
        }
        match schema.types.single() {
            Some("array") => {
                let items =
                    schema.items.as_deref().map(|items| self.assemble(items, depth)).unwrap_or_default();
                if !items.is_empty() && (values.is_empty() || items.iter().any(Value::is_object)) {
                    values.push(Value::Array(items));
                }
            }
            Some("object") => values.extend(self.maps(schema, depth, values.is_empty())),
            _ => {}
        }
        if values.is_empty() {
            values.push(fallback(schema));
        }
        if schema.types.nullable() {
            values.push(Value::Null);
        }
        values
    }

    /// Returns objects of a schema, with its own properties, those of its `allOf` parts, and those of each alternative.
    fn objects(&mut self, schema: &'a Schema, depth: usize) -> Vec<Value> {
        let mut objects: Vec<Map<String, Value>> = Vec::new();
        for (name, property) in schema.properties.iter() {
            let values = self.assemble(property, depth);
            set_property(&mut objects, name, &values);
        }
        for part in &schema.all_of {
            let parts = self.assemble(part, depth);
            merge(&mut objects, &parts);
        }
        let parts: Vec<Value> = schema
            .one_of
            .iter()
            .chain(&schema.any_of)
            .flat_map(|part| self.assemble(part, depth))
            .filter(Value::is_object)
            .collect();
        merge(&mut objects, &parts);
        objects.into_iter().map(Value::Object).collect()
    }

    fn maps(&mut self, schema: &'a Schema, depth: usize, is_empty: bool) -> Vec<Value> {
        let value = match &schema.additional_properties {
            Some(Extra::Schema(value)) => Some(&**value),
            _ => schema.pattern_properties.iter().next().map(|(_, value)| value),
        };
        let values = value.map(|value| self.assemble(value, depth)).unwrap_or_default();
        let maps = values.into_iter().filter(|_| is_empty).map(|value| json!({"key": value}));
        maps.collect()
    }
}

/// Counts the examples in these schemas and in the schemas inside them.
pub(super) fn count<'a>(schemas: impl IntoIterator<Item = &'a Schema>) -> usize {
    schemas.into_iter().map(|schema| usize::from(schema.example.is_some()) + count(children(schema))).sum()
}

/// Sets the property in each object. Adds objects if there are fewer objects than values.
fn set_property(objects: &mut Vec<Map<String, Value>>, name: &str, values: &[Value]) {
    if objects.is_empty() {
        objects.push(Map::new());
    }
    while objects.len() < values.len() {
        objects.extend(objects.last().cloned());
    }
    let (Some(last), count) = (values.last(), objects.len()) else { return };
    for (object, value) in objects.iter_mut().zip(values.iter().chain(std::iter::repeat(last)).take(count)) {
        object.insert(name.to_owned(), value.clone());
    }
}

/// Merges each of `parts` into one of the objects. Adds objects if there are fewer objects than parts.
fn merge(objects: &mut Vec<Map<String, Value>>, parts: &[Value]) {
    let parts: Vec<&Map<String, Value>> = parts.iter().filter_map(Value::as_object).collect();
    let Some(last) = parts.last() else { return };
    if objects.is_empty() {
        objects.push(Map::new());
    }
    while objects.len() < parts.len() {
        objects.extend(objects.last().cloned());
    }
    let count = objects.len();
    for (object, part) in objects.iter_mut().zip(parts.iter().chain(std::iter::repeat(last)).take(count)) {
        object.extend((*part).clone());
    }
}

/// Returns a value for a schema without an example.
fn fallback(schema: &Schema) -> Value {
    match schema.types.single() {
        _ if !schema.values.is_empty() => schema.values[0].clone(),
        Some("string") if schema.format.as_deref() == Some("date-time") => "2026-01-15T12:00:00.000Z".into(),
        Some("string") => "text".into(),
        Some("integer" | "number") => Value::from(schema.minimum.map_or(1, |minimum| minimum as i64)),
        Some("boolean") => true.into(),
        Some("array") => json!([]),
        Some("object") => json!({}),
        _ => Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codegen::parse::parse;

    #[test]
    fn every_example_is_part_of_a_value() {
        let document = parse(
            "openapi: 3.1.1\ninfo: {title: T, version: '1'}\ncomponents: {schemas: {\
             Lamp: {type: object, properties: {id: {type: string, example: l1}, owner: {oneOf: [{$ref: '#/components/schemas/Ann'}, {type: 'null'}]}}},\
             Ann: {type: object, properties: {name: {type: string, example: Ann}, age: {type: integer, minimum: 3}}}}}",
        )
        .unwrap();
        let mut assembler = Assembler::new(&document);
        let values = assembler.values(document.schema("Lamp").unwrap());
        assert_eq!(
            values,
            [json!({"id": "l1", "owner": {"name": "Ann", "age": 3}}), json!({"id": "l1", "owner": null})]
        );
        assert_eq!(assembler.used(), count(document.components.schemas.iter().map(|(_, schema)| schema)));
    }
}
