//! Events about sign-ins.

use serde_json::json;

use crate::base::ids::Moment;
use crate::domains::state::State;

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
        let connection = self.connections.all.get(step.connection_id);
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
        self.outbox.emit(name, organization_id.as_deref(), data, moment);
    }
}
