//! The arguments of `workos widgets`.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub(crate) enum Widgets {
    /// Make a token for a widget on a page. Only `--json` and `--token-file` show it.
    Token(Token),
}

#[derive(Debug, Args)]
pub(crate) struct Token {
    /// The organization that is managed.
    #[arg(long, alias = "organization-id", value_name = "ID", required_unless_present = "user")]
    pub(crate) organization: Option<String>,
    /// Who it is for; a token is never shared between people.
    #[arg(long, alias = "user-id", value_name = "ID", conflicts_with = "widget_scope")]
    pub(crate) user: Option<String>,
    /// What the widget may do, for instance widgets:sso:manage; may be repeated.
    #[arg(long = "scope", value_name = "SCOPE", conflicts_with = "widget_scope")]
    pub(crate) scopes: Vec<String>,
    /// What the widget manages, as the older API reference names it.
    #[arg(long, requires = "organization", value_parser = PossibleValuesParser::new(["sso", "dsync", "audit_logs", "log_streams"]))]
    pub(crate) widget_scope: Option<String>,
    /// How long it is good, with `--widget-scope`; without that it is good for an hour.
    #[arg(long, value_name = "SECONDS", requires = "widget_scope", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) expires_in: Option<u32>,
    /// Write the token to this file, for its owner alone.
    #[arg(long, value_name = "PATH")]
    pub(crate) token_file: Option<PathBuf>,
}
