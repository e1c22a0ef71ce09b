//! Reads the types of a crate from its sources, with their serde attributes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use syn::{Attribute, Expr, ExprLit, Ident, ItemEnum, ItemStruct, Lit, Meta};

/// Every struct and enum of a crate, by name.
pub(crate) struct Types(BTreeMap<String, Vec<Item>>);

/// A struct or an enum.
pub(crate) enum Item {
    Struct(ItemStruct),
    Enum(ItemEnum),
}

impl Types {
    /// Reads every file under a folder. Inline modules are left out.
    pub(crate) fn read(folder: &Path) -> Result<Self, String> {
        let mut types = Self(BTreeMap::new());
        types.add(folder)?;
        Ok(types)
    }

    /// Returns the type with this name.
    ///
    /// # Errors
    /// If no type has this name, or several types have it.
    pub(super) fn find(&self, name: &str) -> Result<&Item, String> {
        let all = self.0.get(name).ok_or_else(|| format!("there is no type {name}"))?;
        let derived: Vec<_> = all.iter().filter(|item| item.is_derived()).collect();
        let item = match (&derived[..], &all[..]) {
            ([one], _) => *one,
            ([], [one]) => one,
            _ => return Err(format!("several types are called {name}")),
        };
        if let Some(problem) = Serde::read(item.attributes()).err() {
            return Err(format!("{name}: {problem}"));
        }
        match item {
            Item::Struct(_) if !item.is_derived() && item.serde().stand_in.is_none() => Err(format!(
                "`Deserialize` of {name} is written by hand, so the schema cannot know its format"
            )),
            _ => Ok(item),
        }
    }

    fn add(&mut self, path: &Path) -> Result<(), String> {
        let failed = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
        if path.is_dir() {
            let mut entries = fs::read_dir(path)
                .and_then(|entries| {
                    entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()
                })
                .map_err(|error| failed(&error))?;
            entries.sort();
            return entries.iter().try_for_each(|entry| self.add(entry));
        }
        if path.extension().is_none_or(|extension| extension != "rs") {
            return Ok(());
        }
        let text = fs::read_to_string(path).map_err(|error| failed(&error))?;
        for item in syn::parse_file(&text).map_err(|error| failed(&error))?.items {
            let (name, item) = match item {
                syn::Item::Struct(item) => (item.ident.to_string(), Item::Struct(item)),
                syn::Item::Enum(item) => (item.ident.to_string(), Item::Enum(item)),
                _ => continue,
            };
            self.0.entry(name).or_default().push(item);
        }
        Ok(())
    }
}

impl Item {
    pub(super) fn attributes(&self) -> &[Attribute] {
        match self {
            Self::Struct(item) => &item.attrs,
            Self::Enum(item) => &item.attrs,
        }
    }

    /// Returns the serde attributes. [`Types::find`] has checked that they can be parsed.
    pub(super) fn serde(&self) -> Serde {
        Serde::read(self.attributes()).unwrap_or_default()
    }

    /// Whether `Deserialize` is derived.
    pub(super) fn is_derived(&self) -> bool {
        self.attributes().iter().filter(|attribute| attribute.path().is_ident("derive")).any(|attribute| {
            let mut found = false;
            // An attribute that cannot be parsed does not derive `Deserialize`.
            let _ = attribute.parse_nested_meta(|meta| {
                found |= meta.path.segments.last().is_some_and(|last| last.ident == "Deserialize");
                Ok(())
            });
            found
        })
    }
}

/// The serde attributes of a type, a field or a variant.
#[derive(Clone, Debug, Default)]
pub(super) struct Serde {
    pub(super) rename: Option<String>,
    pub(super) rename_all: Option<String>,
    pub(super) default: bool,
    pub(super) deny_unknown_fields: bool,
    pub(super) skip: bool,
    /// The module or function that decodes the value.
    pub(super) with: Option<String>,
    /// The type that is decoded instead.
    pub(super) stand_in: Option<String>,
}

impl Serde {
    /// Parses the serde attributes.
    ///
    /// # Errors
    /// If the schema does not support an attribute.
    pub(super) fn read(attributes: &[Attribute]) -> Result<Self, String> {
        let mut serde = Self::default();
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("serde")) {
            attribute
                .parse_nested_meta(|meta| {
                    let name = meta.path.get_ident().map(Ident::to_string).unwrap_or_default();
                    let text = match meta.input.peek(syn::Token![=]) {
                        true => Some(meta.value()?.parse::<syn::LitStr>()?.value()),
                        false => None,
                    };
                    match name.as_str() {
                        "rename" => serde.rename = text,
                        "rename_all" => serde.rename_all = text,
                        "default" => serde.default = true,
                        "deny_unknown_fields" => serde.deny_unknown_fields = true,
                        "skip" | "skip_deserializing" => serde.skip = true,
                        "with" | "deserialize_with" => serde.with = text,
                        "from" | "try_from" => serde.stand_in = text,
                        // These attributes affect encoding only.
                        "skip_serializing_if" | "serialize_with" | "skip_serializing" | "into" => {}
                        other => return Err(meta.error(format!("the schema does not support `{other}`"))),
                    }
                    Ok(())
                })
                .map_err(|error| error.to_string())?;
        }
        Ok(serde)
    }

    pub(super) fn field_name(&self, ident: &Ident) -> String {
        let name = ident.to_string();
        name.strip_prefix("r#").unwrap_or(&name).to_owned()
    }

    pub(super) fn variant_name(&self, ident: &Ident) -> String {
        let name = ident.to_string();
        match self.rename_all.as_deref() {
            Some("snake_case") => words(&name).join("_"),
            Some("kebab-case") => words(&name).join("-"),
            Some("lowercase") => name.to_lowercase(),
            _ => name,
        }
    }
}

/// Returns the first paragraph of the documentation, without links.
pub(super) fn documentation(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter_map(|attribute| match &attribute.meta {
        Meta::NameValue(meta) if meta.path.is_ident("doc") => match &meta.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value().trim().to_owned()),
            _ => None,
        },
        _ => None,
    });
    let first: Vec<_> = lines.take_while(|line| !line.is_empty()).collect();
    without_links(&first.join(" "))
}

/// Replaces `[text](target)` and ``[`text`]`` by their text.
fn without_links(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, link)) = rest.split_once('[') {
        plain.push_str(before);
        let Some((label, after)) = link.split_once(']') else {
            plain.push('[');
            rest = link;
            continue;
        };
        let target = after.strip_prefix('(').and_then(|target| target.split_once(')'));
        match target {
            Some((_, after)) => {
                plain.push_str(label);
                rest = after;
            }
            None if label.starts_with('`') => {
                plain.push_str(label);
                rest = after;
            }
            None => {
                plain.push('[');
                rest = link;
            }
        }
    }
    plain + rest
}

fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for c in name.chars() {
        match words.last_mut() {
            Some(word) if !c.is_uppercase() => word.push(c),
            _ => words.push(c.to_lowercase().to_string()),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_become_their_text() {
        let text = "Like [`One`], [two](crate::Two) and [3] of `[4]`, not [five.";
        assert_eq!(without_links(text), "Like `One`, two and [3] of `[4]`, not [five.");
    }

    #[test]
    fn names_are_split_at_their_capitals() {
        assert_eq!(words("RedirectUri"), ["redirect", "uri"]);
        assert_eq!(words("A"), ["a"]);
    }
}
