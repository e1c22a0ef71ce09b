//! The schema that editors get accepts what the emulator reads, and refuses what it refuses.

use serde_json::json;
use workos_emulator::{Fixture, SEED_SCHEMA};

use crate::*;

/// The keywords that the schema uses, judged here; another one fails the test that meets it.
const KEYWORDS: &[&str] = &[
    "$schema",
    "$defs",
    "title",
    "description",
    "type",
    "format",
    "enum",
    "anyOf",
    "$ref",
    "properties",
    "required",
    "additionalProperties",
    "items",
    "minimum",
    "maximum",
];

struct Schema(Value);

impl Schema {
    fn new() -> Self {
        Self(serde_json::from_str(SEED_SCHEMA).unwrap())
    }

    fn accepts(&self, yaml: &str) -> bool {
        self.fits(&self.0, &serde_saphyr::from_str::<Value>(yaml).unwrap())
    }

    fn fits(&self, schema: &Value, value: &Value) -> bool {
        let schema = schema.as_object().unwrap();
        assert!(schema.keys().all(|key| KEYWORDS.contains(&key.as_str())), "{schema:?}");
        schema.iter().all(|(keyword, rule)| match keyword.as_str() {
            "$ref" => {
                self.fits(&self.0["$defs"][rule.as_str().unwrap().strip_prefix("#/$defs/").unwrap()], value)
            }
            "anyOf" => rule.as_array().unwrap().iter().any(|one| self.fits(one, value)),
            "enum" => rule.as_array().unwrap().contains(value),
            "type" => match rule {
                Value::Array(all) => all.iter().any(|one| is_a(one, value)),
                one => is_a(one, value),
            },
            "minimum" => value.as_f64().is_none_or(|number| number >= rule.as_f64().unwrap()),
            "maximum" => value.as_f64().is_none_or(|number| number <= rule.as_f64().unwrap()),
            "items" => value.as_array().is_none_or(|items| items.iter().all(|item| self.fits(rule, item))),
            "required" => value.as_object().is_none_or(|map| {
                rule.as_array().unwrap().iter().all(|key| map.contains_key(key.as_str().unwrap()))
            }),
            "properties" => value.as_object().is_none_or(|map| {
                map.iter().all(|(key, value)| rule.get(key).is_none_or(|schema| self.fits(schema, value)))
            }),
            "additionalProperties" => value.as_object().is_none_or(|map| {
                let known = schema.get("properties");
                map.iter().filter(|(key, _)| known.is_none_or(|known| known.get(key).is_none())).all(
                    |(_, value)| match rule {
                        Value::Bool(allowed) => *allowed,
                        rule => self.fits(rule, value),
                    },
                )
            }),
            _ => true,
        })
    }
}

fn is_a(kind: &Value, value: &Value) -> bool {
    match kind.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "null" => value.is_null(),
        other => panic!("{other}"),
    }
}

#[test]
fn the_readmes_seed_file_and_the_least_ones_fit() {
    let (_, rest) = include_str!("../../README.md").split_once("```yaml\n").unwrap();
    let (readme, _) = rest.split_once("```").unwrap();
    let schema = Schema::new();
    for yaml in [
        readme,
        "{}",
        "organizations: [{name: Acme}]",
        "users:\n  - email: a@b.c\n    first_name:\n",
        "rate_limits: legacy",
        "lenient: [cursors]\nswitches: {domain_verification: wait}",
        "profiles: [{connection: c, email: a@b.c, custom_attributes: {any: [1, {deep: true}]}}]",
    ] {
        assert!(schema.accepts(yaml), "{yaml}");
        assert!(Fixture::from_yaml(yaml).is_ok(), "{yaml}");
    }
    // The README shows every key there is.
    let shown = serde_saphyr::from_str::<Value>(readme).unwrap();
    let all = schema.0["properties"].as_object().unwrap();
    let absent: Vec<_> = all.keys().filter(|key| shown.get(key.as_str()).is_none()).collect();
    assert!(absent.is_empty(), "{absent:?}");
}

#[test]
fn the_default_fixture_is_a_seed_file_that_fits() {
    let yaml = include_str!("../../default.seed.yaml");
    assert!(Schema::new().accepts(yaml));
    let seeded = Emulator::builder().fixture_yaml(yaml).build().unwrap();
    let snapshot = |emulator: &Emulator| serde_json::to_value(emulator.snapshot()).unwrap();
    assert_eq!(snapshot(&seeded), snapshot(&Emulator::new()));
    assert_eq!(
        (seeded.api_key(), seeded.client_id()),
        (Emulator::new().api_key(), Emulator::new().client_id())
    );
}

#[test]
fn what_the_parser_refuses_the_schema_refuses() {
    let schema = Schema::new();
    for yaml in [
        "conections: []",
        "organizations: [{domains: [acme.com]}]",
        "organizations: [{name: Acme, domain: acme.com}]",
        "organizations: {name: Acme}",
        "connections: [{type: OktaSAML, state: on}]",
        "users: [ada@acme.com]",
        "rate_limits: some",
        "rate_limits: {limit: 0, seconds: 1}",
        "rate_limits: {limit: 5, second: 1}",
        "lenient: [secrets]",
        "switches: {interactiv: true}",
        "switches: {interactive: perhaps}",
        "data_integrations: [{provider: github, scopes: repo}]",
        "connected_accounts: [{user: ada@acme.com}]",
        "webhook_endpoints: [{endpoint_url: \"https://a.com\", events: [user.created], status: enabled}]",
    ] {
        assert!(!schema.accepts(yaml), "{yaml}");
        assert!(Fixture::from_yaml(yaml).is_err(), "{yaml}");
    }
    assert!(!schema.fits(&schema.0, &json!({"api_keys": [1]})));
}
