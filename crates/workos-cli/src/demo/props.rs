//! What the demo makes for its story, and puts away at its end.

use workos_kit::core::{ConnectedAccountId, OrganizationId, UserId};
use workos_kit::webhooks::WebhookVerifier;

use super::hooks::{HookListener, Received};
use super::report::Report;
use super::world::World;
use crate::failure::Failure;

/// The events that the story is about.
const EVENTS: [&str; 4] = [
    "organization.created",
    "connection.activated",
    "pipes.connected_account.connected",
    "pipes.connected_account.disconnected",
];
const NAME: &str = "Lumen Labs";

/// What was made so far.
#[derive(Debug, Default)]
pub(super) struct Props {
    organization: Option<OrganizationId>,
    endpoint: Option<Endpoint>,
    /// An account that is connected at present.
    pub(super) account: Option<(UserId, String, ConnectedAccountId)>,
}

/// A webhook endpoint, and who answers there.
#[derive(Debug)]
struct Endpoint {
    id: String,
    listener: HookListener,
    verifier: WebhookVerifier,
}

impl Props {
    /// The organization of the story.
    ///
    /// # Errors
    /// When none was created.
    pub(super) fn organization(&self) -> Result<&OrganizationId, Failure> {
        self.organization.as_ref().ok_or_else(|| Failure::refused("there is no organization yet"))
    }

    /// Registers a receiver of the demo's own, where webhooks can reach this machine.
    pub(super) async fn receive_webhooks(
        &mut self,
        world: &World,
        report: &mut Report<'_>,
    ) -> Result<(), Failure> {
        report.begin("Register for webhooks");
        if !world.has_browser() {
            let reason = "WorkOS cannot reach this machine; `workos webhooks listen` brings events here";
            return report.skipped(None, reason);
        }
        let listener = HookListener::start().await?;
        let endpoints = world.workos.webhook_endpoints();
        let answer = endpoints.create(listener.url(), EVENTS).send_with_meta().await?;
        let endpoint = answer.value;
        let secret =
            endpoint.secret.ok_or_else(|| Failure::refused("the endpoint came without its secret"))?;
        let facts = [
            ("receiver", format!("{}, the application's own", listener.url())),
            ("secret", super::length(&secret)),
            ("events", EVENTS.join(" ")),
        ];
        let verifier = WebhookVerifier::new(secret).map_err(|error| Failure::refused(error.to_string()))?;
        self.endpoint = Some(Endpoint { id: endpoint.id.to_string(), listener, verifier });
        report.done(answer.meta.request_id(), &facts)
    }

    pub(super) async fn create_organization(
        &mut self,
        world: &World,
        report: &mut Report<'_>,
    ) -> Result<(), Failure> {
        report.begin("Create an organization");
        let answer = world.workos.organizations().create(NAME).send_with_meta().await?;
        let id = answer.value.id;
        let facts = [("organization", format!("{NAME}, {id}"))];
        self.organization = Some(id);
        report.done(answer.meta.request_id(), &facts)
    }

    /// Receives what tells of the organization, and refuses a forgery of it.
    pub(super) async fn check_webhooks(
        &mut self,
        world: &World,
        report: &mut Report<'_>,
    ) -> Result<(), Failure> {
        let Some(received) = self.receive(world, "organization.created", report).await? else {
            return Ok(());
        };
        report.begin("Change one byte of it");
        let clock = world.workos.client().clock();
        let forgery_passes = self
            .endpoint
            .as_ref()
            .is_some_and(|endpoint| received.verifies_when_forged(&endpoint.verifier, clock));
        if forgery_passes {
            return Err(Failure::refused("a webhook that was changed verifies still"));
        }
        report.done(None, &[("answer", "refused, as it has to be".to_owned())])?;
        report.prove("webhooks were verified and a forged one refused");
        Ok(())
    }

    /// Waits for an event, if webhooks come here at all, and shows it.
    pub(super) async fn receive(
        &mut self,
        world: &World,
        name: &str,
        report: &mut Report<'_>,
    ) -> Result<Option<Received>, Failure> {
        let Some(endpoint) = &mut self.endpoint else { return Ok(None) };
        report.begin(format!("Receive {}", name.strip_prefix("pipes.").unwrap_or(name)));
        let clock = world.workos.client().clock();
        let received = endpoint.listener.expect(name, &endpoint.verifier, clock).await?;
        let envelope = &received.envelope;
        let about = envelope.data["id"].as_str().unwrap_or("-").to_owned();
        let facts = [
            ("event", format!("{}, {}", envelope.event, envelope.id)),
            ("about", about),
            ("signature", "verified, with its time".to_owned()),
        ];
        report.done(None, &facts)?;
        Ok(Some(received))
    }

    /// Deletes what was made.
    pub(super) async fn put_away(&mut self, world: &World, report: &mut Report<'_>) -> Result<(), Failure> {
        if self.organization.is_none() && self.endpoint.is_none() {
            return Ok(());
        }
        report.begin("Clean up");
        let mut facts = Vec::new();
        let mut request_id = None;
        if let Some(id) = self.organization.take() {
            let answer = world.workos.organizations().delete(&id).send_with_meta().await?;
            request_id = answer.meta.request_id().map(str::to_owned);
            facts.push(("organization", format!("{id}, deleted with all that belongs to it")));
        }
        if let Some(endpoint) = self.endpoint.take() {
            world.workos.webhook_endpoints().delete(endpoint.id.as_str()).send().await?;
            facts.push(("endpoint", format!("{}, deleted", endpoint.id)));
        }
        report.done(request_id.as_deref(), &facts)
    }

    /// Deletes what was made by a story that failed, as far as that is possible.
    pub(super) async fn abandon(&mut self, world: &World) {
        // What failed first is the failure to tell.
        if let Some((user, slug, id)) = self.account.take() {
            let accounts = world.workos.connected_accounts();
            let _ = accounts.delete(&user, &slug).connected_account_id(&id).send().await;
        }
        if let Some(id) = self.organization.take() {
            let _ = world.workos.organizations().delete(&id).send().await;
        }
        if let Some(endpoint) = self.endpoint.take() {
            let _ = world.workos.webhook_endpoints().delete(endpoint.id.as_str()).send().await;
        }
    }
}
