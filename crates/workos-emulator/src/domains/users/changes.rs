//! Users of the environment.

use crate::base::ids::Moment;
use crate::domains::seed::{Seed, names};
use crate::domains::state::State;
use crate::domains::users::model::User;
use crate::domains::users::seed::NewUser;
use crate::http::formats as limits;
use crate::http::formats::Metadata;
use crate::http::rejected::Rejected;
use crate::store::lookup::free_id;
use crate::store::map::replace;

/// What is to change about a user: `None` stays, and an inner `None` empties.
#[derive(Debug, Default)]
pub(crate) struct UserChanges {
    pub(crate) email: Option<String>,
    pub(crate) email_verified: Option<bool>,
    pub(crate) first_name: Option<Option<String>>,
    pub(crate) last_name: Option<Option<String>>,
    pub(crate) name: Option<Option<String>>,
    pub(crate) external_id: Option<Option<String>>,
    pub(crate) metadata: Option<Metadata>,
}

impl State {
    /// Adds a user; returns the id.
    pub(crate) fn add_user(&mut self, new: NewUser, moment: Moment<'_>) -> Result<String, Rejected> {
        limits::check_email(&new.email)?;
        limits::check_metadata(&new.metadata, self.lenient)?;
        let address = new.email.to_lowercase();
        if self.users.emails.contains_key(&address) {
            return Err(
                Rejected::new("email", &new.email, "belongs to another user").code("user_creation_error")
            );
        }
        if let Some(external_id) = &new.external_id {
            limits::check_external_id(external_id, self.lenient)?;
            if self.users.external_ids.contains_key(external_id) {
                let reason = "belongs to another user";
                return Err(
                    Rejected::new("external_id", external_id, reason).code("external_id_already_used")
                );
            }
        }
        let id = free_id(new.id, &self.users.all, || moment.id("user"))?;
        self.users.emails.insert(address, id.clone());
        if let Some(external_id) = &new.external_id {
            self.users.external_ids.insert(external_id.clone(), id.clone());
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
        self.users.all.insert(user);
        self.outbox.emit("user.created", None, shown, moment);
        Ok(id)
    }

    /// Changes a user, all of it or nothing.
    pub(crate) fn change_user(
        &mut self,
        id: &str,
        changes: UserChanges,
        moment: Moment<'_>,
    ) -> Result<(), Rejected> {
        if let Some(email) = &changes.email {
            limits::check_email(email)?;
            let owner = self.users.emails.get(&email.to_lowercase());
            if owner.is_some_and(|owner| owner != id) {
                return Err(
                    Rejected::new("email", email, "belongs to another user").code("email_not_available")
                );
            }
        }
        if let Some(metadata) = &changes.metadata {
            limits::check_metadata(metadata, self.lenient)?;
        }
        if let Some(Some(external_id)) = &changes.external_id {
            limits::check_external_id(external_id, self.lenient)?;
            let owner = self.users.external_ids.get(external_id);
            if owner.is_some_and(|owner| owner != id) {
                let reason = "belongs to another user";
                return Err(
                    Rejected::new("external_id", external_id, reason).code("external_id_already_used")
                );
            }
        }
        let user = self.users.all.get_mut(id).ok_or_else(|| Rejected::not_found("user", id))?;
        if let Some(email) = changes.email {
            let old = std::mem::replace(&mut user.email, email);
            replace(&mut self.users.emails, id, Some(&old.to_lowercase()), Some(&user.email.to_lowercase()));
        }
        if let Some(external_id) = changes.external_id {
            let old = std::mem::replace(&mut user.external_id, external_id);
            replace(&mut self.users.external_ids, id, old.as_deref(), user.external_id.as_deref());
        }
        user.email_verified = changes.email_verified.unwrap_or(user.email_verified);
        user.first_name = changes.first_name.unwrap_or_else(|| user.first_name.take());
        user.last_name = changes.last_name.unwrap_or_else(|| user.last_name.take());
        user.name = changes.name.unwrap_or_else(|| user.name.take());
        user.metadata = changes.metadata.unwrap_or_else(|| std::mem::take(&mut user.metadata));
        user.updated_at = moment.now;
        let shown = user.to_json();
        self.outbox.emit("user.updated", None, shown, moment);
        Ok(())
    }

    pub(crate) fn user_by_email(&self, email: &str) -> Option<&User> {
        self.users.all.get(self.users.emails.get(&email.to_lowercase())?)
    }

    pub(crate) fn user_by_external_id(&self, external_id: &str) -> Option<&User> {
        self.users.all.get(self.users.external_ids.get(external_id)?)
    }
}

impl Seed for NewUser {
    fn names(&self) -> Vec<String> {
        names([self.id.as_deref(), Some(&self.email)])
    }

    fn add(self, state: &mut State, moment: Moment<'_>) -> Result<String, Rejected> {
        state.add_user(self, moment)
    }
}
