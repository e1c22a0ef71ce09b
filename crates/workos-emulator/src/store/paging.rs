//! What every list has in common.

use crate::base::lenient::Check;
use crate::http::answer::Failure;
use crate::http::request::Call;
use crate::store::collection::page::{Order, PageQuery, UnknownCursor};
use crate::store::collection::{Collection, Stored};

const DEFAULT_LIMIT: usize = 10;
const LARGEST_LIMIT: usize = 100;

/// The page of this list that a query asks for. The route table has checked `limit` and `order`.
pub(crate) fn page_query<'a, T: Clone + Stored>(call: &'a Call, list: &Collection<T>) -> PageQuery<'a> {
    let query = &call.query;
    let lenient = call.lenient.skips(Check::Cursors);
    let cursor = |name| query.get(name).filter(|id| !lenient || list.knows(id));
    let limit = query.get("limit").and_then(|limit| limit.parse::<i64>().ok());
    PageQuery {
        before: cursor("before"),
        after: cursor("after"),
        limit: limit
            .map_or(DEFAULT_LIMIT, |limit| usize::try_from(limit).unwrap_or(0).clamp(1, LARGEST_LIMIT)),
        order: match query.get("order") {
            Some("asc") => Order::Asc,
            Some("normal") => Order::Normal,
            _ => Order::Desc,
        },
    }
}

/// The refusal of a cursor: never the first page, which would make a client go round for ever.
pub(crate) fn unknown_cursor(cursor: UnknownCursor) -> Failure {
    let message = format!("{} is not the id of an object in this list.", cursor.0);
    Failure::invalid_parameter(cursor.0, "invalid", &message)
}
