//! What changes bring about: events, their deliveries, and what happens by itself as time goes by.

use bytes::Bytes;
use serde_json::{Value, json};
use workos_core::Timestamp;

use crate::base::ids::Moment;
use crate::domains::state::State;
use crate::events::deliveries::{Delivery, DeliveryState};
use crate::events::event::Event;

/// A step of a sign-in through a connection, as events tell it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SsoStep<'a> {
    pub(crate) connection_id: &'a str,
    /// Who signs in, as far as it is known.
    pub(crate) email: Option<&'a str>,
    pub(crate) user_agent: Option<&'a str>,
}

/// How far a sign-in has come.
#[derive(Clone, Copy, Debug)]
pub(crate) enum SsoProgress<'a> {
    Started,
    Succeeded,
    /// With the code and the description that the application gets.
    Failed(&'a str, &'a str),
    TimedOut,
}

impl State {
    /// An empty state, which a fixture is loaded into.
    pub(crate) fn new() -> Self {
        Self { silent: true, ..Self::default() }
    }

    /// The fixture is loaded: from now on changes are events.
    pub(crate) fn start(&mut self) {
        self.silent = false;
    }

    /// Something has happened: keeps it for the events API, and queues it for every endpoint that wants it.
    pub(crate) fn emit(
        &mut self,
        name: &'static str,
        organization_id: Option<&str>,
        data: Value,
        moment: Moment<'_>,
    ) {
        if self.silent {
            return;
        }
        let event = Event {
            id: moment.id("event"),
            name,
            organization_id: organization_id.map(str::to_owned),
            created_at: moment.now,
            data,
        };
        let mut body: Option<Bytes> = None;
        for endpoint in self.webhook_endpoints.iter().filter(|endpoint| endpoint.wants(name)) {
            self.deliveries.push(Delivery {
                id: moment.id("delivery"),
                endpoint_id: endpoint.id.clone(),
                event_id: event.id.clone(),
                event: name,
                body: body.get_or_insert_with(|| Bytes::from(event.to_json().to_string())).clone(),
                state: DeliveryState::Pending { due: moment.now },
                attempts: Vec::new(),
                earlier_attempts: 0,
            });
        }
        if body.is_some() {
            self.wake.notify_one();
        }
        self.events.push(event);
    }

    /// Tells how a sign-in goes on.
    pub(crate) fn emit_sso(&mut self, step: SsoStep<'_>, progress: SsoProgress<'_>, moment: Moment<'_>) {
        let (name, status, error) = match progress {
            SsoProgress::Started => ("authentication.sso_started", "started", None),
            SsoProgress::Succeeded => ("authentication.sso_succeeded", "succeeded", None),
            SsoProgress::Failed(code, message) => {
                ("authentication.sso_failed", "failed", Some((code, message)))
            }
            SsoProgress::TimedOut => {
                let message = "The sign-in page was not answered in time.";
                ("authentication.sso_timed_out", "timed_out", Some(("sso_timed_out", message)))
            }
        };
        let connection = self.connections.get(step.connection_id);
        let organization_id = connection.and_then(|connection| connection.organization_id.clone());
        let mut data = json!({
            "type": "sso",
            "status": status,
            // Answers are made without a look at sockets.
            "ip_address": null,
            "user_agent": step.user_agent,
            "user_id": step.email.and_then(|email| self.user_by_email(email)).map(|user| &user.id),
            "email": step.email,
            "sso": {
                "organization_id": organization_id,
                "connection_id": step.connection_id,
                // A session begins when the code is exchanged.
                "session_id": null,
            },
        });
        if let Some((code, message)) = error {
            data["error"] = json!({"code": code, "message": message});
        }
        self.emit(name, organization_id.as_deref(), data, moment);
    }

    /// Lets everything happen whose time has come.
    pub(crate) fn settle(&mut self, moment: Moment<'_>) {
        for sign_in in self.sign_ins.take_old(moment.now) {
            let step = SsoStep {
                connection_id: &sign_in.connection_id,
                email: None,
                user_agent: sign_in.user_agent.as_deref(),
            };
            self.emit_sso(step, SsoProgress::TimedOut, moment);
        }
        while self.verifications.first().is_some_and(|((end, _), _)| *end <= moment.now)
            && let Some(((_, domain_id), outcome)) = self.verifications.remove_first()
        {
            self.finish_verification(&domain_id, outcome, moment);
        }
        self.events.forget_old(moment.now);
    }

    /// When something is due next: a delivery, or the end of a domain's verification.
    pub(crate) fn next_change(&mut self) -> Option<Timestamp> {
        let delivery = self.next_delivery().map(|(due, _)| due);
        let verification = self.verifications.first().map(|((due, _), _)| *due);
        delivery.into_iter().chain(verification).min()
    }
}
