//! A plain resource: functions and data from which its operations, and those of the control API, follow.

use http::StatusCode;
use serde_json::{Map, Value, json};

use crate::base::ids::Moment;
use crate::domains::seed::SeedError;
use crate::domains::state::State;
use crate::domains::tx::Tx;
use crate::http::answer::{self, Answer, Failure};
use crate::http::request::Call;
use crate::store::collection::page::{PageQuery, UnknownCursor};
use crate::store::collection::{Among, Collection, Stored};
use crate::store::paging::{page_query, unknown_cursor};

/// Adds an object that is described as in a seed file, and returns its id.
pub(crate) type Add = fn(Value, &mut State, Moment<'_>) -> Result<String, SeedError>;
/// Changes the members of an object that are present.
pub(crate) type Change = fn(&mut State, &str, &Map<String, Value>, Moment<'_>) -> Result<(), Failure>;
/// Deletes an object with everything that it owns.
pub(crate) type Remove = fn(&mut State, &str, Moment<'_>);

/// A kind of objects. A handler replaces any of its operations.
#[derive(Debug)]
pub(crate) struct Resource<T: 'static> {
    /// The plural: the section of a seed file, and the kind in the control API.
    pub(crate) name: &'static str,
    /// The singular, as error messages contain it.
    pub(crate) entity: &'static str,
    pub(crate) table: fn(&State) -> &Collection<T>,
    /// An object as the API shows it. The text is the base URL of the emulator.
    pub(crate) show: fn(&State, &T, &str) -> Value,
    /// Whether its responses must not be stored (`Cache-Control: no-store`).
    pub(crate) is_secret: bool,
    pub(crate) add: Option<Add>,
    pub(crate) change: Option<Change>,
    pub(crate) remove: Option<Remove>,
}

impl<T> Resource<T> {
    /// A resource that the control API lists. Further fields are set with the syntax `..Resource::new(…)`.
    pub(crate) const fn new(
        name: &'static str,
        entity: &'static str,
        table: fn(&State) -> &Collection<T>,
        show: fn(&State, &T, &str) -> Value,
    ) -> Self {
        Self { name, entity, table, show, is_secret: false, add: None, change: None, remove: None }
    }
}

impl<T: Clone + Stored> Resource<T> {
    /// # Errors
    /// 404 if there is no such object.
    pub(crate) fn find<'a>(&self, state: &'a State, id: &str) -> Result<&'a T, Failure> {
        (self.table)(state).get(id).ok_or_else(|| Failure::not_found(self.entity, id))
    }

    /// A page of the objects among these that match.
    pub(crate) fn list(
        &self,
        call: &Call,
        state: &State,
        among: &Among<'_>,
        matches: impl Fn(&T) -> bool,
    ) -> Answer {
        let table = (self.table)(state);
        let page = table.page(&page_query(call, table), among, matches).map_err(unknown_cursor)?;
        Ok(self.respond(StatusCode::OK, &page.to_json(|object| (self.show)(state, object, &call.base_url))))
    }

    /// A page of all objects.
    pub(crate) fn list_all(&self, call: &Call, tx: &mut Tx<'_>) -> Answer {
        self.list(call, tx.state, &Among::All, |_| true)
    }

    /// The object whose id is the path parameter `id`.
    pub(crate) fn get(&self, call: &Call, tx: &mut Tx<'_>) -> Answer {
        self.show(call, tx.state, call.path("id"), StatusCode::OK)
    }

    /// Shows one object.
    pub(crate) fn show(&self, call: &Call, state: &State, id: &str, status: StatusCode) -> Answer {
        Ok(self.respond(status, &(self.show)(state, self.find(state, id)?, &call.base_url)))
    }

    /// Changes the object whose id is the path parameter `id`.
    pub(crate) fn update(&self, call: &Call, tx: &mut Tx<'_>) -> Answer {
        let (id, fields) = (call.path("id"), call.fields()?);
        self.find(tx.state, id)?;
        if let Some(change) = self.change {
            change(tx.state, id, fields, tx.moment)?;
        }
        self.show(call, tx.state, id, StatusCode::OK)
    }

    /// Deletes the object whose id is the path parameter `id`.
    pub(crate) fn delete(&self, call: &Call, tx: &mut Tx<'_>, status: StatusCode) -> Answer {
        let id = call.path("id");
        self.find(tx.state, id)?;
        if let Some(remove) = self.remove {
            remove(tx.state, id, tx.moment);
        }
        Ok(answer::empty(status))
    }

    fn respond(&self, status: StatusCode, body: &Value) -> http::Response<bytes::Bytes> {
        if self.is_secret { answer::secret_json(status, body) } else { answer::json(status, body) }
    }
}

/// Any [`Resource`].
pub(crate) trait Kind: std::fmt::Debug + Sync {
    fn name(&self) -> &'static str;
    fn count(&self, state: &State) -> usize;
    /// A page with the number of all objects.
    ///
    /// # Errors
    /// If the cursor is not the id of an object.
    fn page(&self, state: &State, query: &PageQuery<'_>, base_url: &str) -> Result<Value, UnknownCursor>;
    /// # Errors
    /// 404 if there is no such object.
    fn object(&self, state: &State, id: &str, base_url: &str) -> Result<Value, Failure>;
    fn add(&self) -> Option<Add>;
    fn change(&self) -> Option<Change>;
    fn remove(&self) -> Option<Remove>;
}

impl<T: Clone + Stored + std::fmt::Debug + Sync> Kind for Resource<T> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn count(&self, state: &State) -> usize {
        (self.table)(state).len()
    }

    fn page(&self, state: &State, query: &PageQuery<'_>, base_url: &str) -> Result<Value, UnknownCursor> {
        let table = (self.table)(state);
        let page = table.page(query, &Among::All, |_| true)?;
        let mut body = page.to_forward_json(|object| (self.show)(state, object, base_url));
        body["total"] = json!(table.len());
        Ok(body)
    }

    fn object(&self, state: &State, id: &str, base_url: &str) -> Result<Value, Failure> {
        Ok((self.show)(state, self.find(state, id)?, base_url))
    }

    fn add(&self) -> Option<Add> {
        self.add
    }

    fn change(&self) -> Option<Change> {
        self.change
    }

    fn remove(&self) -> Option<Remove> {
        self.remove
    }
}
