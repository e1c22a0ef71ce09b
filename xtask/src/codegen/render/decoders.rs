//! Renders the table of decoders that tests feed with hostile bodies: each operation with the type of its response and
//! a valid body.

use serde_json::{Map, Value, json};

use crate::codegen::plan::{Model, Named, Plan, Type, Union};

const HEADER: &str = "\
//! Rendered from the contracts by `cargo xtask codegen`: change those files, not this one.

use workos_kit::Page;

use super::decoder::Decoder;

/// Every operation with a rendered call: its id, the type of its response, and a valid body.
";

/// Renders the table, unformatted.
pub(super) fn render(plans: &[Plan]) -> String {
    let mut rows = String::new();
    let mut by_hand = Vec::new();
    let operations = plans.iter().flat_map(|plan| {
        plan.handles.iter().flat_map(move |it| it.operations.iter().map(move |op| (plan, op)))
    });
    for (plan, operation) in operations {
        if operation.hand_written {
            by_hand.push(operation.id.clone());
            continue;
        }
        if operation.returns == Type::Unit {
            rows.push_str(&format!("Decoder::ignoring({:?}),\n", operation.id));
            continue;
        }
        let examples = Examples { plan, core: plans.iter().find(|plan| plan.is_core).unwrap_or(plan) };
        let body = examples.of(&operation.returns, None, "", &mut Vec::new());
        let ty = path(&operation.returns, &plan.crate_path);
        rows.push_str(&format!("Decoder::of::<{ty}>({:?}, r##\"{body}\"##),\n", operation.id));
    }
    format!(
        "{HEADER}pub(crate) const DECODERS: &[Decoder] = &[\n{rows}];\n\n\
         /// Operations whose responses are decoded by hand-written code.\n\
         pub(crate) const BY_HAND: &[&str] = &{by_hand:?};\n"
    )
}

/// Returns the path of a type in the facade crate.
fn path(ty: &Type, own: &str) -> String {
    let module = |package: &str| package.trim_start_matches("workos_").to_owned();
    let named = |named: &Named| {
        format!("workos_kit::{}::{}", if named.shared { "core".to_owned() } else { module(own) }, named.name)
    };
    match ty {
        Type::Secret => "workos_kit::Secret".to_owned(),
        Type::Timestamp => "workos_kit::Timestamp".to_owned(),
        Type::Id(name) => format!("workos_kit::core::{name}"),
        Type::Enum(it) | Type::Model(it) | Type::Union(it) | Type::Scalar(it) => named(it),
        Type::Json => "serde_json::Value".to_owned(),
        Type::Object => "serde_json::Map<String, serde_json::Value>".to_owned(),
        Type::Boxed(inner) => format!("Box<{}>", path(inner, own)),
        Type::Option(inner) => format!("Option<{}>", path(inner, own)),
        Type::List(inner) => format!("Vec<{}>", path(inner, own)),
        Type::Map(inner) => format!("std::collections::BTreeMap<String, {}>", path(inner, own)),
        Type::Page(inner) => format!("Page<{}>", path(inner, own)),
        simple => simple.primitive().unwrap_or("()").to_owned(),
    }
}

/// Creates valid JSON for types, with every field except those that would contain their own object again.
struct Examples<'a> {
    plan: &'a Plan,
    core: &'a Plan,
}

impl Examples<'_> {
    fn of(&self, ty: &Type, example: Option<&Value>, name: &str, inside: &mut Vec<String>) -> Value {
        let text = || json!(example.and_then(Value::as_str).unwrap_or(name));
        match ty {
            Type::Unit => Value::Null,
            Type::Bool => json!(example.and_then(Value::as_bool).unwrap_or_default()),
            Type::I64 | Type::U32 | Type::F64 => {
                example.filter(|example| example.is_number()).cloned().unwrap_or_else(|| json!(1))
            }
            Type::String | Type::Secret | Type::Id(_) | Type::Enum(_) => text(),
            Type::Timestamp => example
                .filter(|it| it.is_number())
                .cloned()
                .unwrap_or_else(|| json!("2026-01-15T12:00:00.000Z")),
            Type::Model(named) => self
                .plan_of(named)
                .model(&named.name)
                .map_or(Value::Null, |model| self.model(model, self.plan_of(named), inside)),
            Type::Union(named) => self.plan_of(named).union(&named.name).map_or(Value::Null, |union| {
                let (tag, mut value) = self.arm(union, self.plan_of(named), inside);
                if let (None, Some(fields)) = (&union.beside, value.as_object_mut()) {
                    fields.insert(union.tag.clone(), json!(tag));
                }
                value
            }),
            Type::Scalar(_) => example.cloned().unwrap_or_else(|| json!("text")),
            Type::Json => example.cloned().unwrap_or_else(|| json!({"any": ["json"]})),
            Type::Object => {
                example.filter(|it| it.is_object()).cloned().unwrap_or_else(|| json!({"any": "json"}))
            }
            Type::Boxed(inner) | Type::Option(inner) => self.of(inner, example, name, inside),
            Type::List(inner) => match example.and_then(Value::as_array) {
                Some(items) => items.iter().map(|item| self.of(inner, Some(item), name, inside)).collect(),
                None => json!([self.of(inner, None, name, inside)]),
            },
            Type::Map(inner) => json!({ "key": self.of(inner, None, name, inside) }),
            Type::Page(inner) => json!({
                "object": "list",
                "data": [self.of(inner, None, name, inside)],
                "list_metadata": {"before": null, "after": null},
            }),
        }
    }

    /// Returns the plan that a type belongs to.
    const fn plan_of(&self, named: &Named) -> &Plan {
        if named.shared { self.core } else { self.plan }
    }

    fn model(&self, model: &Model, plan: &Plan, inside: &mut Vec<String>) -> Value {
        let examples = Examples { plan, core: self.core };
        let mut fields = Map::new();
        inside.push(model.name.clone());
        fields.extend(model.tag.iter().map(|(field, value)| (field.clone(), json!(value))));
        for field in &model.fields {
            if inside.iter().any(|name| plan.leads_to(&field.ty, name)) {
                continue;
            }
            // The tag of an envelope comes before its content.
            if let (Some(union), true) =
                (union_of(&field.ty, plan), model.content.as_ref() == Some(&field.wire))
            {
                let (tag, value) = examples.arm(union, plan, inside);
                fields.insert(union.tag.clone(), json!(tag));
                fields.insert(field.wire.clone(), value);
                continue;
            }
            let example = field.example.as_ref().filter(|example| !example.is_null());
            fields.insert(field.wire.clone(), examples.of(&field.ty, example, &field.wire, inside));
        }
        inside.pop();
        Value::Object(fields)
    }

    /// Returns the name and an example of the first arm of a union.
    fn arm(&self, union: &Union, plan: &Plan, inside: &mut Vec<String>) -> (String, Value) {
        let examples = Examples { plan, core: self.core };
        union.arms.first().map_or_else(Default::default, |arm| {
            (arm.wire.clone(), examples.of(&arm.ty, None, &arm.name, inside))
        })
    }
}

fn union_of<'a>(ty: &Type, plan: &'a Plan) -> Option<&'a Union> {
    match ty {
        Type::Union(named) => plan.union(&named.name),
        Type::Boxed(inner) | Type::Option(inner) => union_of(inner, plan),
        _ => None,
    }
}
