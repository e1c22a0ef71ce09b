//! Users of the environment.

use super::rejected::free_id;
use super::{Rejected, State, limits};
use crate::fixture::NewUser;
use crate::ids::Moment;
use crate::objects::User;

impl State {
    /// Adds a user; returns the id.
    pub(crate) fn add_user(&mut self, new: NewUser, moment: Moment<'_>) -> Result<String, Rejected> {
        limits::check_email(&new.email)?;
        limits::check_metadata(&new.metadata, self.lenient)?;
        let address = new.email.to_lowercase();
        if self.unique.user_emails.contains_key(&address) {
            return Err(
                Rejected::new("email", &new.email, "belongs to another user").code("user_creation_error")
            );
        }
        if let Some(external_id) = &new.external_id {
            limits::check_external_id(external_id, self.lenient)?;
            if self.unique.user_external_ids.contains_key(external_id) {
                let reason = "belongs to another user";
                return Err(
                    Rejected::new("external_id", external_id, reason).code("external_id_already_used")
                );
            }
        }
        let id = free_id(new.id, &self.users, || moment.id("user"))?;
        self.unique.user_emails.insert(address, id.clone());
        if let Some(external_id) = &new.external_id {
            self.unique.user_external_ids.insert(external_id.clone(), id.clone());
        }
        let user = User {
            id: id.clone(),
            email: new.email,
            email_verified: new.email_verified,
            first_name: new.first_name,
            last_name: new.last_name,
            name: new.name,
            external_id: new.external_id,
            metadata: new.metadata,
            created_at: moment.now,
            updated_at: moment.now,
        };
        let shown = user.to_json();
        self.users.insert(user);
        self.emit("user.created", None, shown, moment);
        Ok(id)
    }

    /// Deletes a user. The caller has checked that there is one.
    pub(crate) fn remove_user(&mut self, id: &str, moment: Moment<'_>) {
        let Some(user) = self.users.remove(id) else { return };
        self.disconnect_all(|account| account.user_id.as_deref() == Some(id), moment);
        self.authorizations.retain(|authorization| authorization.owner.user_id() != Some(id));
        self.unique.user_emails.remove(&user.email.to_lowercase());
        if let Some(external_id) = &user.external_id {
            self.unique.user_external_ids.remove(external_id);
        }
        self.emit("user.deleted", None, user.to_json(), moment);
    }

    pub(crate) fn user_by_email(&self, email: &str) -> Option<&User> {
        self.users.get(self.unique.user_emails.get(&email.to_lowercase())?)
    }

    pub(crate) fn user_by_external_id(&self, external_id: &str) -> Option<&User> {
        self.users.get(self.unique.user_external_ids.get(external_id)?)
    }
}
