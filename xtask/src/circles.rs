//! Circles of imports between the files of a crate.
//!
//! A file imports another if it names one of its items: by `use`, or by a path that starts with `crate`, `super`, `self`
//! or a module that the file declares. A name that a file re-exports leads to the file that has the item. Unit tests do not count.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::fs;
use std::path::Path;

use syn::visit::{self, Visit};
use syn::{Attribute, Item, ItemMod, ItemUse, Macro, UseTree, Visibility};

use crate::Failure;
use crate::sources::rust_files;

/// A module by its segments; none for the root of the crate.
type Module = Vec<String>;

/// The files of a crate.
#[derive(Default)]
struct Files {
    /// What each file names, as paths from the root of the crate or relative to the file.
    named: BTreeMap<Module, Vec<Vec<String>>>,
    /// What each file re-exports: the name, and the path that it stands for.
    exports: BTreeMap<Module, BTreeMap<String, Vec<String>>>,
}

/// The circles of a crate whose sources are in this folder: each as the names of its files, in order.
pub(crate) fn of(sources: &Path) -> Result<Vec<Vec<String>>, Failure> {
    let mut circles: Vec<Vec<String>> = components(&Files::read(sources)?.edges())
        .into_iter()
        .filter(|circle| circle.len() > 1)
        .map(|circle| circle.iter().map(name).collect())
        .collect();
    circles.sort();
    Ok(circles)
}

/// The imports of a crate that lead from one file to another: the names of both.
pub(crate) fn imports(sources: &Path) -> Result<Vec<(String, String)>, Failure> {
    let edges = Files::read(sources)?.edges();
    let pairs = edges.iter().flat_map(|(from, targets)| targets.iter().map(|to| (name(from), name(to))));
    Ok(pairs.collect())
}

fn name(module: &Module) -> String {
    if module.is_empty() { "lib".to_owned() } else { module.join("/") }
}

/// The module of a file, by its path in the sources: `a/mod.rs` and `a.rs` are `a`.
fn module_of(path: &Path) -> Module {
    let path = path.with_extension("");
    let mut module: Module = path.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    module.pop_if(|last| matches!(last.as_str(), "lib" | "main" | "mod"));
    module
}

impl Files {
    /// Reads the files in a folder.
    fn read(folder: &Path) -> Result<Self, Failure> {
        let mut files = Self::default();
        for path in rust_files(folder)? {
            let failed = |error: &dyn Display| Failure::new(format!("{}: {error}", path.display()));
            let text = fs::read_to_string(&path).map_err(|error| failed(&error))?;
            let file = syn::parse_file(&text).map_err(|error| failed(&error))?;
            files.add(module_of(path.strip_prefix(folder).unwrap_or(&path)), &file);
        }
        Ok(files)
    }

    fn add(&mut self, module: Module, file: &syn::File) {
        let child = |item: &Item| match item {
            Item::Mod(it) if it.content.is_none() => Some(it.ident.to_string()),
            _ => None,
        };
        let children = file.items.iter().filter_map(child).collect();
        let mut reader = Reader { module: module.clone(), children, named: Vec::new(), exports: Vec::new() };
        file.items.iter().for_each(|item| reader.visit_item(item));
        // A file and a folder of the same name are one module.
        self.named.entry(module.clone()).or_default().append(&mut reader.named);
        self.exports.entry(module).or_default().extend(reader.exports);
    }

    /// Which file imports which.
    fn edges(&self) -> BTreeMap<Module, BTreeSet<Module>> {
        let targets = |(module, named): (&Module, &Vec<Vec<String>>)| {
            let targets =
                named.iter().filter_map(|path| self.owner(path, 0)).filter(|target| target != module);
            (module.clone(), targets.collect())
        };
        self.named.iter().map(targets).collect()
    }

    /// The file that has the item at a path from the root.
    fn owner(&self, path: &[String], followed: u8) -> Option<Module> {
        let length = (0..=path.len()).rev().find(|length| self.named.contains_key(&path[..*length]))?;
        let module = path[..length].to_vec();
        let exported = path.get(length).and_then(|name| self.exports.get(&module)?.get(name));
        match exported {
            // Two files may re-export from each other.
            Some(target) if followed < 8 => {
                let target: Vec<_> = target.iter().chain(&path[length + 1..]).cloned().collect();
                self.owner(&target, followed + 1)
            }
            _ => Some(module),
        }
    }
}

/// Collects the paths that one file names.
struct Reader {
    module: Module,
    /// The modules that it declares in other files.
    children: Vec<String>,
    named: Vec<Vec<String>>,
    exports: Vec<(String, Vec<String>)>,
}

impl Reader {
    /// The path from the root of the crate, if it is one of the crate.
    fn absolute(&self, path: &[String]) -> Option<Vec<String>> {
        let mut rest = path;
        let mut module = match rest.split_first()? {
            (first, after) if first == "crate" => {
                rest = after;
                Module::new()
            }
            (first, after) if first == "self" => {
                rest = after;
                self.module.clone()
            }
            (first, _) if first == "super" => self.module.clone(),
            // Alone it is a variable.
            (first, [_, ..]) if self.children.contains(first) => self.module.clone(),
            _ => return None,
        };
        while rest.first().is_some_and(|first| first == "super") {
            module.pop();
            rest = &rest[1..];
        }
        module.extend_from_slice(rest);
        Some(module)
    }

    /// A path of a `use`, which may also start with a child of this module.
    fn imported(&self, path: &[String]) -> Vec<String> {
        self.absolute(path).unwrap_or_else(|| self.module.iter().chain(path).cloned().collect())
    }
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item(&mut self, item: &'ast Item) {
        let attributes: &[Attribute] = match item {
            Item::Fn(it) => &it.attrs,
            Item::Impl(it) => &it.attrs,
            Item::Mod(it) => &it.attrs,
            Item::Use(it) => &it.attrs,
            _ => &[],
        };
        if !attributes.iter().any(is_for_tests) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        // Within a module of the same file, `super` is the file itself.
        if let Some((_, items)) = &module.content {
            let children = std::mem::take(&mut self.children);
            self.module.push(module.ident.to_string());
            items.iter().for_each(|item| self.visit_item(item));
            self.module.pop();
            self.children = children;
        }
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        for (name, path) in leaves(&item.tree, &[]) {
            let path = self.imported(&path);
            if matches!(item.vis, Visibility::Inherited) {
                self.named.push(path);
            } else {
                self.exports.push((name, path));
            }
        }
    }

    fn visit_visibility(&mut self, _: &'ast Visibility) {
        // `pub(super)` names no item.
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments: Vec<_> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        self.named.extend(self.absolute(&segments));
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        // The tokens of a macro have no structure; a path among them is words with `::` between.
        let text = call.tokens.to_string();
        let words: Vec<&str> = text.split_whitespace().collect();
        for (at, _) in
            words.iter().enumerate().filter(|(_, word)| matches!(**word, "crate" | "super" | "self"))
        {
            let separators = words[at + 1..].iter().step_by(2).take_while(|word| **word == "::").count();
            let names = words[at..].iter().step_by(2).take(separators + 1);
            let path: Vec<_> = names.map(|word| (*word).to_owned()).collect();
            if path.len() > 1 {
                self.named.extend(self.absolute(&path));
            }
        }
    }
}

fn is_for_tests(attribute: &Attribute) -> bool {
    let test = |list: &syn::MetaList| list.tokens.to_string() == "test";
    match &attribute.meta {
        syn::Meta::Path(path) => path.is_ident("test"),
        syn::Meta::List(list) => list.path.is_ident("cfg") && test(list),
        syn::Meta::NameValue(_) => false,
    }
}

/// The names that a `use` brings, each with its path.
fn leaves(tree: &UseTree, before: &[String]) -> Vec<(String, Vec<String>)> {
    let with = |name: &syn::Ident| [before, &[name.to_string()]].concat();
    match tree {
        UseTree::Path(path) => leaves(&path.tree, &with(&path.ident)),
        // `a::{self}` is `a`.
        UseTree::Name(name) if name.ident == "self" => {
            vec![(before.last().cloned().unwrap_or_default(), before.to_vec())]
        }
        UseTree::Name(name) => vec![(name.ident.to_string(), with(&name.ident))],
        UseTree::Rename(rename) => vec![(rename.rename.to_string(), with(&rename.ident))],
        UseTree::Glob(_) => vec![("*".to_owned(), before.to_vec())],
        UseTree::Group(group) => group.items.iter().flat_map(|tree| leaves(tree, before)).collect(),
    }
}

/// The strongly connected components of a graph: modules that reach each other.
fn components(edges: &BTreeMap<Module, BTreeSet<Module>>) -> Vec<BTreeSet<Module>> {
    let reach: BTreeMap<&Module, BTreeSet<&Module>> =
        edges.keys().map(|module| (module, reachable(module, edges))).collect();
    let mut found: Vec<BTreeSet<Module>> = Vec::new();
    for (module, reached) in &reach {
        if found.iter().any(|component| component.contains(*module)) {
            continue;
        }
        let back = |other: &&&Module| reach.get(**other).is_some_and(|reached| reached.contains(module));
        let mut component: BTreeSet<Module> =
            reached.iter().filter(back).map(|other| (*other).clone()).collect();
        component.insert((*module).clone());
        found.push(component);
    }
    found
}

fn reachable<'a>(from: &'a Module, edges: &'a BTreeMap<Module, BTreeSet<Module>>) -> BTreeSet<&'a Module> {
    let mut reached = BTreeSet::new();
    let mut next = vec![from];
    while let Some(module) = next.pop() {
        for target in edges.get(module).into_iter().flatten() {
            if reached.insert(target) {
                next.push(target);
            }
        }
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    fn circles(name: &str, files: &[(&str, &str)]) -> Vec<Vec<String>> {
        let scratch = Scratch::new(name);
        files.iter().for_each(|(file, text)| scratch.write(file, text));
        of(scratch.path()).unwrap()
    }

    #[test]
    fn files_that_import_each_other_are_found_through_uses_paths_macros_and_reexports() {
        let root = ("lib.rs", "mod a;\nmod b;\nmod c;\npub use a::A;\n");
        for (at, (a, b)) in [
            ("use crate::b::B;\npub struct A;", "use crate::A;\npub struct B;"),
            ("pub struct A(crate::b::B);", "pub struct B; fn f(_: super::a::A) {}"),
            ("pub struct A; fn f() { g!(crate::b::B, 1) }", "use super::{a::A as Other};\npub struct B;"),
        ]
        .into_iter()
        .enumerate()
        {
            let found = circles(
                &format!("circle-{at}"),
                &[root, ("a.rs", a), ("b.rs", b), ("c/mod.rs", "use crate::a::A;")],
            );
            assert_eq!(found, [["a", "b"]], "{at}");
        }
    }

    #[test]
    fn a_path_that_starts_with_a_declared_module_counts() {
        let parent = ("a.rs", "mod child;\npub struct A;\nfn f() { child::g() }");
        let child = ("a/child.rs", "pub fn g() { let _ = super::A; }");
        assert_eq!(circles("declared", &[("lib.rs", "mod a;"), parent, child]), [["a", "a/child"]]);
    }

    #[test]
    fn a_module_and_its_child_can_be_a_circle_and_tests_are_none() {
        let parent = ("a/mod.rs", "mod child;\nuse child::C;\npub struct A;");
        let found =
            circles("child", &[("lib.rs", "mod a;"), parent, ("a/child.rs", "use super::A;\npub struct C;")]);
        assert_eq!(found, [["a", "a/child"]]);
        let tests = "pub(super) struct C;\n#[cfg(test)]\nmod tests { use super::super::A; }";
        assert!(circles("tests", &[("lib.rs", "mod a;"), parent, ("a/child.rs", tests)]).is_empty());
    }
}
