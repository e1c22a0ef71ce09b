//! Checks a plan before it is rendered: its names compile, and everything has a description.

use std::collections::BTreeSet;

use super::model::{Place, Plan};

impl Plan {
    /// Fails if names collide, since the code would not compile. The message says which extension renames an item.
    pub(super) fn check_names(&self) -> Result<(), String> {
        let mut names: Vec<&str> = self.ids.iter().map(|id| id.name.as_str()).collect();
        names.extend(self.enums.iter().map(|item| item.name.as_str()));
        names.extend(self.models.iter().map(|item| item.name.as_str()));
        names.extend(self.unions.iter().map(|item| item.name.as_str()));
        names.extend(self.scalars.iter().map(|item| item.name.as_str()));
        for handle in &self.handles {
            names.push(&handle.name);
            names.extend(handle.operations.iter().map(|operation| operation.call.as_str()));
        }
        if let Some(name) = duplicate(names.iter().copied()) {
            return Err(format!(
                "two items are called {name}: rename one by `x-rust-name` (models, handles) or `x-rust-call` (calls)"
            ));
        }
        if let Some(name) = names.iter().find(|name| RESERVED.contains(name)) {
            return Err(format!(
                "{name} is a name that rendered code imports: rename it by `x-rust-name` or `x-rust-handle`"
            ));
        }
        for item in &self.enums {
            let names = item.variants.iter().map(|variant| variant.name.as_str());
            if let Some(name) = duplicate(names.chain(["Unknown"])) {
                return Err(format!(
                    "{} has two variants {name}: rename one by `x-rust-variants`",
                    item.name
                ));
            }
        }
        for union in &self.unions {
            let arms = union.arms.iter().map(|arm| arm.name.as_str());
            if let Some(name) = duplicate(arms.chain(["Unknown", "Undecodable"])) {
                return Err(format!("{} has two arms {name}: rename one by `x-rust-variants`", union.name));
            }
        }
        for model in &self.models {
            if let Some(name) = duplicate(model.fields.iter().map(|field| field.name.as_str())) {
                return Err(format!("{} has two fields {name}: rename one by `x-rust-name`", model.name));
            }
        }
        for handle in &self.handles {
            if let Some(name) = duplicate(handle.operations.iter().map(|operation| operation.verb.as_str())) {
                return Err(format!("{} has two verbs {name}: rename one by `x-rust-name`", handle.name));
            }
        }
        for operation in self.handles.iter().flat_map(|handle| &handle.operations) {
            if let Some(name) = duplicate(operation.inputs.iter().map(|input| input.field.name.as_str())) {
                return Err(format!(
                    "{} takes two arguments {name}: rename one by `x-rust-name`",
                    operation.id
                ));
            }
        }
        Ok(())
    }

    /// Lists the items without a description, by their Rust names. The values of enums need no description.
    pub(crate) fn undescribed(&self) -> Vec<String> {
        let mut all = Vec::new();
        let mut check = |doc: &str, name: String| {
            if doc.trim().is_empty() {
                all.push(name);
            }
        };
        self.ids.iter().for_each(|id| check(&id.doc, id.name.clone()));
        self.enums.iter().for_each(|item| check(&item.doc, item.name.clone()));
        self.scalars.iter().for_each(|item| check(&item.doc, item.name.clone()));
        for model in &self.models {
            check(&model.doc, model.name.clone());
            model.fields.iter().for_each(|field| check(&field.doc, format!("{}.{}", model.name, field.name)));
        }
        for union in &self.unions {
            check(&union.doc, union.name.clone());
            union.arms.iter().for_each(|arm| check(&arm.doc, format!("{}::{}", union.name, arm.name)));
        }
        for handle in &self.handles {
            let rendered = || handle.operations.iter().filter(|operation| !operation.hand_written);
            if rendered().next().is_some() {
                check(&handle.doc, handle.name.clone());
            }
            for operation in rendered() {
                check(&operation.doc, operation.id.clone());
                // The description of the operation covers the ids in its path.
                let asked = operation
                    .inputs
                    .iter()
                    .filter(|input| input.given.is_none() && input.place != Place::Path);
                asked.for_each(|input| {
                    check(&input.field.doc, format!("{} {}", operation.id, input.field.wire));
                });
            }
        }
        all
    }
}

/// Names that rendered code imports, and so cannot define.
pub(crate) const RESERVED: &[&str] = &[
    "Auth",
    "BTreeMap",
    "Box",
    "Call",
    "Client",
    "Deserialize",
    "Deserializer",
    "Error",
    "Hint",
    "Map",
    "Method",
    "Operation",
    "Option",
    "Page",
    "Patch",
    "Result",
    "Secret",
    "Serialize",
    "SerializeMap",
    "Serializer",
    "String",
    "Timestamp",
    "Undecodable",
    "UnknownJson",
    "UnknownValue",
    "Value",
    "Vec",
];

/// Returns the first name that occurs a second time.
fn duplicate<'a>(names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut seen = BTreeSet::new();
    names.into_iter().find(|name| !seen.insert(*name))
}
