//! The document of the control API tells the truth.

use serde_json::json;
use workos_emulator::{Emulator, NewUser, NewWebhookEndpoint};

use crate::*;

/// As much of JSON Schema as the document has.
struct Document(Value);

impl Document {
    fn of(emulator: &Emulator) -> Self {
        Self(send(emulator, "GET", "/_emulator/openapi.json", &[], "").json())
    }

    fn resolve<'a>(&'a self, schema: &'a Value) -> &'a Value {
        match schema["$ref"].as_str() {
            Some(pointer) => self.resolve(self.0.pointer(pointer.strip_prefix('#').unwrap()).unwrap()),
            None => schema,
        }
    }

    /// What is wrong with a value, if anything is.
    fn problem(&self, schema: &Value, value: &Value) -> Option<String> {
        let schema = self.resolve(schema);
        if let Some(schemas) = schema["allOf"].as_array() {
            // Each part describes fields of the same object, so none can forbid the others'.
            return schemas.iter().find_map(|part| self.problem_of_parts(part, value));
        }
        if let Some(schemas) = schema["oneOf"].as_array() {
            let fitting = schemas.iter().filter(|part| self.problem(part, value).is_none()).count();
            return (fitting != 1).then(|| format!("{value} fits {fitting} of {}", schema["oneOf"]));
        }
        self.problem_of_parts(schema, value).or_else(|| {
            let known = schema["properties"].as_object()?;
            if !schema["additionalProperties"].is_null() && schema["additionalProperties"] != false {
                return None;
            }
            let unknown = value.as_object()?.keys().find(|key| !known.contains_key(*key))?;
            Some(format!("{unknown} is not described"))
        })
    }

    fn problem_of_parts(&self, schema: &Value, value: &Value) -> Option<String> {
        let schema = self.resolve(schema);
        let kind = match value {
            Value::Null => "null",
            Value::Bool(_) => "boolean",
            Value::Number(number) if number.is_f64() => "number",
            Value::Number(_) => "integer",
            Value::String(_) => "string",
            Value::Array(_) => "array",
            Value::Object(_) => "object",
        };
        let is = |name: &Value| name == kind || (kind == "integer" && name == "number");
        match &schema["type"] {
            Value::Null => {}
            Value::Array(kinds) if kinds.iter().any(is) => {}
            name if is(name) => {}
            other => return Some(format!("{value} is no {other}")),
        }
        if schema.get("const").is_some_and(|fixed| fixed != value) {
            return Some(format!("{value} is not {}", schema["const"]));
        }
        if schema["enum"].as_array().is_some_and(|values| !values.contains(value)) {
            return Some(format!("{value} is none of {}", schema["enum"]));
        }
        let of_items = || value.as_array()?.iter().find_map(|item| self.problem(schema.get("items")?, item));
        let of_fields = || {
            let (required, fields) = (schema["required"].as_array(), value.as_object()?);
            let missing =
                required.into_iter().flatten().find(|name| !fields.contains_key(name.as_str().unwrap()));
            if let Some(name) = missing {
                return Some(format!("{name} is missing in {value}"));
            }
            let known = schema["properties"].as_object()?;
            known.iter().find_map(|(name, schema)| self.problem(schema, fields.get(name)?))
        };
        of_items().or_else(of_fields)
    }

    /// Checks an answer against the operation of this method and path.
    fn check(&self, method: &str, path: &str, answer: &Answer) {
        let responses = &self.0["paths"][path][method.to_lowercase()]["responses"];
        let status = answer.status.to_string();
        let response = responses.get(&status).or_else(|| responses.get("default")).unwrap();
        let content = &self.resolve(response)["content"];
        if answer.text.is_empty() {
            assert!(content.is_null(), "{method} {path} {status}");
            return;
        }
        let kind = answer.headers["content-type"].to_str().unwrap().split(';').next().unwrap();
        assert!(content.get(kind).is_some(), "{method} {path} {status} {kind}");
        if kind == "application/json" {
            let problem = self.problem(&content[kind]["schema"], &answer.json());
            assert_eq!(problem, None, "{method} {path} {status}");
        }
    }
}

#[test]
fn every_answer_is_as_the_document_says() {
    let emulator = Emulator::builder().webhook_retries([]).build().unwrap();
    let document = Document::of(&emulator);
    emulator
        .add_webhook_endpoint(NewWebhookEndpoint::new("https://app.test/hooks", ["user.created"]))
        .unwrap();
    for n in 0..3 {
        emulator.add_user(NewUser::new(format!("user{n}@acme.com"))).unwrap();
    }
    emulator.next_webhook().unwrap().failed("it is down");
    let delivery = &emulator.deliveries()[0].id;
    call(&emulator, "GET", "/organizations");
    let snapshot = send(&emulator, "GET", "/_emulator/snapshot", &[], "").json();
    let fault = json!({"effect": {"answer": {"status": 503}}});
    let asked = json!({"method": "GET", "path": "/organizations"});
    let id_token = json!({"connection_id": OIDC, "email": "hank@globex.com"});
    let none = Value::Null;
    let mut seen = std::collections::BTreeSet::new();
    for (method, path, filled, body) in [
        ("GET", "/", "/", none.clone()),
        ("GET", "/openapi.yaml", "/openapi.yaml", none.clone()),
        ("GET", "/openapi.json", "/openapi.json", none.clone()),
        ("GET", "/seed.schema.json", "/seed.schema.json", none.clone()),
        ("GET", "/operations", "/operations", none.clone()),
        ("GET", "/health", "/health", none.clone()),
        ("GET", "/clock", "/clock", none.clone()),
        ("PUT", "/clock", "/clock", json!({"now": "2026-02-01T00:00:00Z"})),
        ("PUT", "/clock", "/clock", json!({"now": "2026-01-01T00:00:00Z"})),
        ("POST", "/clock/advance", "/clock/advance", json!({"seconds": 1})),
        ("POST", "/faults", "/faults", fault),
        ("POST", "/faults", "/faults", json!({})),
        ("GET", "/faults", "/faults", none.clone()),
        ("GET", "/faults/{id}", "/faults/fault_1", none.clone()),
        ("DELETE", "/faults/{id}", "/faults/fault_1", none.clone()),
        ("DELETE", "/faults/{id}", "/faults/fault_1", none.clone()),
        ("DELETE", "/faults", "/faults", none.clone()),
        ("GET", "/journal", "/journal", none.clone()),
        ("POST", "/expect", "/expect", asked.clone()),
        ("POST", "/expect", "/expect", json!({"method": "PUT", "path": "/organizations", "times": 2})),
        ("DELETE", "/journal", "/journal", none.clone()),
        ("POST", "/expect", "/expect", asked),
        ("GET", "/objects", "/objects", none.clone()),
        ("GET", "/objects/{kind}", "/objects/users", none.clone()),
        ("GET", "/objects/{kind}", "/objects/unicorns", none.clone()),
        ("POST", "/objects/{kind}", "/objects/users", json!({"id": "user_1", "email": "new@acme.com"})),
        ("POST", "/objects/{kind}", "/objects/events", json!({})),
        ("GET", "/objects/{kind}/{id}", "/objects/users/user_1", none.clone()),
        ("PATCH", "/objects/{kind}/{id}", "/objects/users/user_1", json!({"first_name": "Ada"})),
        ("PATCH", "/objects/{kind}/{id}", "/objects/users/user_2", json!({})),
        ("DELETE", "/objects/{kind}/{id}", "/objects/users/user_1", none.clone()),
        ("POST", "/events", "/events", json!({"event": "dsync.user.created"})),
        ("POST", "/events", "/events", json!({"event": "dsync.user.craeted"})),
        ("GET", "/events/examples", "/events/examples", none.clone()),
        ("POST", "/id-tokens", "/id-tokens", id_token),
        ("POST", "/id-tokens", "/id-tokens", json!({"connection_id": SAML, "email": "ada@acme.com"})),
        ("GET", "/deliveries", "/deliveries", none.clone()),
        ("GET", "/deliveries/{id}", &format!("/deliveries/{delivery}"), none.clone()),
        ("GET", "/dead-letters", "/dead-letters", none.clone()),
        ("POST", "/deliveries/{id}/replay", &format!("/deliveries/{delivery}/replay"), none.clone()),
        ("POST", "/deliveries/{id}/replay", &format!("/deliveries/{delivery}/replay"), none.clone()),
        ("POST", "/dead-letters/redeliver", "/dead-letters/redeliver", none.clone()),
        ("DELETE", "/rate-limits", "/rate-limits", none.clone()),
        ("GET", "/snapshot", "/snapshot", none.clone()),
        ("PUT", "/snapshot", "/snapshot", snapshot),
        ("POST", "/reset", "/reset", none),
    ] {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let answer = send(&emulator, method, &format!("/_emulator{filled}"), &[], &body);
        document.check(method, &format!("/_emulator{path}"), &answer);
        seen.insert(format!("{} /_emulator{path}", method.to_lowercase()));
    }
    let documented: std::collections::BTreeSet<_> = document.0["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, item)| {
            item.as_object().unwrap().keys().map(move |method| format!("{method} {path}"))
        })
        .collect();
    assert_eq!(seen, documented);
}

#[test]
fn the_document_names_every_kind_of_objects() {
    let emulator = Emulator::new();
    let document = Document::of(&emulator);
    let kinds = &document.0["components"]["parameters"]["kind"]["schema"]["enum"];
    let mut documented: Vec<_> = kinds.as_array().unwrap().clone();
    let counts = send(&emulator, "GET", "/_emulator/objects", &[], "").json();
    documented.sort_by_key(Value::to_string);
    let kinds: Vec<_> = counts["counts"].as_object().unwrap().keys().cloned().map(Value::from).collect();
    assert_eq!(documented, kinds);
}

#[test]
fn every_example_is_taken_and_fits_its_schema() {
    let emulator = Emulator::new();
    let document = Document::of(&emulator);
    let mut taken = 0;
    for (path, item) in document.0["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let content = &operation["requestBody"]["content"]["application/json"];
            let schema = document.resolve(&content["schema"]);
            let named = content["examples"].as_object().into_iter().flat_map(|examples| examples.values());
            let examples = named
                .map(|example| &example["value"])
                .chain(content.get("example"))
                .chain(schema.get("example"));
            for example in examples {
                let answer = send(&emulator, &method.to_uppercase(), path, &[], &example.to_string());
                // Nothing has been asked yet of what an example expects.
                assert!(matches!(answer.status, 200 | 201 | 409), "{path} {example}: {}", answer.text);
                assert_eq!(document.problem(schema, example), None, "{path} {example}");
                taken += 1;
            }
        }
    }
    assert!(taken >= 8, "{taken}");
}

#[test]
fn every_effect_and_latency_of_the_document_is_one() {
    let emulator = Emulator::new();
    let document = Document::of(&emulator);
    let schemas = &document.0["components"]["schemas"];
    let texts = |schema: &Value| schema["enum"].as_array().unwrap().clone();
    let effects = &schemas["Effect"]["oneOf"];
    let objects = &effects[1]["properties"];
    let mut faults: Vec<Value> =
        texts(&effects[0]).into_iter().map(|effect| json!({"effect": effect})).collect();
    faults.extend(texts(&objects["reset"]).into_iter().map(|reset| json!({"effect": {"reset": reset}})));
    faults.extend(
        texts(&objects["webhook"])
            .into_iter()
            .map(|webhook| json!({"event": "*", "effect": {"webhook": webhook}})),
    );
    for form in schemas["FaultAnswer"]["properties"]["retry_after"]["properties"].as_object().unwrap().keys()
    {
        faults.push(json!({"effect": {"answer": {"status": 429, "retry_after": {form: if form == "fraction" { json!(0.5) } else { json!(1) }}}}}));
    }
    faults.push(json!({"effect": {"content_type": "text/html"}}));
    for latency in [
        json!({"fixed": 1}),
        json!({"uniform": {"from": 1, "to": 2}}),
        json!({"normal": {"mean": 2, "deviation": 1}}),
        json!({"one_of": [1, 2]}),
    ] {
        faults.push(json!({"latency_ms": latency}));
    }
    for fault in faults {
        let answer = send(&emulator, "POST", "/_emulator/faults", &[], &fault.to_string());
        assert_eq!(answer.status, 201, "{fault}: {}", answer.text);
        assert_eq!(answer.json()["fault"], fault);
        document.check("POST", "/_emulator/faults", &answer);
    }
}
