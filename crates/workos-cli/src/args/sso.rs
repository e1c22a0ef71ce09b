//! The arguments of `workos sso`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::parse_pair;

/// Through what somebody signs in.
#[derive(Clone, Debug, Default, Args)]
#[group(multiple = false)]
pub(crate) struct Selector {
    /// Sign in through this connection.
    #[arg(long, value_name = "ID")]
    pub(crate) connection: Option<String>,
    /// Sign in through the connection of this organization.
    #[arg(long, value_name = "ID")]
    pub(crate) organization: Option<String>,
    /// Sign in through this OAuth provider, for instance GoogleOAuth.
    #[arg(long, value_name = "NAME")]
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
    /// Print the profile that an access token stands for.
    Profile(Profile),
    /// Print the URL that signs a person out.
    LogoutUrl(LogoutUrl),
}

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("through").required(true).args(["connection", "organization", "provider"]))]
pub(crate) struct AuthorizeUrl {
    #[command(flatten)]
    pub(crate) selector: Selector,
    /// Where the person comes back to; one of the redirect URIs that the environment allows.
    #[arg(long, value_name = "URI")]
    pub(crate) redirect_uri: String,
    /// The state that comes back with the code; made up with --pkce.
    // As random text it may begin with a hyphen.
    #[arg(long, allow_hyphen_values = true)]
    pub(crate) state: Option<String>,
    /// Make a state and a PKCE verifier, and print them: you need both when the person comes back.
    #[arg(long)]
    pub(crate) pkce: bool,
    /// A random text that the identity provider repeats in its ID token.
    #[arg(long, allow_hyphen_values = true)]
    pub(crate) nonce: Option<String>,
    /// The e-mail address to fill in.
    #[arg(long, value_name = "EMAIL")]
    pub(crate) login_hint: Option<String>,
    /// The domain to fill in.
    #[arg(long, value_name = "DOMAIN")]
    pub(crate) domain_hint: Option<String>,
    /// Ask for the password even if the person is signed in.
    #[arg(long)]
    pub(crate) force_login: bool,
    /// A further OAuth scope; may be repeated.
    #[arg(long = "provider-scope", value_name = "SCOPE")]
    pub(crate) provider_scopes: Vec<String>,
    /// A further query parameter for the OAuth provider; may be repeated.
    #[arg(long = "provider-query", value_name = "NAME=VALUE", value_parser = parse_pair)]
    pub(crate) provider_query: Vec<(String, String)>,
    /// Ask the API for the URL instead of building it here.
    #[arg(long)]
    pub(crate) fetch: bool,
}

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("from").required(true).args(["code", "callback_url"]))]
pub(crate) struct Exchange {
    /// The code of the callback.
    #[arg(long, allow_hyphen_values = true)]
    pub(crate) code: Option<String>,
    /// The whole address the browser came back to; its state is checked.
    #[arg(long, value_name = "URL", requires = "state")]
    pub(crate) callback_url: Option<String>,
    /// The state that the sign-in was started with.
    #[arg(long, requires = "callback_url", allow_hyphen_values = true)]
    pub(crate) state: Option<String>,
    /// Read the PKCE verifier from this file instead of WORKOS_CODE_VERIFIER; `-` is stdin.
    #[arg(long, value_name = "PATH")]
    pub(crate) code_verifier_file: Option<PathBuf>,
    /// Write the access token to this file, readable by you alone.
    #[arg(long, value_name = "PATH")]
    pub(crate) token_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct ExchangeIdToken {
    /// The organization whose identity provider issued the token.
    #[arg(long, value_name = "ID")]
    pub(crate) organization: String,
    /// Read the ID token from this file instead of WORKOS_ID_TOKEN; `-` is stdin.
    #[arg(long, value_name = "PATH")]
    pub(crate) id_token_file: Option<PathBuf>,
    /// Write the access token to this file, readable by you alone.
    #[arg(long, value_name = "PATH")]
    pub(crate) token_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Profile {
    /// Read the access token from this file instead of WORKOS_ACCESS_TOKEN; `-` is stdin.
    #[arg(long, value_name = "PATH")]
    pub(crate) token_file: Option<PathBuf>,
    /// Ask by POST, with the API key and the token in the body.
    #[arg(long)]
    pub(crate) post: bool,
}

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("whom").required(true).args(["profile", "session"]))]
pub(crate) struct LogoutUrl {
    /// The person's profile; their connection must support logout (GenericOIDC).
    #[arg(long, value_name = "ID")]
    pub(crate) profile: Option<String>,
    /// The session to end; builds the URL without asking the API.
    #[arg(long, value_name = "ID")]
    pub(crate) session: Option<String>,
}
