//! Turns the JSON of rustdoc into the list of a public API.
//!
//! The crate `public-api` finds the items and writes them as text. The types behind a text come from the JSON itself.

use std::fs;
use std::path::Path;

use public_api::tokens::Token;
use public_api::{Builder, PublicItem};
use rustdoc_types::{
    Attribute, Crate, Id, Impl, Item, ItemEnum, ItemSummary, Struct, StructKind, Variant, VariantKind,
};
use serde_json::Value;

use super::{Api, Openness};
use crate::Failure;

/// The crates of the toolchain. Their types do not count as foreign, since every program has them.
const STANDARD: &[&str] = &["alloc", "core", "proc_macro", "std"];

/// Auto traits that only the compiler and unstable code can name.
const UNSTABLE: &[&str] = &["Freeze", "UnsafeUnpin"];

/// Reads the items whose text is wanted.
pub(super) fn read(path: &Path, is_wanted: impl Fn(&str) -> bool) -> Result<Api, Failure> {
    let failed = |error: String| Failure::new(format!("{}: {error}", path.display()));
    let text = fs::read_to_string(path).map_err(|error| failed(error.to_string()))?;
    let documented: Crate = serde_json::from_str(&text).map_err(|error| failed(error.to_string()))?;
    // Blanket implementations apply to every type alike.
    let public = Builder::from_rustdoc_json(path).omit_blanket_impls(true).sorted(false).build();
    let public = public.map_err(|error| failed(error.to_string()))?;
    let root = documented.index.get(&documented.root).and_then(|root| root.name.as_deref());
    let library = root.ok_or_else(|| failed("the crate has no name".to_owned()))?;
    let reader = Reader { documented: &documented, library };
    let mut api = Api::default();
    for item in public.items() {
        reader.add(item, &is_wanted, &mut api).map_err(|error| failed(error.to_string()))?;
    }
    Ok(api)
}

struct Reader<'a> {
    documented: &'a Crate,
    library: &'a str,
}

impl Reader<'_> {
    fn add(
        &self,
        public: &PublicItem,
        is_wanted: impl Fn(&str) -> bool,
        api: &mut Api,
    ) -> serde_json::Result<()> {
        let Some(item) = self.item(public.id()) else { return Ok(()) };
        let owner = public.parent_id().and_then(|id| self.item(id));
        if is_implied(item, owner) {
            return Ok(());
        }
        let tokens: Vec<&Token> = public.tokens().collect();
        let path = self.path(&tokens);
        let mut line = self.line(&tokens);
        if let ItemEnum::Use(used) = &item.inner {
            // `public-api` writes only the name of a re-export from another crate.
            let from = used.id.and_then(|id| self.documented.paths.get(&id)).map(short);
            line.push_str(&format!(", from {}", from.as_ref().unwrap_or(&used.source)));
        }
        if owner.is_some_and(|owner| matches!(owner.inner, ItemEnum::Trait(_))) && is_provided(item) {
            line.push_str(", provided");
        }
        if !is_wanted(&line) {
            return Ok(());
        }
        let openness = match owner {
            Some(owner) if is_part_to_name(item, owner) => {
                Openness::Breaking(path[..path.len().saturating_sub(1)].join("::"))
            }
            _ => Openness::Harmless,
        };
        let path = path.join("::");
        if is_constructible(item) {
            api.items.insert(format!("{path} is constructible"), Openness::Harmless);
        }
        api.items.insert(line, openness);
        api.paths.insert(path);
        let mut shown = Vec::new();
        collect_ids(&serde_json::to_value(&item.inner)?, &mut shown);
        for field in tuple_fields(&item.inner).iter().flatten().filter_map(|id| self.item(*id)) {
            collect_ids(&serde_json::to_value(&field.inner)?, &mut shown);
        }
        if let ItemEnum::Use(used) = &item.inner {
            shown.extend(used.id);
        }
        api.foreign.extend(shown.into_iter().filter_map(|id| self.foreign(id)));
        Ok(())
    }

    fn item(&self, id: Id) -> Option<&Item> {
        self.documented.index.get(&id)
    }

    /// Returns the name of a type if it belongs to another project than the toolchain.
    fn foreign(&self, id: Id) -> Option<String> {
        let summary = self.documented.paths.get(&id)?;
        let origin = summary.path.first()?;
        (origin != self.library && !STANDARD.contains(&origin.as_str())).then(|| short(summary))
    }

    /// Returns the path of the item that a text declares: the first one that starts with the library.
    fn path<'t>(&self, tokens: &[&'t Token]) -> Vec<&'t str> {
        let paths = (0..tokens.len()).map(|at| names(&tokens[at..]));
        paths.into_iter().find(|path| path.first() == Some(&self.library)).unwrap_or_default()
    }

    /// Writes a text. Paths of other crates get short, since users do not rely on the modules in which other crates
    /// declare their types.
    fn line(&self, tokens: &[&Token]) -> String {
        let mut line = String::new();
        let mut rest = tokens;
        while !rest.is_empty() {
            let names = names(rest);
            let (part, after) = rest.split_at((2 * names.len()).saturating_sub(1).max(1));
            match names[..] {
                [origin, .., name] if origin != self.library && !STANDARD.contains(&origin) => {
                    line.push_str(&format!("{origin}::{name}"));
                }
                _ => line.extend(part.iter().map(|token| token.text())),
            }
            rest = after;
        }
        line
    }
}

/// Returns the names at the start of the tokens that `::` joins.
fn names<'t>(tokens: &[&'t Token]) -> Vec<&'t str> {
    let mut names = Vec::new();
    let mut tokens = tokens.iter();
    while let Some(Token::Identifier(name) | Token::Type(name) | Token::Function(name)) = tokens.next() {
        names.push(name.as_str());
        if !matches!(tokens.next(), Some(Token::Symbol(symbol)) if symbol == "::") {
            break;
        }
    }
    names
}

/// Returns the crate and the name of an item: `http::HeaderMap`.
fn short(summary: &ItemSummary) -> String {
    match &summary.path[..] {
        [origin, .., name] => format!("{origin}::{name}"),
        path => path.concat(),
    }
}

/// Whether an item follows from others: what an implementation has by its trait, and traits that no user can name.
fn is_implied(item: &Item, owner: Option<&Item>) -> bool {
    let of_trait = |item: &Item| matches!(&item.inner, ItemEnum::Impl(Impl { trait_: Some(_), .. }));
    if owner.is_some_and(of_trait) {
        return !matches!(item.inner, ItemEnum::AssocType { .. });
    }
    let ItemEnum::Impl(Impl { trait_: Some(path), is_synthetic: true, .. }) = &item.inner else {
        return false;
    };
    path.path.rsplit("::").next().is_some_and(|name| UNSTABLE.contains(&name))
}

/// Whether an item of a trait has a default.
fn is_provided(item: &Item) -> bool {
    match &item.inner {
        ItemEnum::Function(function) => function.has_body,
        ItemEnum::AssocConst { value, .. } => value.is_some(),
        ItemEnum::AssocType { type_, .. } => type_.is_some(),
        _ => false,
    }
}

/// Whether users may have to name a part of an item in an expression, a pattern or an implementation.
fn is_part_to_name(part: &Item, owner: &Item) -> bool {
    let is_closed = match &owner.inner {
        ItemEnum::Struct(owner) => !has_private_fields(&owner.kind),
        ItemEnum::Variant(owner) => {
            !matches!(owner.kind, VariantKind::Struct { has_stripped_fields: true, .. })
        }
        ItemEnum::Enum(owner) => !owner.has_stripped_variants,
        ItemEnum::Trait(_) => !is_provided(part),
        _ => false,
    };
    is_closed && !matches!(part.inner, ItemEnum::Impl(_)) && !can_grow(owner)
}

/// Whether users can create a struct by its fields.
fn is_constructible(item: &Item) -> bool {
    matches!(&item.inner, ItemEnum::Struct(item) if !has_private_fields(&item.kind)) && !can_grow(item)
}

fn has_private_fields(kind: &StructKind) -> bool {
    match kind {
        StructKind::Unit => false,
        StructKind::Tuple(fields) => fields.contains(&None),
        StructKind::Plain { has_stripped_fields, .. } => *has_stripped_fields,
    }
}

fn can_grow(item: &Item) -> bool {
    item.attrs.contains(&Attribute::NonExhaustive)
}

/// Returns the fields without a name, which the text of their owner includes.
fn tuple_fields(item: &ItemEnum) -> &[Option<Id>] {
    match item {
        ItemEnum::Struct(Struct { kind: StructKind::Tuple(fields), .. })
        | ItemEnum::Variant(Variant { kind: VariantKind::Tuple(fields), .. }) => fields,
        _ => &[],
    }
}

/// Collects the ids of the types and traits in a declaration: of every object in its JSON that is a
/// [`Path`](rustdoc_types::Path), however deep.
fn collect_ids(value: &Value, ids: &mut Vec<Id>) {
    match value {
        Value::Object(fields) => {
            let id = fields.get("id").filter(|_| fields.contains_key("path")).and_then(Value::as_u64);
            ids.extend(id.and_then(|id| u32::try_from(id).ok()).map(Id));
            fields.values().for_each(|value| collect_ids(value, ids));
        }
        Value::Array(values) => values.iter().for_each(|value| collect_ids(value, ids)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crates;
    use crate::public_api::Place;
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
        /// How many.
        const LIGHTS: u8 = 1;
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
/// Anyone can make one.
pub struct Pair(
    /// Its volts.
    pub u32,
);
/// How many.
pub const COUNT: usize = 3;
/// In a module.
pub mod house {
    /// Lights it.
    pub fn light(_: &super::Open) {}
}
/// Not in the docs.
#[doc(hidden)]
pub mod __macro {
    pub fn expanded(_: u8) {}
}
/// Not in the docs.
#[doc(hidden)]
pub mod private {
    pub fn secret(_: u8) {}
}
"#;

    #[test]
    fn every_public_item_is_listed_with_its_openness() {
        let scratch = Scratch::new("json");
        let Some(rustdoc) = scratch.rustdoc() else { return };
        scratch.write("Cargo.toml", "[package]\nname = \"lamp\"\nversion = \"0.1.0\"\nedition = \"2024\"\n");
        scratch.write("src/lib.rs", SOURCE);
        let crates = crates::published(scratch.path()).unwrap();
        let target = scratch.path().join("target");
        let place = Place { checkout: scratch.path(), target: &target, name: "api" };
        let api = &rustdoc.read(&place, &crates.iter().collect::<Vec<_>>()).unwrap()["lamp"];
        let items = &api.items;
        for item in [
            "pub struct lamp::Open",
            "lamp::Open is constructible",
            "lamp::Pair is constructible",
            "pub struct lamp::Pair(pub u32)",
            "#[non_exhaustive] pub struct lamp::Growing",
            "pub lamp::Growing::name: alloc::string::String",
            "pub lamp::Hiding::name: alloc::string::String",
            "pub fn lamp::Hiding::hidden(&self) -> u32",
            "impl core::clone::Clone for lamp::Hiding",
            "impl core::marker::Send for lamp::Hiding",
            "impl !core::marker::Sync for lamp::Hiding",
            "impl lamp::Light for lamp::Hiding",
            "pub type lamp::Hiding::Hours = u8",
            "pub type lamp::Hiding::Target = alloc::string::String",
            "pub trait lamp::Light",
            "pub fn lamp::Light::off(&self), provided",
            "pub const lamp::Light::LIGHTS: u8, provided",
            "pub const lamp::COUNT: usize",
            "pub fn lamp::house::light(&lamp::Open)",
            "pub fn lamp::__macro::expanded(u8)",
        ] {
            assert_eq!(items.get(item), Some(&Openness::Harmless), "{item} in {items:#?}");
        }
        for (item, owner) in [
            ("pub lamp::Open::volt: core::option::Option<alloc::vec::Vec<u32>>", "lamp::Open"),
            ("pub lamp::Color::Red", "lamp::Color"),
            ("pub lamp::Color::Mixed", "lamp::Color"),
            ("pub lamp::Color::Mixed::red: u8", "lamp::Color::Mixed"),
            ("pub type lamp::Light::Hours", "lamp::Light"),
            (
                "pub fn lamp::Light::on(&self) -> core::result::Result<Self::Hours, core::fmt::Error>",
                "lamp::Light",
            ),
        ] {
            assert_eq!(items.get(item), Some(&Openness::Breaking(owner.to_owned())), "{item} in {items:#?}");
            assert!(api.paths.contains(owner), "{owner}");
        }
        for part in [
            "must_use",
            "Hiding::hidden:",
            "= 3",
            "as_bytes",
            "Freeze",
            "secret",
            "lamp::Hiding::clone",
            "Growing is constructible",
            "Hiding is constructible",
        ] {
            assert!(!items.keys().any(|item| item.contains(part)), "{part} in {items:#?}");
        }
    }
}
