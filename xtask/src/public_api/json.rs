//! Turns the JSON of rustdoc into the list of a public API.
//!
//! The crate `public-api` finds the items and writes them as text. The types behind a text come from the JSON itself.

use std::fs;
use std::path::Path;

use public_api::tokens::Token;
use public_api::{Builder, PublicItem};
use rustdoc_types::{Crate, Id, Item, ItemEnum, ItemSummary};

use super::item::{collect_ids, is_constructible, is_implied, is_part_to_name, is_provided, tuple_fields};
use super::{Api, Openness};
use crate::Failure;

/// The crates of the toolchain. Their types do not count as foreign, since every program has them.
const STANDARD: &[&str] = &["alloc", "core", "proc_macro", "std"];

/// Reads the items in a module of the crate, or all items.
pub(super) fn read(path: &Path, module: Option<&str>) -> Result<Api, Failure> {
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
        reader.add(item, module, &mut api).map_err(|error| failed(error.to_string()))?;
    }
    Ok(api)
}

struct Reader<'a> {
    documented: &'a Crate,
    library: &'a str,
}

impl Reader<'_> {
    fn add(&self, public: &PublicItem, module: Option<&str>, api: &mut Api) -> serde_json::Result<()> {
        let Some(item) = self.item(public.id()) else { return Ok(()) };
        let owner = public.parent_id().and_then(|id| self.item(id));
        if is_implied(item, owner) {
            return Ok(());
        }
        let tokens: Vec<&Token> = public.tokens().collect();
        let path = self.path(&tokens);
        if module.is_some_and(|module| path.get(1) != Some(&module)) {
            return Ok(());
        }
        let mut line = self.line(&tokens);
        if let ItemEnum::Use(used) = &item.inner {
            // `public-api` writes only the name of a re-export from another crate.
            let from = used.id.and_then(|id| self.documented.paths.get(&id)).map(short);
            line.push_str(&format!(", from {}", from.as_ref().unwrap_or(&used.source)));
        }
        if owner.is_some_and(|owner| matches!(owner.inner, ItemEnum::Trait(_))) && is_provided(item) {
            line.push_str(", provided");
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
        self.is_foreign(origin).then(|| short(summary))
    }

    fn is_foreign(&self, origin: &str) -> bool {
        origin != self.library && !STANDARD.contains(&origin)
    }

    /// Returns the path of the item that a text declares: the first one that starts with the library.
    fn path<'t>(&self, tokens: &[&'t Token]) -> Vec<&'t str> {
        let paths = (0..tokens.len()).map(|at| names(&tokens[at..]));
        paths.into_iter().find(|path| path.first() == Some(&self.library)).unwrap_or_default()
    }

    /// Writes a text. Paths of other crates get short, since users do not rely on the modules in which other crates
    /// declare their types. Paths of hidden items are as in the source, so only the name is kept.
    fn line(&self, tokens: &[&Token]) -> String {
        let mut line = String::new();
        let mut rest = tokens;
        while !rest.is_empty() {
            let names = names(rest);
            let (part, after) = rest.split_at((2 * names.len()).saturating_sub(1).max(1));
            match names[..] {
                [origin, .., name] if self.is_foreign(origin) => {
                    let is_crate =
                        |origin: &str| self.documented.external_crates.values().any(|it| it.name == origin);
                    line.push_str(&if is_crate(origin) {
                        format!("{origin}::{name}")
                    } else {
                        name.to_owned()
                    });
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
    pub trait Sealed {}
}
/// Nobody else implements it.
pub trait Closed: __macro::Sealed {}
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
            "pub trait lamp::Closed: Sealed",
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
            "lamp::Closed: lamp::",
            "Growing is constructible",
            "Hiding is constructible",
        ] {
            assert!(!items.keys().any(|item| item.contains(part)), "{part} in {items:#?}");
        }
    }
}
