//! Renders the example of each method: a call with the required arguments, compiled with the crate's docs and never
//! run.

use serde_json::Value;

use crate::codegen::plan::{
    Auth, Direction, Field, Handle, Input, Operation, Place, Plan, Presence, Type, snake,
};

/// The maximum number of columns in a line of an example, without `    /// `.
const WIDTH: usize = 100;

/// Renders the lines of the example, with its code fences.
pub(super) fn example(handle: &Handle, operation: &Operation, plan: &Plan) -> String {
    let variable = snake(&handle.name);
    let mut example = Example {
        plan,
        parameters: vec![format!("{variable}: {}::{}", plan.crate_path, handle.name)],
        uses: Vec::new(),
    };
    let mut arguments = Vec::new();
    if operation.auth == Auth::AccessToken {
        arguments.push(example.given("access_token", "workos_core::Secret"));
    }
    let required = |input: &&Input| input.field.required && input.given.is_none();
    arguments.extend(operation.inputs.iter().filter(required).map(|input| example.argument(&input.field)));
    let mut steps = vec![format!("{variable}.{}({})", operation.verb, arguments.join(", "))];
    if let Some(field) = first_of_any(operation).or_else(|| first_change(operation)) {
        steps.push(format!("{}({})", field.name, example.argument(field)));
    }
    example.render(&operation.returns, &steps)
}

/// Returns the first field of `x-rust-require-any` that is an argument of the caller.
fn first_of_any(operation: &Operation) -> Option<&Field> {
    let wanted = |input: &&Input| operation.require_any.contains(&input.field.wire) && input.given.is_none();
    operation.inputs.iter().find(wanted).map(|input| &input.field)
}

/// Returns a field to set if a body has no required field: an update without a change would not be a useful example.
fn first_change(operation: &Operation) -> Option<&Field> {
    let is_in_body = |input: &&Input| input.place == Place::Json && input.given.is_none();
    let is_plain = |field: &&Field| {
        matches!(field.ty, Type::String | Type::Bool | Type::Enum(_))
            && field.presence(Direction::REQUEST) == Presence::Optional
    };
    let has_required = operation.inputs.iter().filter(is_in_body).any(|input| input.field.required);
    let mut fields = operation.inputs.iter().filter(is_in_body).map(|input| &input.field);
    if has_required { None } else { fields.find(is_plain) }
}

struct Example<'a> {
    plan: &'a Plan,
    /// The parameters of the hidden function around the example: values that exist before the call.
    parameters: Vec<String>,
    uses: Vec<String>,
}

impl Example<'_> {
    fn render(mut self, returns: &Type, steps: &[String]) -> String {
        let binding = match returns {
            Type::Unit => String::new(),
            Type::Page(_) => "let page = ".to_owned(),
            Type::Model(named) => format!("let {} = ", snake(&named.name)),
            _ => "let response = ".to_owned(),
        };
        let line = format!("{binding}{}.send().await?;", steps.join("."));
        let call = if line.len() <= WIDTH && steps.len() == 1 {
            line
        } else {
            let (handle, first) = steps[0].split_once('.').unwrap_or(("", &steps[0]));
            let rest = steps[1..].iter().map(|step| format!("\n    .{step}")).collect::<String>();
            format!("{binding}{handle}\n    .{first}{rest}\n    .send()\n    .await?;")
        };
        self.uses.sort();
        self.uses.dedup();
        let uses = match &self.uses[..] {
            [] => String::new(),
            [one] => format!("use {}::{one};\n\n", self.plan.crate_path),
            several => format!("use {}::{{{}}};\n\n", self.plan.crate_path, several.join(", ")),
        };
        let signature = |parameters: &str| {
            format!("# async fn example({parameters}) -> Result<(), workos_client::Error> {{")
        };
        let mut head = signature(&self.parameters.join(", "));
        if head.len() > WIDTH {
            let lines = self.parameters.iter().map(|parameter| format!("\n#     {parameter},"));
            head = signature(&format!("{}\n# ", lines.collect::<String>()));
        }
        format!("```no_run\n{uses}{head}\n{call}\n# Ok(())\n# }}\n```")
    }

    /// Returns the expression that a caller writes for a required field.
    fn argument(&mut self, field: &Field) -> String {
        let example = self.value_of(field);
        let name = field.name.trim_start_matches("r#");
        if field.presence(Direction::REQUEST) == Presence::Nullable {
            let ty = format!("Option<{}>", self.path(&field.ty));
            return self.given(name, &ty);
        }
        match &field.ty {
            Type::Bool => example.as_ref().and_then(Value::as_bool).unwrap_or(true).to_string(),
            Type::I64 | Type::U32 => number(example.as_ref(), "1"),
            Type::F64 => number(example.as_ref(), "1.0"),
            Type::String | Type::Id(_) => text(example.as_ref(), name),
            Type::Enum(named) => self.variant(&named.name, named.shared, example.as_ref(), name),
            Type::List(item) if matches!(**item, Type::String | Type::Id(_)) => {
                format!("[{}]", text(example.as_ref().and_then(|list| list.get(0)), name))
            }
            Type::List(item) if matches!(**item, Type::Enum(_)) => {
                let Type::Enum(named) = &**item else { return String::new() };
                let first = example.as_ref().and_then(|list| list.get(0));
                format!("[{}]", self.variant(&named.name, named.shared, first, name))
            }
            Type::Map(value) if **value == Type::String => "[(\"key\", \"value\")]".to_owned(),
            Type::Object => "[(\"key\", \"value\")]".to_owned(),
            ty => {
                let ty = self.path(ty);
                self.given(name, &ty)
            }
        }
    }

    /// Makes a value a parameter of the hidden function: secrets, times and objects exist before the call.
    fn given(&mut self, name: &str, ty: &str) -> String {
        self.parameters.push(format!("{name}: {ty}"));
        name.to_owned()
    }

    fn variant(&mut self, name: &str, shared: bool, example: Option<&Value>, field: &str) -> String {
        let own = self.plan.enums.iter().find(|item| !shared && item.name == name);
        let wire = example.and_then(Value::as_str);
        match own.and_then(|own| wire.and_then(|wire| own.variant(wire)).or_else(|| own.variants.first())) {
            Some(variant) => {
                self.uses.push(name.to_owned());
                format!("{name}::{}", variant.name)
            }
            None => text(example, field),
        }
    }

    /// Returns the field's example in the contract, or an example of a field with the same name and type, or of a field
    /// with the same id type.
    fn value_of(&self, field: &Field) -> Option<Value> {
        let fields = || {
            let models = self.plan.models.iter().flat_map(|model| &model.fields);
            let operations = self.plan.handles.iter().flat_map(|handle| &handle.operations);
            models.chain(operations.flat_map(|operation| operation.inputs.iter().map(|input| &input.field)))
        };
        let same = |other: &&Field| other.ty == field.ty && other.wire == field.wire && has_example(other);
        let alike =
            |other: &&Field| matches!(field.ty, Type::Id(_)) && other.ty == field.ty && has_example(other);
        let found = Some(field).filter(|field| has_example(field));
        let found = found.or_else(|| fields().find(same)).or_else(|| fields().find(alike));
        found.and_then(|field| field.example.clone())
    }

    /// Returns the full path of a type, for the hidden lines.
    fn path(&self, ty: &Type) -> String {
        let own = |name: &str, shared: bool| match shared {
            true => format!("workos_core::{name}"),
            false => format!("{}::{name}", self.plan.crate_path),
        };
        match ty {
            Type::Unit | Type::Bool | Type::I64 | Type::U32 | Type::F64 | Type::String => {
                ty.primitive().unwrap_or_default().to_owned()
            }
            Type::Secret => "workos_core::Secret".to_owned(),
            Type::Timestamp => "workos_core::Timestamp".to_owned(),
            Type::Id(name) => format!("workos_core::{name}"),
            Type::Enum(named) | Type::Model(named) | Type::Union(named) | Type::Scalar(named) => {
                own(&named.name, named.shared)
            }
            Type::Boxed(inner) => self.path(inner),
            Type::Json => "serde_json::Value".to_owned(),
            Type::Object => "serde_json::Map<String, serde_json::Value>".to_owned(),
            Type::Option(inner) => format!("Option<{}>", self.path(inner)),
            Type::List(inner) => format!("Vec<{}>", self.path(inner)),
            Type::Map(inner) => format!("std::collections::BTreeMap<String, {}>", self.path(inner)),
            Type::Page(inner) => format!("workos_core::Page<{}>", self.path(inner)),
        }
    }
}

fn has_example(field: &Field) -> bool {
    field.example.as_ref().is_some_and(|example| !example.is_null())
}

fn text(example: Option<&Value>, name: &str) -> String {
    format!("{:?}", example.and_then(Value::as_str).unwrap_or(name))
}

fn number(example: Option<&Value>, fallback: &str) -> String {
    example.filter(|example| example.is_number()).map_or_else(|| fallback.to_owned(), Value::to_string)
}
