//! Renders the values of `example()`. They are struct literals, so that they cannot fail at run time.

use serde_json::Value;

use super::scope::Scope;
use super::unions;
use crate::codegen::plan::{Field, Model, Named, Plan, Presence, Type};

/// Renders the associated function `example` of a response model.
pub(super) fn of_model(model: &Model, plan: &Plan, scope: &Scope) -> String {
    let fields = model.fields.iter().map(|field| {
        let value = of_field(field, model, plan, scope);
        format!("{}: {value},\n", field.name)
    });
    let deprecated = model.fields.iter().any(|field| field.deprecated.is_some());
    let expect =
        if deprecated { "#[expect(deprecated, reason = \"an example has every field\")]\n" } else { "" };
    format!(
        "#[cfg(feature = \"test-util\")]\nimpl {name} {{\n\
         /// Returns the example of the contract, to be adjusted in a test.\n\
         #[must_use]\n{expect}pub fn example() -> Self {{\nSelf {{\n{}}}\n}}\n}}\n\n",
        fields.collect::<String>(),
        name = model.name,
    )
}

fn of_field(field: &Field, model: &Model, plan: &Plan, scope: &Scope) -> String {
    let example = field.example.as_ref().filter(|example| !example.is_null());
    match field.presence(model.direction) {
        Presence::Optional | Presence::Nullable | Presence::Patch => {
            // A field with a model uses the example of that model, unless that would contain this model again. A field
            // of another type has a value only if the contract gives an example.
            let (boxed, object) = match &field.ty {
                Type::Boxed(inner) => (true, matches!(**inner, Type::Model(_))),
                ty => (false, matches!(ty, Type::Model(_))),
            };
            let leads_back = plan.leads_to(&field.ty, &model.name);
            if example.is_none() && (!object || leads_back) || boxed && leads_back {
                return "None".to_owned();
            }
            format!("Some({})", of_type(&field.ty, example, &field.wire, plan, scope))
        }
        Presence::Empty if plan.leads_to(&field.ty, &model.name) => "Default::default()".to_owned(),
        Presence::Always | Presence::Empty => of_type(&field.ty, example, &field.wire, plan, scope),
    }
}

fn of_type(ty: &Type, example: Option<&Value>, name: &str, plan: &Plan, scope: &Scope) -> String {
    let text = || format!("{:?}", example.and_then(Value::as_str).unwrap_or(name));
    let number =
        || example.filter(|example| example.is_number()).map_or_else(|| "0".to_owned(), Value::to_string);
    match ty {
        Type::Unit => "()".to_owned(),
        Type::Bool => example.and_then(Value::as_bool).unwrap_or_default().to_string(),
        Type::I64 | Type::U32 => number(),
        Type::F64 => format!("{}_f64", number()),
        Type::String => format!("{}.to_owned()", text()),
        Type::Id(_) | Type::Secret => format!("{}.into()", text()),
        Type::Timestamp => {
            let epoch = format!("{}::UNIX_EPOCH", scope.core("Timestamp"));
            match example {
                Some(Value::String(text)) => format!("{text:?}.parse().unwrap_or({epoch})"),
                Some(Value::Number(seconds)) => format!("Timestamp::from_secs({seconds}).unwrap_or({epoch})"),
                _ => epoch,
            }
        }
        Type::Enum(named) => {
            let own = plan.enums.iter().find(|item| !named.shared && item.name == named.name);
            let wire = example.and_then(Value::as_str);
            let variant = match own {
                Some(item) => wire.and_then(|wire| item.variant(wire)).or_else(|| item.variants.first()),
                None => None,
            };
            match (variant, wire) {
                (Some(variant), _) => format!("{}::{}", scope.ty(ty), variant.name),
                (None, _) => format!("{}.into()", text()),
            }
        }
        Type::Model(_) | Type::Union(_) => format!("{}::example()", scope.ty(ty)),
        Type::Scalar(named) => scalar(named, example, name, plan, scope),
        Type::Boxed(inner) => format!("Box::new({})", of_type(inner, example, name, plan, scope)),
        Type::Json => json(example.unwrap_or(&Value::Null), scope),
        Type::Object => entries(example, |value| json(value, scope)),
        Type::Option(_) if example.is_some_and(Value::is_null) => "None".to_owned(),
        Type::Option(inner) => format!("Some({})", of_type(inner, example, name, plan, scope)),
        Type::List(inner) => match example.and_then(Value::as_array) {
            Some(items) => {
                let items: Vec<_> =
                    items.iter().map(|item| of_type(inner, Some(item), name, plan, scope)).collect();
                format!("vec![{}]", items.join(", "))
            }
            None if matches!(**inner, Type::Model(_)) => {
                format!("vec![{}]", of_type(inner, None, name, plan, scope))
            }
            None => "Vec::new()".to_owned(),
        },
        Type::Map(inner) => entries(example, |value| of_type(inner, Some(value), name, plan, scope)),
        Type::Page(_) => "Default::default()".to_owned(),
    }
}

fn scalar(named: &Named, example: Option<&Value>, name: &str, plan: &Plan, scope: &Scope) -> String {
    let arms =
        plan.scalars.iter().find(|scalar| scalar.name == named.name).map_or(&[][..], |found| &found.arms);
    let fits = |ty: &&Type| match example {
        Some(Value::Bool(_)) => **ty == Type::Bool,
        Some(Value::Number(number)) => **ty == if number.is_f64() { Type::F64 } else { Type::I64 },
        Some(Value::String(_)) => **ty == Type::String,
        _ => false,
    };
    match arms.iter().find(fits).map(|ty| (ty, example)).or_else(|| arms.first().map(|ty| (ty, None))) {
        Some((ty, example)) => {
            let (arm, value) = (unions::scalar_arm(ty).0, of_type(ty, example, name, plan, scope));
            format!("{}::{arm}({value})", named.name)
        }
        None => String::new(),
    }
}

fn entries(example: Option<&Value>, render: impl Fn(&Value) -> String) -> String {
    let entries = example.and_then(Value::as_object).into_iter().flatten();
    let entries: Vec<_> =
        entries.map(|(key, value)| format!("({key:?}.to_owned(), {})", render(value))).collect();
    if entries.is_empty() {
        "Default::default()".to_owned()
    } else {
        format!("[{}].into_iter().collect()", entries.join(", "))
    }
}

fn json(value: &Value, scope: &Scope) -> String {
    let value_type = scope.import("serde_json", "Value");
    match value {
        Value::Null => format!("{value_type}::Null"),
        Value::Array(_) | Value::Object(_) => format!("serde_json::json!({value})"),
        Value::String(text) => format!("{text:?}.into()"),
        Value::Bool(_) | Value::Number(_) => format!("{value}.into()"),
    }
}
