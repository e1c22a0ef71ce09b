//! Renders ids and open enums.

use super::docs::{comment, comment_or};
use super::scope::Scope;
use crate::codegen::plan::Plan;

/// Renders the id newtypes of `workos-core`.
pub(super) fn ids(plan: &Plan) -> (Scope, String) {
    let scope = Scope::new(plan, "ids");
    if plan.ids.is_empty() {
        return (scope, String::new());
    }
    let ids = plan.ids.iter().map(|id| format!("{}    {};\n", comment("    ", &[&id.doc]), id.name));
    let code = format!("crate::id::ids! {{\n{}}}\n", ids.collect::<String>());
    (scope, code)
}

/// Renders the open enums.
pub(super) fn render(plan: &Plan) -> (Scope, String) {
    let scope = Scope::new(plan, "enums");
    let mut code = String::new();
    for item in &plan.enums {
        let mut variants = String::new();
        for variant in &item.variants {
            let aliases: String = variant.aliases.iter().map(|alias| format!(" | {alias:?}")).collect();
            variants.push_str(&comment_or("        ", &variant.doc, &variant.wire));
            variants.push_str(&format!("        {} = {:?}{aliases},\n", variant.name, variant.wire));
        }
        code.push_str(&format!(
            "{} {{\n{}    pub enum {} {{\n{variants}    }}\n}}\n\n",
            scope.core_path("open_enum!"),
            comment_or("    ", &item.doc, &item.name),
            item.name,
        ));
    }
    (scope, code)
}
