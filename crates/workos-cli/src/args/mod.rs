//! The arguments of `workos`.

mod api;
mod connections;
mod demo;
mod doctor;
mod emulate;
mod event_names;
mod events;
mod network;
mod organizations;
mod paging;
mod pipes;
mod portal;
mod positional;
mod seeding;
mod signing_secret;
mod sso;
mod trigger;
mod webhooks;
mod widgets;

use std::path::PathBuf;
use std::time::Duration;

use clap::builder::{NonEmptyStringValueParser, PossibleValuesParser};
use clap::{Args, Parser, Subcommand};
use workos_kit::Timestamp;

pub(crate) use self::api::{Api, ApiCommand};
pub(crate) use self::connections::{Connections, ListConnections};
pub(crate) use self::demo::{Demo, Part};
pub(crate) use self::doctor::Doctor;
pub(crate) use self::emulate::Serving;
pub(crate) use self::event_names::parse_event_name;
pub(crate) use self::events::{EventFilter, Events, Follow, ListEvents};
pub(crate) use self::network::{Host, Network};
pub(crate) use self::organizations::{
    CreateOrganization, DomainData, Domains, GetOrganization, ListOrganizations, Organizations,
    UpdateOrganization, VerifyDomain,
};
pub(crate) use self::paging::{DeleteArgs, IdArgs, Paging};
pub(crate) use self::pipes::{AccountArgs, AccountToken, Accounts, Authorize, Finish, Pipes, Wait};
pub(crate) use self::portal::{GenerateLink, Icons, Portal};
pub(crate) use self::seeding::Seeding;
pub(crate) use self::signing_secret::SigningSecret;
pub(crate) use self::sso::{AuthorizeUrl, Exchange, ExchangeIdToken, LogoutUrl, Profile, Selector, Sso};
pub(crate) use self::trigger::Trigger;
pub(crate) use self::webhooks::{CreateEndpoint, Endpoints, Listen, UpdateEndpoint, Verify, Webhooks};
pub(crate) use self::widgets::{Token, Widgets};

/// The headings of the options of `workos emulate`.
const LISTENING: &str = "Connections";
const STATE: &str = "Objects and state";
const BEHAVIOUR: &str = "Behaviour of the API";
const TOKENS: &str = "Links and tokens";
const WEBHOOKS: &str = "Webhooks";
const CONTROL: &str = "Control API and log";

const EXIT_CODES: &str = "\
Exit codes: 0 success, 1 the API refused or could not be reached, 2 usage or configuration error.

The API key comes from WORKOS_API_KEY or --api-key-file, never from an argument.";

/// WorkOS from the command line: sign in through SSO, run the emulator, manage organizations, connections and connected
/// accounts, receive events, check your setup.
#[derive(Debug, Parser)]
#[command(name = "workos", version, after_help = EXIT_CODES, subcommand_required = true)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The options of every command.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Global options")]
pub(crate) struct Global {
    /// Print JSON instead of text, also for errors.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Read the API key from a file instead of WORKOS_API_KEY; `-` is stdin.
    #[arg(long, global = true, value_name = "PATH")]
    pub(crate) api_key_file: Option<PathBuf>,
    /// The client id of the environment [env: WORKOS_CLIENT_ID].
    #[arg(long, global = true, value_name = "ID", value_parser = NonEmptyStringValueParser::new())]
    pub(crate) client_id: Option<String>,
    /// The base URL of the API, if not production [env: WORKOS_BASE_URL].
    #[arg(long, global = true, value_name = "URL", value_parser = NonEmptyStringValueParser::new())]
    pub(crate) base_url: Option<String>,
    /// Accept a plain http base URL on another machine.
    ///
    /// The API key is then sent unencrypted.
    #[arg(long, global = true)]
    pub(crate) allow_http: bool,
    /// The time limit of a call, retries included.
    #[arg(long, global = true, value_name = "SECONDS", value_parser = parse_seconds)]
    pub(crate) timeout: Option<Duration>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run a demo, from the Admin Portal to a sign-in and beyond, against the embedded emulator or your account.
    ///
    /// Without credentials, the demo starts the emulator and acts as the browser. With WORKOS_API_KEY and
    /// WORKOS_CLIENT_ID set, it runs against that account, and you sign in in your own browser.
    Demo(Demo),
    /// Check the API key, the client id, the clock and the setup, and suggest fixes.
    Doctor(Doctor),
    /// Serve the emulator of the WorkOS API until Ctrl-C.
    Emulate(Emulate),
    /// Single sign-on, step by step.
    #[command(subcommand)]
    Sso(Sso),
    /// Manage the SSO connections of the environment.
    #[command(subcommand)]
    Connections(Connections),
    /// Manage organizations (your customers) and their domains.
    #[command(subcommand)]
    Organizations(Organizations),
    /// Create links to the Admin Portal, where your customers' administrators configure SSO and more.
    #[command(subcommand)]
    Portal(Portal),
    /// Create tokens for widgets on your pages.
    #[command(subcommand)]
    Widgets(Widgets),
    /// Connect users' accounts at other providers, and fetch access tokens for them.
    #[command(subcommand)]
    Pipes(Pipes),
    /// Verify and receive webhooks, and manage their endpoints.
    #[command(subcommand)]
    Webhooks(Webhooks),
    /// List and follow the events of the environment.
    #[command(subcommand)]
    Events(Events),
    /// Call any operation of the API by method and path or by its name, or list operations with `ls`.
    ///
    /// Examples: `workos api ls domain`, `workos api GET /organizations -q limit=5`,
    /// `workos api organizations.get -p id=org_1`, and
    /// `workos api POST /organizations -d '{"name": "Acme"}' --dry-run`.
    Api(Api),
}

#[derive(Debug, Args)]
pub(crate) struct Emulate {
    /// The port to listen on; 0 picks a free one.
    #[arg(long, default_value_t = 4100, help_heading = LISTENING)]
    pub(crate) port: u16,
    /// The address to listen on; `localhost` is both 127.0.0.1 and ::1.
    #[arg(long, default_value = "localhost", value_name = "ADDRESS", value_parser = Host::parse, help_heading = LISTENING)]
    pub(crate) host: Host,
    /// Start with the organizations, connections and people of this YAML file.
    #[arg(long, value_name = "FILE", help_heading = STATE)]
    pub(crate) seed: Option<PathBuf>,
    /// Load the seed file again whenever it changes; the time and the faults stay.
    #[arg(long, requires = "seed", help_heading = STATE)]
    pub(crate) watch: bool,
    /// Persist the state in this directory, or resume the state in it.
    #[arg(long, value_name = "DIR", help_heading = STATE)]
    pub(crate) state: Option<PathBuf>,
    /// Continue with the intact part of a damaged state; keep a copy.
    #[arg(long, requires = "state", help_heading = STATE)]
    pub(crate) recover: bool,
    /// Show a sign-in page instead of approving every sign-in.
    #[arg(long, help_heading = BEHAVIOUR)]
    pub(crate) interactive: bool,
    /// Answer 409 `conflict` to the deletion of an active connection.
    #[arg(long, help_heading = BEHAVIOUR)]
    pub(crate) reject_delete_active: bool,
    /// Answer 401 `unauthorized` to a wrong client secret.
    ///
    /// Production answers 400 `invalid_client`.
    #[arg(long, help_heading = BEHAVIOUR)]
    pub(crate) legacy_token_errors: bool,
    /// Answer 429 over these rate limits.
    ///
    /// `legacy` are the strict limits of the older API reference, `documented` those that WorkOS documents.
    #[arg(long, value_name = "LIMITS", value_parser = PossibleValuesParser::new(["none", "legacy", "documented"]), help_heading = BEHAVIOUR)]
    pub(crate) rate_limits: Option<String>,
    /// Accept connections from other machines.
    ///
    /// Anyone there can sign in as anyone.
    #[arg(long, help_heading = LISTENING)]
    pub(crate) allow_non_loopback: bool,
    #[command(flatten)]
    pub(crate) seeding: Seeding,
    #[command(flatten)]
    pub(crate) serving: Serving,
    #[command(flatten)]
    pub(crate) network: Network,
}

fn parse_seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "expected a number of seconds".to_owned())?;
    if !(0.001..=86_400.0).contains(&seconds) {
        return Err("expected 0.001 to 86400 seconds".to_owned());
    }
    Ok(Duration::from_secs_f64(seconds))
}

fn parse_time(text: &str) -> Result<Timestamp, String> {
    text.parse().map_err(|_| "expected a time such as 2026-01-15T12:00:00Z".to_owned())
}

fn parse_pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err("expected NAME=VALUE".to_owned()),
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
    fn the_argument_definitions_are_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_help_fits_into_80_columns() {
        fn wide_lines(mut command: clap::Command, wide: &mut Vec<String>) {
            for help in [command.render_help(), command.render_long_help()] {
                let help = help.to_string();
                wide.extend(help.lines().filter(|line| line.chars().count() > 80).map(str::to_owned));
            }
            command.get_subcommands().cloned().for_each(|command| wide_lines(command, wide));
        }
        let mut command = Cli::command().term_width(80);
        command.build();
        let mut wide = Vec::new();
        wide_lines(command, &mut wide);
        assert!(wide.is_empty(), "{wide:#?}");
    }

    #[test]
    fn exactly_one_selector_is_accepted() {
        let url = "workos sso authorize-url --redirect-uri http://127.0.0.1/cb";
        assert!(parse(&format!("{url} --provider GoogleOAuth")).is_ok());
        assert_eq!(parse(url).unwrap_err().exit_code(), 2);
        assert!(parse(&format!("{url} --provider GoogleOAuth --connection conn_1")).is_err());
        assert!(parse("workos demo").is_ok());
        assert!(parse("workos demo --organization org_1 --connection conn_1").is_err());
    }

    #[test]
    fn a_callback_url_requires_a_state_and_a_code_does_not() {
        assert!(parse("workos sso exchange --code abc").is_ok());
        assert!(parse("workos sso exchange abc").is_ok());
        assert!(parse("workos sso exchange abc --code abc").is_err());
        assert!(parse("workos sso exchange --callback-url http://127.0.0.1/cb?code=a --state s").is_ok());
        assert!(parse("workos sso exchange --callback-url http://127.0.0.1/cb?code=a").is_err());
        assert!(parse("workos sso exchange").is_err());
    }

    #[test]
    fn random_values_may_begin_with_a_hyphen() {
        for command in [
            "workos sso exchange --code -3x",
            "workos sso exchange --state -3x --callback-url http://127.0.0.1/cb?code=a",
            "workos sso authorize-url --redirect-uri http://127.0.0.1/cb --provider GoogleOAuth --state -3x --nonce --x",
            "workos pipes authorize github --user user_1 --return-to https://a.example --state -3x",
        ] {
            assert!(parse(command).is_ok(), "{command}: {}", parse(command).unwrap_err());
        }
    }

    #[test]
    fn required_arguments_are_positional_and_accepted_as_options() {
        for (positional, option) in [
            ("organizations create Acme", "organizations create --name Acme"),
            ("portal generate-link org_1", "portal generate-link --organization org_1"),
            ("sso exchange abc", "sso exchange --code abc"),
            ("sso exchange-id-token org_1", "sso exchange-id-token --organization org_1"),
            (
                "sso authorize-url http://127.0.0.1/cb --provider X",
                "sso authorize-url --redirect-uri http://127.0.0.1/cb --provider X",
            ),
            ("pipes authorize github user_1", "pipes authorize github --user user_1"),
            ("pipes accounts user_1", "pipes accounts --user-id user_1"),
            ("pipes finish abc", "pipes finish --code abc"),
            ("webhooks listen localhost:3000", "webhooks listen --forward-to localhost:3000"),
            ("webhooks verify t=1", "webhooks verify --header t=1"),
            (
                "webhooks endpoints create https://a.example/x --event user.created",
                "webhooks endpoints create --url https://a.example/x --events user.created",
            ),
        ] {
            for line in [positional, option] {
                assert!(parse(&format!("workos {line}")).is_ok(), "{line}");
            }
        }
        for line in
            ["organizations create", "webhooks listen", "pipes accounts", "webhooks verify t=1 --header t=1"]
        {
            assert!(parse(&format!("workos {line}")).is_err(), "{line}");
        }
    }

    #[test]
    fn limits_outside_1_to_100_are_usage_errors() {
        for (limit, ok) in [("0", false), ("1", true), ("100", true), ("101", false), ("ten", false)] {
            assert_eq!(parse(&format!("workos connections list --limit {limit}")).is_ok(), ok, "{limit}");
        }
    }

    #[test]
    fn global_options_may_precede_or_follow_the_command() {
        assert!(parse("workos --json connections get conn_1").unwrap().global.json);
        let cli = parse("workos connections get conn_1 --json --timeout 1.5").unwrap();
        assert!(cli.global.json);
        assert_eq!(cli.global.timeout, Some(Duration::from_millis(1500)));
        for timeout in ["0", "-1", "nan", "1e9", "soon"] {
            assert!(parse(&format!("workos connections list --timeout={timeout}")).is_err(), "{timeout}");
        }
    }

    #[test]
    fn there_is_no_argument_that_takes_a_key_or_a_secret() {
        assert!(parse("workos connections list --api-key sk_1").is_err());
        assert!(parse("workos webhooks verify --header x --secret whsec_1").is_err());
        assert!(parse("workos webhooks listen --forward-to http://localhost --secret whsec_1").is_err());
    }

    #[test]
    fn an_update_needs_a_change_and_cannot_both_set_and_clear_a_field() {
        let update = "workos organizations update org_1";
        assert!(parse(update).is_err());
        assert!(parse(&format!("{update} --clear-external-id --metadata a=b --domain acme.com")).is_ok());
        assert!(parse(&format!("{update} --clear-external-id --external-id 7")).is_err());
        assert!(parse(&format!("{update} --clear-metadata --metadata a=b")).is_err());
        assert!(parse("workos webhooks endpoints update we_1").is_err());
        assert!(parse("workos webhooks endpoints update we_1 --enable --disable").is_err());
    }

    #[test]
    fn event_names_are_separated_by_commas_or_repeated() {
        let cli = parse("workos events list --events user.created,user.deleted --events x.y").unwrap();
        let Command::Events(Events::List(list)) = cli.command else { panic!("{cli:?}") };
        assert_eq!(list.filter.names, ["user.created", "user.deleted", "x.y"]);
        assert!(parse("workos events tail --since yesterday").is_err());
        assert!(parse("workos events tail --since 2026-01-15T12:00:00Z --after event_1").is_err());
    }

    #[test]
    fn record_replay_and_open_exclude_one_another() {
        assert!(parse("workos demo --record a.json --replay b.json").is_err());
        assert!(parse("workos demo --replay b.json --open").is_err());
        assert!(parse("workos demo --record a.json --open").is_err());
        assert!(parse("workos demo --only sso,pipes").is_ok() && parse("workos demo --only saml").is_err());
    }

    #[test]
    fn scopes_and_the_legacy_widget_scope_exclude_each_other() {
        let token = "workos widgets token --organization org_1";
        assert!(parse(&format!("{token} --widget-scope sso --expires-in 600")).is_ok());
        assert!(parse(&format!("{token} --scope widgets:sso:manage --user user_1")).is_ok());
        assert!(parse(&format!("{token} --scope widgets:sso:manage --widget-scope sso")).is_err());
        assert!(parse(&format!("{token} --expires-in 600")).is_err());
        assert!(parse("workos widgets token").is_err());
        assert!(parse("workos portal generate-link --organization org_1 --intent saml").is_err());
    }
}
