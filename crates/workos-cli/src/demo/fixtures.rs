//! The objects that the demo creates, and deletes at the end.

use workos_kit::core::{ConnectedAccountId, OrganizationId, UserId};
use workos_kit::webhooks::WebhookVerifier;

use super::env::Env;
use super::hooks::{HookListener, Received};
use super::report::Report;
use super::texts::length;
use crate::failure::Failure;

/// The events that the demo subscribes to.
const EVENTS: [&str; 4] = [
    "organization.created",
    "connection.activated",
    "pipes.connected_account.connected",
    "pipes.connected_account.disconnected",
];
const ORGANIZATION_NAME: &str = "Lumen Labs";

/// The objects that currently exist.
#[derive(Debug, Default)]
pub(super) struct Fixtures {
    organization: Option<OrganizationId>,
    endpoint: Option<Endpoint>,
    /// The connected account: user, provider slug and account id.
    pub(super) account: Option<(UserId, String, ConnectedAccountId)>,
}

/// A webhook endpoint and its receiver.
#[derive(Debug)]
struct Endpoint {
    id: String,
    listener: HookListener,
    verifier: WebhookVerifier,
}

impl Fixtures {
    /// Returns the organization of the demo.
    ///
    /// # Errors
    /// If no organization was created.
    pub(super) fn organization(&self) -> Result<&OrganizationId, Failure> {
        self.organization.as_ref().ok_or_else(|| Failure::refused("there is no organization yet"))
    }

    /// Starts a webhook receiver and registers it, if webhooks can reach this machine.
    pub(super) async fn receive_webhooks(
        &mut self,
        env: &Env,
        report: &mut Report<'_>,
    ) -> Result<(), Failure> {
        report.begin("Register for webhooks");
        if !env.has_browser() {
            let reason = "WorkOS cannot reach this machine; `workos webhooks listen` forwards events to it";
            return report.skipped(None, reason);
        }
        let listener = HookListener::start().await?;
        let endpoints = env.workos.webhook_endpoints();
        let answer = endpoints.create(listener.url(), EVENTS).send_with_meta().await?;
        let endpoint = answer.value;
        let secret =
            endpoint.secret.ok_or_else(|| Failure::refused("the created endpoint has no signing secret"))?;
        let facts = [
            ("receiver", format!("{}, the receiver of the application", listener.url())),
            ("secret", length(&secret)),
            ("events", EVENTS.join(" ")),
        ];
        let verifier = WebhookVerifier::new(secret).map_err(|error| Failure::refused(error.to_string()))?;
        self.endpoint = Some(Endpoint { id: endpoint.id.to_string(), listener, verifier });
        report.done(answer.meta.request_id(), &facts)
    }

    pub(super) async fn create_organization(
        &mut self,
        env: &Env,
        report: &mut Report<'_>,
    ) -> Result<(), Failure> {
        report.begin("Create an organization");
        let answer = env.workos.organizations().create(ORGANIZATION_NAME).send_with_meta().await?;
        let id = answer.value.id;
        let facts = [("organization", format!("{ORGANIZATION_NAME}, {id}"))];
        self.organization = Some(id);
        report.done(answer.meta.request_id(), &facts)
    }

    /// Receives the webhook of the new organization, and checks that a modified copy does not verify.
    pub(super) async fn check_webhooks(&mut self, env: &Env, report: &mut Report<'_>) -> Result<(), Failure> {
        let Some(received) = self.receive(env, "organization.created", report).await? else {
            return Ok(());
        };
        report.begin("Change one byte of the webhook");
        let clock = env.workos.client().clock();
        let forgery_passes = self
            .endpoint
            .as_ref()
            .is_some_and(|endpoint| received.verifies_when_forged(&endpoint.verifier, clock));
        if forgery_passes {
            return Err(Failure::refused("a modified webhook still verifies"));
        }
        report.done(None, &[("answer", "refused, as expected".to_owned())])?;
        report.prove("webhooks were verified and a forged one refused");
        Ok(())
    }

    /// Waits for the webhook of an event and reports it. Returns `None` if there is no receiver.
    pub(super) async fn receive(
        &mut self,
        env: &Env,
        name: &str,
        report: &mut Report<'_>,
    ) -> Result<Option<Received>, Failure> {
        let Some(endpoint) = &mut self.endpoint else { return Ok(None) };
        report.begin(format!("Receive {}", name.strip_prefix("pipes.").unwrap_or(name)));
        let clock = env.workos.client().clock();
        let received = endpoint.listener.expect(name, &endpoint.verifier, clock).await?;
        let envelope = &received.envelope;
        let about = envelope.data["id"].as_str().unwrap_or("-").to_owned();
        let facts = [
            ("event", format!("{}, {}", envelope.event, envelope.id)),
            ("about", about),
            ("signature", "verified, with its timestamp".to_owned()),
        ];
        report.done(None, &facts)?;
        Ok(Some(received))
    }

    /// Deletes the created objects.
    pub(super) async fn delete_all(&mut self, env: &Env, report: &mut Report<'_>) -> Result<(), Failure> {
        if self.organization.is_none() && self.endpoint.is_none() {
            return Ok(());
        }
        report.begin("Clean up");
        let mut facts = Vec::new();
        let mut request_id = None;
        if let Some(id) = self.organization.take() {
            let answer = env.workos.organizations().delete(&id).send_with_meta().await?;
            request_id = answer.meta.request_id().map(str::to_owned);
            facts.push(("organization", format!("{id}, deleted with everything in it")));
        }
        if let Some(endpoint) = self.endpoint.take() {
            env.workos.webhook_endpoints().delete(endpoint.id.as_str()).send().await?;
            facts.push(("endpoint", format!("{}, deleted", endpoint.id)));
        }
        report.done(request_id.as_deref(), &facts)
    }

    /// Deletes the created objects after a failure. Errors are ignored, since the first failure is the one to report.
    pub(super) async fn delete_after_failure(&mut self, env: &Env) {
        if let Some((user, slug, id)) = self.account.take() {
            let accounts = env.workos.connected_accounts();
            let _ = accounts.delete(&user, &slug).connected_account_id(&id).send().await;
        }
        if let Some(id) = self.organization.take() {
            let _ = env.workos.organizations().delete(&id).send().await;
        }
        if let Some(endpoint) = self.endpoint.take() {
            let _ = env.workos.webhook_endpoints().delete(endpoint.id.as_str()).send().await;
        }
    }
}
