//! The template of the hosted sign-in page.

use maud::{Markup, html};

use crate::domains::connections::model::provider_name::{provider_name, short_provider_name};
use crate::domains::sso::model::Profile;
use crate::domains::sso::somebody::Problem;
use crate::http::page::{Width, alert, document, heading, hidden_token, tile};
use crate::http::page_forms::{Form, origin};

/// Where the page's forms go.
pub(crate) const PATH: &str = "/_emulator/sign-in";

/// The documented errors that a sign-in can end with, and the descriptions that the application gets.
pub(crate) const SIGN_IN_ERRORS: &[(&str, &str)] = &[
    ("access_denied", "The user denied the request at the identity provider."),
    ("oauth_failed", "The OAuth provider failed the sign-in."),
    (
        "profile_not_allowed_outside_organization",
        "The profile's e-mail domain is not one of the organization.",
    ),
    ("signin_consent_denied", "The user did not consent to sign in to this application."),
    ("connection_unlinked", "The connection is not linked to its identity provider."),
    ("connection_invalid", "There is no such connection."),
    ("connection_domain_invalid", "There is no connection for the domain."),
    ("connection_strategy_invalid", "The provider is configured more than once in the environment."),
    (
        "idp_initiated_sso_disabled",
        "The connection does not allow sign-ins that start at the identity provider.",
    ),
    ("invalid_connection_selector", "The connection selector is not valid."),
    ("ambiguous_connection_selector", "The selector matches several connections."),
    ("domain_connection_selector_not_allowed", "A domain no longer selects a connection."),
    ("organization_invalid", "There is no such organization."),
    ("server_error", "An error occurred while signing in. The dashboard shows the reason."),
];

/// What the page shows.
pub(crate) struct SignInPage<'a> {
    pub(crate) connection: &'a str,
    pub(crate) connection_type: &'a str,
    pub(crate) organization: Option<&'a str>,
    pub(crate) redirect_uri: &'a str,
    pub(crate) token: &'a str,
    pub(crate) people: &'a [&'a Profile],
    /// What was sent, if the page is shown again.
    pub(crate) entered: &'a Form,
    pub(crate) problem: Option<&'a Problem>,
}

pub(crate) fn render(page: &SignInPage<'_>) -> String {
    let provider = provider_name(page.connection_type);
    let short = short_provider_name(page.connection_type);
    let (logos, name) = match page.organization {
        Some(organization) => (vec![organization, short.as_str()], organization),
        None => (vec![short.as_str()], short.as_str()),
    };
    let lead = html! { "with " (provider) ", to continue to " strong { (origin(page.redirect_uri)) } };
    let title = format!("Sign in with {}", page.connection);
    let content = html! {
        (heading(&logos, name, &title, &lead))
        (alert(page.problem.map(|problem| problem.text.as_str())))
        form method="post" action=(PATH) {
            (hidden_token(page.token))
            (people(page.people))
            button name="decision" value="deny" { "Cancel" }
        }
        section.tools aria-labelledby="tools" {
            h2 id="tools" { "Emulator tools" }
            (somebody_else(page))
            (simulated_error(page))
        }
    };
    document("Sign in", Width::Narrow, &content)
}

fn people(people: &[&Profile]) -> Markup {
    html! {
        fieldset {
            legend { "Sign in as" }
            @for person in people {
                @let name = person.full_name();
                button.choice name="profile" value=(person.id) {
                    (tile(name.as_deref().unwrap_or(&person.email), "round"))
                    span {
                        strong { (name.as_deref().unwrap_or(&person.email)) }
                        @if name.is_some() { small { (person.email) } }
                    }
                }
            }
            @if people.is_empty() {
                p.note { "Nobody can sign in through this connection yet. Enter somebody below." }
            }
        }
    }
}

fn somebody_else(page: &SignInPage<'_>) -> Markup {
    let entered = |name: &str| page.entered.get(name).unwrap_or_default();
    let is_wrong = |name: &str| page.problem.is_some_and(|problem| problem.field == name);
    let invalid = |name: &str| is_wrong(name).then_some("true");
    let described = |name: &str, hint: &str| {
        if is_wrong(name) { format!("problem {hint}") } else { hint.to_owned() }
    };
    let described_name = |name: &str| is_wrong(name).then_some("problem");
    let is_open = page.people.is_empty() || !entered("email").is_empty();
    html! {
        details open[is_open] {
            summary { "Sign in as somebody else" }
            form method="post" action=(PATH) {
                (hidden_token(page.token))
                label for="email" { "E-mail address" }
                input id="email" name="email" type="email" required maxlength="254" autocomplete="off"
                    value=(entered("email")) aria-describedby=(described("email", "email-hint"))
                    aria-invalid=[invalid("email")] autofocus[is_wrong("email")];
                span.hint id="email-hint" {
                    "A person with this address is created, or gets the values that you enter here."
                }
                div.two {
                    div {
                        label for="first_name" { "First name" }
                        input id="first_name" name="first_name" maxlength="255" autocomplete="off"
                            value=(entered("first_name")) aria-describedby=[described_name("first_name")]
                            aria-invalid=[invalid("first_name")] autofocus[is_wrong("first_name")];
                    }
                    div {
                        label for="last_name" { "Last name" }
                        input id="last_name" name="last_name" maxlength="255" autocomplete="off"
                            value=(entered("last_name")) aria-describedby=[described_name("last_name")]
                            aria-invalid=[invalid("last_name")] autofocus[is_wrong("last_name")];
                    }
                }
                label for="groups" { "Groups" }
                input id="groups" name="groups" autocomplete="off" value=(entered("groups"))
                    aria-describedby=(described("groups", "groups-hint")) aria-invalid=[invalid("groups")]
                    autofocus[is_wrong("groups")];
                span.hint id="groups-hint" { "Separated by commas, for instance: Engineering, Admins" }
                label for="custom_attributes" { "Custom attributes" }
                textarea id="custom_attributes" name="custom_attributes" rows="3" spellcheck="false"
                    aria-describedby=(described("custom_attributes", "attributes-hint"))
                    aria-invalid=[invalid("custom_attributes")] autofocus[is_wrong("custom_attributes")] { (entered("custom_attributes")) }
                span.hint id="attributes-hint" { "A JSON object, for instance: {\"department\": \"Research\"}" }
                button.main { "Sign in" }
            }
        }
    }
}

fn simulated_error(page: &SignInPage<'_>) -> Markup {
    html! {
        details {
            summary { "Fail with an error" }
            form method="post" action=(PATH) {
                (hidden_token(page.token))
                label for="error" { "Error that the application gets" }
                select id="error" name="error" {
                    @for (code, description) in SIGN_IN_ERRORS {
                        option value=(code) { (code) ": " (description) }
                    }
                }
                button { "Fail the sign-in" }
            }
        }
    }
}
