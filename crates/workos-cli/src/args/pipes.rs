//! The arguments of `workos pipes`.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Subcommand};

use super::parse_seconds;

#[derive(Debug, Subcommand)]
pub(crate) enum Pipes {
    /// Print the URL that a user connects an account with.
    Authorize(Authorize),
    /// Save the account of a user who came back from a consent that was started with --pkce.
    Finish(Finish),
    /// Fetch a fresh access token of a connected account. Only `--json` and `--token-file` show it.
    Token(AccountToken),
    /// List the accounts of a user, with the providers where nothing is connected.
    Accounts(Accounts),
    /// Wait until a user has connected an account.
    Wait(Wait),
}

/// Whose account, at which provider.
#[derive(Debug, Args)]
pub(crate) struct AccountOf {
    /// The provider's slug, for instance github.
    pub(crate) slug: String,
    /// The user.
    #[arg(long, alias = "user-id", value_name = "ID")]
    pub(crate) user: String,
    /// The organization that the account was connected in.
    #[arg(long, alias = "organization-id", value_name = "ID")]
    pub(crate) organization: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Authorize {
    #[command(flatten)]
    pub(crate) account: AccountOf,
    /// Where the browser goes in the end.
    #[arg(long, value_name = "URL")]
    pub(crate) return_to: Option<String>,
    /// A state to find again at the return; one is made, and printed, if it is absent.
    // As random text it may begin with a hyphen.
    #[arg(long, requires = "return_to", allow_hyphen_values = true)]
    pub(crate) state: Option<String>,
    /// Make a PKCE verifier, and print it: `pipes finish` saves the account with it, and nothing is saved before.
    #[arg(long, requires = "return_to")]
    pub(crate) pkce: bool,
}

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("from").required(true).args(["code", "return_url"]))]
pub(crate) struct Finish {
    /// The connect code that the browser brought.
    #[arg(long, allow_hyphen_values = true)]
    pub(crate) code: Option<String>,
    /// The whole address the browser came back to; its state is checked.
    #[arg(long, value_name = "URL", requires = "state")]
    pub(crate) return_url: Option<String>,
    /// The state that `pipes authorize` printed.
    #[arg(long, requires = "return_url", allow_hyphen_values = true)]
    pub(crate) state: Option<String>,
    /// Read the PKCE verifier from this file instead of WORKOS_CODE_VERIFIER; `-` is stdin.
    #[arg(long, value_name = "PATH")]
    pub(crate) code_verifier_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct AccountToken {
    #[command(flatten)]
    pub(crate) account: AccountOf,
    /// Write the token to this file, for its owner alone.
    #[arg(long, value_name = "PATH")]
    pub(crate) token_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Accounts {
    /// The user.
    #[arg(long, alias = "user-id", value_name = "ID")]
    pub(crate) user: String,
    /// Only accounts that were connected in this organization.
    #[arg(long, alias = "organization-id", value_name = "ID")]
    pub(crate) organization: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Wait {
    #[command(flatten)]
    pub(crate) account: AccountOf,
    /// How long to wait.
    #[arg(long, value_name = "SECONDS", value_parser = parse_seconds, default_value = "300")]
    pub(crate) within: Duration,
}
