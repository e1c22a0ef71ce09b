//! How `workos emulate` serves, beyond what it emulates.

use std::path::PathBuf;

use clap::Args;
use clap::builder::PossibleValuesParser;

/// What `--lenient` takes: the checks of the emulator, as a seed file names them.
const CHECKS: [&str; 8] =
    ["client_secret", "pkce", "redirect_uri", "scopes", "references", "limits", "enums", "cursors"];

#[derive(Debug, Args)]
pub(crate) struct Serving {
    /// Serve over https, with a certificate made here.
    #[arg(long)]
    pub(crate) tls: bool,
    /// Keep the certificate in this directory, so that clients need to be told of it only once.
    ///
    /// Unless set, in the directory where the system keeps such things for you.
    #[arg(long, value_name = "DIR", requires = "tls")]
    pub(crate) tls_dir: Option<PathBuf>,
    /// Sign access tokens with the RSA key of this PEM file, which also has its certificate.
    #[arg(long, value_name = "FILE")]
    pub(crate) signing_key: Option<PathBuf>,
    /// The base URL in links and the issuer of tokens, where it is not the address to listen on.
    #[arg(long, value_name = "URL")]
    pub(crate) issuer: Option<String>,
    /// Ask for this key in `X-Emulator-Key` of every control request; without one, only this machine can make them
    /// [env: WORKOS_EMULATOR_CONTROL_KEY].
    #[arg(long, value_name = "KEY")]
    pub(crate) control_key: Option<String>,
    /// Let the web pages of this origin make control requests; may be repeated.
    #[arg(long, value_name = "ORIGIN")]
    pub(crate) cors: Vec<String>,
    /// Answer 422 to a body with a field that the operation does not have, where production ignores it.
    #[arg(long)]
    pub(crate) strict_fields: bool,
    /// Switch these checks off, comma-joined or repeated; all are on unless named.
    #[arg(long, value_name = "CHECK", value_delimiter = ',', value_parser = PossibleValuesParser::new(CHECKS))]
    pub(crate) lenient: Vec<String>,
    /// Write no line for each request.
    #[arg(long)]
    pub(crate) quiet: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    use serde_json::Value;

    /// The names of every enumeration of a schema that has this one.
    fn enumeration<'a>(schema: &'a Value, name: &str) -> Option<BTreeSet<&'a str>> {
        match schema {
            Value::Object(fields) => {
                let names: BTreeSet<_> = fields
                    .get("enum")
                    .and_then(Value::as_array)
                    .into_iter()
                    .flatten()
                    .filter_map(Value::as_str)
                    .collect();
                let has_it = names.contains(name).then_some(names);
                has_it.or_else(|| fields.values().find_map(|field| enumeration(field, name)))
            }
            Value::Array(items) => items.iter().find_map(|item| enumeration(item, name)),
            _ => None,
        }
    }

    #[test]
    fn the_checks_are_those_of_seed_files() {
        let schema = include_str!("../../../workos-emulator/seed.schema.json");
        let schema: Value = serde_json::from_str(schema).unwrap();
        assert_eq!(enumeration(&schema, "client_secret").unwrap(), BTreeSet::from(CHECKS));
    }
}
