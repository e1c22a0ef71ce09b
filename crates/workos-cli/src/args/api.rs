//! The arguments of `workos api`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct Api {
    #[command(subcommand)]
    pub(crate) command: Option<ApiCommand>,
    /// The HTTP method, or the name of an operation such as organizations.list, without a path.
    #[arg(required = true, value_name = "METHOD|OPERATION")]
    pub(crate) target: Option<String>,
    /// The path, for instance /organizations?limit=5.
    pub(crate) path: Option<String>,
    /// Set a parameter of the path of a named operation, for instance id=org_1; may be repeated.
    #[arg(short, long = "param", value_name = "NAME=VALUE", value_parser = parse_pair)]
    pub(crate) parameters: Vec<(String, String)>,
    /// Add a query parameter; may be repeated.
    #[arg(short, long, value_name = "NAME=VALUE", value_parser = parse_pair)]
    pub(crate) query: Vec<(String, String)>,
    /// The body: JSON, or `name=value&…` where the operation takes a form. `@FILE` reads it from a file, `@-` from stdin.
    #[arg(short, long, value_name = "BODY")]
    pub(crate) data: Option<String>,
    /// Add a header; may be repeated.
    #[arg(short = 'H', long, value_name = "NAME: VALUE", value_parser = parse_header)]
    pub(crate) header: Vec<(String, String)>,
    /// Read the access token for operations that take one from this file instead of WORKOS_ACCESS_TOKEN; `-` is stdin.
    #[arg(long, value_name = "PATH")]
    pub(crate) token_file: Option<PathBuf>,
    /// Print status and request id before the body.
    #[arg(short, long)]
    pub(crate) include: bool,
    /// Print the request and the equivalent curl command, without secrets, and send nothing.
    #[arg(long)]
    pub(crate) dry_run: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ApiCommand {
    /// List the operations whose name, path or summary contains a word.
    Ls(ListOperations),
}

#[derive(Debug, Args)]
pub(crate) struct ListOperations {
    /// The word to search for; without it, every operation is listed.
    pub(crate) word: Option<String>,
}

fn parse_pair(text: &str) -> Result<(String, String), String> {
    split(text, '=').ok_or_else(|| "use NAME=VALUE".to_owned())
}

fn parse_header(text: &str) -> Result<(String, String), String> {
    split(text, ':').ok_or_else(|| "use `NAME: VALUE`".to_owned())
}

fn split(text: &str, separator: char) -> Option<(String, String)> {
    let (name, value) = text.split_once(separator)?;
    let name = name.trim();
    (!name.is_empty()).then(|| (name.to_owned(), value.trim().to_owned()))
}
