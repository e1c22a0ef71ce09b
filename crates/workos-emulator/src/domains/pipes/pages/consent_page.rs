//! The template of the consent page of an emulated provider.

use maud::{Markup, html};

use crate::domains::pipes::model::authorization::{Authorization, ReturnTo};
use crate::domains::pipes::model::data_integration::DataIntegration;
use crate::domains::state::State;
use crate::http::page::{Width, document, heading, hidden_token};
use crate::http::page_forms::origin;

/// Where the page's forms go.
pub(crate) const PATH: &str = "/_emulator/consent";

/// What a provider can answer instead of a code, or to one: its error, and what it says about it.
pub(crate) const PROVIDER_ERRORS: &[(&str, &str)] = &[
    ("bad_verification_code", "The code passed is incorrect or expired."),
    ("invalid_code", "The code was used before, has expired, or belongs to another client."),
    ("redirect_uri_mismatch", "The redirect URI is not registered at the provider."),
    ("invalid_redirect_uri", "The provider does not know the redirect URI."),
    ("invalid_scope", "A scope is unknown to the provider, or not allowed."),
    ("invalid_grant", "The refresh token was revoked."),
    ("connection_not_found", "There is no such account in this environment."),
    ("unauthorized", "The token is not accepted."),
    ("authorization_code_exchange_error", "The code could not be exchanged."),
];

pub(crate) fn render(
    state: &State,
    integration: &DataIntegration,
    authorization: &Authorization,
    token: &str,
    scopes: &[String],
) -> String {
    let name = integration.name();
    let owner = &authorization.owner;
    let user = owner.user_id().and_then(|id| state.users.all.get(id)).map(|user| user.email.as_str());
    let organization = owner
        .organization_id()
        .and_then(|id| state.organizations.all.get(id))
        .map(|organization| organization.name.as_str());
    let whose = user.into_iter().chain(organization).collect::<Vec<_>>().join(" · ");
    let target = authorization.return_to.as_ref().map(|ReturnTo { url, .. }| origin(url));
    let lead = html! {
        "for " strong { (whose) }
        @if let Some(target) = target { ", to continue to " strong { (target) } }
    };
    let logos: Vec<_> = organization.or(user).into_iter().chain([name.as_str()]).collect();
    let content = html! {
        (heading(&logos, &name, &format!("Connect {name}"), &lead))
        @if let Some(description) = &integration.description { p { (description) } }
        form method="post" action=(PATH) {
            (hidden_token(token))
            (checkboxes(scopes))
            button.main name="decision" value="approve" { "Approve" }
            button name="decision" value="deny" { "Deny" }
        }
        section.tools aria-labelledby="tools" {
            h2 id="tools" { "Emulator tools" }
            (simulated_error(token))
        }
    };
    document("Connect an account", Width::Narrow, &content)
}

fn checkboxes(scopes: &[String]) -> Markup {
    html! {
        @if !scopes.is_empty() {
            fieldset {
                legend { "The application requests access to" }
                @for (index, scope) in scopes.iter().enumerate() {
                    label.check {
                        input type="checkbox" name={ "scope_" (index) } checked;
                        code { (scope) }
                    }
                }
            }
        }
    }
}

fn simulated_error(token: &str) -> Markup {
    html! {
        details {
            summary { "Simulate a provider error" }
            form method="post" action=(PATH) {
                (hidden_token(token))
                label for="error" { "Error of the provider" }
                select id="error" name="error" {
                    @for (error, description) in PROVIDER_ERRORS {
                        option value=(error) { (error) ": " (description) }
                    }
                }
                button { "Fail with this error" }
            }
        }
    }
}
