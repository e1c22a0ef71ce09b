//! Finds the members of an operation's requests and responses that the contract marks as secrets.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::codegen::contracts::Contract;
use crate::codegen::parse::{Extra, Operation, Schema};

/// Returns the wire names of all parameters and members with `x-rust-secret`, at any depth and in both directions.
///
/// A recording masks the values of these names everywhere in a request and response of the operation.
pub(super) fn names(contract: &Contract, operation: &Operation) -> Result<Vec<String>, String> {
    let mut search = Search::default();
    for parameter in &operation.parameters {
        search.member(contract, &parameter.name, &parameter.schema)?;
    }
    let body = operation.request_body.iter().flat_map(|body| body.content.iter());
    let responses = operation.responses.iter().flat_map(|(_, response)| response.content.iter());
    for (_, media) in body.chain(responses) {
        search.schema(contract, &media.schema)?;
    }
    Ok(search.found.into_iter().collect())
}

#[derive(Default)]
struct Search {
    found: BTreeSet<String>,
    /// The references that were followed, so that the search ends at a schema that refers to itself.
    followed: BTreeSet<String>,
}

impl Search {
    fn member(&mut self, contract: &Contract, name: &str, schema: &Schema) -> Result<(), String> {
        if is_secret(contract, schema)? {
            let names = schema.aliases.iter().cloned().chain([name.to_owned()]);
            self.found.extend(names);
        }
        self.schema(contract, schema)
    }

    fn schema(&mut self, contract: &Contract, schema: &Schema) -> Result<(), String> {
        if let Some(reference) = &schema.reference {
            let target = contract.target(reference)?;
            if !self.followed.insert(reference.clone()) {
                return Ok(());
            }
            return if target.shared {
                let core = Contract { own: Rc::clone(&contract.core), ..contract.clone() };
                self.schema(&core, target.schema)
            } else {
                self.schema(contract, target.schema)
            };
        }
        for (name, member) in schema.properties.iter().chain(schema.pattern_properties.iter()) {
            self.member(contract, name, member)?;
        }
        if let Some(Extra::Schema(values)) = &schema.additional_properties {
            self.schema(contract, values)?;
        }
        let parts = schema.one_of.iter().chain(&schema.any_of).chain(&schema.all_of);
        parts.chain(schema.items.as_deref()).try_for_each(|part| self.schema(contract, part))
    }
}

/// Whether a value, an item of a list or a value of a map with this schema is a secret.
fn is_secret(contract: &Contract, schema: &Schema) -> Result<bool, String> {
    let schema = contract.follow(schema)?;
    let of_map = match &schema.additional_properties {
        Some(Extra::Schema(values)) => Some(&**values),
        _ => None,
    };
    let mut parts = schema.one_of.iter().chain(&schema.any_of).chain(schema.items.as_deref()).chain(of_map);
    Ok(schema.secret
        || parts.try_fold(false, |found, part| Ok::<_, String>(found || is_secret(contract, part)?))?)
}
