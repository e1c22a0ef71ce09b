//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use std::collections::BTreeMap;

use workos_client::{Auth, Call, Client, Method, Operation, body, call, operation, setters};
use workos_core::{Patch, Secret};

use super::models::{Login, Stand};

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

    /// JSON, with a constant, an optional secret, a list, a map and a nested object.
    ///
    /// - `name`: The name.
    /// - `key`: The key.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     lamps: workos_tests::goldens::bodies::Lamps,
    /// #     key: workos_core::Secret,
    /// # ) -> Result<(), workos_client::Error> {
    /// lamps.create("name", key).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Only the errors that every call can return.
    ///
    /// `POST /lamps`
    #[doc(alias = "create_lamp")]
    pub fn create(&self, name: impl Into<String>, key: impl Into<Secret>) -> CreateLamp {
        let call = Call::new(&self.client, &CREATE_LAMP);
        let body = CreateLampBody::new("desk", name.into(), key.into());
        CreateLamp { call, body }
    }

    /// A nullable field that is optional is a `Patch`.
    ///
    /// - `room`: The room, or none.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     lamps: workos_tests::goldens::bodies::Lamps,
    /// #     room: Option<String>,
    /// # ) -> Result<(), workos_client::Error> {
    /// lamps.update("id", room).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Only the errors that every call can return.
    ///
    /// `PUT /lamps/{id}`
    #[doc(alias = "update_lamp")]
    pub fn update(&self, id: impl AsRef<str>, room: impl Into<Option<String>>) -> UpdateLamp {
        let mut call = Call::new(&self.client, &UPDATE_LAMP);
        call.path("id", id.as_ref());
        let body = UpdateLampBody::new(room.into());
        UpdateLamp { call, body }
    }

    /// No body.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     lamps: workos_tests::goldens::bodies::Lamps,
    /// # ) -> Result<(), workos_client::Error> {
    /// lamps.delete("id").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Only the errors that every call can return.
    ///
    /// `DELETE /lamps/{id}`
    #[doc(alias = "delete_lamp")]
    pub fn delete(&self, id: impl AsRef<str>) -> DeleteLamp {
        let mut call = Call::new(&self.client, &DELETE_LAMP);
        call.path("id", id.as_ref());
        DeleteLamp { call }
    }

    /// A form with credentials of the client.
    ///
    /// - `code`: The code.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     lamps: workos_tests::goldens::bodies::Lamps,
    /// #     code: workos_core::Secret,
    /// #     verifier: workos_core::Secret,
    /// # ) -> Result<(), workos_client::Error> {
    /// lamps
    ///     .exchange(code)
    ///     .verifier(verifier)
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Only the errors that every call can return.
    ///
    /// `POST /lamps/token`
    pub fn exchange(&self, code: impl Into<Secret>) -> Exchange {
        let mut call = Call::new(&self.client, &EXCHANGE);
        call.require_any(&["client_secret", "verifier"]);
        call.form_client_id();
        call.form_client_secret();
        call.form_secret("code", &code.into());
        call.form("grant_type", "authorization_code");
        Exchange { call }
    }

    /// JSON with credentials of the client, a constant that is not a string, and secrets in every form.
    ///
    /// - `pin`: The pin, or none.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     lamps: workos_tests::goldens::bodies::Lamps,
    /// #     pin: Option<workos_core::Secret>,
    /// # ) -> Result<(), workos_client::Error> {
    /// lamps.pair(pin).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Only the errors that every call can return.
    ///
    /// `POST /lamps/pair`
    pub fn pair(&self, pin: impl Into<Option<Secret>>) -> Pair {
        let mut call = Call::new(&self.client, &PAIR);
        call.json_client_id();
        call.json_client_secret();
        let body = PairBody::new(true, pin.into());
        Pair { call, body }
    }

    /// Required fields with limits.
    ///
    /// - `room`: The room.
    /// - `code`: The digits on the lamp.
    /// - `tag`: A tag, or none.
    /// - `watts`: The power.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     lamps: workos_tests::goldens::bodies::Lamps,
    /// #     code: workos_core::Secret,
    /// #     tag: Option<String>,
    /// # ) -> Result<(), workos_client::Error> {
    /// lamps.move_to("room", code, tag, 1).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Only the errors that every call can return.
    ///
    /// `POST /lamps/move`
    pub fn move_to(
        &self,
        room: impl Into<String>,
        code: impl Into<Secret>,
        tag: impl Into<Option<String>>,
        watts: u32,
    ) -> MoveTo {
        let mut call = Call::new(&self.client, &MOVE_TO);
        call.check_range("watts", i64::from(watts), 1, 60);
        let body = MoveToBody::new(room.into(), code.into(), tag.into(), watts);
        call.check_text("room", &body.room, 2..=8);
        call.check_text("code", body.code.expose(), 4..);
        call.check_characters("code", body.code.expose(), "0-9");
        if let Some(tag) = &body.tag {
            call.check_text("tag", tag, ..=5);
        }
        MoveTo { call, body }
    }

    /// JSON with nothing but a credential of the client.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     lamps: workos_tests::goldens::bodies::Lamps,
    /// # ) -> Result<(), workos_client::Error> {
    /// lamps.reset().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Only the errors that every call can return.
    ///
    /// `POST /lamps/reset`
    pub fn reset(&self) -> Reset {
        let mut call = Call::new(&self.client, &RESET);
        call.json_client_id();
        let body = ResetBody::new();
        Reset { call, body }
    }

    /// A union with credentials of the client. One arm takes no client secret.
    ///
    /// - `body`: How somebody logs in.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     lamps: workos_tests::goldens::bodies::Lamps,
    /// #     body: workos_tests::goldens::bodies::Login,
    /// # ) -> Result<(), workos_client::Error> {
    /// lamps.log_in(body).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Only the errors that every call can return.
    ///
    /// `POST /lamps/login`
    pub fn log_in(&self, body: impl Into<Login>) -> LogIn {
        let mut call = Call::new(&self.client, &LOG_IN);
        let body = body.into();
        call.json_client_id();
        if matches!(body, Login::Password(_)) {
            call.json_client_secret();
        }
        LogIn { call, body }
    }
}

call! {
    /// The call of [`Lamps::create`].
    pub struct CreateLamp { body: CreateLampBody } -> ();
}

body! {
    struct CreateLampBody of CreateLamp;
    kind: &'static str = required;
    name: String = required;
    /// The pin.
    pin(impl Into<Secret>): Option<Secret> as secret = Some(pin.into());
    key: Secret as secret = required;
    /// The power.
    watts(u32): Option<u32> = Some(watts), |call, watts| call.check_range("watts", i64::from(*watts), 1, 60);
    /// The colours.
    colours(impl IntoIterator<Item = impl Into<String>>): Option<Vec<String>> =
        Some(colours.into_iter().map(Into::into).collect());
    /// The labels.
    labels(impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>): Option<BTreeMap<String, String>> =
        Some(labels.into_iter().map(|(key, value)| (key.into(), value.into())).collect());
    /// The stand of a lamp.
    stand(impl Into<Stand>): Option<Stand> = Some(stand.into());
}

operation! {
    static CREATE_LAMP = Operation::new("lamps.create", Method::POST, "/lamps")
        .repeatable().with_secret_fields(&["key", "pin"]);
}

call! {
    /// The call of [`Lamps::update`].
    pub struct UpdateLamp { body: UpdateLampBody } -> ();
}

body! {
    struct UpdateLampBody of UpdateLamp;
    /// The name.
    name(impl Into<String>): Option<String> = Some(name.into());
    /// The shade.
    shade(impl Into<Patch<String>>): Patch<String> = shade.into();
    room: Option<String> = required;
    /// The metadata.
    metadata(impl Into<Patch<BTreeMap<String, String>>>): Patch<BTreeMap<String, String>> = metadata.into();
}

operation! {
    static UPDATE_LAMP = Operation::new("lamps.update", Method::PUT, "/lamps/{id}");
}

call! {
    /// The call of [`Lamps::delete`].
    pub struct DeleteLamp -> ();
}

operation! {
    static DELETE_LAMP = Operation::new("lamps.delete", Method::DELETE, "/lamps/{id}");
}

call! {
    /// The call of [`Lamps::exchange`].
    pub struct Exchange -> ();
}

setters! {
    Exchange:
    /// The verifier.
    verifier(impl Into<Secret>) => |call| call.form_secret("verifier", &verifier.into());
    /// The lifetime in seconds.
    lifetime(u32) => |call| {
        call.check_range("lifetime", i64::from(lifetime), 1, 600);
        call.form("lifetime", lifetime);
    };
}

operation! {
    static EXCHANGE = Operation::new("lamps.exchange", Method::POST, "/lamps/token")
        .auth(Auth::None).with_secret_fields(&["code", "verifier"]);
}

call! {
    /// The call of [`Lamps::pair`].
    pub struct Pair { body: PairBody } -> ();
}

body! {
    struct PairBody of Pair;
    forever: bool = required;
    pin: Option<Secret> as secret = required;
    /// Another pin, or none.
    spare(impl Into<Patch<Secret>>): Patch<Secret> as secret = spare.into();
    /// The keys.
    keys(impl IntoIterator<Item = impl Into<Secret>>): Option<Vec<Secret>> as secret =
        Some(keys.into_iter().map(Into::into).collect());
    /// The pins of guests.
    guests(impl IntoIterator<Item = (impl Into<String>, impl Into<Secret>)>): Option<BTreeMap<String, Secret>> as secret =
        Some(guests.into_iter().map(|(key, value)| (key.into(), value.into())).collect());
    /// A note of at most 20 characters.
    note(impl Into<String>): Option<String> = Some(note.into()),
        |call, note| call.check_text("note", note, ..=20);
    /// A few short labels.
    labels(impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>): Option<BTreeMap<String, String>> =
        Some(labels.into_iter().map(|(key, value)| (key.into(), value.into())).collect()),
        |call, labels| call.check_map("labels", labels, [3, 5, 9]);
}

operation! {
    static PAIR = Operation::new("lamps.pair", Method::POST, "/lamps/pair")
        .auth(Auth::None).with_secret_fields(&["guests", "keys", "pin", "spare"]);
}

call! {
    /// The call of [`Lamps::move_to`].
    pub struct MoveTo { body: MoveToBody } -> ();
}

body! {
    struct MoveToBody of MoveTo;
    room: String = required;
    code: Secret as secret = required;
    tag: Option<String> = required;
    watts: u32 = required;
    /// A field with another wire name, and no limit.
    moved_by as "movedBy"(impl Into<String>): Option<String> = Some(moved_by.into());
}

operation! {
    static MOVE_TO = Operation::new("lamps.move_to", Method::POST, "/lamps/move")
        .with_secret_fields(&["code"]);
}

call! {
    /// The call of [`Lamps::reset`].
    pub struct Reset { body: ResetBody } -> ();
}

body! {
    struct ResetBody of Reset;
}

operation! {
    static RESET = Operation::new("lamps.reset", Method::POST, "/lamps/reset").auth(Auth::None);
}

call! {
    /// The call of [`Lamps::log_in`].
    pub struct LogIn { body: Login } -> ();
}

operation! {
    static LOG_IN = Operation::new("lamps.log_in", Method::POST, "/lamps/login")
        .auth(Auth::None).with_secret_fields(&["code", "password"]);
}
