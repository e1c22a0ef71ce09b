//! `workos widgets`.

use serde_json::json;
use workos_kit::WorkOs;

use crate::args::{Global, Token, Widgets};
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::save_secret;

pub(crate) async fn run(command: Widgets, global: &Global, output: &Output) -> Result<(), Failure> {
    match command {
        Widgets::Token(command) => token(&global.workos()?, command, output).await,
    }
}

async fn token(workos: &WorkOs, command: Token, output: &Output) -> Result<(), Failure> {
    let widgets = workos.widgets();
    let answer = match (command.widget_scope, &command.organization) {
        (Some(scope), Some(organization)) => {
            let mut call = widgets.token_for_widget_scope(organization.as_str(), scope.as_str());
            if let Some(seconds) = command.expires_in {
                call = call.expires_in(seconds);
            }
            call.send().await?
        }
        (_, organization) => {
            let mut call = widgets.token();
            if let Some(id) = organization {
                call = call.organization_id(id.as_str());
            }
            if let Some(id) = &command.user {
                call = call.user_id(id.as_str());
            }
            if !command.scopes.is_empty() {
                call = call.scopes(command.scopes.iter().map(String::as_str));
            }
            call.send().await?
        }
    };
    let now = workos.client().clock().now();
    if let Some(path) = &command.token_file {
        save_secret(path, &answer.token)?;
    }
    let document = json!({"token": answer.token.expose(), "expires_at": answer.expires_at_or_default(now)});
    // An implausible lifetime is only a warning, since the token was created.
    let lifetime = match answer.lifetime(now) {
        Ok(lifetime) => format!("{} s", lifetime.as_secs()),
        Err(error) => {
            output.note(&format!("{error}\nhint: {}", error.hint()))?;
            "too short".to_owned()
        }
    };
    output.print(&document, |output| {
        let location = match &command.token_file {
            Some(path) => format!("in {}", path.display()),
            None => "not shown; --token-file saves it, --json prints it".to_owned(),
        };
        output.facts(&[
            ("token", format!("{} characters, {location}", answer.token.expose().len())),
            ("valid for", lifetime),
            ("valid until", answer.expires_at_or_default(now).to_string()),
        ])
    })
}
