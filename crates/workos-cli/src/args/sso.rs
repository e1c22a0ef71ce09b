//! The arguments of `workos sso`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::parse_pair;
use super::positional::{OrganizationArg, RedirectUri};

/// Selects the connection, organization or provider of a sign-in.
#[derive(Clone, Debug, Default, Args)]
#[group(multiple = false)]
pub(crate) struct Selector {
    /// Sign in through this connection.
    #[arg(long, value_name = "ID", help_heading = "Sign-in through")]
    pub(crate) connection: Option<String>,
    /// Sign in through the connection of this organization.
    #[arg(long, value_name = "ID", help_heading = "Sign-in through")]
    pub(crate) organization: Option<String>,
    /// Sign in through this OAuth provider, for instance GoogleOAuth.
    #[arg(long, value_name = "NAME", help_heading = "Sign-in through")]
    pub(crate) provider: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Sso {
    /// Print the URL that starts a sign-in.
    AuthorizeUrl(AuthorizeUrl),
    /// Exchange the code of a callback for the person's profile and an access token.
    Exchange(Exchange),
    /// Exchange an ID token of an organization's identity provider for the person's profile and an access token.
    ExchangeIdToken(ExchangeIdToken),
    /// Print the profile of an access token.
    Profile(Profile),
    /// Print the URL that signs a person out.
    LogoutUrl(LogoutUrl),
}

/// The usage of `sso authorize-url`; in one line it would be wider than a terminal.
const AUTHORIZE_USAGE: &str = "\
workos sso authorize-url [OPTIONS] --connection <ID> <REDIRECT_URI>
       workos sso authorize-url [OPTIONS] --organization <ID> <REDIRECT_URI>
       workos sso authorize-url [OPTIONS] --provider <NAME> <REDIRECT_URI>";

#[derive(Debug, Args)]
#[command(override_usage = AUTHORIZE_USAGE)]
#[command(group = clap::ArgGroup::new("through").required(true).args(["connection", "organization", "provider"]))]
pub(crate) struct AuthorizeUrl {
    #[command(flatten)]
    pub(crate) selector: Selector,
    #[command(flatten)]
    pub(crate) redirect_uri: RedirectUri,
    /// The state that is returned with the code; --pkce generates one if it is absent.
    // A random value may begin with a hyphen.
    #[arg(long, allow_hyphen_values = true)]
    pub(crate) state: Option<String>,
    /// Generate and print a state and a PKCE verifier; `sso exchange` needs both.
    #[arg(long)]
    pub(crate) pkce: bool,
    /// A random value that the identity provider repeats in its ID token.
    #[arg(long, allow_hyphen_values = true)]
    pub(crate) nonce: Option<String>,
    /// The e-mail address that the sign-in page is prefilled with.
    #[arg(long, value_name = "EMAIL")]
    pub(crate) login_hint: Option<String>,
    /// The domain that the sign-in page is prefilled with.
    #[arg(long, value_name = "DOMAIN")]
    pub(crate) domain_hint: Option<String>,
    /// Require the person to sign in again, even if they have a session.
    #[arg(long)]
    pub(crate) force_login: bool,
    /// An additional OAuth scope; may be repeated.
    #[arg(long = "provider-scope", value_name = "SCOPE")]
    pub(crate) provider_scopes: Vec<String>,
    /// An additional query parameter for the OAuth provider; may be repeated.
    #[arg(long = "provider-query", value_name = "NAME=VALUE", value_parser = parse_pair)]
    pub(crate) provider_query: Vec<(String, String)>,
    /// Request the URL from the API instead of building it locally.
    #[arg(long)]
    pub(crate) fetch: bool,
}

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("from").required(true).args(["code", "code_option", "callback_url"]))]
pub(crate) struct Exchange {
    /// The code of the callback URL.
    #[arg(value_name = "CODE")]
    pub(crate) code: Option<String>,
    /// The code, also one that begins with a hyphen.
    #[arg(long = "code", value_name = "CODE", allow_hyphen_values = true, hide = true)]
    pub(crate) code_option: Option<String>,
    /// The full URL that the browser returned to; its state is checked.
    #[arg(long, value_name = "URL", requires = "state")]
    pub(crate) callback_url: Option<String>,
    /// The state that the sign-in was started with.
    #[arg(long, requires = "callback_url", allow_hyphen_values = true)]
    pub(crate) state: Option<String>,
    /// Read the PKCE verifier from this file instead of WORKOS_CODE_VERIFIER; `-` is stdin.
    #[arg(long, value_name = "PATH")]
    pub(crate) code_verifier_file: Option<PathBuf>,
    /// Write the access token to this file, readable by you only.
    #[arg(long, value_name = "PATH")]
    pub(crate) token_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct ExchangeIdToken {
    #[command(flatten)]
    pub(crate) organization: OrganizationArg,
    /// Read the ID token from this file instead of WORKOS_ID_TOKEN; `-` is stdin.
    #[arg(long, value_name = "PATH")]
    pub(crate) id_token_file: Option<PathBuf>,
    /// Write the access token to this file, readable by you only.
    #[arg(long, value_name = "PATH")]
    pub(crate) token_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Profile {
    /// Read the access token from this file instead of WORKOS_ACCESS_TOKEN; `-` is stdin.
    #[arg(long, value_name = "PATH")]
    pub(crate) token_file: Option<PathBuf>,
    /// Send a POST request with the API key and the token in the body.
    #[arg(long)]
    pub(crate) post: bool,
}

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("whom").required(true).args(["profile", "session"]))]
pub(crate) struct LogoutUrl {
    /// The person's profile; their connection must support logout (GenericOIDC).
    #[arg(long, value_name = "ID")]
    pub(crate) profile: Option<String>,
    /// The session to end; builds the URL without calling the API.
    #[arg(long, value_name = "ID")]
    pub(crate) session: Option<String>,
}
