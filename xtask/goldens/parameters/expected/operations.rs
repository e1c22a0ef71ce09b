//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use workos_client::{Call, Client, Method, Operation, call, operation, setters};
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

    /// Parameters with limits.
    ///
    /// - `floor`: The floor.
    /// - `wing`: The wing.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     lamps: workos_tests::goldens::parameters::Lamps,
    /// #     code: workos_core::Secret,
    /// # ) -> Result<(), workos_client::Error> {
    /// lamps.find_by_code(code, 1, "wing").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Only the errors that every call can return.
    ///
    /// `GET /lamps/by_code/{code}`
    pub fn find_by_code(&self, code: impl Into<Secret>, floor: u32, wing: impl Into<String>) -> FindByCode {
        let mut call = Call::new(&self.client, &FIND_BY_CODE);
        let code = code.into();
        call.check_text("code", code.expose(), 9..);
        call.path_secret("code", &code);
        call.check_range("floor", i64::from(floor), 0, 9);
        call.query("floor", floor);
        let wing = wing.into();
        call.check_text("wing", &wing, 1..=2);
        call.check_characters("wing", &wing, "A-Z");
        call.query("wing", wing);
        FindByCode { call }
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

setters! {
    Find:
    /// A secret.
    invitation(impl Into<Secret>) => |call| call.query_secret("invitation", &invitation.into());
    /// Comma-joined.
    colours(impl IntoIterator<Item = impl AsRef<str>>) => |call| call.query_list("colours", colours);
    /// Comma-joined ids.
    rooms(impl IntoIterator<Item = impl Into<OrganizationId>>) => |call|
        call.query_list("rooms", rooms.into_iter().map(Into::<OrganizationId>::into));
    /// Sent as `labels[key]=value`.
    labels(impl IntoIterator<Item = (impl AsRef<str>, impl AsRef<str>)>) => |call|
        call.query_map("labels", labels);
    /// The power.
    ///
    /// The server's default is `40`.
    watts(u32) => |call| {
        call.check_range("watts", i64::from(watts), 1, 60);
        call.query("watts", watts);
    };
    /// A number of any size.
    offset(i64) => |call| {
        call.check_range("offset", offset, -5, i64::MAX);
        call.query("offset", offset);
    };
    /// Whether it is lit.
    lit(bool) => |call| call.query("lit", lit);
    /// A keyword of Rust, which is renamed.
    kind(impl Into<String>) => |call| call.query("type", kind.into());
    /// An enum with another wire value in this place.
    connection_type(impl Into<ConnectionType>) => |call| {
        let connection_type = connection_type.into();
        let wire_value = match &connection_type {
            ConnectionType::GitHubOAuth => "GithubOAuth",
            other => other.as_str(),
        };
        call.query("connection_type", wire_value);
    };
    /// Makes the request safe to repeat.
    idempotency_key(impl AsRef<str>) => |call| call.header("idempotency-key", idempotency_key.as_ref());
}

operation! {
    static FIND = Operation::new("lamps.find", Method::GET, "/rooms/{room_id}/lamps/{slug}")
        .repeatable().with_secret_fields(&["invitation"]);
}

call! {
    /// The call of [`Lamps::light`].
    pub struct Light -> ();
}

setters! {
    Light:
    /// Makes the request safe to repeat.
    idempotency_key(impl AsRef<str>) => |call| {
        call.idempotency_key(idempotency_key.as_ref());
        call.repeatable_as(&LIGHT_WITH_KEY);
    };
}

operation! {
    static LIGHT, LIGHT_WITH_KEY =
        Operation::new("lamps.light", Method::POST, "/rooms/{room_id}/lamps/{slug}");
}

call! {
    /// The call of [`Lamps::find_by_code`].
    pub struct FindByCode -> ();
}

setters! {
    FindByCode:
    /// A shelf.
    shelf(impl Into<String>) => |call| {
        let shelf = shelf.into();
        call.check_text("shelf", &shelf, ..=3);
        call.query("shelf", shelf);
    };
}

operation! {
    static FIND_BY_CODE = Operation::new("lamps.find_by_code", Method::GET, "/lamps/by_code/{code}")
        .repeatable().with_secret_fields(&["code"]);
}

call! {
    /// The call of [`Lamps::find_by_token`].
    pub struct FindByToken -> ();
}

operation! {
    static FIND_BY_TOKEN = Operation::new("lamps.find_by_token", Method::GET, "/lamps/by_token/{token}")
        .repeatable().with_secret_fields(&["token"]);
}
