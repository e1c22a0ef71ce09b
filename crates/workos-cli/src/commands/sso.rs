//! `workos sso`: one command for each step of a sign-in.

use std::path::Path;

use serde_json::{Map, Value, json};
use workos_kit::core::{ConnectionId, OrganizationId, ProfileId};
use workos_kit::sso::{
    CodeVerifier, ConnectionSelector, LoginAttempt, Profile, ProfileAndToken, Prompt, Provider, SsoCallback,
    StateCheck,
};
use workos_kit::{Secret, WorkOs};

use super::to_json;
use crate::args::{self, Global, Selector, Sso};
use crate::failure::Failure;
use crate::output::{Output, Style, one_line, or_dash};
use crate::settings::{save_secret, secret};

pub(crate) async fn run(command: Sso, global: &Global, output: &Output) -> Result<(), Failure> {
    let workos = global.workos()?;
    match command {
        Sso::AuthorizeUrl(command) => authorize_url(&workos, command, output).await,
        Sso::Exchange(command) => exchange(&workos, command, output).await,
        Sso::ExchangeIdToken(command) => exchange_id_token(&workos, command, output).await,
        Sso::Profile(command) => profile(&workos, &command, output).await,
        Sso::LogoutUrl(command) => logout_url(&workos, command, output).await,
    }
}

impl Selector {
    /// Returns the selected connection, organization or provider. The argument parser allows only one of them.
    pub(crate) fn chosen(&self) -> Option<ConnectionSelector> {
        let connection = self.connection.as_deref().map(|id| ConnectionId::from(id).into());
        let organization = || self.organization.as_deref().map(|id| OrganizationId::from(id).into());
        let provider = || self.provider.as_deref().map(|name| Provider::from(name).into());
        connection.or_else(organization).or_else(provider)
    }
}

async fn authorize_url(workos: &WorkOs, command: args::AuthorizeUrl, output: &Output) -> Result<(), Failure> {
    let Some(selector) = command.selector.chosen() else {
        return Err(Failure::usage("one of --connection, --organization and --provider is required"));
    };
    let sso = workos.sso();
    let mut url = sso.authorization_url(command.redirect_uri.get(), selector);
    let mut state = command.state.map(Secret::from);
    let mut verifier = None;
    if command.pkce {
        let attempt = LoginAttempt::start(workos.client().clock().now())?;
        url = url.code_challenge(attempt.verifier());
        state.get_or_insert_with(|| attempt.state().clone());
        verifier = Some(attempt.verifier().secret().clone());
    }
    if let Some(state) = &state {
        url = url.state(state);
    }
    if let Some(nonce) = command.nonce {
        url = url.nonce(nonce);
    }
    if let Some(hint) = command.login_hint {
        url = url.login_hint(hint);
    }
    if let Some(hint) = command.domain_hint {
        url = url.domain_hint(hint);
    }
    if command.force_login {
        url = url.prompt(Prompt::Login);
    }
    if !command.provider_scopes.is_empty() {
        url = url.provider_scopes(command.provider_scopes);
    }
    if !command.provider_query.is_empty() {
        url = url.provider_query_params(command.provider_query);
    }
    let url = if command.fetch { sso.fetch_authorization_url(url).send().await? } else { url.build()? };

    let mut document = Map::from_iter([("url".to_owned(), json!(url))]);
    // Without PKCE, the caller knows the state already.
    let generated = verifier.as_ref().zip(state.as_ref());
    if let Some((verifier, state)) = generated {
        document.insert("state".to_owned(), json!(state.expose()));
        document.insert("code_verifier".to_owned(), json!(verifier.expose()));
    }
    output.print(&Value::Object(document), |output| match generated {
        None => format!("{url}\n"),
        Some((verifier, state)) => {
            let facts = [
                ("url", url.clone()),
                ("state", state.expose().to_owned()),
                ("code verifier", verifier.expose().to_owned()),
            ];
            let advice =
                "Store the state and the code verifier until the person returns; both are valid for this sign-in only:";
            let next = "WORKOS_CODE_VERIFIER=… workos sso exchange --callback-url '…' --state '…'";
            format!("{}\n{}\n  {next}\n", output.facts(&facts), output.paint(Style::Dim, advice))
        }
    })
}

async fn exchange(workos: &WorkOs, command: args::Exchange, output: &Output) -> Result<(), Failure> {
    let code = match (command.code.or(command.code_option), command.callback_url, command.state) {
        (Some(code), ..) => Secret::from(code),
        (None, Some(url), Some(state)) => {
            let query = url.split_once('?').map_or("", |(_, query)| query);
            let query = query.split('#').next().unwrap_or_default();
            SsoCallback::parse(query)?.verify(StateCheck::equals(state))?
        }
        _ => return Err(Failure::usage("a code is required, or --callback-url with --state")),
    };
    let mut call = workos.sso().profile_and_token(code);
    if let Some(verifier) = secret(command.code_verifier_file.as_deref(), "WORKOS_CODE_VERIFIER")? {
        call = call.code_verifier(CodeVerifier::from_secret(verifier)?);
    }
    print_exchanged(&call.send().await?, command.token_file.as_deref(), output)
}

async fn exchange_id_token(
    workos: &WorkOs,
    command: args::ExchangeIdToken,
    output: &Output,
) -> Result<(), Failure> {
    let Some(token) = secret(command.id_token_file.as_deref(), "WORKOS_ID_TOKEN")? else {
        let hint = "Set WORKOS_ID_TOKEN or --id-token-file to the token that the identity provider issued.";
        return Err(Failure::usage("the ID token is missing").with_hint(hint));
    };
    let answer = workos.sso().exchange_id_token(token, command.organization.get()).send().await?;
    print_exchanged(&answer, command.token_file.as_deref(), output)
}

/// Saves the access token if a file is given, and prints the profile.
fn print_exchanged(
    answer: &ProfileAndToken,
    token_file: Option<&Path>,
    output: &Output,
) -> Result<(), Failure> {
    if let Some(path) = token_file {
        save_secret(path, &answer.access_token)?;
    }
    output.print(&exposed(answer)?, |output| {
        let mut facts = facts(&answer.profile);
        let lifetime =
            answer.expires_in.map(|seconds| format!(", valid for {seconds} s")).unwrap_or_default();
        let location = match token_file {
            Some(path) => format!("in {}", path.display()),
            None => "not shown; --token-file saves it".to_owned(),
        };
        let length = answer.access_token.expose().len();
        facts.push(("access token", format!("{length} characters{lifetime}, {location}")));
        output.facts(&facts)
    })
}

/// Returns the response as JSON, including the tokens, which scripts need.
fn exposed(answer: &ProfileAndToken) -> Result<Value, Failure> {
    let mut document = json!({
        "token_type": answer.token_type,
        "access_token": answer.access_token.expose(),
        "expires_in": answer.expires_in,
        "profile": to_json(&answer.profile)?,
    });
    if let Some(tokens) = &answer.oauth_tokens {
        document["oauth_tokens"] = json!({
            "provider": tokens.provider,
            "access_token": tokens.access_token.expose(),
            "refresh_token": tokens.refresh_token.expose(),
            "expires_at": tokens.expires_at,
            "scopes": tokens.scopes,
        });
    }
    Ok(document)
}

async fn profile(workos: &WorkOs, command: &args::Profile, output: &Output) -> Result<(), Failure> {
    let Some(token) = secret(command.token_file.as_deref(), "WORKOS_ACCESS_TOKEN")? else {
        return Err(Failure::usage("the access token is missing").with_hint(
            "Set WORKOS_ACCESS_TOKEN or --token-file; `workos sso exchange --token-file PATH` writes one.",
        ));
    };
    let profile = if command.post {
        workos.sso().profile_by_post(token).send().await?
    } else {
        workos.sso().profile(token).send().await?
    };
    output.print(&to_json(&profile)?, |output| output.facts(&facts(&profile)))
}

async fn logout_url(workos: &WorkOs, command: args::LogoutUrl, output: &Output) -> Result<(), Failure> {
    let sso = workos.sso();
    let url = match (command.profile, command.session) {
        (Some(id), _) => sso.authorize_logout(ProfileId::from(id)).send().await?.logout_url,
        (None, Some(session)) => sso.logout_url_for_session(session)?.into(),
        (None, None) => return Err(Failure::usage("--profile or --session is required")),
    };
    let url = url.expose();
    output.print(&json!({"logout_url": url}), |_| format!("{}\n", one_line(url)))
}

/// Returns the fields of a profile for text output. Attributes are arbitrary, so only `--json` prints them.
pub(crate) fn facts(profile: &Profile) -> Vec<(&'static str, String)> {
    let name = [profile.first_name.as_deref(), profile.last_name.as_deref()];
    let name = name.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let connection_type = profile.connection_type.as_ref().map(ToString::to_string);
    vec![
        ("profile", profile.id.to_string()),
        ("name", or_dash(Some(name))),
        ("e-mail", or_dash(profile.email.as_ref())),
        ("organization", or_dash(profile.organization_id.as_ref())),
        ("connection", or_dash(profile.connection_id.as_ref())),
        ("type", or_dash(connection_type)),
        ("id at the IdP", or_dash(profile.idp_id.as_ref())),
        ("role", or_dash(profile.role.as_ref().map(|role| role.slug.as_str()))),
        ("groups", or_dash(Some(profile.groups.join(", ")))),
    ]
}
