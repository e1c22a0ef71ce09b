//! The paging and the output that all `list` commands share.

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use workos_kit::core::ListMetadata;
use workos_kit::{Error, Items, Page};

use crate::failure::Failure;
use crate::output::{Output, Style, one_line};

/// Applies the paging options to a call and sends it. Returns one page, or all pages as one.
///
/// This is a macro because the calls have the same setters, but no common trait.
macro_rules! fetch {
    ($call:expr, $paging:expr) => {{
        let mut call = $call;
        if let Some(limit) = $paging.limit {
            call = call.limit(limit);
        }
        if let Some(cursor) = &$paging.after {
            call = call.after(cursor);
        }
        if let Some(cursor) = &$paging.before {
            call = call.before(cursor);
        }
        if let Some(order) = &$paging.order {
            call = call.order(order.as_str());
        }
        if $paging.all { $crate::commands::listing::gather(call.items()).await } else { call.send().await }
    }};
}
pub(crate) use fetch;

/// Fetches all objects of a list, as one page without cursors.
pub(crate) async fn gather<T>(mut items: Items<T>) -> Result<Page<T>, Error>
where
    T: DeserializeOwned + Send + 'static,
{
    let mut data = Vec::new();
    while let Some(item) = items.try_next().await? {
        data.push(item);
    }
    Ok(Page::new(data, ListMetadata::default()))
}

/// A page to print.
#[derive(Debug)]
pub(crate) struct Listing<const N: usize> {
    /// The name of the objects, in the plural.
    pub(crate) noun: &'static str,
    /// The objects as JSON.
    pub(crate) data: Value,
    pub(crate) cursors: ListMetadata,
    /// Whether the page was requested with `--before`.
    pub(crate) backwards: bool,
    pub(crate) header: [&'static str; N],
    pub(crate) rows: Vec<[String; N]>,
}

impl<const N: usize> Listing<N> {
    pub(crate) fn print(self, output: &Output) -> Result<(), Failure> {
        let document = json!({"object": "list", "data": self.data, "list_metadata": self.cursors});
        let (flag, next) = match self.backwards {
            true => ("--before", self.cursors.before),
            false => ("--after", self.cursors.after),
        };
        output.print(&document, |output| {
            if self.rows.is_empty() {
                return format!("no {}\n", self.noun);
            }
            let mut text = output.table(self.header, &self.rows);
            if let Some(cursor) = next.filter(|cursor| !cursor.is_empty()) {
                let more = format!("more with {flag} {}, or with --all", one_line(&cursor));
                text.push_str(&format!("\n{}\n", output.paint(Style::Dim, &more)));
            }
            text
        })
    }
}
