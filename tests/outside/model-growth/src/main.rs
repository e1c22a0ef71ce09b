//! Every use of a response model that Rust has, and none breaks when the model gains a field.

use std::collections::HashMap;

use workos_sso::{Connection, ConnectionDomain, ConnectionState, Page, Profile};

/// A type of the user's own, made from parts of a model.
#[derive(Debug)]
struct Row {
    id: String,
    name: String,
    domains: Vec<String>,
}

impl From<Connection> for Row {
    // Taken apart by pattern: the dots are not the user's choice, the compiler asks for them.
    fn from(Connection { id, name, domains, .. }: Connection) -> Self {
        let domains = domains.into_iter().map(|ConnectionDomain { domain, .. }| domain).collect();
        Self { id: id.to_string(), name, domains }
    }
}

fn names(page: &Page<Connection>) -> Vec<&str> {
    page.into_iter().map(|connection| connection.name.as_str()).collect()
}

fn describe(connection: &Connection) -> &'static str {
    match connection {
        Connection { state: Some(ConnectionState::Active), .. } => "ready",
        Connection { organization_id: None, .. } => "nobody's",
        _ => "waiting",
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // From text, as an answer that knows nothing of new fields.
    let text = r#"{"id":"conn_1","connection_type":"OktaSAML","name":"Acme","state":"active"}"#;
    let decoded: Connection = serde_json::from_str(text)?;

    let list = format!(r#"{{"data":[{text}],"list_metadata":{{"before":null,"after":null}}}}"#);
    assert_eq!(names(&serde_json::from_str(&list)?), ["Acme"]);

    // From the contract's example, adjusted.
    let mut example = Connection::example();
    example.name = "Acme".to_owned();
    example.state = Some(ConnectionState::Active);
    assert_eq!(describe(&example), "ready");

    // Copied, stored, moved into a closure, written and read again.
    let copies = HashMap::from([(decoded.id.clone(), decoded.clone()), (example.id.clone(), example)]);
    let written = copies.values().map(serde_json::to_string).collect::<Result<Vec<_>, _>>()?;
    let read = written.iter().map(|text| serde_json::from_str::<Connection>(text));
    let rows = read.map(|it| it.map(Row::from)).collect::<Result<Vec<_>, _>>()?;
    rows.iter().for_each(|Row { id, name, domains }| println!("{id} {name} {domains:?}"));

    let profile = Profile::example();
    let Profile { id, email, .. } = &profile;
    println!("{id} {email:?}");

    #[cfg(feature = "grown")]
    println!("{:?} {:?}", decoded.added_later, profile.added_later);
    Ok(())
}
