//! What happens by itself as time passes: sign-ins time out, verifications end, and old events go.

use workos_core::Timestamp;

use crate::base::ids::Moment;
use crate::domains::sso::events::{SsoProgress, SsoStep};
use crate::domains::state::State;

impl State {
    /// Lets everything happen whose time has come.
    pub(crate) fn settle(&mut self, moment: Moment<'_>) {
        for sign_in in self.sso.sign_ins.take_old(moment.now) {
            let step = SsoStep {
                connection_id: &sign_in.connection_id,
                email: None,
                user_agent: sign_in.user_agent.as_deref(),
            };
            self.emit_sso(step, SsoProgress::TimedOut, moment);
        }
        while self.organizations.verifications.first().is_some_and(|((end, _), _)| *end <= moment.now)
            && let Some(((_, domain_id), outcome)) = self.organizations.verifications.remove_first()
        {
            self.finish_verification(&domain_id, outcome, moment);
        }
        self.outbox.events.forget_old(moment.now);
    }

    /// When something is due next: a delivery, or the end of a domain's verification.
    pub(crate) fn next_change(&mut self) -> Option<Timestamp> {
        let delivery = self.next_delivery().map(|(due, _)| due);
        let verification = self.organizations.verifications.first().map(|((due, _), _)| *due);
        delivery.into_iter().chain(verification).min()
    }
}
