//! Compares the facts of a contract with those of the official contracts.

use std::collections::BTreeSet;
use std::fmt;

use super::facts::{Fact, Facts, PathNames, facts};
use crate::codegen::contracts::Contract;
use crate::codegen::parse::Declared;

/// How the contract of a crate differs from the official one.
#[derive(Debug)]
pub(super) struct Report {
    package: String,
    /// The number of official operations that this contract has.
    pub(super) covered: usize,
    declared: Vec<(Difference, String)>,
    undeclared: Vec<Difference>,
    /// Declarations that match no difference.
    stale: Vec<String>,
}

/// One difference: its place, its kind and its details.
#[derive(Debug, PartialEq, Eq)]
struct Difference {
    at: String,
    kind: &'static str,
    detail: String,
    /// The reason that `x-dialect` of the fact itself gives.
    dialect: Option<String>,
}

impl Report {
    /// Compares a contract with its part of the official contracts. A later contract overrides those before it.
    pub(super) fn new(contract: &Contract, official: &[Contract]) -> Result<Self, String> {
        let part = &contract.own.official;
        let path_names = PathNames::new(contract);
        let own = facts(contract, &path_names, |_, _| true)?;
        let mut theirs = Facts::new();
        for official in official {
            theirs.extend(facts(official, &path_names, |path, operation| {
                operation.tags.iter().any(|tag| part.tags.contains(tag))
                    || part.paths.iter().any(|one| one == path)
            })?);
        }
        let is_operation = |fact: &Fact| fact.ty == "operation";
        let covered = own.iter().filter(|(at, fact)| is_operation(fact) && theirs.contains_key(*at)).count();
        let differences = differences(&own, &theirs);
        Ok(Self::classify(contract.package.clone(), covered, differences, &contract.own.declared))
    }

    /// Returns the number of undeclared differences and stale declarations.
    pub(super) fn problems(&self) -> usize {
        self.undeclared.len() + self.stale.len()
    }

    fn classify(
        package: String,
        covered: usize,
        differences: Vec<Difference>,
        declarations: &[Declared],
    ) -> Self {
        let mut report =
            Self { package, covered, declared: Vec::new(), undeclared: Vec::new(), stale: Vec::new() };
        let mut used = BTreeSet::new();
        for difference in differences {
            let mut reason = difference.dialect.clone();
            for declaration in declarations.iter().filter(|declaration| declaration.kind == difference.kind) {
                for pattern in declaration.at.iter().filter(|pattern| matches(pattern, &difference.at)) {
                    used.insert((declaration.kind.clone(), pattern.clone()));
                    reason.get_or_insert_with(|| declaration.reason.clone());
                }
            }
            match reason {
                Some(reason) => report.declared.push((difference, reason)),
                None => report.undeclared.push(difference),
            }
        }
        for declaration in declarations {
            for pattern in &declaration.at {
                if !used.contains(&(declaration.kind.clone(), pattern.clone())) {
                    report.stale.push(format!("{} {pattern}", declaration.kind));
                }
            }
        }
        report
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { package, covered, declared, undeclared, stale } = self;
        writeln!(
            f,
            "{package}: {covered} official operations, {} differences declared, {} not, {} declarations stale",
            declared.len(),
            undeclared.len(),
            stale.len(),
        )?;
        let mut reasons: Vec<&String> = declared.iter().map(|(_, reason)| reason).collect();
        reasons.sort();
        reasons.dedup();
        for reason in reasons {
            writeln!(f, "  declared: {reason}")?;
            for (difference, _) in declared.iter().filter(|(_, one)| one == reason) {
                writeln!(f, "    {difference}")?;
            }
        }
        for difference in undeclared {
            writeln!(f, "  DIFFERS: {difference}")?;
        }
        for declaration in stale {
            writeln!(f, "  STALE: {declaration}: declared, but there is no such difference")?;
        }
        Ok(())
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:<13} {}", self.kind, self.at)?;
        if self.detail.is_empty() { Ok(()) } else { write!(f, ": {}", self.detail) }
    }
}

fn differences(own: &Facts, official: &Facts) -> Vec<Difference> {
    let mut all = Vec::new();
    only_in(own, official, "extra", &mut all);
    only_in(official, own, "missing", &mut all);
    for (at, ours) in own {
        if let Some(theirs) = official.get(at) {
            compare(at, ours, theirs, &mut all);
        }
    }
    all.sort_by(|one, other| (&one.at, one.kind).cmp(&(&other.at, other.kind)));
    all
}

/// Adds the facts that only `here` has. If `there` lacks a whole object, its parts are left out.
fn only_in(here: &Facts, there: &Facts, kind: &'static str, all: &mut Vec<Difference>) {
    let mut whole: Vec<&str> = Vec::new();
    for (at, fact) in here.iter().filter(|(at, _)| !there.contains_key(*at)) {
        let is_part =
            |whole: &&str| at.strip_prefix(*whole).is_some_and(|rest| rest.starts_with([' ', '.', '[']));
        if !whole.iter().any(is_part) {
            whole.push(at);
            let detail = if fact.ty == "operation" { String::new() } else { fact.ty.clone() };
            all.push(Difference { at: at.clone(), kind, detail, dialect: fact.dialect.clone() });
        }
    }
}

fn compare(at: &str, ours: &Fact, theirs: &Fact, all: &mut Vec<Difference>) {
    let mut add = |at: String, kind, detail| all.push(Difference { at, kind, detail, dialect: None });
    let flag = |flag: bool| if flag { "yes" } else { "no" };
    if ours.ty != theirs.ty {
        add(at.to_owned(), "type", format!("{} here, {} there", ours.ty, theirs.ty));
    }
    if let (Some(here), Some(there)) = (ours.required, theirs.required)
        && here != there
    {
        add(at.to_owned(), "required", format!("{} here, {} there", flag(here), flag(there)));
    }
    if ours.nullable != theirs.nullable {
        add(
            at.to_owned(),
            "nullable",
            format!("{} here, {} there", flag(ours.nullable), flag(theirs.nullable)),
        );
    }
    if ours.encoding != theirs.encoding {
        let name = |encoding: &Option<String>| encoding.clone().unwrap_or_else(|| "none".to_owned());
        add(
            at.to_owned(),
            "encoding",
            format!("{} here, {} there", name(&ours.encoding), name(&theirs.encoding)),
        );
    }
    if theirs.secret && !ours.secret {
        add(at.to_owned(), "secret", "no here, yes there".to_owned());
    }
    for value in ours.values.difference(&theirs.values) {
        add(format!("{at} = {value}"), "extra value", String::new());
    }
    for value in theirs.values.difference(&ours.values) {
        add(format!("{at} = {value}"), "missing value", String::new());
    }
}

/// Whether a pattern matches the whole place; `*` stands for any text.
fn matches(pattern: &str, at: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == at,
        Some((start, rest)) => at.strip_prefix(start).is_some_and(|at| {
            (0..=at.len()).filter(|end| at.is_char_boundary(*end)).any(|end| matches(rest, &at[end..]))
        }),
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::codegen::parse::parse;

    fn contract(text: &str) -> Contract {
        let own =
            Rc::new(parse(&format!("openapi: 3.1.1\ninfo: {{title: T, version: '1'}}\n{text}")).unwrap());
        Contract { package: "t".to_owned(), folder: "t".into(), core: Rc::clone(&own), own }
    }

    fn lamps(extensions: &str, limit: &str, fields: &str) -> Contract {
        contract(&format!(
            "x-official: {{tags: [lamps]}}\n{extensions}\npaths: {{/lamps: {{get: {{tags: [lamps], parameters: [{limit}], \
             responses: {{'200': {{description: D, content: {{application/json: {{schema: {{type: object, \
             properties: {{{fields}}}, required: [id]}}}}}}}}}}}}}}}}"
        ))
    }

    const LIMIT: &str = "{name: limit, in: query, schema: {type: integer}}";

    fn undeclared(own: &Contract, official: &Contract) -> Vec<String> {
        Report::new(own, std::slice::from_ref(official))
            .unwrap()
            .undeclared
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn equal_contracts_do_not_differ() {
        let lamps = lamps("", LIMIT, "id: {type: string}");
        let report = Report::new(&lamps, std::slice::from_ref(&lamps)).unwrap();
        assert_eq!((report.covered, report.problems(), report.declared.len()), (1, 0, 0));
    }

    #[test]
    fn every_kind_of_difference_is_found_once() {
        let own = lamps(
            "",
            LIMIT,
            "id: {type: integer}, more: {type: object, properties: {a: {type: string}}}, state: {type: string, enum: [a, b]}",
        );
        let official = lamps(
            "",
            "{name: limit, in: query, required: true, schema: {type: integer}}, {name: after, in: query, schema: {type: string}}",
            "id: {type: string}, state: {type: [string, 'null'], enum: [a, c]}",
        );
        assert_eq!(
            undeclared(&own, &official),
            [
                "missing       GET /lamps query after: string",
                "required      GET /lamps query limit: no here, yes there",
                "type          GET /lamps response id: integer here, string there",
                "extra         GET /lamps response more: object",
                "nullable      GET /lamps response state: no here, yes there",
                "extra value   GET /lamps response state = b",
                "missing value GET /lamps response state = c",
            ]
        );
    }

    #[test]
    fn a_declared_difference_is_allowed_and_a_stale_declaration_is_a_problem() {
        let declared = "x-drift: [{at: ['* response *mo*'], kind: extra, reason: R.}, {at: [GET /lamps], kind: missing, reason: R.}]";
        let own = lamps(declared, LIMIT, "id: {type: string}, more: {type: string}");
        let report = Report::new(&own, &[lamps("", LIMIT, "id: {type: string}")]).unwrap();
        assert_eq!(report.declared.len(), 1);
        assert_eq!(report.stale, ["missing GET /lamps"]);
        assert_eq!(report.problems(), 1);
    }

    #[test]
    fn alternatives_with_a_constant_are_compared_one_by_one() {
        let event = |arms: &str| {
            contract(&format!(
                "x-official: {{tags: [lamps]}}\npaths: {{/lamps: {{get: {{tags: [lamps], responses: {{'200': {{description: D, \
                 content: {{application/json: {{schema: {{allOf: [{{type: object, properties: {{id: {{type: string}}, \
                 data: {{type: object}}}}, required: [id, data]}}, {{oneOf: [{arms}]}}]}}}}}}}}}}}}}}}}"
            ))
        };
        let arm = |name: &str, data: &str| {
            format!(
                "{{type: object, properties: {{event: {{const: {name}}}, data: {{type: object, properties: {{{data}}}}}}}}}"
            )
        };
        let (lit, out) = (arm("lit", "watts: {type: integer}"), arm("out", "cause: {type: string}"));
        let other = arm("out", "cause: {type: string}, at: {type: string}");
        assert_eq!(
            undeclared(&event(&format!("{lit}, {out}")), &event(&format!("{lit}, {other}"))),
            ["missing       GET /lamps response<out>.data.at: string"]
        );
    }

    #[test]
    fn x_dialect_declares_a_field_that_another_dialect_has() {
        let own = lamps(
            "",
            LIMIT,
            "id: {type: string}, link: {type: string, x-dialect: {name: legacy, reason: R.}}",
        );
        let report = Report::new(&own, &[lamps("", LIMIT, "id: {type: string}")]).unwrap();
        assert_eq!((report.declared.len(), report.problems()), (1, 0));
    }

    /// Creates a contract with one operation, from its path and its YAML.
    fn lit(path: &str, operation: &str) -> Contract {
        contract(&format!(
            "x-official: {{tags: [lamps]}}\ncomponents: {{parameters: {{Key: {{name: Key, in: header, schema: {{type: string}}}}}}}}\n\
             paths: {{{path:?}: {{post: {{tags: [lamps], {operation}}}}}}}"
        ))
    }

    #[test]
    fn statuses_and_codes_of_errors_are_compared_with_the_error_table() {
        let row = |status: u16, code: &str, source: &str| {
            format!("{{status: {status}, code: {code}, hint: H., source: {source}}}")
        };
        let own = lit(
            "/lamps",
            &format!(
                "x-errors: [{}, {}, {}], responses: {{}}",
                row(401, "who", "legacy"),
                row(409, "lit", "additions"),
                row(409, "gone", "additions"),
            ),
        );
        let official = lit(
            "/lamps",
            "responses: {'404': {description: D}, '409': {description: D, x-codes: [lit, full], content: {application/json: \
             {schema: {oneOf: [{type: object, properties: {code: {const: broken}}}, {type: object, properties: {error: {const: \
             Bad Request}}}]}}}}}",
        );
        assert_eq!(
            undeclared(&own, &official),
            [
                "missing       POST /lamps error 404: error",
                "missing       POST /lamps error 409 broken: error",
                "missing       POST /lamps error 409 full: error",
                "extra         POST /lamps error 409 gone: error",
            ]
        );
    }

    #[test]
    fn names_of_path_parameters_are_ignored_and_shared_parameters_and_secrets_are_compared() {
        let id = |name: &str| format!("{{name: {name}, in: path, required: true, schema: {{type: string}}}}");
        let body = |secret: &str| {
            format!(
                "requestBody: {{content: {{application/json: {{schema: {{type: object, properties: {{pin: {{type: string{secret}}}}}}}}}}}}}, responses: {{}}"
            )
        };
        let own = lit("/lamps/{lamp_id}", &format!("parameters: [{}], {}", id("lamp_id"), body("")));
        let official = lit(
            "/lamps/{lampId}",
            &format!(
                "parameters: [{}, {{$ref: '#/components/parameters/Key'}}], {}",
                id("lampId"),
                body(", x-secret: true")
            ),
        );
        assert_eq!(
            undeclared(&own, &official),
            [
                "secret        POST /lamps/{lamp_id} body pin: no here, yes there",
                "missing       POST /lamps/{lamp_id} header Key: string",
            ]
        );
    }

    #[test]
    fn the_later_of_several_official_contracts_counts() {
        let own = lamps("", LIMIT, "id: {type: string}");
        let old = lamps("", LIMIT, "id: {type: integer}");
        let report = Report::new(&own, &[old, own.clone()]).unwrap();
        assert_eq!((report.covered, report.problems()), (1, 0));
    }
}
