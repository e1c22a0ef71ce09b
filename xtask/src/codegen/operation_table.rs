//! The table of operations that the emulator answers, and of those that it does not.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use syn::{Expr, ExprLit, Item, Lit, Pat, Stmt};

use super::plan::Route;

/// The file, as it stands in the folder of the emulator.
pub(crate) const FILE: &str = "OPERATIONS.md";

const HEAD: &str = "\
# What the emulator answers

Rendered from the contracts and the emulator's handlers by `cargo xtask codegen`: change those, not this.

";

/// An operation that has a name here.
struct Operation<'a> {
    name: &'a str,
    place: Place<'a>,
    seeds_only: bool,
}

/// A method and a path.
#[derive(Clone, Copy, Debug)]
struct Place<'a> {
    method: &'a str,
    path: &'a str,
}

impl Place<'_> {
    /// Equal for places that differ in the names of parameters only.
    fn pattern(&self) -> String {
        let segments =
            self.path.split('/').map(|segment| if segment.starts_with('{') { "{}" } else { segment });
        format!("{} {}", self.method, segments.collect::<Vec<_>>().join("/"))
    }
}

/// The table, for the emulator in this folder and the routes of all contracts.
pub(crate) fn render(emulator: &Path, routes: &[Route]) -> Result<String, String> {
    let read = |name: &str| {
        let path = emulator.join(name);
        fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
    };
    let parse = |name: &str| syn::parse_file(&read(name)?).map_err(|error| format!("{name}: {error}"));
    let handled = handled(&parse("src/router.rs")?)?;
    let further = further(&parse("src/further_routes.rs")?)?;
    let official = read("official_operations.txt")?;
    let mut operations: Vec<Operation<'_>> = routes
        .iter()
        .map(|route| Operation {
            name: &route.operation,
            place: Place { method: route.method, path: &route.path },
            seeds_only: route.seeds_only,
        })
        .collect();
    let contracted: BTreeSet<_> = operations.iter().map(|operation| operation.place.pattern()).collect();
    operations.extend(
        further
            .iter()
            .map(|(name, method, path)| Operation { name, place: Place { method, path }, seeds_only: false })
            // A contract, once there is one, comes before what was written for want of it.
            .filter(|operation| !contracted.contains(&operation.place.pattern())),
    );
    let official: Vec<_> = official
        .lines()
        .filter_map(|line| line.split_once(' '))
        .map(|(method, path)| Place { method, path })
        .collect();
    Ok(table(&operations, &handled, &official))
}

fn table(operations: &[Operation<'_>], handled: &BTreeSet<String>, official: &[Place<'_>]) -> String {
    let answered: BTreeMap<_, _> = operations
        .iter()
        .filter(|operation| handled.contains(operation.name))
        .map(|operation| (operation.place.pattern(), operation))
        .collect();
    let documented: BTreeSet<_> = official.iter().map(Place::pattern).collect();
    let (of_contract, others): (Vec<_>, Vec<_>) = operations
        .iter()
        .filter(|it| handled.contains(it.name))
        .partition(|it| documented.contains(&it.place.pattern()));
    let (of_seeds, of_own): (Vec<_>, Vec<_>) = others.into_iter().partition(|it| it.seeds_only);
    let absent: Vec<_> = official.iter().filter(|place| !answered.contains_key(&place.pattern())).collect();

    let mut text = HEAD.to_owned();
    let _ = writeln!(
        text,
        "Of the {} operations of the official contract and the official SDKs it answers {}, and {} more that only the older \
         dialect has. The other {} answer 501 `not_implemented`.\n",
        official.len(),
        of_contract.len(),
        of_seeds.len(),
        absent.len(),
    );
    let mut section = |title: &str, rows: Vec<String>, head: &str| {
        if !rows.is_empty() {
            let _ = writeln!(text, "## {title}\n\n{head}\n{}", rows.concat());
        }
    };
    let row =
        |it: &&Operation<'_>| format!("| `{}` | {} | `{}` |\n", it.name, it.place.method, it.place.path);
    let head = "| operation | method | path |\n|---|---|---|";
    section("In the official contract or SDKs", of_contract.iter().map(row).collect(), head);
    section("In a contract of this project only", of_own.iter().map(row).collect(), head);
    section("In the older dialect only", of_seeds.iter().map(row).collect(), head);
    let named = operations.iter().filter(|it| !handled.contains(it.name));
    let names: BTreeMap<_, _> = named.map(|it| (it.place.pattern(), it.name)).collect();
    let row = |place: &&Place<'_>| {
        let name = names.get(&place.pattern()).map(|name| format!(" (`{name}`)")).unwrap_or_default();
        format!("| {} | `{}`{name} |\n", place.method, place.path)
    };
    section("501", absent.iter().map(row).collect(), "| method | path |\n|---|---|");
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

/// The operations that `handler` of the router knows.
fn handled(router: &syn::File) -> Result<BTreeSet<String>, String> {
    let function = router.items.iter().find_map(|item| match item {
        Item::Fn(function) if function.sig.ident == "handler" => Some(function),
        _ => None,
    });
    let Some(Stmt::Expr(Expr::Call(some), None)) = function.and_then(|function| function.block.stmts.last())
    else {
        return Err("src/router.rs has no `fn handler` that ends with `Some(match …)`".to_owned());
    };
    let Some(Expr::Match(matching)) = some.args.first() else {
        return Err("`handler` of src/router.rs does not end with `Some(match …)`".to_owned());
    };
    let names = matching.arms.iter().filter_map(|arm| match &arm.pat {
        Pat::Lit(ExprLit { lit: Lit::Str(name), .. }) => Some(name.value()),
        _ => None,
    });
    Ok(names.collect())
}

/// Name, method and path of every route of `FURTHER`.
fn further(file: &syn::File) -> Result<Vec<(String, String, String)>, String> {
    let array = file.items.iter().find_map(|item| match item {
        Item::Static(item) if item.ident == "FURTHER" => match &*item.expr {
            Expr::Reference(reference) => Some(&*reference.expr),
            _ => None,
        },
        _ => None,
    });
    let Some(Expr::Array(array)) = array else {
        return Err("src/further_routes.rs has no array `FURTHER`".to_owned());
    };
    let route = |element: &Expr| {
        let call = match element {
            Expr::Struct(it) => it.rest.as_deref(),
            other => Some(other),
        };
        let Some(Expr::Call(call)) = call else { return None };
        let mut texts = call.args.iter().map(|argument| match argument {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        });
        Some((texts.next()??, texts.next()??, texts.next()??))
    };
    let routes: Option<Vec<_>> = array.elems.iter().map(route).collect();
    routes.ok_or_else(|| "a route of src/further_routes.rs is not `route(name, method, path)`".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_stand_where_they_come_from_and_by_whether_they_are_answered() {
        let operation =
            |name, method, path, seeds_only| Operation { name, place: Place { method, path }, seeds_only };
        let operations = [
            operation("lamps.get", "GET", "/lamps/{id}", false),
            operation("lamps.dim", "POST", "/lamps/{id}/dim", false),
            operation("lamps.create", "POST", "/lamps", false),
            operation("lamps.icons", "GET", "/lamps/icons", true),
        ];
        let handled = ["lamps.get", "lamps.create", "lamps.icons"].map(str::to_owned).into();
        let official = [("GET", "/lamps/{lamp_id}"), ("POST", "/lamps/{id}/dim"), ("GET", "/shades")];
        let official = official.map(|(method, path)| Place { method, path });
        let text = table(&operations, &handled, &official);
        assert!(
            text.contains(
                "Of the 3 operations of the official contract and the official SDKs it answers 1, and 1 more"
            ),
            "{text}"
        );
        assert!(text.contains("The other 2 answer 501"), "{text}");
        let order = [
            "## In the official contract or SDKs",
            "| `lamps.get` | GET | `/lamps/{id}` |",
            "## In a contract of this project only",
            "| `lamps.create` | POST | `/lamps` |",
            "## In the older dialect only",
            "| `lamps.icons` | GET | `/lamps/icons` |",
            "## 501",
            "| POST | `/lamps/{id}/dim` (`lamps.dim`) |",
            "| GET | `/shades` |",
        ];
        let places: Vec<_> =
            order.iter().map(|line| text.find(line).unwrap_or_else(|| panic!("{line}: {text}"))).collect();
        assert!(places.is_sorted());
    }

    #[test]
    fn handlers_and_further_routes_are_read_from_their_sources() {
        let router = "fn handler(o: &str) -> Option<H> { Some(match o { \"a.b\" => x, \"c.d\" => y::z, _ => return None }) }";
        let names = handled(&syn::parse_file(router).unwrap()).unwrap();
        assert_eq!(names, BTreeSet::from(["a.b".to_owned(), "c.d".to_owned()]));
        let routes = "static FURTHER: &[Route] = &[Route { query: &[], ..route(\"a.b\", \"GET\", \"/a\") }, route(\"c.d\", \"PUT\", \"/c\")];";
        let routes = further(&syn::parse_file(routes).unwrap()).unwrap();
        assert_eq!(routes[1], ("c.d".to_owned(), "PUT".to_owned(), "/c".to_owned()));
        assert_eq!(routes.len(), 2);
        assert!(handled(&syn::parse_file("fn other() {}").unwrap()).is_err());
        assert!(further(&syn::parse_file("static FURTHER: &[Route] = &[other];").unwrap()).is_err());
    }
}
