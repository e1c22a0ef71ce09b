//! Every example of the official contract, with the type that must read it.

use serde_json::Value;

use super::assemble::{Assembler, count};
use super::fits::{field_fits, fits};
use super::{Group, derive};
use crate::codegen::parse::{self, Document, Media, Schema};
use crate::codegen::plan::{Direction, Input, Operation, Place, Plan, Type};

/// What the rendered crate is asked to decode.
pub(super) struct Cases {
    /// By group.
    pub(super) groups: Vec<(String, Vec<Case>)>,
    /// Texts of the examples that a request cannot write.
    pub(super) problems: Vec<String>,
    pub(super) figures: ExampleFigures,
}

/// A value, and what reads it.
pub(super) struct Case {
    pub(super) origin: String,
    pub(super) json: Value,
    pub(super) by: By,
    /// Put together of the schema's own properties, so that each of them must be there after a round trip.
    pub(super) assembled: bool,
}

pub(super) enum By {
    /// A type that also writes it, by its path.
    RoundTrip(String),
    /// A type that holds a secret.
    Read(String),
    /// The one type of all errors.
    Error(u16),
}

#[derive(Default)]
pub(super) struct ExampleFigures {
    /// Examples in schemas, and those that stand in some value.
    pub(super) in_schemas: usize,
    pub(super) used: usize,
    /// Examples of whole bodies.
    pub(super) bodies: usize,
    /// Values of requests and parameters, which fit the type that writes them.
    pub(super) written: usize,
}

impl Cases {
    pub(super) fn of(official: &Document, groups: &[Group]) -> Result<Self, String> {
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
                    let by = reader(&group.plan, &group.contract.package, ty)?;
                    cases.push(Case { origin: format!("schema {name} {at}"), json, by, assembled });
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
            .ok_or_else(|| format!("{origin} is not planned"))?;
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
                let by = || match status {
                    200..=299 => reader(&group.plan, &group.contract.package, &planned.returns),
                    _ => Ok(By::Error(status)),
                };
                let origin = format!("{origin} {status}");
                for json in self.examples(media) {
                    cases.push(Case { origin: origin.clone(), json, by: by()?, assembled: false });
                }
                for json in self.assembler.values(&media.schema) {
                    cases.push(Case { origin: origin.clone(), json, by: by()?, assembled: true });
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
                self.problems.push(format!("{origin}: the example does not fit: {error}"));
            }
        }
    }
}

/// Whether a body could be written by the inputs of an operation.
fn body_fits(plan: &Plan, operation: &Operation, value: &Value) -> Result<(), String> {
    let of_body = |input: &&Input| matches!(input.place, Place::Json | Place::Form | Place::WholeJson);
    operation.inputs.iter().filter(of_body).try_for_each(|input| match input.place {
        _ if input.given.is_some() => Ok(()),
        Place::WholeJson => fits(plan, &input.field.ty, value),
        _ => field_fits(plan, &input.field, value),
    })
}

fn reader(plan: &Plan, module: &str, ty: &Type) -> Result<By, String> {
    let path = path(module, ty)?;
    Ok(if plan.holds_secret(ty) { By::Read(path) } else { By::RoundTrip(path) })
}

fn direction(plan: &Plan, ty: &Type) -> Option<Direction> {
    match ty {
        Type::Model(named) => plan.model(&named.name).map(|model| model.direction),
        Type::Union(named) => plan.union(&named.name).map(|union| union.direction),
        Type::List(inner) | Type::Option(inner) => direction(plan, inner),
        _ => None,
    }
}

/// The path of a type from outside the crate.
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
        Type::U32 | Type::F64 => return Err(format!("{ty:?} as a whole answer")),
    })
}

/// The outermost schemas of a contract.
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
