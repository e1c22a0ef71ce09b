//! The arguments of `workos`.

use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand};

const EXIT_CODES: &str = "\
Exit codes: 0 done, 1 the API refused or could not be reached, 2 usage or configuration.

The API key comes from WORKOS_API_KEY or --api-key-file, never from an argument.";

/// WorkOS from the command line: sign in through SSO, run the emulator, look after connections.
#[derive(Debug, Parser)]
#[command(name = "workos", version, after_help = EXIT_CODES, subcommand_required = true)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What every command takes.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Global options")]
pub(crate) struct Global {
    /// Print one JSON document instead of text; errors too.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Read the API key from this file instead of WORKOS_API_KEY; `-` is stdin.
    #[arg(long, global = true, value_name = "PATH")]
    pub(crate) api_key_file: Option<PathBuf>,
    /// The client id of the environment.
    #[arg(long, global = true, value_name = "ID", env = "WORKOS_CLIENT_ID", hide_env_values = true)]
    pub(crate) client_id: Option<String>,
    /// Where the API is, if it is not in production.
    #[arg(long, global = true, value_name = "URL", env = "WORKOS_BASE_URL", hide_env_values = true)]
    pub(crate) base_url: Option<String>,
    /// How long a call may take in all, retries included.
    #[arg(long, global = true, value_name = "SECONDS", value_parser = parse_seconds)]
    pub(crate) timeout: Option<Duration>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Sign somebody in end to end: against the embedded emulator, or your account.
    ///
    /// Without credentials it starts the emulator and plays the browser itself. With WORKOS_API_KEY and
    /// WORKOS_CLIENT_ID set it runs against that account, and you sign in in your own browser.
    Demo(Demo),
    /// Serve the emulator of the WorkOS API until Ctrl-C.
    Emulate(Emulate),
    /// Single sign-on, step by step.
    #[command(subcommand)]
    Sso(Sso),
    /// The SSO connections of the environment.
    #[command(subcommand)]
    Connections(Connections),
}

#[derive(Debug, Args)]
pub(crate) struct Demo {
    #[command(flatten)]
    pub(crate) selector: Selector,
    /// Leave the emulator up afterwards and print a URL to try in a browser.
    #[arg(long)]
    pub(crate) open: bool,
    /// Use the embedded emulator even if credentials are set.
    #[arg(long)]
    pub(crate) emulator: bool,
    /// The port of the callback listener; a free one with the emulator, 4180 with an account.
    #[arg(long, value_name = "PORT")]
    pub(crate) callback_port: Option<u16>,
    /// How long to wait for you to sign in in your browser.
    #[arg(long, value_name = "SECONDS", value_parser = parse_seconds, default_value = "300")]
    pub(crate) wait: Duration,
}

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

#[derive(Debug, Args)]
pub(crate) struct Emulate {
    /// The port to listen on; 0 picks a free one.
    #[arg(long, default_value_t = 4100)]
    pub(crate) port: u16,
    /// The address to listen on.
    #[arg(long, default_value = "127.0.0.1", value_name = "ADDRESS", value_parser = parse_host)]
    pub(crate) host: IpAddr,
    /// Start with the organizations, connections and people of this YAML file.
    #[arg(long, value_name = "FILE")]
    pub(crate) seed: Option<PathBuf>,
    /// Show a sign-in page instead of approving every sign-in at once.
    #[arg(long)]
    pub(crate) interactive: bool,
    /// Refuse to delete an active connection with 409 `conflict`.
    #[arg(long)]
    pub(crate) reject_delete_active: bool,
    /// Answer 401 `unauthorized` to a wrong client secret, where production answers 400 `invalid_client`.
    #[arg(long)]
    pub(crate) seed_token_errors: bool,
    /// Let other machines reach it: everybody there can sign in as anybody.
    #[arg(long)]
    pub(crate) allow_non_loopback: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Sso {
    /// Print the URL that starts a sign-in.
    AuthorizeUrl(AuthorizeUrl),
    /// Exchange the code of a callback for the person's profile and an access token.
    Exchange(Exchange),
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
    #[arg(long)]
    pub(crate) state: Option<String>,
    /// Make a state and a PKCE verifier, and print them: you need both when the person comes back.
    #[arg(long)]
    pub(crate) pkce: bool,
    /// A random text that the identity provider repeats in its ID token.
    #[arg(long)]
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
    #[arg(long)]
    pub(crate) code: Option<String>,
    /// The whole address the browser came back to; its state is checked.
    #[arg(long, value_name = "URL", requires = "state")]
    pub(crate) callback_url: Option<String>,
    /// The state that the sign-in was started with.
    #[arg(long, requires = "callback_url")]
    pub(crate) state: Option<String>,
    /// Read the PKCE verifier from this file instead of WORKOS_CODE_VERIFIER; `-` is stdin.
    #[arg(long, value_name = "PATH")]
    pub(crate) code_verifier_file: Option<PathBuf>,
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

#[derive(Debug, Subcommand)]
pub(crate) enum Connections {
    /// List connections, newest first.
    List(ListConnections),
    /// Show one connection.
    Get(OneConnection),
    /// Delete a connection for good.
    Delete(DeleteConnection),
}

#[derive(Debug, Default, Args)]
pub(crate) struct ListConnections {
    /// Only connections of this type, for instance OktaSAML.
    #[arg(long = "type", alias = "connection-type", value_name = "TYPE")]
    pub(crate) connection_type: Option<String>,
    /// Only connections of this organization.
    #[arg(long, alias = "organization-id", value_name = "ID")]
    pub(crate) organization: Option<String>,
    /// Only connections with this domain.
    #[arg(long)]
    pub(crate) domain: Option<String>,
    /// Only connections whose name holds this text.
    #[arg(long, value_name = "TEXT")]
    pub(crate) search: Option<String>,
    /// How many a page holds, 1 to 100; 10 by default, 100 with --all.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=100))]
    pub(crate) limit: Option<u32>,
    /// Start after this cursor.
    #[arg(long, value_name = "CURSOR", conflicts_with = "before")]
    pub(crate) after: Option<String>,
    /// End before this cursor.
    #[arg(long, value_name = "CURSOR")]
    pub(crate) before: Option<String>,
    /// The order by creation time.
    #[arg(long, value_parser = PossibleValuesParser::new(["desc", "asc", "normal"]))]
    pub(crate) order: Option<String>,
    /// Fetch every page.
    #[arg(long)]
    pub(crate) all: bool,
}

#[derive(Debug, Args)]
pub(crate) struct OneConnection {
    /// The connection, `conn_…`.
    pub(crate) id: String,
}

#[derive(Debug, Args)]
pub(crate) struct DeleteConnection {
    /// The connection, `conn_…`.
    pub(crate) id: String,
    /// Do not ask first.
    #[arg(long, short)]
    pub(crate) yes: bool,
}

fn parse_seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "it is not a number of seconds".to_owned())?;
    if !(0.001..=86_400.0).contains(&seconds) {
        return Err("it is not between 0.001 and 86400 seconds".to_owned());
    }
    Ok(Duration::from_secs_f64(seconds))
}

fn parse_host(text: &str) -> Result<IpAddr, String> {
    match text {
        "localhost" => Ok(std::net::Ipv4Addr::LOCALHOST.into()),
        _ => text.parse().map_err(|_| "it is neither an IP address nor `localhost`".to_owned()),
    }
}

fn parse_pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err("it is not NAME=VALUE".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    fn parse(line: &str) -> Result<Cli, clap::Error> {
        Cli::try_parse_from(line.split_whitespace())
    }

    #[test]
    fn the_definition_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn exactly_one_selector_is_taken() {
        let url = "workos sso authorize-url --redirect-uri http://127.0.0.1/cb";
        assert!(parse(&format!("{url} --provider GoogleOAuth")).is_ok());
        assert_eq!(parse(url).unwrap_err().exit_code(), 2);
        assert!(parse(&format!("{url} --provider GoogleOAuth --connection conn_1")).is_err());
        assert!(parse("workos demo").is_ok());
        assert!(parse("workos demo --organization org_1 --connection conn_1").is_err());
    }

    #[test]
    fn a_callback_url_needs_the_state_to_check_and_a_code_does_not() {
        assert!(parse("workos sso exchange --code abc").is_ok());
        assert!(parse("workos sso exchange --callback-url http://127.0.0.1/cb?code=a --state s").is_ok());
        assert!(parse("workos sso exchange --callback-url http://127.0.0.1/cb?code=a").is_err());
        assert!(parse("workos sso exchange").is_err());
    }

    #[test]
    fn limits_outside_1_to_100_are_usage_errors() {
        for (limit, ok) in [("0", false), ("1", true), ("100", true), ("101", false), ("ten", false)] {
            assert_eq!(parse(&format!("workos connections list --limit {limit}")).is_ok(), ok, "{limit}");
        }
    }

    #[test]
    fn global_options_stand_before_or_after_the_command() {
        assert!(parse("workos --json connections get conn_1").unwrap().global.json);
        let cli = parse("workos connections get conn_1 --json --timeout 1.5").unwrap();
        assert!(cli.global.json);
        assert_eq!(cli.global.timeout, Some(Duration::from_millis(1500)));
        for timeout in ["0", "-1", "nan", "1e9", "soon"] {
            assert!(parse(&format!("workos connections list --timeout={timeout}")).is_err(), "{timeout}");
        }
    }

    #[test]
    fn there_is_no_argument_that_takes_a_key() {
        assert!(parse("workos connections list --api-key sk_1").is_err());
    }
}
