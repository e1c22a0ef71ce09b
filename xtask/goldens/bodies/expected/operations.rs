//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use std::collections::BTreeMap;

use serde::Serialize;
use workos_client::{Auth, Call, Client, Method, Operation, call, setters};
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
        CreateLamp {
            call: Call::new(&self.client, &CREATE_LAMP),
            body: CreateLampBody {
                kind: "desk",
                name: name.into(),
                pin: None,
                key: key.into(),
                watts: None,
                colours: None,
                labels: None,
                stand: None,
            },
        }
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
        UpdateLamp { call, body: UpdateLampBody { room: room.into(), ..UpdateLampBody::default() } }
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
        Pair { call, body: PairBody { forever: true, pin: pin.into(), ..PairBody::default() } }
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

setters! {
    CreateLamp:
    /// The pin.
    pin(impl Into<Secret>) = Some(pin.into());
    /// The colours.
    colours(impl IntoIterator<Item = impl Into<String>>) =
        Some(colours.into_iter().map(Into::into).collect());
    /// The labels.
    labels(impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>) =
        Some(labels.into_iter().map(|(key, value)| (key.into(), value.into())).collect());
    /// The stand of a lamp.
    stand(impl Into<Stand>) = Some(stand.into());
}

impl CreateLamp {
    /// The power.
    pub fn watts(mut self, watts: u32) -> Self {
        self.call.check_range("watts", i64::from(watts), 1, 60);
        self.body.watts = Some(watts);
        self
    }
}

#[derive(Clone, Debug, Serialize)]
struct CreateLampBody {
    kind: &'static str,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "workos_core::expose")]
    pin: Option<Secret>,
    #[serde(serialize_with = "workos_core::expose")]
    key: Secret,
    #[serde(skip_serializing_if = "Option::is_none")]
    watts: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    colours: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    labels: Option<BTreeMap<String, String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stand: Option<Stand>,
}

static CREATE_LAMP: Operation =
    Operation::new("lamps.create", Method::POST, "/lamps").repeatable().with_secret_fields(&["key", "pin"]);

call! {
    /// The call of [`Lamps::update`].
    pub struct UpdateLamp { body: UpdateLampBody } -> ();
}

setters! {
    UpdateLamp:
    /// The name.
    name(impl Into<String>) = Some(name.into());
    /// The shade.
    shade(impl Into<Patch<String>>) = shade.into();
    /// The metadata.
    metadata(impl Into<Patch<BTreeMap<String, String>>>) = metadata.into();
}

#[derive(Clone, Debug, Default, Serialize)]
struct UpdateLampBody {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Patch::is_keep")]
    shade: Patch<String>,
    room: Option<String>,
    #[serde(skip_serializing_if = "Patch::is_keep")]
    metadata: Patch<BTreeMap<String, String>>,
}

static UPDATE_LAMP: Operation = Operation::new("lamps.update", Method::PUT, "/lamps/{id}");

call! {
    /// The call of [`Lamps::delete`].
    pub struct DeleteLamp -> ();
}

static DELETE_LAMP: Operation = Operation::new("lamps.delete", Method::DELETE, "/lamps/{id}");

call! {
    /// The call of [`Lamps::exchange`].
    pub struct Exchange -> ();
}

impl Exchange {
    /// The verifier.
    pub fn verifier(mut self, verifier: impl Into<Secret>) -> Self {
        self.call.form_secret("verifier", &verifier.into());
        self
    }

    /// The lifetime in seconds.
    pub fn lifetime(mut self, lifetime: u32) -> Self {
        self.call.check_range("lifetime", i64::from(lifetime), 1, 600);
        self.call.form("lifetime", lifetime);
        self
    }
}

static EXCHANGE: Operation = Operation::new("lamps.exchange", Method::POST, "/lamps/token")
    .auth(Auth::None)
    .with_secret_fields(&["code", "verifier"]);

call! {
    /// The call of [`Lamps::pair`].
    pub struct Pair { body: PairBody } -> ();
}

setters! {
    Pair:
    /// Another pin, or none.
    spare(impl Into<Patch<Secret>>) = spare.into();
    /// The keys.
    keys(impl IntoIterator<Item = impl Into<Secret>>) = Some(keys.into_iter().map(Into::into).collect());
    /// The pins of guests.
    guests(impl IntoIterator<Item = (impl Into<String>, impl Into<Secret>)>) =
        Some(guests.into_iter().map(|(key, value)| (key.into(), value.into())).collect());
}

impl Pair {
    /// A note of at most 20 characters.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.body.note = Some(note.into());
        if let Some(note) = &self.body.note {
            self.call.check_text("note", note, 20);
        }
        self
    }

    /// A few short labels.
    pub fn labels(
        mut self,
        labels: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) -> Self {
        self.body.labels = Some(labels.into_iter().map(|(key, value)| (key.into(), value.into())).collect());
        if let Some(labels) = &self.body.labels {
            self.call.check_map("labels", labels, [3, 5, 9]);
        }
        self
    }
}

#[derive(Clone, Debug, Default, Serialize)]
struct PairBody {
    forever: bool,
    #[serde(serialize_with = "workos_core::expose")]
    pin: Option<Secret>,
    #[serde(skip_serializing_if = "Patch::is_keep", serialize_with = "workos_core::expose")]
    spare: Patch<Secret>,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "workos_core::expose")]
    keys: Option<Vec<Secret>>,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "workos_core::expose")]
    guests: Option<BTreeMap<String, Secret>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    labels: Option<BTreeMap<String, String>>,
}

static PAIR: Operation = Operation::new("lamps.pair", Method::POST, "/lamps/pair")
    .auth(Auth::None)
    .with_secret_fields(&["guests", "keys", "pin", "spare"]);

call! {
    /// The call of [`Lamps::log_in`].
    pub struct LogIn { body: Login } -> ();
}

static LOG_IN: Operation = Operation::new("lamps.log_in", Method::POST, "/lamps/login")
    .auth(Auth::None)
    .with_secret_fields(&["code", "password"]);
