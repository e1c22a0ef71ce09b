//! The table of users.

use std::collections::HashMap;

use crate::domains::users::model::User;
use crate::store::collection::Collection;
use crate::store::table::tables;

/// Users of the environment.
#[derive(Clone, Debug, Default)]
pub(crate) struct UserStore {
    pub(crate) all: Collection<User>,
    /// The user of each external id.
    pub(crate) external_ids: HashMap<String, String>,
    /// The user of each e-mail address, in lower case.
    pub(crate) emails: HashMap<String, String>,
}

tables!(UserStore { "users" => all });

impl UserStore {
    /// Rebuilds the indexes.
    ///
    /// # Errors
    /// If two users share a value that is unique.
    pub(crate) fn index(&mut self) -> Result<(), String> {
        self.external_ids.clear();
        self.emails.clear();
        for user in self.all.iter() {
            if self.emails.insert(user.email.to_lowercase(), user.id.clone()).is_some() {
                return Err(format!("two objects have the e-mail address '{}'", user.email));
            }
            if let Some(external_id) = &user.external_id
                && self.external_ids.insert(external_id.clone(), user.id.clone()).is_some()
            {
                return Err(format!("two objects have the external id '{external_id}'"));
            }
        }
        Ok(())
    }
}
