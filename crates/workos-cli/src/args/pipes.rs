//! The arguments of `workos pipes`.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Subcommand};

use super::parse_seconds;
use super::positional::UserArg;

#[derive(Debug, Subcommand)]
pub(crate) enum Pipes {
    /// Print the URL where a user connects an account.
    Authorize(Authorize),
    /// Save the account after a consent that was started with `authorize --pkce`.
    Finish(Finish),
    /// Fetch a fresh access token of a connected account. Only `--json` and `--token-file` show it.
    Token(AccountToken),
    /// List the providers and the accounts that a user has connected there.
    Accounts(Accounts),
    /// Wait until a user has connected an account.
    Wait(Wait),
}

/// Identifies an account by provider, user and organization.
#[derive(Debug, Args)]
pub(crate) struct AccountArgs {
    /// The provider's slug, for instance github.
    pub(crate) slug: String,
    #[command(flatten)]
    pub(crate) user: UserArg,
    /// The organization that the account was connected in.
    #[arg(long, alias = "organization-id", value_name = "ID")]
    pub(crate) organization: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Authorize {
    #[command(flatten)]
    pub(crate) account: AccountArgs,
    /// The URL that the browser returns to after the consent.
    #[arg(long, value_name = "URL")]
    pub(crate) return_to: Option<String>,
    /// The state to check on return; by default a random state is generated and printed.
    // A random value may begin with a hyphen.
    #[arg(long, requires = "return_to", allow_hyphen_values = true)]
    pub(crate) state: Option<String>,
    /// Generate and print a PKCE verifier; the account is saved only when `pipes finish` sends the verifier.
    #[arg(long, requires = "return_to")]
    pub(crate) pkce: bool,
}

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("from").required(true).args(["code", "code_option", "return_url"]))]
pub(crate) struct Finish {
    /// The connect code of the return URL.
    #[arg(value_name = "CODE")]
    pub(crate) code: Option<String>,
    /// The code, also one that begins with a hyphen.
    #[arg(long = "code", value_name = "CODE", allow_hyphen_values = true, hide = true)]
    pub(crate) code_option: Option<String>,
    /// The full URL that the browser returned to; its state is checked.
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
    pub(crate) account: AccountArgs,
    /// Write the token to this file, readable by you only.
    #[arg(long, value_name = "PATH")]
    pub(crate) token_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Accounts {
    #[command(flatten)]
    pub(crate) user: UserArg,
    /// Only accounts that were connected in this organization.
    #[arg(long, alias = "organization-id", value_name = "ID")]
    pub(crate) organization: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Wait {
    #[command(flatten)]
    pub(crate) account: AccountArgs,
    /// How long to wait.
    #[arg(long, value_name = "SECONDS", value_parser = parse_seconds, default_value = "300")]
    pub(crate) within: Duration,
}
