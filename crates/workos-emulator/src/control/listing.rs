//! Pages of what the control API lists.

use http::StatusCode;
use serde_json::{Value, json};

use crate::control::request::invalid;
use crate::domains::resource::Kind;
use crate::domains::state::State;
use crate::http::answer;
use crate::http::answer::{Answer, Failure, shown};
use crate::http::form::Pairs;
use crate::store::collection::page::{Order, PageQuery};

/// How many are shown unless `limit` says otherwise, and at most.
const USUAL: usize = 100;
const MOST: usize = 1000;

/// Which page is wanted: `limit`, `after` and `order`.
#[derive(Debug)]
pub(crate) struct Listing<'a> {
    limit: usize,
    after: Option<&'a str>,
    newest_first: bool,
}

impl<'a> Listing<'a> {
    /// Reads the query, whose other parameters are these filters.
    ///
    /// # Errors
    /// 422 for a parameter that is none of them: a filter with a typo would let everything pass.
    pub(crate) fn read(query: &'a Pairs, filters: &[&str]) -> Result<Self, Failure> {
        const OWN: [&str; 3] = ["limit", "after", "order"];
        if let Some((name, _)) = query.iter().find(|(name, _)| !OWN.contains(name) && !filters.contains(name))
        {
            let known = [&OWN, filters].concat().join(", ");
            return Err(invalid(format!("Unknown parameter '{}'. The parameters are {known}.", shown(name))));
        }
        let limit = query.get("limit").map_or(Ok(USUAL), str::parse);
        let limit = limit.ok().filter(|limit| (1..=MOST).contains(limit));
        let newest_first = match query.get("order") {
            None | Some("asc") => false,
            Some("desc") => true,
            Some(_) => return Err(invalid("order must be asc (oldest first, the default) or desc.")),
        };
        Ok(Self {
            limit: limit.ok_or_else(|| invalid(format!("limit must be between 1 and {MOST}.")))?,
            after: query.filled("after"),
            newest_first,
        })
    }

    /// A page of what an iterator yields, oldest first. `total` says how many match on all pages.
    ///
    /// # Errors
    /// 422 when the cursor is none.
    pub(crate) fn page<T>(
        &self,
        items: impl DoubleEndedIterator<Item = T>,
        cursor: impl Fn(&T) -> String,
        matches: impl Fn(&T) -> bool,
        show: impl Fn(&T) -> Result<Value, Failure>,
    ) -> Answer {
        let mut items = items;
        let mut next = || if self.newest_first { items.next_back() } else { items.next() };
        let (mut data, mut last, mut total, mut goes_on) = (Vec::new(), None, 0_usize, false);
        let mut is_past = self.after.is_none();
        while let Some(item) = next() {
            if matches(&item) {
                total += 1;
                if is_past && data.len() < self.limit {
                    data.push(show(&item)?);
                    last = Some(cursor(&item));
                } else {
                    goes_on |= is_past;
                }
            }
            is_past = is_past || self.after == Some(cursor(&item).as_str());
        }
        if !is_past {
            return Err(unknown_cursor());
        }
        let body = json!({
            "object": "list",
            "data": data,
            "list_metadata": {"after": last.filter(|_| goes_on)},
            "total": total,
        });
        Ok(answer::json(StatusCode::OK, &body))
    }

    /// A page of a kind of objects; costs as much as the page.
    ///
    /// # Errors
    /// 422 if the cursor is unknown.
    pub(crate) fn page_of(&self, kind: &dyn Kind, state: &State, base_url: &str) -> Answer {
        let order = if self.newest_first { Order::Desc } else { Order::Asc };
        let query = PageQuery { before: None, after: self.after, limit: self.limit, order };
        let page = kind.page(state, &query, base_url).map_err(|_| unknown_cursor())?;
        Ok(answer::json(StatusCode::OK, &page))
    }
}

fn unknown_cursor() -> Failure {
    invalid("after must be the list_metadata.after of an earlier page, and its object must still exist.")
}
