//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use workos_client::{Call, Client, Method, Operation, call, operation};
use workos_core::Page;

use super::models::Happening;

/// Events of lamps.
#[derive(Clone, Debug)]
pub struct Happenings {
    pub(crate) client: Client,
}

impl Happenings {
    /// Creates the handle, without sending a request.
    #[must_use]
    pub fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// A page of envelopes; calls are behind a feature.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     happenings: workos_tests::goldens::events::Happenings,
    /// # ) -> Result<(), workos_client::Error> {
    /// let page = happenings.list().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Only the errors that every call can return.
    ///
    /// `GET /happenings`
    #[doc(alias = "list_happenings")]
    pub fn list(&self) -> ListHappenings {
        ListHappenings { call: Call::new(&self.client, &LIST_HAPPENINGS) }
    }
}

call! {
    /// The call of [`Happenings::list`].
    pub struct ListHappenings -> Page<Happening>;
}

operation! {
    static LIST_HAPPENINGS = Operation::new("happenings.list", Method::GET, "/happenings").repeatable();
}
