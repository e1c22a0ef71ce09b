//! The facade: re-exports, accessors, features, dependencies, and rows of its README.

use super::member::Member;
use crate::codegen::plan::snake;
use crate::entry::SHARED_LEVEL;

const HEADER: &str = "\
//! Rendered from the manifests and contracts of the domains by `cargo xtask codegen`: change those files, not this one.

";

/// The re-exports of the domains, and an accessor for each of their handles.
pub(super) fn code(members: &[Member]) -> String {
    let mut exports = String::new();
    let mut accessors = String::new();
    for member in members.iter().filter(|member| member.is_in_facade()) {
        let library = member.package.name.replace('-', "_");
        let gate = gate(member, members);
        exports.push_str(&format!("{gate}pub use {library} as {};\n", member.module()));
        for (name, doc) in &member.handles {
            let doc: String = first_paragraph(doc).map(|line| format!("/// {line}\n")).collect();
            accessors.push_str(&format!(
                "\n{doc}{gate}#[must_use]\npub fn {}(&self) -> {library}::{name} {{ {library}::{name}::new(&self.client) }}\n",
                snake(name),
            ));
        }
    }
    format!("{HEADER}{exports}\nuse crate::WorkOs;\n\nimpl WorkOs {{{accessors}}}\n")
}

/// The first paragraph of a text, wrapped.
fn first_paragraph(text: &str) -> impl Iterator<Item = &str> {
    text.lines().take_while(|line| !line.trim().is_empty())
}

/// The attribute that turns an item on: by the feature of a domain, or by those of all domains that need the crate.
fn gate(member: &Member, members: &[Member]) -> String {
    if member.is_domain() {
        return format!("#[cfg(feature = {:?})]\n", member.short_name());
    }
    let needing = members.iter().filter(|it| it.is_domain() && needs(it, member));
    let features: Vec<_> = needing.map(|it| format!("feature = {:?}", it.short_name())).collect();
    match &features[..] {
        [feature] => format!("#[cfg({feature})]\n"),
        _ => format!("#[cfg(any({}))]\n", features.join(", ")),
    }
}

fn needs(member: &Member, other: &Member) -> bool {
    member.package.normal_dependencies().contains(other.package.name.as_str())
}

/// The features: one per domain, and those that several domains have.
pub(super) fn features(members: &[Member]) -> String {
    let domains: Vec<&Member> = members.iter().filter(|member| member.is_domain()).collect();
    let shared: Vec<&Member> = members.iter().filter(|member| member.entry.level == SHARED_LEVEL).collect();
    let names: Vec<_> = domains.iter().map(|member| member.short_name().to_owned()).collect();
    let mut text = format!("# Every domain.\n{}", feature("full", &names));
    for domain in &domains {
        let needed = shared.iter().filter(|other| needs(domain, other)).chain([domain]);
        let needed: Vec<_> = needed.map(|it| format!("dep:{}", it.package.name)).collect();
        text.push_str(&format!("# {}\n{}", domain.sentence(), feature(domain.short_name(), &needed)));
    }
    let with = |name: &str, first: Option<&str>| {
        let having = members.iter().filter(|it| it.is_in_facade() && it.package.features.contains_key(name));
        let having = having.map(|it| format!("{}?/{name}", it.package.name));
        let parts: Vec<_> = first.map(str::to_owned).into_iter().chain(having).collect();
        feature(name, &parts)
    };
    text.push_str(&format!("# Sealed cookies for sign-ins.\n{}", with("seal", None)));
    let core = Some("workos-core/test-util");
    text.push_str(&format!("# Example values of the response models.\n{}", with("test-util", core)));
    text
}

/// A feature on one line, or on a line for each part.
fn feature(name: &str, parts: &[String]) -> String {
    let parts: Vec<_> = parts.iter().map(|part| format!("{part:?}")).collect();
    let line = format!("{name} = [{}]\n", parts.join(", "));
    if line.len() <= 120 {
        return line;
    }
    let lines: String = parts.iter().map(|part| format!("    {part},\n")).collect();
    format!("{name} = [\n{lines}]\n")
}

/// The dependencies on what the features turn on.
pub(super) fn dependencies(members: &[Member]) -> String {
    let line = |member: &Member| {
        let features = match &member.entry.facade_features[..] {
            [] => String::new(),
            features => format!(", features = {features:?}"),
        };
        format!("{} = {{ workspace = true{features}, optional = true }}\n", member.package.name)
    };
    members.iter().filter(|member| member.is_in_facade()).map(line).collect()
}

/// The rows of the facade's README that lead to the crates.
pub(super) fn crate_rows(members: &[Member]) -> String {
    let row = |member: &Member| {
        let name = &member.package.name;
        format!(
            "| {} | [`{}`] | [`{name}`](https://docs.rs/{name}) |\n",
            member.entry.purpose,
            member.module()
        )
    };
    let (domains, shared): (Vec<&Member>, Vec<&Member>) =
        members.iter().filter(|member| member.is_in_facade()).partition(|member| member.is_domain());
    let rows: String = domains.into_iter().chain(shared).map(row).collect();
    format!("| you want | here | crate of its own |\n| --- | --- | --- |\n{rows}")
}

/// The rows of the facade's README with the features of the domains.
pub(super) fn feature_rows(members: &[Member]) -> String {
    let row = |member: &Member| {
        let accessors = member.handles.iter().map(|(name, _)| format!("`{}()`", snake(name)));
        format!("| `{}` | {} |\n", member.short_name(), accessors.collect::<Vec<_>>().join(", "))
    };
    let rows: String = members.iter().filter(|member| member.is_domain()).map(row).collect();
    format!("| feature of a domain | accessors |\n| --- | --- |\n{rows}")
}
