//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use workos_client::{Auth, Call, Client, Method, Operation, call, operation, setters};
use workos_core::Secret;

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

    /// Needs no key.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     lamps: workos_tests::goldens::metadata::Lamps,
    /// # ) -> Result<(), workos_client::Error> {
    /// lamps.open().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Only the errors that every call can return.
    ///
    /// `GET /lamps/open`
    pub fn open(&self) -> Open {
        Open { call: Call::new(&self.client, &OPEN) }
    }

    /// Needs an access token.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     lamps: workos_tests::goldens::metadata::Lamps,
    /// #     access_token: workos_core::Secret,
    /// # ) -> Result<(), workos_client::Error> {
    /// lamps.mine(access_token).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - 401 (`is_unauthorized()`): Sign in again.
    /// - 404 `lamp_not_found` (`is_not_found()`): A hint that is so long that it needs more than one line
    ///   of code: the literal is continued on the next.
    ///
    /// `GET /lamps/mine`, <https://example.com/lamps>
    pub fn mine(&self, access_token: impl Into<Secret>) -> Mine {
        let mut call = Call::new(&self.client, &MINE);
        call.bearer(&access_token.into());
        Mine { call }
    }

    /// Deprecated.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     lamps: workos_tests::goldens::metadata::Lamps,
    /// # ) -> Result<(), workos_client::Error> {
    /// lamps.glow().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Only the errors that every call can return.
    ///
    /// `POST /lamps/old`
    #[deprecated = "Use `open`."]
    pub fn glow(&self) -> Glow {
        Glow { call: Call::new(&self.client, &GLOW) }
    }
}

call! {
    /// The call of [`Lamps::open`].
    pub struct Open -> ();
}

operation! {
    static OPEN = Operation::new("lamps.open", Method::GET, "/lamps/open").repeatable().auth(Auth::None);
}

call! {
    /// The call of [`Lamps::mine`].
    pub struct Mine -> ();
}

operation! {
    static MINE = Operation::new("lamps.mine", Method::GET, "/lamps/mine")
        .repeatable().auth(Auth::AccessToken).quota("lamps");
    401 => "Sign in again.";
    404 "lamp_not_found" => "A hint that is so long that it needs more than one line of code: the literal is continued on the next.";
}

call! {
    /// The call of [`Lamps::glow`].
    pub struct Glow -> ();
}

setters! {
    Glow:
    /// What burns.
    #[deprecated]
    fuel(impl Into<String>) => |call| call.query("fuel", fuel.into());
}

operation! {
    static GLOW = Operation::new("lamps.glow", Method::POST, "/lamps/old");
}

operation! {
    /// Written by hand: only the metadata is rendered.
    pub(crate) static REDIRECT = Operation::new("lamps.redirect", Method::GET, "/lamps/redirect")
        .repeatable();
}

/// Keys of lamps.
#[derive(Clone, Debug)]
pub struct LampKeys {
    pub(crate) client: Client,
}

impl LampKeys {
    /// Creates the handle, without sending a request.
    #[must_use]
    pub fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// Another handle.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     lamp_keys: workos_tests::goldens::metadata::LampKeys,
    /// # ) -> Result<(), workos_client::Error> {
    /// lamp_keys.create("id").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Only the errors that every call can return.
    ///
    /// `POST /lamps/{id}/keys`
    #[doc(alias = "create_key")]
    pub fn create(&self, id: impl AsRef<str>) -> CreateKey {
        let mut call = Call::new(&self.client, &CREATE_KEY);
        call.path("id", id.as_ref());
        CreateKey { call }
    }
}

call! {
    /// The call of [`LampKeys::create`].
    pub struct CreateKey -> ();
}

operation! {
    static CREATE_KEY = Operation::new("lamp_keys.create", Method::POST, "/lamps/{id}/keys");
}
