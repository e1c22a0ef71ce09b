//! Collects every example of the official contract, with the type that has to decode it.

use serde_json::Value;

use super::assemble::{Assembler, count};
use super::derive;
use super::fits::{field_fits, fits};
use super::group::Group;
use crate::codegen::parse::{self, Document, Media, Schema};
use crate::codegen::plan::{Direction, Input, Operation, Place, Plan, Type};

/// The values that the rendered crate has to decode.
pub(super) struct Cases {
    /// The cases by group.
    pub(super) groups: Vec<(String, Vec<Case>)>,
    /// Errors about examples that the type of a request cannot express.
    pub(super) problems: Vec<String>,
    pub(super) figures: ExampleFigures,
}

/// A value, and the type that decodes it.
pub(super) struct Case {
    pub(super) origin: String,
    pub(super) json: Value,
    pub(super) reader: Reader,
    /// Whether the value was assembled from the properties of the schema. If so, each of them has to survive a round
    /// trip.
    pub(super) assembled: bool,
}

pub(super) enum Reader {
    /// The path of a type that decodes the value and encodes it again.
    RoundTrip(String),
    /// The path of a type that holds a secret, so that it decodes only.
    Read(String),
    /// The error type, for a response with this status.
    Error(u16),
}

#[derive(Default)]
pub(super) struct ExampleFigures {
    /// Examples in schemas.
    pub(super) in_schemas: usize,
    /// Examples in schemas that are part of some value.
    pub(super) used: usize,
    /// Examples of whole bodies.
    pub(super) bodies: usize,
    /// Values of requests and parameters, which are compared with the type that encodes them.
    pub(super) written: usize,
}

impl Cases {
    pub(super) fn new(official: &Document, groups: &[Group]) -> Result<Self, String> {
        let mut collector =
            Collector { assembler: Assembler::new(official), problems: Vec::new(), written: 0, bodies: 0 };
        let mut by_group = Vec::new();
        for group in groups {
            let mut cases = collector.components(official, group)?;
            for (path, method, operation) in official.operations() {
                if derive::group(operation) == group.contract.package {
                    collector.operation(group, path, method, operation, &mut cases)?;
                }
            }
            by_group.push((group.contract.package.clone(), cases));
        }
        let figures = ExampleFigures {
            in_schemas: count(schemas(official)),
            used: collector.assembler.used(),
            bodies: collector.bodies,
            written: collector.written,
        };
        Ok(Self { groups: by_group, problems: collector.problems, figures })
    }
}

struct Collector<'a> {
    assembler: Assembler<'a>,
    problems: Vec<String>,
    written: usize,
    bodies: usize,
}

impl<'a> Collector<'a> {
    fn components(&mut self, official: &'a Document, group: &Group) -> Result<Vec<Case>, String> {
        let mut cases = Vec::new();
        for (name, schema) in official.components.schemas.iter() {
            let Some(ty) = group.plan.components.get(name) else { continue };
            let values = self.assembler.values(schema);
            if direction(&group.plan, ty).is_some_and(|direction| !direction.response) {
                self.written(&format!("schema {name}"), &values, |value| fits(&group.plan, ty, value));
            } else {
                for (at, json) in values.into_iter().enumerate() {
                    let assembled = at > 0 || schema.example.is_none();
                    let reader = reader(&group.plan, &group.contract.package, ty)?;
                    cases.push(Case { origin: format!("schema {name} {at}"), json, reader, assembled });
                }
            }
        }
        Ok(cases)
    }

    fn operation(
        &mut self,
        group: &Group,
        path: &str,
        method: &str,
        operation: &'a parse::Operation,
        cases: &mut Vec<Case>,
    ) -> Result<(), String> {
        let origin = format!("{method} {path}");
        let all = group.plan.handles.iter().flat_map(|handle| &handle.operations);
        let planned = all
            .into_iter()
            .find(|planned| planned.path == path && planned.method == method)
            .ok_or_else(|| format!("{origin} has no planned operation"))?;
        for parameter in &operation.parameters {
            let values = self.assembler.values(&parameter.schema);
            let input = planned.inputs.iter().find(|input| input.field.wire == parameter.name);
            if let Some(input) = input {
                let origin = format!("{origin} {} {}", parameter.place, parameter.name);
                self.written(&origin, &values, |value| fits(&group.plan, &input.field.ty, value));
            }
        }
        for (_, media) in operation.request_body.iter().flat_map(|body| body.content.iter()) {
            let mut values = self.assembler.values(&media.schema);
            values.extend(self.examples(media));
            self.written(&format!("{origin} body"), &values, |value| body_fits(&group.plan, planned, value));
        }
        for (status, response) in operation.responses.iter() {
            for (_, media) in response.content.iter() {
                let status: u16 = status.parse().map_err(|_| format!("{origin}: status {status}"))?;
                let reader = || match status {
                    200..=299 => reader(&group.plan, &group.contract.package, &planned.returns),
                    _ => Ok(Reader::Error(status)),
                };
                let origin = format!("{origin} {status}");
                for json in self.examples(media) {
                    cases.push(Case { origin: origin.clone(), json, reader: reader()?, assembled: false });
                }
                for json in self.assembler.values(&media.schema) {
                    cases.push(Case { origin: origin.clone(), json, reader: reader()?, assembled: true });
                }
            }
        }
        Ok(())
    }

    fn examples(&mut self, media: &Media) -> Vec<Value> {
        let named = media.examples.iter().map(|(_, example)| example.value.clone());
        let values: Vec<Value> = media.example.iter().cloned().chain(named).collect();
        self.bodies += values.len();
        values
    }

    fn written(&mut self, origin: &str, values: &[Value], fits: impl Fn(&Value) -> Result<(), String>) {
        for value in values {
            self.written += 1;
            if let Err(error) = fits(value) {
                self.problems.push(format!("{origin}: the example does not fit its type: {error}"));
            }
        }
    }
}

/// Checks that the inputs of an operation can express a body.
fn body_fits(plan: &Plan, operation: &Operation, value: &Value) -> Result<(), String> {
    let is_in_body = |input: &&Input| matches!(input.place, Place::Json | Place::Form | Place::WholeJson);
    operation.inputs.iter().filter(is_in_body).try_for_each(|input| match input.place {
        _ if input.given.is_some() => Ok(()),
        Place::WholeJson => fits(plan, &input.field.ty, value),
        _ => field_fits(plan, &input.field, value),
    })
}

fn reader(plan: &Plan, module: &str, ty: &Type) -> Result<Reader, String> {
    let path = path(module, ty)?;
    Ok(if plan.holds_secret(ty) { Reader::Read(path) } else { Reader::RoundTrip(path) })
}

fn direction(plan: &Plan, ty: &Type) -> Option<Direction> {
    match ty {
        Type::Model(named) => plan.model(&named.name).map(|model| model.direction),
        Type::Union(named) => plan.union(&named.name).map(|union| union.direction),
        Type::List(inner) | Type::Option(inner) => direction(plan, inner),
        _ => None,
    }
}

/// Returns the path of a type from outside the crate.
pub(super) fn path(module: &str, ty: &Type) -> Result<String, String> {
    Ok(match ty {
        Type::Unit => "serde_json::Value".to_owned(),
        Type::Bool => "bool".to_owned(),
        Type::String => "String".to_owned(),
        Type::I64 => "i64".to_owned(),
        Type::Timestamp => "workos_core::Timestamp".to_owned(),
        Type::Secret => "workos_core::Secret".to_owned(),
        Type::Id(name) => format!("workos_core::{name}"),
        Type::Enum(named) | Type::Model(named) | Type::Union(named) | Type::Scalar(named) => {
            let krate = if named.shared { "workos_core".to_owned() } else { format!("rehearsal::{module}") };
            format!("{krate}::{}", named.name)
        }
        Type::Json | Type::Object => "serde_json::Value".to_owned(),
        Type::Option(inner) => format!("Option<{}>", path(module, inner)?),
        Type::List(inner) => format!("Vec<{}>", path(module, inner)?),
        Type::Map(inner) => format!("std::collections::BTreeMap<String, {}>", path(module, inner)?),
        Type::Page(inner) => format!("workos_core::Page<{}>", path(module, inner)?),
        Type::Boxed(inner) => path(module, inner)?,
        Type::U32 | Type::F64 => return Err(format!("{ty:?} is not supported as a whole response")),
    })
}

/// Lists the outermost schemas of a contract.
fn schemas(official: &Document) -> Vec<&Schema> {
    let mut schemas: Vec<&Schema> = official.components.schemas.iter().map(|(_, schema)| schema).collect();
    for (.., operation) in official.operations() {
        schemas.extend(operation.parameters.iter().map(|parameter| &parameter.schema));
        let bodies = operation.request_body.iter().map(|body| &body.content);
        let contents = bodies.chain(operation.responses.iter().map(|(_, response)| &response.content));
        schemas.extend(contents.flat_map(|content| content.iter()).map(|(_, media)| &media.schema));
    }
    schemas
}
