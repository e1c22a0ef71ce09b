//! Collects the imports of a file while it is rendered.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::codegen::plan::{Named, Plan, Type};

/// The `use` lines of one file.
pub(super) struct Scope {
    is_core: bool,
    /// The module that is being rendered. Its own items need no import.
    module: &'static str,
    uses: RefCell<BTreeMap<String, BTreeSet<String>>>,
}

impl Scope {
    pub(super) fn new(plan: &Plan, module: &'static str) -> Self {
        Self { is_core: plan.is_core, module, uses: RefCell::default() }
    }

    /// Imports `name` from `path` and returns it.
    pub(super) fn import(&self, path: &str, name: &str) -> String {
        self.uses.borrow_mut().entry(path.to_owned()).or_default().insert(name.to_owned());
        name.to_owned()
    }

    /// Imports an item of `workos-core` and returns its name.
    pub(super) fn core(&self, name: &str) -> String {
        self.import(if self.is_core { "crate" } else { "workos_core" }, name)
    }

    /// Imports an item of `workos-client` and returns its name.
    pub(super) fn client(&self, name: &str) -> String {
        self.import("workos_client", name)
    }

    /// Returns the path of an item of `workos-core`, for an attribute or a macro.
    pub(super) fn core_path(&self, path: &str) -> String {
        format!("{}::{path}", if self.is_core { "crate" } else { "workos_core" })
    }

    /// Returns the name of a type, and imports it.
    pub(super) fn ty(&self, ty: &Type) -> String {
        match ty {
            Type::Unit | Type::Bool | Type::I64 | Type::U32 | Type::F64 | Type::String => {
                ty.primitive().unwrap_or_default().to_owned()
            }
            Type::Secret => self.core("Secret"),
            Type::Timestamp => self.core("Timestamp"),
            Type::Id(name) => self.core(name),
            Type::Enum(named) => self.named(named, "enums"),
            Type::Model(named) | Type::Union(named) | Type::Scalar(named) => self.named(named, "models"),
            Type::Boxed(inner) => format!("Box<{}>", self.ty(inner)),
            Type::Json => self.import("serde_json", "Value"),
            Type::Object => format!(
                "{}<String, {}>",
                self.import("serde_json", "Map"),
                self.import("serde_json", "Value")
            ),
            Type::Option(inner) => format!("Option<{}>", self.ty(inner)),
            Type::List(inner) => format!("Vec<{}>", self.ty(inner)),
            Type::Map(inner) => {
                format!("{}<String, {}>", self.import("std::collections", "BTreeMap"), self.ty(inner))
            }
            Type::Page(inner) => format!("{}<{}>", self.core("Page"), self.ty(inner)),
        }
    }

    /// Renders the `use` lines: the standard library, other crates, this crate.
    pub(super) fn uses(&self) -> String {
        let uses = self.uses.borrow();
        let rank = |path: &str| match path {
            _ if path.starts_with("std") => 0,
            _ if path.starts_with("super") || path == "crate" => 2,
            _ => 1,
        };
        let mut text = String::new();
        for group in 0..3 {
            for (path, names) in uses.iter().filter(|(path, _)| rank(path) == group) {
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                text.push_str(&format!("use {path}::{{{}}};\n", names.join(", ")));
            }
            text.push('\n');
        }
        text
    }

    fn named(&self, named: &Named, module: &str) -> String {
        if named.shared {
            self.core(&named.name)
        } else if module == self.module {
            named.name.clone()
        } else {
            self.import(&format!("super::{module}"), &named.name)
        }
    }
}
