//! What every list has in common.

use crate::answer::Failure;
use crate::call::Pairs;
use crate::collection::{Order, PageQuery, UnknownCursor};
use crate::validate;

const DEFAULT_LIMIT: usize = 10;

/// The page that a query asks for. The route table has checked `limit` and `order`.
pub(super) fn page_query(query: &Pairs) -> PageQuery<'_> {
    PageQuery {
        before: query.get("before"),
        after: query.get("after"),
        limit: query.get("limit").and_then(|limit| limit.parse().ok()).unwrap_or(DEFAULT_LIMIT),
        order: match query.get("order") {
            Some("asc") => Order::Asc,
            Some("normal") => Order::Normal,
            _ => Order::Desc,
        },
    }
}

/// The refusal of a cursor: never the first page, which would make a client go round for ever.
pub(super) fn unknown_cursor(cursor: UnknownCursor) -> Failure {
    let message = format!("{} is not the id of an object in this list.", cursor.0);
    validate::unprocessable(cursor.0, "invalid", &message)
}
