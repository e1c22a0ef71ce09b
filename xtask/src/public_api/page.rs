//! Parses the pages of rustdoc into entries of a public API.

use std::fs;
use std::path::Path;

use super::api::{Api, Openness, at};
use crate::Failure;

/// The crates of the toolchain. Their types do not count as foreign, since every program has them.
const STANDARD: &[&str] = &["alloc", "core", "proc_macro", "std"];

/// Implementations of auto traits that only the compiler and unstable code can name.
const UNSTABLE: &[&str] = &["impl Freeze for ", "impl UnsafeUnpin for ", "impl !Freeze for "];

/// Reads the pages of a crate: its folder, and those of its public modules.
pub(super) fn read_all(folder: &Path, api: &mut Api) -> Result<(), Failure> {
    let library = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    read_folder(folder, &library, "", api)
}

fn read_folder(folder: &Path, library: &String, module: &str, api: &mut Api) -> Result<(), Failure> {
    let entries = fs::read_dir(folder).map_err(|error| at(folder, &error))?;
    for entry in entries {
        let path = entry.map_err(|error| at(folder, &error))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            read_folder(&path, library, &format!("{module}{name}::"), api)?;
        } else if let Some(page) = name.strip_suffix(".html").filter(|page| *page != "all") {
            let text = fs::read_to_string(&path).map_err(|error| at(&path, &error))?;
            match page.split_once('.') {
                Some((kind, name)) => {
                    Page { library, kind, path: format!("{module}{name}") }.read(&text, api);
                }
                None => read_module(library, module, &text, api),
            }
        }
    }
    Ok(())
}

/// Reads the re-exports of a module that have no page of their own.
fn read_module(library: &str, module: &str, html: &str, api: &mut Api) {
    for part in html.split("id=\"reexport.").skip(1) {
        if let Some((_, code)) =
            part.split_once("<code>").and_then(|(_, rest)| Some(((), rest.split_once("</code>")?.0)))
        {
            api.items.insert(format!("{module}{}", plain(code)), Openness::Harmless);
            add_links(library, code, api);
        }
    }
}

/// The page of one item.
struct Page<'a> {
    library: &'a String,
    kind: &'a str,
    path: String,
}

impl Page<'_> {
    fn read(&self, html: &str, api: &mut Api) {
        // Blanket implementations apply to every type alike, so they are left out.
        let html = html.split("id=\"blanket-implementations\"").next().unwrap_or_default();
        let Some((before, rest)) = html.split_once("<pre class=\"rust item-decl\">") else { return };
        let Some((declaration, after)) = rest.split_once("</pre>") else { return };
        let Self { library, kind, path } = self;
        let origin = source(before);
        if origin.as_ref() != Some(library) {
            // The parts of a re-exported item belong to the API of the crate that defines it.
            api.items.insert(format!("{kind} {path}, re-exported"), Openness::Harmless);
            let name = path.rsplit("::").next().unwrap_or_default();
            let foreign = origin.filter(|origin| !STANDARD.contains(&origin.as_str()));
            api.foreign.extend(foreign.map(|origin| format!("{origin}::{name}")));
            return;
        }
        add_links(library, declaration, api);
        for (item, openness) in self.declared(&plain_lines(declaration)) {
            api.items.insert(item, openness);
        }
        let mut block: Option<String> = None;
        for (level, header) in headers(&without_deref_methods(after)) {
            let text = plain(header);
            match level {
                3 if text.starts_with("impl") && !UNSTABLE.iter().any(|one| text.starts_with(one)) => {
                    add_links(library, header, api);
                    if text.contains(" for ") {
                        api.items.insert(format!("{path}: {text}"), Openness::Harmless);
                    }
                    block = Some(text);
                }
                3 => block = None,
                _ => {
                    let Some(block) = &block else { continue };
                    let is_inherent = !block.contains(" for ");
                    if is_inherent || text.starts_with("type ") {
                        add_links(library, header, api);
                        api.items.insert(format!("{path}: {block}: {text}"), Openness::Harmless);
                    }
                }
            }
        }
    }

    /// Returns the entries of a declaration: its head, and each part of its body.
    fn declared(&self, lines: &str) -> Vec<(String, Openness)> {
        let Self { kind, path, .. } = self;
        let has_body = matches!(*kind, "struct" | "enum" | "union" | "trait");
        let Some((head, body)) = lines.split_once(" {\n").filter(|_| has_body) else {
            // The type of a constant is part of the API, its value is not.
            let text =
                if *kind == "constant" { lines.split(" = ").next().unwrap_or_default() } else { lines };
            return vec![(format!("{path}: {}", one_line(text)), Openness::Harmless)];
        };
        let mut all = vec![(format!("{path}: {}", one_line(head)), Openness::Harmless)];
        let body = body.trim_end().strip_suffix('}').unwrap_or(body);
        if *kind == "trait" {
            all.extend(
                methods(body).into_iter().map(|(method, openness)| (format!("{path}: {method}"), openness)),
            );
            return all;
        }
        let is_open = head.contains("#[non_exhaustive]") || body.contains("/* private fields */");
        let openness = if is_open { Openness::Harmless } else { Openness::Breaking };
        all.extend(members(body).into_iter().map(|member| (format!("{path}: {member}"), openness)));
        all
    }
}

/// Returns the crate whose source defines the item.
fn source(before: &str) -> Option<String> {
    let (_, rest) = before.split_once("class=\"src\" href=\"")?;
    let (_, path) = rest.split_once("src/")?;
    path.split('/').next().map(str::to_owned)
}

/// Removes the methods that the type gets by `Deref`: they belong to the target type.
fn without_deref_methods(html: &str) -> String {
    let mut parts = html.split("<h2 id=\"deref-methods");
    let mut own = parts.next().unwrap_or_default().to_owned();
    let after = parts.filter_map(|part| part.split_once("<h2 id=\""));
    after.for_each(|(_, after)| own.push_str(after));
    own
}

/// Splits a body into fields or variants, at the commas outside brackets.
fn members(body: &str) -> Vec<String> {
    let mut all = Vec::new();
    let (mut depth, mut member, mut last) = (0_usize, String::new(), ' ');
    for sign in body.chars() {
        match sign {
            '(' | '[' | '{' | '<' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            '>' if last != '-' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if sign == ',' && depth == 0 {
            all.push(std::mem::take(&mut member));
        } else {
            member.push(sign);
        }
        last = sign;
    }
    all.push(member);
    let all = all.iter().map(|member| one_line(member));
    all.filter(|member| !member.is_empty() && member != "/* private fields */").collect()
}

/// Lists the items of a trait. Rustdoc puts a comment above each group: required or provided.
fn methods(body: &str) -> Vec<(String, Openness)> {
    let (mut all, mut openness, mut method) = (Vec::new(), Openness::Breaking, String::new());
    for line in body.lines().map(str::trim) {
        if let Some(comment) = line.strip_prefix("// ") {
            openness = if comment.starts_with("Provided") { Openness::Harmless } else { Openness::Breaking };
            continue;
        }
        method.push_str(line);
        method.push(' ');
        if line.ends_with(';') || line.ends_with("{ ... }") {
            all.push((one_line(&std::mem::take(&mut method)), openness));
        }
    }
    all
}

/// Finds the headers of implementations (level 3) and of their items (level 4).
fn headers(html: &str) -> impl Iterator<Item = (u8, &str)> {
    let parts = html.split("<h").skip(1);
    parts.filter_map(|part| {
        let (level, rest) = part.split_once(" class=\"code-header\">")?;
        let level: u8 = level.parse().ok()?;
        Some((level, rest.split_once(&format!("</h{level}>"))?.0))
    })
}

/// Records the types of other crates that a signature links to.
fn add_links(library: &str, html: &str, api: &mut Api) {
    for link in html.split("<a class=\"").skip(1) {
        let Some((tag, _)) = link.split_once('>') else { continue };
        let title = tag.split_once(" title=\"").and_then(|(_, rest)| Some(rest.split_once('"')?.0));
        let Some((kind, path)) = title.and_then(|title| title.split_once(' ')) else { continue };
        let mut parts = path.split("::");
        let origin = parts.next().unwrap_or_default();
        // An associated type such as `Deserializer::Error` belongs to its trait, which is recorded itself.
        let is_associated = tag.starts_with("associatedtype") || kind == "method";
        if !is_associated && origin != library && !STANDARD.contains(&origin) {
            let name = parts.last().map_or_else(|| origin.to_owned(), |name| format!("{origin}::{name}"));
            api.foreign.insert(name);
        }
    }
}

/// Converts the HTML of a declaration to text, and keeps its lines.
fn plain_lines(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let (tag, after) = after.split_once('>').unwrap_or((after, ""));
        rest = if tag.starts_with("summary") {
            after.split_once("</summary>").map_or("", |(_, after)| after)
        } else {
            after
        };
        if tag == "/div" || tag.starts_with("br") {
            text.push('\n');
        }
    }
    text.push_str(rest);
    let entities =
        [("&lt;", "<"), ("&gt;", ">"), ("&#39;", "'"), ("&quot;", "\""), ("&#38;", "&"), ("&amp;", "&")];
    let text = entities.iter().fold(text, |text, (name, sign)| text.replace(name, sign));
    // `#[must_use]` is advice, not part of the interface.
    match text.split_once("#[must_use") {
        Some((before, after)) => {
            format!("{before}{}", after.split_once("]\n").map_or(after, |(_, after)| after))
        }
        None => text,
    }
}

fn plain(html: &str) -> String {
    one_line(&plain_lines(html))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crates;
    use crate::public_api::{Place, read};
    use crate::scratch::Scratch;

    const SOURCE: &str = r#"//! Lamps.
mod inner {
    /// Lights a room.
    pub trait Light {
        /// How long it lasts.
        type Hours;
        /// Switches it on.
        fn on(&self) -> Result<Self::Hours, std::fmt::Error>;
        /// Switches it off.
        fn off(&self) {}
    }
}
pub use inner::Light;
/// Anyone can make one.
pub struct Open {
    /// Its volts.
    pub volt: Option<Vec<u32>>,
    /// Its watts.
    pub watt: u32,
}
/// It grows.
#[non_exhaustive]
pub struct Growing {
    /// Its name.
    pub name: String,
}
/// It hides something.
#[derive(Clone)]
pub struct Hiding {
    /// Its name.
    pub name: String,
    hidden: std::cell::Cell<u32>,
}
/// All colors.
pub enum Color {
    /// As blood.
    Red,
    /// As mixed.
    Mixed {
        /// How much red.
        red: u8,
    },
}
impl Hiding {
    /// Its secret.
    #[must_use]
    pub fn hidden(&self) -> u32 {
        self.hidden.get()
    }
}
impl Light for Hiding {
    type Hours = u8;
    fn on(&self) -> Result<u8, std::fmt::Error> {
        Ok(1)
    }
}
impl std::ops::Deref for Hiding {
    type Target = String;
    fn deref(&self) -> &String {
        &self.name
    }
}
/// How many.
pub const COUNT: usize = 3;
/// In a module.
pub mod house {
    /// Lights it.
    pub fn light(_: &super::Open) {}
}
"#;

    #[test]
    fn every_public_item_is_listed_with_its_openness() {
        let scratch = Scratch::new("page");
        scratch.write("Cargo.toml", "[package]\nname = \"lamp\"\nversion = \"0.1.0\"\nedition = \"2024\"\n");
        scratch.write("src/lib.rs", SOURCE);
        let crates = crates::published(scratch.path()).unwrap();
        let target = scratch.path().join("target");
        let place = Place { checkout: scratch.path(), target: &target, name: "api", strict: true };
        let items = &read(&place, &crates.iter().collect::<Vec<_>>()).unwrap()["lamp"].items;
        for (item, openness) in [
            ("Open: pub struct Open", Openness::Harmless),
            ("Open: pub volt: Option<Vec<u32>>", Openness::Breaking),
            ("Growing: #[non_exhaustive] pub struct Growing", Openness::Harmless),
            ("Growing: pub name: String", Openness::Harmless),
            ("Hiding: pub name: String", Openness::Harmless),
            ("Hiding: impl Hiding: pub fn hidden(&self) -> u32", Openness::Harmless),
            ("Hiding: impl Clone for Hiding", Openness::Harmless),
            ("Hiding: impl Send for Hiding", Openness::Harmless),
            ("Hiding: impl !Sync for Hiding", Openness::Harmless),
            ("Hiding: impl Light for Hiding", Openness::Harmless),
            ("Hiding: impl Light for Hiding: type Hours = u8", Openness::Harmless),
            ("Hiding: impl Deref for Hiding: type Target = String", Openness::Harmless),
            ("Color: Red", Openness::Breaking),
            ("Color: Mixed { red: u8, }", Openness::Breaking),
            ("Light: pub trait Light", Openness::Harmless),
            ("Light: type Hours;", Openness::Breaking),
            ("Light: fn on(&self) -> Result<Self::Hours, Error>;", Openness::Breaking),
            ("Light: fn off(&self) { ... }", Openness::Harmless),
            ("COUNT: pub const COUNT: usize", Openness::Harmless),
            ("house::light: pub fn light(_: &Open)", Openness::Harmless),
        ] {
            assert_eq!(items.get(item), Some(&openness), "{item} in {items:#?}");
        }
        for part in ["must_use", "hidden: ", "= 3", "as_bytes"] {
            assert!(!items.keys().any(|item| item.contains(part)), "{part}");
        }
    }
}
