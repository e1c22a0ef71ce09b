//! The example payload of each event, which the emulator sends on request.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::plan::{Field, Model, Named, Plan, Presence, Type, Union};

/// The union of all event payloads.
const EVENTS: &str = "EventData";

/// Renders a JSON object of all event names with their payloads, an event in each line. Empty without the contract of
/// webhooks.
pub(crate) fn render(plans: &[Plan]) -> String {
    let union = |plan: &Plan| plan.unions.iter().position(|union| union.name == EVENTS);
    let Some((plan, at)) = plans.iter().find_map(|plan| Some((plan, union(plan)?))) else {
        return "{}\n".to_owned();
    };
    let examples = Examples { plan, plans };
    let arms = plan.unions[at].arms.iter();
    let payloads: BTreeMap<_, _> = arms
        .map(|arm| (arm.wire.as_str(), examples.value(&arm.ty, None, &arm.wire, &mut Vec::new())))
        .collect();
    let lines: Vec<_> = payloads.iter().map(|(name, value)| format!("{:?}:{value}", name)).collect();
    format!("{{\n{}\n}}\n", lines.join(",\n"))
}

struct Examples<'a> {
    plan: &'a Plan,
    plans: &'a [Plan],
}

impl<'a> Examples<'a> {
    /// The example of a model; `within` are the models that contain it.
    fn model(&self, model: &'a Model, within: &mut Vec<&'a str>) -> Value {
        within.push(&model.name);
        let mut object = Map::new();
        if let Some((name, constant)) = &model.tag {
            object.insert(name.clone(), json!(constant));
        }
        for field in &model.fields {
            if let Some(value) = self.field(field, model, within) {
                object.insert(field.wire.clone(), value);
            }
        }
        within.pop();
        Value::Object(object)
    }

    fn field(&self, field: &'a Field, model: &Model, within: &mut Vec<&'a str>) -> Option<Value> {
        let example = field.example.as_ref();
        let is_optional = !matches!(field.presence(model.direction), Presence::Always | Presence::Empty);
        if is_optional && (example.is_some_and(Value::is_null) || self.leads_back(&field.ty, within)) {
            return field.nullable.then_some(Value::Null);
        }
        let is_object = matches!(Self::inner(&field.ty), Type::Model(_) | Type::Union(_));
        if is_optional && example.is_none() && !is_object {
            return field.nullable.then_some(Value::Null);
        }
        Some(self.value(&field.ty, example, &field.wire, within))
    }

    fn inner(ty: &Type) -> &Type {
        match ty {
            Type::Boxed(inner) | Type::Option(inner) => Self::inner(inner),
            ty => ty,
        }
    }

    fn leads_back(&self, ty: &Type, within: &[&str]) -> bool {
        within.iter().any(|name| self.plan.leads_to(ty, name))
    }

    fn value(&self, ty: &'a Type, example: Option<&Value>, name: &str, within: &mut Vec<&'a str>) -> Value {
        let given = || example.filter(|example| !example.is_null()).cloned();
        match ty {
            Type::Unit => Value::Null,
            Type::Bool => given().unwrap_or(Value::Bool(false)),
            Type::I64 | Type::U32 | Type::F64 => given().unwrap_or_else(|| json!(0)),
            Type::String | Type::Id(_) | Type::Secret => given().unwrap_or_else(|| json!(name)),
            Type::Timestamp => given().unwrap_or_else(|| json!("2026-01-15T12:00:00.000Z")),
            Type::Enum(named) => given().unwrap_or_else(|| json!(self.first_variant(named).unwrap_or(name))),
            Type::Scalar(_) => given().unwrap_or_else(|| json!(name)),
            Type::Model(named) => match self.find(named) {
                Some(model) => self.model(model, within),
                None => given().unwrap_or_else(|| json!({})),
            },
            Type::Union(named) => {
                let union = self.plan.unions.iter().find(|union| union.name == named.name);
                union.and_then(|union| self.union(union, within)).unwrap_or_else(|| json!({}))
            }
            Type::Boxed(inner) | Type::Option(inner) => self.value(inner, example, name, within),
            Type::Json | Type::Object | Type::Map(_) => given().unwrap_or_else(|| json!({})),
            Type::List(inner) => given().unwrap_or_else(|| match Self::inner(inner) {
                Type::Model(_) if !self.leads_back(inner, within) => {
                    json!([self.value(inner, None, name, within)])
                }
                _ => json!([]),
            }),
            Type::Page(_) => {
                json!({"object": "list", "data": [], "list_metadata": {"before": null, "after": null}})
            }
        }
    }

    /// The first arm, with the constant that distinguishes it.
    fn union(&self, union: &'a Union, within: &mut Vec<&'a str>) -> Option<Value> {
        let arm = union.arms.first()?;
        let mut value = self.value(&arm.ty, None, &arm.wire, within);
        if let (None, Some(object)) = (&union.beside, value.as_object_mut()) {
            object.insert(union.tag.clone(), json!(arm.wire));
        }
        Some(value)
    }

    fn find(&self, named: &Named) -> Option<&'a Model> {
        let mut models = self.plan.models.iter().chain(self.plans.iter().flat_map(|plan| &plan.models));
        models.find(|model| model.name == named.name)
    }

    fn first_variant(&self, named: &Named) -> Option<&'a str> {
        let mut enums = self.plan.enums.iter().chain(self.plans.iter().flat_map(|plan| &plan.enums));
        let found = enums.find(|item| item.name == named.name)?;
        found.variants.first().map(|variant| variant.wire.as_str())
    }
}
