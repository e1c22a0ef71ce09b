//! Flattens a contract to a list of facts, each with its place.

use std::collections::{BTreeMap, BTreeSet};

use crate::codegen::contracts::Contract;
use crate::codegen::parse::{Entries, Extra, Operation, Place, Schema};
use crate::codegen::plan::tag_of;

/// Facts by place: `GET /connections`, `GET /connections query limit`, `GET /connections response data[].id`.
pub(crate) type Facts = BTreeMap<String, Fact>;

/// The properties of an operation, parameter or field that are compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fact {
    pub(crate) ty: String,
    /// `None` where it has no meaning, as for an operation.
    pub(crate) required: Option<bool>,
    pub(crate) nullable: bool,
    pub(crate) values: BTreeSet<String>,
    /// The reason that `x-dialect` gives, if only another dialect of the API has this fact.
    pub(crate) dialect: Option<String>,
    /// How a body is encoded.
    pub(crate) encoding: Option<String>,
    /// Whether it is marked as a secret.
    pub(crate) secret: bool,
}

/// The type of a fact about an error.
pub(crate) const ERROR: &str = "error";

/// The maximum depth of nested objects, which ends the recursion of a schema that refers to itself.
const DEPTH: usize = 8;

/// Returns the facts of the operations that `wanted` selects.
///
/// The names of path parameters are not on the wire. So a path that differs from one of `path_names` only in these
/// names is replaced by that one.
pub(crate) fn facts(
    contract: &Contract,
    path_names: &PathNames,
    wanted: impl Fn(&str, &Operation) -> bool,
) -> Result<Facts, String> {
    let mut facts = Facts::new();
    for (path, method, operation) in
        contract.own.operations().filter(|(path, _, operation)| wanted(path, operation))
    {
        let known_path = path_names.known(path);
        let at = format!("{method} {known_path}");
        let dialect = operation.dialect.as_ref().map(|dialect| dialect.reason.clone());
        facts.insert(at.clone(), Fact { ty: "operation".to_owned(), dialect, ..Fact::default() });
        for parameter in &operation.parameters {
            let name = match parameter.place {
                Place::Path => path_names.parameter(path, &parameter.name),
                _ => &parameter.name,
            };
            let at = format!("{at} {} {name}", parameter.place);
            add(contract, &mut facts, &at, &parameter.schema, Some(parameter.required), DEPTH)?;
            if let (Some(fact), Some(dialect)) = (facts.get_mut(&at), &parameter.dialect) {
                fact.dialect = Some(dialect.reason.clone());
            }
        }
        if let Some((encoding, media)) =
            operation.request_body.as_ref().and_then(|body| body.content.iter().next())
        {
            let at = format!("{at} body");
            add(contract, &mut facts, &at, &media.schema, None, DEPTH)?;
            if let Some(fact) = facts.get_mut(&at) {
                fact.encoding = Some(encoding.to_owned());
            }
        }
        let successes = operation.responses.iter().filter(|(status, _)| status.starts_with('2'));
        for (_, media) in successes.flat_map(|(_, response)| response.content.iter()) {
            add(contract, &mut facts, &format!("{at} response"), &media.schema, None, DEPTH)?;
        }
        add_errors(contract, &mut facts, &at, operation)?;
    }
    Ok(facts)
}

/// Lists every operation of the contracts as `METHOD /path`, sorted, one per line.
pub(crate) fn operations(contracts: &[Contract]) -> String {
    let operations = contracts.iter().flat_map(|contract| contract.own.operations());
    let lines: BTreeSet<String> = operations.map(|(path, method, _)| format!("{method} {path}\n")).collect();
    lines.into_iter().collect()
}

/// The paths of a contract, by their pattern without the names of parameters.
#[derive(Debug, Default)]
pub(crate) struct PathNames(BTreeMap<String, String>);

impl PathNames {
    pub(crate) fn new(contract: &Contract) -> Self {
        let paths = contract.own.operations().map(|(path, ..)| (pattern(path), path.to_owned()));
        Self(paths.collect())
    }

    fn known<'a>(&'a self, path: &'a str) -> &'a str {
        self.0.get(&pattern(path)).map_or(path, String::as_str)
    }

    /// Returns the name that the known path has for this parameter of `path`.
    fn parameter<'a>(&'a self, path: &'a str, name: &'a str) -> &'a str {
        let at = path.split('/').position(|segment| parameter_of(segment) == Some(name));
        at.and_then(|at| self.known(path).split('/').nth(at)).and_then(parameter_of).unwrap_or(name)
    }
}

fn pattern(path: &str) -> String {
    let segments = path.split('/').map(|segment| parameter_of(segment).map_or(segment, |_| "{}"));
    segments.collect::<Vec<_>>().join("/")
}

fn parameter_of(segment: &str) -> Option<&str> {
    segment.strip_prefix('{')?.strip_suffix('}')
}

/// Adds the statuses and codes of errors, from the error table and from the responses.
fn add_errors(contract: &Contract, facts: &mut Facts, at: &str, operation: &Operation) -> Result<(), String> {
    let mut add = |at: String, dialect: Option<&str>| {
        let fact = facts.entry(at).or_insert_with(|| Fact {
            ty: ERROR.to_owned(),
            dialect: dialect.map(str::to_owned),
            ..Fact::default()
        });
        if dialect.is_none() {
            fact.dialect = None;
        }
    };
    for row in &operation.errors {
        let dialect = row.source.elsewhere();
        add(format!("{at} error {}", row.status), dialect);
        if let Some(code) = &row.code {
            add(format!("{at} error {} {code}", row.status), dialect);
        }
    }
    let is_error = |status: &str| status.starts_with(['4', '5']);
    for (status, response) in operation.responses.iter().filter(|(status, _)| is_error(status)) {
        add(format!("{at} error {status}"), None);
        let mut codes: BTreeSet<String> = response.codes.iter().cloned().collect();
        for (_, media) in response.content.iter() {
            collect_codes(contract, &media.schema, &mut codes)?;
        }
        codes.into_iter().for_each(|code| add(format!("{at} error {status} {code}"), None));
    }
    Ok(())
}

/// Collects the constants of `code` and `error` in the schema of an error body.
fn collect_codes(contract: &Contract, schema: &Schema, codes: &mut BTreeSet<String>) -> Result<(), String> {
    let target = contract.follow(schema)?;
    for part in target.one_of.iter().chain(&target.any_of).chain(&target.all_of) {
        collect_codes(contract, part, codes)?;
    }
    for name in ["code", "error"] {
        let Some(property) = target.properties.get(name) else { continue };
        let property = contract.follow(property)?;
        let constants = property.constant.iter().chain(&property.values).filter_map(|value| value.as_str());
        // `Unauthorized` and `Bad Request` are names of statuses, not codes.
        let is_code = |text: &&str| text.chars().all(|letter| letter == '_' || !letter.is_ascii_uppercase());
        codes.extend(constants.filter(is_code).map(str::to_owned));
    }
    Ok(())
}

fn add(
    contract: &Contract,
    facts: &mut Facts,
    at: &str,
    schema: &Schema,
    required: Option<bool>,
    depth: usize,
) -> Result<(), String> {
    let target = contract.follow(schema)?;
    let alternatives: Vec<&Schema> =
        target.alternatives().into_iter().map(|part| contract.follow(part)).collect::<Result<_, _>>()?;
    let (nulls, mut some): (Vec<&Schema>, Vec<&Schema>) =
        alternatives.into_iter().partition(|part| part.is_null());
    // Alternatives that differ only in limits count as one.
    some.dedup_by(|a, b| {
        a.properties.is_empty() && a.types.single().is_some() && a.types == b.types && a.format == b.format
    });
    if let ([only], false) = (&some[..], nulls.is_empty()) {
        add(contract, facts, at, only, required, depth)?;
        if let Some(fact) = facts.get_mut(at) {
            fact.nullable = true;
        }
        return Ok(());
    }
    let dialect = schema.dialect.as_ref().or(target.dialect.as_ref()).map(|dialect| dialect.reason.clone());
    let values = target.values.iter().chain(&target.constant).filter(|value| !value.is_null());
    let values = values.map(plain).collect();
    let nullable = target.types.nullable() || !nulls.is_empty();
    let (properties, names) = contract.properties(target)?;
    let ty = type_of(target, !properties.is_empty());
    let secret = [schema, target].iter().any(|schema| schema.secret || schema.documented_secret);
    facts.insert(at.to_owned(), Fact { ty, required, nullable, values, dialect, encoding: None, secret });
    if depth == 0 {
        return Ok(());
    }
    let arms = arms(contract, target)?;
    if arms.is_empty() {
        add_properties(contract, facts, at, (&properties, &names), depth)?;
    }
    for (wire, properties, names) in &arms {
        add_properties(contract, facts, &format!("{at}<{wire}>"), (properties, names), depth)?;
    }
    let is_root = is_root(at);
    if let Some(items) = &target.items {
        let separator = if is_root { " " } else { "" };
        add(contract, facts, &format!("{at}{separator}[]"), items, None, depth - 1)?;
    }
    if let Some(Extra::Schema(value)) = target.additional_properties.as_ref() {
        add(contract, facts, &format!("{at}.*"), value, None, depth - 1)?;
    }
    Ok(())
}

fn add_properties(
    contract: &Contract,
    facts: &mut Facts,
    at: &str,
    (properties, required): (&Entries<Schema>, &[String]),
    depth: usize,
) -> Result<(), String> {
    for (name, property) in properties.iter() {
        let at = if is_root(at) { format!("{at} {name}") } else { format!("{at}.{name}") };
        let required = required.iter().any(|one| one == name);
        add(contract, facts, &at, property, Some(required), depth - 1)?;
    }
    Ok(())
}

/// Whether the place is a whole body: the names of its fields follow after a space.
fn is_root(at: &str) -> bool {
    at.ends_with(" body") || at.ends_with(" response")
}

/// An alternative: the constant that names it, its properties, and the names of the required ones.
type Arm = (String, Entries<Schema>, Vec<String>);

/// Returns the alternatives that a constant distinguishes, each with its own and the shared properties.
fn arms(contract: &Contract, schema: &Schema) -> Result<Vec<Arm>, String> {
    let union = schema.all_of.iter().find(|part| part.has_alternatives()).unwrap_or(schema);
    let parts = union.alternatives().into_iter().filter(|part| !part.is_null());
    let parts = parts.map(|part| contract.follow(part)).collect::<Result<Vec<_>, _>>()?;
    let Some(tag) = tag_of(union, &parts).filter(|_| parts.len() > 1) else { return Ok(Vec::new()) };
    let (shared, shared_names) = contract.properties(&schema.without_alternatives())?;
    let arm = |part: &Schema| {
        let (own, mut names) = contract.properties(part)?;
        let mut properties = shared.clone();
        own.iter().for_each(|(name, property)| properties.merge(name, property.clone(), Schema::and));
        names.extend(shared_names.iter().cloned());
        let constant = properties.get(&tag).and_then(|property| property.constant.as_ref()).map(plain);
        properties.retain(|name, _| name != tag);
        Ok((constant.unwrap_or_default(), properties, names))
    };
    parts.into_iter().map(arm).collect()
}

fn type_of(schema: &Schema, has_properties: bool) -> String {
    match schema.types.single() {
        _ if has_properties => "object".to_owned(),
        Some("string") if schema.format.as_deref() == Some("date-time") => "timestamp".to_owned(),
        Some("object") => "map".to_owned(),
        Some(word) => word.to_owned(),
        None => "any".to_owned(),
    }
}

fn plain(value: &serde_json::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
