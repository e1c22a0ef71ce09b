//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use workos_client::{Call, Client, Method, Operation, call};
use workos_core::{ConnectionType, OrganizationId, Secret, Timestamp};

/// Lamps.
#[derive(Clone, Debug)]
pub struct Lamps {
    pub(crate) client: Client,
}

impl Lamps {
    /// Creates the handle, without sending a request.
    #[must_use]
    pub fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// Finds a lamp.
    ///
    /// - `room_id`: The room.
    /// - `since`: The start.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     lamps: workos_tests::goldens::parameters::Lamps,
    /// #     since: workos_core::Timestamp,
    /// # ) -> Result<(), workos_client::Error> {
    /// lamps.find("room_id", "slug", since).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Only the errors that every call can return.
    ///
    /// `GET /rooms/{room_id}/lamps/{slug}`
    pub fn find(
        &self,
        room_id: impl Into<OrganizationId>,
        slug: impl AsRef<str>,
        since: impl Into<Timestamp>,
    ) -> Find {
        let mut call = Call::new(&self.client, &FIND);
        call.path_id("room_id", room_id.into().as_str());
        call.path("slug", slug.as_ref());
        call.query("since", since.into());
        call.query("format", "long");
        Find { call }
    }

    /// Lights a lamp.
    ///
    /// - `room_id`: The room.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     lamps: workos_tests::goldens::parameters::Lamps,
    /// # ) -> Result<(), workos_client::Error> {
    /// lamps.light("room_id", "slug").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Only the errors that every call can return.
    ///
    /// `POST /rooms/{room_id}/lamps/{slug}`
    pub fn light(&self, room_id: impl Into<OrganizationId>, slug: impl AsRef<str>) -> Light {
        let mut call = Call::new(&self.client, &LIGHT);
        call.path_id("room_id", room_id.into().as_str());
        call.path("slug", slug.as_ref());
        Light { call }
    }

    /// Finds a lamp by a secret.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     lamps: workos_tests::goldens::parameters::Lamps,
    /// #     token: workos_core::Secret,
    /// # ) -> Result<(), workos_client::Error> {
    /// lamps.find_by_token(token).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Only the errors that every call can return.
    ///
    /// `GET /lamps/by_token/{token}`
    pub fn find_by_token(&self, token: impl Into<Secret>) -> FindByToken {
        let mut call = Call::new(&self.client, &FIND_BY_TOKEN);
        call.path_secret("token", &token.into());
        FindByToken { call }
    }
}

call! {
    /// The call of [`Lamps::find`].
    pub struct Find -> ();
}

impl Find {
    /// A secret.
    pub fn invitation(mut self, invitation: impl Into<Secret>) -> Self {
        self.call.query_secret("invitation", &invitation.into());
        self
    }

    /// Comma-joined.
    pub fn colours(mut self, colours: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        self.call.query_list("colours", colours);
        self
    }

    /// Comma-joined ids.
    pub fn rooms(mut self, rooms: impl IntoIterator<Item = impl Into<OrganizationId>>) -> Self {
        self.call.query_list("rooms", rooms.into_iter().map(Into::<OrganizationId>::into));
        self
    }

    /// Sent as `labels[key]=value`.
    pub fn labels(mut self, labels: impl IntoIterator<Item = (impl AsRef<str>, impl AsRef<str>)>) -> Self {
        self.call.query_map("labels", labels);
        self
    }

    /// The power.
    ///
    /// The server's default is `40`.
    pub fn watts(mut self, watts: u32) -> Self {
        self.call.check_range("watts", i64::from(watts), 1, 60);
        self.call.query("watts", watts);
        self
    }

    /// A number of any size.
    pub fn offset(mut self, offset: i64) -> Self {
        self.call.check_range("offset", offset, -5, i64::MAX);
        self.call.query("offset", offset);
        self
    }

    /// Whether it is lit.
    pub fn lit(mut self, lit: bool) -> Self {
        self.call.query("lit", lit);
        self
    }

    /// A keyword of Rust, which is renamed.
    pub fn kind(mut self, kind: impl Into<String>) -> Self {
        self.call.query("type", kind.into());
        self
    }

    /// An enum with another wire value in this place.
    pub fn connection_type(mut self, connection_type: impl Into<ConnectionType>) -> Self {
        let connection_type = connection_type.into();
        let wire_value = match &connection_type {
            ConnectionType::GitHubOAuth => "GithubOAuth",
            other => other.as_str(),
        };
        self.call.query("connection_type", wire_value);
        self
    }

    /// Makes the request safe to repeat.
    pub fn idempotency_key(mut self, idempotency_key: impl AsRef<str>) -> Self {
        self.call.header("idempotency-key", idempotency_key.as_ref());
        self
    }
}

static FIND: Operation = Operation::new("lamps.find", Method::GET, "/rooms/{room_id}/lamps/{slug}")
    .repeatable()
    .with_secret_fields(&["invitation"]);

call! {
    /// The call of [`Lamps::light`].
    pub struct Light -> ();
}

impl Light {
    /// Makes the request safe to repeat.
    pub fn idempotency_key(mut self, idempotency_key: impl AsRef<str>) -> Self {
        self.call.idempotency_key(idempotency_key.as_ref());
        self.call.repeatable_as(&LIGHT_WITH_KEY);
        self
    }
}

static LIGHT: Operation = Operation::new("lamps.light", Method::POST, "/rooms/{room_id}/lamps/{slug}");

/// The same operation with an idempotency key, so that it is repeatable.
static LIGHT_WITH_KEY: Operation =
    Operation::new("lamps.light", Method::POST, "/rooms/{room_id}/lamps/{slug}").repeatable();

call! {
    /// The call of [`Lamps::find_by_token`].
    pub struct FindByToken -> ();
}

static FIND_BY_TOKEN: Operation =
    Operation::new("lamps.find_by_token", Method::GET, "/lamps/by_token/{token}")
        .repeatable()
        .with_secret_fields(&["token"]);
