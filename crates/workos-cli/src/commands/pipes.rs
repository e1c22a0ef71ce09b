//! `workos pipes`.

use serde_json::{Map, Value, json};
use workos_kit::pipes::{
    CodeVerifier, ConnectOutcome, ConnectedAccount, InactiveAccountError, InactiveReason, PipesReturn,
    PipesReturnError, random_state,
};
use workos_kit::{Secret, WorkOs};

use super::to_json;
use crate::args::{self, AccountArgs, Accounts, Global, Pipes};
use crate::failure::Failure;
use crate::output::{Output, Style, one_line, or_dash};
use crate::settings::{save_secret, secret};

pub(crate) async fn run(command: Pipes, global: &Global, output: &Output) -> Result<(), Failure> {
    let workos = global.workos()?;
    match command {
        Pipes::Authorize(command) => authorize(&workos, command, output).await,
        Pipes::Finish(command) => finish(&workos, command, output).await,
        Pipes::Token(command) => token(&workos, &command, output).await,
        Pipes::Accounts(command) => accounts(&workos, &command, output).await,
        Pipes::Wait(command) => wait(&workos, &command, output).await,
    }
}

async fn authorize(workos: &WorkOs, command: args::Authorize, output: &Output) -> Result<(), Failure> {
    let AccountArgs { slug, user, organization } = &command.account;
    let mut call = workos.data_integrations().authorize(slug, user.get());
    if let Some(id) = organization {
        call = call.organization_id(id.as_str());
    }
    let mut state = None;
    if let Some(url) = command.return_to {
        let chosen = command.state.map(Secret::from).map_or_else(random_state, Ok)?;
        call = call.return_to(url).state(&chosen);
        state = Some(chosen);
    }
    let verifier = if command.pkce { Some(CodeVerifier::new()?) } else { None };
    if let Some(verifier) = &verifier {
        call = call.code_challenge(verifier);
    }
    let url = call.send().await?;
    let mut document = Map::from_iter([("url".to_owned(), json!(url.expose()))]);
    if let Some(state) = &state {
        document.insert("state".to_owned(), json!(state.expose()));
    }
    let verifier = verifier.as_ref().map(CodeVerifier::secret);
    if let Some(verifier) = verifier {
        document.insert("code_verifier".to_owned(), json!(verifier.expose()));
    }
    output.print(&Value::Object(document), |output| {
        let Some(state) = &state else { return format!("{}\n", one_line(url.expose())) };
        let mut facts = vec![("url", url.expose().to_owned()), ("state", state.expose().to_owned())];
        let Some(verifier) = verifier else { return output.facts(&facts) };
        facts.push(("code verifier", verifier.expose().to_owned()));
        let advice =
            "Store the state and the code verifier until the user returns; both are valid for this account only:";
        let next = "WORKOS_CODE_VERIFIER=… workos pipes finish --return-url '…' --state '…'";
        format!("{}\n{}\n  {next}\n", output.facts(&facts), output.paint(Style::Dim, advice))
    })
}

async fn finish(workos: &WorkOs, command: args::Finish, output: &Output) -> Result<(), Failure> {
    let code = match (command.code.or(command.code_option), command.return_url, command.state) {
        (Some(code), ..) => Secret::from(code),
        (None, Some(url), Some(state)) => {
            let query = url.split_once('?').map_or("", |(_, query)| query);
            let query = query.split('#').next().unwrap_or_default();
            let returned = PipesReturn::parse(query, state)?;
            returned.connect_code().cloned().ok_or_else(|| {
                Failure::refused(PipesReturnError::MissingCode.to_string()).with_hint(
                    "Start again with `workos pipes authorize --pkce`: without PKCE there is no code.",
                )
            })?
        }
        _ => return Err(Failure::usage("a code is required, or --return-url with --state")),
    };
    let Some(verifier) = secret(command.code_verifier_file.as_deref(), "WORKOS_CODE_VERIFIER")? else {
        let hint =
            "Set WORKOS_CODE_VERIFIER or --code-verifier-file; `workos pipes authorize --pkce` prints one.";
        return Err(Failure::usage("the code verifier is missing").with_hint(hint));
    };
    let verifier = CodeVerifier::from_secret(verifier)?;
    let account = workos.data_integrations().finish(code, verifier.secret()).send().await?.connected_account;
    // The response does not name the provider.
    output.print(&to_json(&account)?, |output| output.facts(&facts(None, &account)))
}

async fn token(workos: &WorkOs, command: &args::AccountToken, output: &Output) -> Result<(), Failure> {
    let AccountArgs { slug, user, organization } = &command.account;
    let mut call = workos.data_integrations().access_token(slug, user.get());
    if let Some(id) = organization {
        call = call.organization_id(id.as_str());
    }
    let token = call.send().await?.require_active()?;
    if let Some(path) = &command.token_file {
        save_secret(path, &token.access_token)?;
    }
    let document = json!({
        "access_token": token.access_token.expose(),
        "expires_at": token.expires_at,
        "scopes": token.scopes,
        "missing_scopes": token.missing_scopes,
    });
    output.print(&document, |output| {
        let location = match &command.token_file {
            Some(path) => format!("in {}", path.display()),
            None => "not shown; --token-file saves it, --json prints it".to_owned(),
        };
        output.facts(&[
            ("access token", format!("{} characters, {location}", token.access_token.expose().len())),
            ("expires", or_dash(token.expires_at)),
            ("scopes", or_dash(Some(token.scopes.join(", ")))),
            ("missing scopes", or_dash(Some(token.missing_scopes.join(", ")))),
        ])
    })
}

async fn accounts(workos: &WorkOs, command: &Accounts, output: &Output) -> Result<(), Failure> {
    let mut call = workos.data_providers().list(command.user.get());
    if let Some(id) = &command.organization {
        call = call.organization_id(id.as_str());
    }
    let page = call.send().await?;
    let rows: Vec<_> = page
        .data
        .iter()
        .flat_map(|provider| {
            let slug = provider.slug.clone();
            // The legacy response has one account, the current one all accounts.
            let mut accounts: Vec<_> = provider.connected_accounts.iter().collect();
            if accounts.is_empty() {
                accounts.extend(&provider.connected_account);
            }
            if accounts.is_empty() {
                let none = [slug, "-".to_owned(), "not connected".to_owned(), "-".to_owned()];
                return vec![none];
            }
            accounts.into_iter().map(|account| row(&slug, account)).collect()
        })
        .collect();
    output.print(&json!({"object": "list", "data": to_json(&page.data)?}), |output| match rows.as_slice() {
        [] => "no providers\n".to_owned(),
        rows => output.table(["PROVIDER", "ACCOUNT", "STATE", "SCOPES"], rows),
    })
}

async fn wait(workos: &WorkOs, command: &args::Wait, output: &Output) -> Result<(), Failure> {
    let AccountArgs { slug, user, organization } = &command.account;
    let mut call = workos.connected_accounts().wait_until_connected(user.get(), slug).within(command.within);
    if let Some(id) = organization {
        call = call.organization_id(id.as_str());
    }
    match call.send().await? {
        ConnectOutcome::Connected(account) => {
            output.print(&to_json(&account)?, |output| output.facts(&facts(Some(slug), &account)))
        }
        ConnectOutcome::TimedOut(account) => {
            let state = account.map_or_else(
                || "nothing is connected".to_owned(),
                |account| format!("its account is {}", account.state),
            );
            let message = format!("{slug} was not connected within {:?}: {state}", command.within);
            let user = user.get();
            let hint = format!(
                "Open the URL that `workos pipes authorize {slug} {user}` prints, and approve. If you have approved, \
                 check the user and the provider with `workos pipes accounts {user}`."
            );
            Err(Failure::refused(message).with_code("timed_out").with_hint(hint))
        }
    }
}

impl From<InactiveAccountError> for Failure {
    fn from(inactive: InactiveAccountError) -> Self {
        let failure = Self::refused(inactive.to_string());
        let failure = match inactive.reason() {
            InactiveReason::NotInstalled => failure.with_code("not_installed"),
            InactiveReason::NeedsReauthorization => failure.with_code("needs_reauthorization"),
            _ => failure,
        };
        match inactive.hint() {
            Some(hint) => failure.with_hint(crate::hints::for_the_shell(hint)),
            None => failure,
        }
    }
}

fn row(slug: &str, account: &ConnectedAccount) -> [String; 4] {
    let scopes = or_dash(Some(account.scopes.join(", ")));
    [slug.to_owned(), account.id.to_string(), account.state.to_string(), scopes]
}

fn facts(slug: Option<&str>, account: &ConnectedAccount) -> Vec<(&'static str, String)> {
    let mut facts = vec![("id", account.id.to_string())];
    facts.extend(slug.map(|slug| ("provider", slug.to_owned())));
    facts.extend([
        ("state", account.state.to_string()),
        ("account", or_dash(account.account_display_name.as_ref().or(account.account_identifier.as_ref()))),
        ("user", or_dash(account.user_id.as_ref())),
        ("organization", or_dash(account.organization_id.as_ref())),
        ("scopes", or_dash(Some(account.scopes.join(", ")))),
        ("created", account.created_at.to_string()),
        ("updated", account.updated_at.to_string()),
    ]);
    facts
}
