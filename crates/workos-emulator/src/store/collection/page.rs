//! Pages of collections, and how the API shows them.

use serde::Serialize;
use serde_json::{Value, json};

/// Which page of a list is wanted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PageQuery<'a> {
    pub(crate) before: Option<&'a str>,
    pub(crate) after: Option<&'a str>,
    pub(crate) limit: usize,
    pub(crate) order: Order,
}

/// How a list is ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    Asc,
    Desc,
    Normal,
}

/// A page, with the cursors of its neighbours.
#[derive(Debug)]
pub(crate) struct Page<'a, T> {
    pub(crate) items: Vec<&'a T>,
    pub(crate) before: Option<&'a str>,
    pub(crate) after: Option<&'a str>,
}

impl<'a, T> Page<'a, T> {
    /// The API's list envelope.
    pub(crate) fn to_json(&self, item: impl Fn(&T) -> Value) -> Value {
        json!({
            "object": "list",
            "data": self.items.iter().map(|stored| item(stored)).collect::<Vec<_>>(),
            "list_metadata": {"before": self.before, "after": self.after},
        })
    }

    /// The list envelope, to be written at once.
    pub(crate) fn shown<S: Serialize>(&self, item: impl Fn(&'a T) -> S) -> impl Serialize {
        #[derive(Serialize)]
        struct Envelope<'c, S> {
            data: Vec<S>,
            list_metadata: Cursors<'c>,
            object: &'static str,
        }
        #[derive(Serialize)]
        struct Cursors<'c> {
            after: Option<&'c str>,
            before: Option<&'c str>,
        }
        Envelope {
            data: self.items.iter().map(|stored| item(stored)).collect(),
            list_metadata: Cursors { after: self.after, before: self.before },
            object: "list",
        }
    }

    /// The envelope of a list that is read in one direction: without `before`.
    pub(crate) fn to_forward_json(&self, item: impl Fn(&T) -> Value) -> Value {
        let mut shown = self.to_json(item);
        shown["list_metadata"] = json!({"after": self.after});
        shown
    }
}

/// The parameter whose cursor names no object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct UnknownCursor(pub(crate) &'static str);
