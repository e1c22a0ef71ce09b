//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use std::collections::BTreeMap;

use workos_client::{Call, Client, Method, Operation, body, call, operation};

use super::models::{Owner, Reading, SetTagsTagsValue, Signal};

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

    /// A tagged union as response.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     lamps: workos_tests::goldens::unions::Lamps,
    /// # ) -> Result<(), workos_client::Error> {
    /// let response = lamps.owner().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Only the errors that every call can return.
    ///
    /// `GET /lamps/owner`
    #[doc(alias = "get_owner")]
    pub fn owner(&self) -> GetOwner {
        GetOwner { call: Call::new(&self.client, &GET_OWNER) }
    }

    /// A tagged union as body.
    ///
    /// - `body`: A signal that is sent to a lamp.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     lamps: workos_tests::goldens::unions::Lamps,
    /// #     body: workos_tests::goldens::unions::Signal,
    /// # ) -> Result<(), workos_client::Error> {
    /// let reading = lamps.send_signal(body).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Only the errors that every call can return.
    ///
    /// `POST /lamps/signal`
    pub fn send_signal(&self, body: impl Into<Signal>) -> SendSignal {
        SendSignal { call: Call::new(&self.client, &SEND_SIGNAL), body: body.into() }
    }

    /// Values of several simple types.
    ///
    /// - `tags`: The tags.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     lamps: workos_tests::goldens::unions::Lamps,
    /// #     tags: std::collections::BTreeMap<String, workos_tests::goldens::unions::SetTagsTagsValue>,
    /// # ) -> Result<(), workos_client::Error> {
    /// lamps.set_tags(tags).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Only the errors that every call can return.
    ///
    /// `PUT /lamps/tags`
    pub fn set_tags(
        &self,
        tags: impl IntoIterator<Item = (impl Into<String>, impl Into<SetTagsTagsValue>)>,
    ) -> SetTags {
        let call = Call::new(&self.client, &SET_TAGS);
        let body =
            SetTagsBody::new(tags.into_iter().map(|(key, value)| (key.into(), value.into())).collect());
        SetTags { call, body }
    }
}

call! {
    /// The call of [`Lamps::owner`].
    pub struct GetOwner -> Owner;
}

operation! {
    static GET_OWNER = Operation::new("lamps.owner", Method::GET, "/lamps/owner").repeatable();
}

call! {
    /// The call of [`Lamps::send_signal`].
    pub struct SendSignal { body: Signal } -> Reading;
}

operation! {
    static SEND_SIGNAL = Operation::new("lamps.send_signal", Method::POST, "/lamps/signal");
}

call! {
    /// The call of [`Lamps::set_tags`].
    pub struct SetTags { body: SetTagsBody } -> ();
}

body! {
    struct SetTagsBody of SetTags;
    tags: BTreeMap<String, SetTagsTagsValue> = required;
}

operation! {
    static SET_TAGS = Operation::new("lamps.set_tags", Method::PUT, "/lamps/tags");
}
