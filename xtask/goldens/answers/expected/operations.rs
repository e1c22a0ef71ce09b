//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use workos_client::{Call, Client, Method, Operation, call, operation};
use workos_core::Page;

use super::models::Lamp;

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

    /// A page with cursors.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     lamps: workos_tests::goldens::answers::Lamps,
    /// # ) -> Result<(), workos_client::Error> {
    /// let page = lamps.list().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Only the errors that every call can return.
    ///
    /// `GET /lamps`
    #[doc(alias = "list_lamps")]
    pub fn list(&self) -> ListLamps {
        ListLamps { call: Call::new(&self.client, &LIST_LAMPS) }
    }

    /// A list in an envelope without cursors.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     lamps: workos_tests::goldens::answers::Lamps,
    /// # ) -> Result<(), workos_client::Error> {
    /// let page = lamps.list_all().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Only the errors that every call can return.
    ///
    /// `GET /lamps/all`
    pub fn list_all(&self) -> ListAll {
        ListAll { call: Call::new(&self.client, &LIST_ALL) }
    }

    /// A bare array.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     lamps: workos_tests::goldens::answers::Lamps,
    /// # ) -> Result<(), workos_client::Error> {
    /// let response = lamps.list_bare().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Only the errors that every call can return.
    ///
    /// `GET /lamps/bare`
    pub fn list_bare(&self) -> ListBare {
        ListBare { call: Call::new(&self.client, &LIST_BARE) }
    }

    /// Several successful responses: one with a body, one without.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     lamps: workos_tests::goldens::answers::Lamps,
    /// # ) -> Result<(), workos_client::Error> {
    /// let lamp = lamps.switch("lamp_1").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Only the errors that every call can return.
    ///
    /// `POST /lamps/{id}`
    pub fn switch(&self, id: impl AsRef<str>) -> Switch {
        let mut call = Call::new(&self.client, &SWITCH);
        call.path("id", id.as_ref());
        Switch { call }
    }

    /// A response that wraps the object.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     lamps: workos_tests::goldens::answers::Lamps,
    /// # ) -> Result<(), workos_client::Error> {
    /// let lamp = lamps.wrapped("lamp_1").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Only the errors that every call can return.
    ///
    /// `GET /lamps/{id}/wrapped`
    pub fn wrapped(&self, id: impl AsRef<str>) -> Wrapped {
        let mut call = Call::new(&self.client, &WRAPPED);
        call.path("id", id.as_ref());
        Wrapped { call }
    }
}

call! {
    /// The call of [`Lamps::list`].
    pub struct ListLamps -> Page<Lamp>, paged(50);
}

operation! {
    static LIST_LAMPS = Operation::new("lamps.list", Method::GET, "/lamps").repeatable();
}

call! {
    /// The call of [`Lamps::list_all`].
    pub struct ListAll -> Page<Lamp>;
}

operation! {
    static LIST_ALL = Operation::new("lamps.list_all", Method::GET, "/lamps/all").repeatable();
}

call! {
    /// The call of [`Lamps::list_bare`].
    pub struct ListBare -> Vec<Lamp>;
}

operation! {
    static LIST_BARE = Operation::new("lamps.list_bare", Method::GET, "/lamps/bare").repeatable();
}

call! {
    /// The call of [`Lamps::switch`].
    pub struct Switch -> Lamp;
}

operation! {
    static SWITCH = Operation::new("lamps.switch", Method::POST, "/lamps/{id}");
}

call! {
    /// The call of [`Lamps::wrapped`].
    pub struct Wrapped -> Lamp;
}

operation! {
    static WRAPPED = Operation::new("lamps.wrapped", Method::GET, "/lamps/{id}/wrapped").repeatable();
}
