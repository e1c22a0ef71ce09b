//! The arguments of `workos widgets`.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub(crate) enum Widgets {
    /// Create a token for a widget on a page. Only `--json` and `--token-file` show it.
    Token(Token),
}

#[derive(Debug, Args)]
pub(crate) struct Token {
    /// The organization that the widget manages.
    #[arg(long, alias = "organization-id", value_name = "ID", required_unless_present = "user")]
    pub(crate) organization: Option<String>,
    /// The user of the token; users must not share a token.
    #[arg(long, alias = "user-id", value_name = "ID", conflicts_with = "widget_scope")]
    pub(crate) user: Option<String>,
    /// A permission of the widget, for instance widgets:sso:manage; may be repeated.
    #[arg(long = "scope", value_name = "SCOPE", conflicts_with = "widget_scope")]
    pub(crate) scopes: Vec<String>,
    /// The scope of the widget in the legacy dialect of the API.
    #[arg(long, requires = "organization", value_parser = PossibleValuesParser::new(["sso", "dsync", "audit_logs", "log_streams"]))]
    pub(crate) widget_scope: Option<String>,
    /// The lifetime of a token with `--widget-scope`; other tokens are valid for an hour.
    #[arg(long, value_name = "SECONDS", requires = "widget_scope", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) expires_in: Option<u32>,
    /// Write the token to this file, readable by you only.
    #[arg(long, value_name = "PATH")]
    pub(crate) token_file: Option<PathBuf>,
}
