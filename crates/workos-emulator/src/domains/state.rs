//! The state: one store for each domain.

use std::fmt;

use serde::de::{Error, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::base::hosts::WebhookHosts;
use crate::base::lenient::Lenient;
use crate::domains::connections::store::ConnectionStore;
use crate::domains::environment::store::EnvironmentStore;
use crate::domains::organizations::store::OrganizationStore;
use crate::domains::pipes::store::PipesStore;
use crate::domains::portal::store::PortalStore;
use crate::domains::sso::store::SsoStore;
use crate::domains::users::store::UserStore;
use crate::events::outbox::Outbox;
use crate::store::table::{Kept, Store, Tables};

/// Defines the state from its stores, and from settings that are no tables.
macro_rules! state {
    (
        stores { $($store:ident: $type:ty,)* }
        settings { $($(#[$comment:meta])* $setting:ident: $setting_type:ty,)* }
    ) => {
        /// Everything that requests read and change.
        #[derive(Clone, Debug, Default)]
        pub(crate) struct State {
            $(pub(crate) $store: $type,)*
            $($(#[$comment])* pub(crate) $setting: $setting_type,)*
        }

        impl State {
            fn all_tables(&mut self) -> Vec<(&'static str, &mut dyn Kept)> {
                let mut all = Vec::new();
                $(all.extend(self.$store.tables());)*
                all
            }

            fn write_stores<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
                $(self.$store.write(map)?;)*
                Ok(())
            }

            /// Reads a table; `false` if no store has one of this name.
            fn read_table<'de, M: MapAccess<'de>>(&mut self, name: &str, map: &mut M) -> Result<bool, M::Error> {
                Ok($(self.$store.read(name, map)? ||)* false)
            }

            fn copy_stores(&self) -> Self {
                // The state that adopts a copy keeps its own settings.
                Self { $($store: self.$store.copy(),)* ..Self::default() }
            }

            fn reindex_stores(&mut self) {
                $(self.$store.reindex();)*
            }
        }
    };
}

state! {
    stores {
        environment: EnvironmentStore,
        organizations: OrganizationStore,
        users: UserStore,
        connections: ConnectionStore,
        sso: SsoStore,
        portal: PortalStore,
        pipes: PipesStore,
        outbox: Outbox,
    }
    settings {
        /// Whether events of connected accounts are also emitted under their legacy names.
        legacy_pipes_events: bool,
        /// The checks that are disabled.
        lenient: Lenient,
        /// The hosts to which webhooks may be sent over plain HTTP.
        webhook_hosts: WebhookHosts,
        /// The number of times that the whole state was replaced.
        generation: u64,
    }
}

impl State {
    /// An empty state, which a seed is loaded into.
    pub(crate) fn new() -> Self {
        let mut state = Self::default();
        state.outbox.silent = true;
        state
    }

    /// Ends the loading of a seed: from now on, changes emit events.
    pub(crate) const fn start(&mut self) {
        self.outbox.silent = false;
    }

    /// Rebuilds the indexes of the stores.
    fn index_stores(&mut self) -> Result<(), String> {
        self.environment.check_signing_keys()?;
        self.organizations.index()?;
        self.users.index()?;
        self.pipes.index();
        self.outbox.deliveries.rebuild_queues();
        Ok(())
    }

    fn check_references(&self) -> Result<(), String> {
        let dangling = |from: &str, to: &str| format!("'{from}' refers to '{to}', which does not exist");
        let domains = self.organizations.domains.iter().map(|domain| (&domain.id, &domain.organization_id));
        let contacts = self.organizations.it_contacts.iter();
        let contacts = contacts.map(|contact| (&contact.id, &contact.organization_id));
        let connections =
            self.connections.all.iter().filter_map(|own| Some((&own.id, own.organization_id.as_ref()?)));
        for (id, organization) in domains.chain(contacts).chain(connections) {
            if self.organizations.all.get(organization).is_none() {
                return Err(dangling(id, organization));
            }
        }
        let certificates = self.connections.certificates.iter().map(|own| (&own.id, &own.connection_id));
        let profiles = self.sso.profiles.iter().map(|own| (&own.id, &own.connection_id));
        for (id, connection) in certificates.chain(profiles) {
            if self.connections.all.get(connection).is_none() {
                return Err(dangling(id, connection));
            }
        }
        Ok(())
    }
}

impl Tables for State {
    fn tables(&mut self) -> Vec<(&'static str, &mut dyn Kept)> {
        self.all_tables()
    }

    fn index(&mut self) -> Result<(), String> {
        self.check_references()?;
        self.index_stores()
    }

    fn copy(&self) -> Self {
        self.copy_stores()
    }

    fn reindex(&mut self) -> Result<(), String> {
        self.reindex_stores();
        self.index_stores()
    }

    fn adopt(&mut self, mut other: Self) -> Self {
        let mut environment = self.environment.clone();
        environment.adopt(std::mem::take(&mut other.environment));
        other.environment = environment;
        other.outbox.silent = self.outbox.silent;
        other.outbox.wake = self.outbox.wake.clone();
        let new = Self {
            legacy_pipes_events: self.legacy_pipes_events,
            lenient: self.lenient,
            webhook_hosts: self.webhook_hosts.clone(),
            // Webhook attempts in progress belong to the state that is replaced.
            generation: self.generation + 1,
            ..other
        };
        let old = std::mem::replace(self, new);
        // The other state may be a copy that was made during a webhook attempt.
        self.outbox.deliveries.rebuild_queues();
        self.outbox.wake.notify_one();
        old
    }
}

/// One map of all tables, each with its entries.
impl Serialize for State {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.write_stores(&mut map)?;
        map.end()
    }
}

impl<'de> Deserialize<'de> for State {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(StateVisitor)
    }
}

struct StateVisitor;

impl<'de> Visitor<'de> for StateVisitor {
    type Value = State;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the tables of a state")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<State, A::Error> {
        let mut state = State::default();
        while let Some(name) = map.next_key::<String>()? {
            if !state.read_table(&name, &mut map)? {
                return Err(A::Error::custom(format!("unknown field `{name}`: the state has no such table")));
            }
        }
        Ok(state)
    }
}
