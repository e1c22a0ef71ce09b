//! Checks whether a planned type can express a value. Types of requests only encode, so their examples cannot be
//! decoded.

use serde_json::Value;

use crate::codegen::plan::{Field, Plan, Type};

/// Checks that the value fits the type.
pub(super) fn fits(plan: &Plan, ty: &Type, value: &Value) -> Result<(), String> {
    let known = match (ty, value) {
        (Type::Json, _) | (Type::Object, Value::Object(_)) => true,
        (Type::Bool, value) => value.is_boolean(),
        (Type::I64 | Type::U32, value) => value.is_i64(),
        (Type::F64, value) => value.is_number(),
        (Type::String | Type::Secret | Type::Id(_) | Type::Enum(_), value) => value.is_string(),
        (Type::Timestamp, value) => value.is_string() || value.is_i64(),
        (Type::Option(_), Value::Null) => true,
        (Type::Option(inner) | Type::Boxed(inner), value) => return fits(plan, inner, value),
        (Type::List(item), Value::Array(items)) => {
            return items.iter().try_for_each(|value| fits(plan, item, value));
        }
        (Type::Map(item), Value::Object(values)) => {
            return values.values().try_for_each(|value| fits(plan, item, value));
        }
        (Type::Model(named) | Type::Union(named), _) if named.shared => true,
        (Type::Model(named), value) => match plan.model(&named.name) {
            Some(model) => return model.fields.iter().try_for_each(|field| field_fits(plan, field, value)),
            None => false,
        },
        (Type::Union(named), value) => match plan.union(&named.name) {
            Some(union) => {
                let tag = value.get(&union.tag).and_then(Value::as_str);
                match union.arms.iter().find(|arm| Some(arm.wire.as_str()) == tag) {
                    Some(arm) => return fits(plan, &arm.ty, value),
                    None => false,
                }
            }
            None => false,
        },
        (Type::Scalar(named), value) => plan
            .scalars
            .iter()
            .filter(|scalar| scalar.name == named.name)
            .any(|scalar| scalar.arms.iter().any(|arm| fits(plan, arm, value).is_ok())),
        _ => false,
    };
    if known { Ok(()) } else { Err(format!("{value} is not of type {ty:?}")) }
}

/// Checks that an object has the field as it is planned.
pub(super) fn field_fits(plan: &Plan, field: &Field, object: &Value) -> Result<(), String> {
    match object.get(&field.wire) {
        None if field.required => Err(format!("{} is missing", field.wire)),
        None => Ok(()),
        Some(Value::Null) if field.nullable => Ok(()),
        Some(value) => fits(plan, &field.ty, value).map_err(|error| format!("{}: {error}", field.wire)),
    }
}
