//! Lists that are longer than a page.

use std::collections::HashSet;
use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use serde::de::DeserializeOwned;
use workos_core::Page;
use workos_transport::TransportErrorKind;

use crate::{Call, CursorError, Error, ListTooLongError};

/// The page size of `Items` and `Pages` unless the call sets a limit. It is the API's maximum. With it, a list takes a
/// tenth of the requests that it would take with the API's default.
const PAGE_SIZE: u32 = 100;

type Fetch<T> = Pin<Box<dyn Future<Output = Result<Page<T>, Error>> + Send>>;

/// A call that lists objects page by page: code over any list can be generic over it.
///
/// ```
/// use workos_client::{Error, PagedCall};
///
/// async fn count(list: impl PagedCall) -> Result<usize, Error> {
///     let mut items = list.into_items();
///     let mut count = 0;
///     while items.try_next().await?.is_some() {
///         count += 1;
///     }
///     Ok(count)
/// }
/// ```
///
/// Sealed: the call types of the domain crates that have `items()` and `pages()` implement it.
pub trait PagedCall: crate::__macro::Sealed + Sized {
    /// The type of the objects.
    type Item: DeserializeOwned + Send + 'static;

    /// Returns the call that fetches one page.
    fn into_paged_call(self) -> Call<Page<Self::Item>>;

    /// Returns the objects from the position of the call, page by page.
    fn into_items(self) -> Items<Self::Item> {
        Items::new(self.into_paged_call())
    }

    /// Returns the pages from the position of the call.
    fn into_pages(self) -> Pages<Self::Item> {
        Pages::new(self.into_paged_call())
    }
}

/// The pages of a list, fetched one after another on demand.
///
/// Use it as a [`Stream`], or without stream utilities through [`try_next`](Self::try_next). It owns its data, so it
/// can be moved to another task. It ends after the last page or the first error; [`cursor`](Self::cursor) says where to
/// resume.
#[must_use = "pages are fetched only on demand"]
pub struct Pages<T> {
    call: Call<Page<T>>,
    direction: &'static str,
    cursor: Option<String>,
    seen: HashSet<String>,
    finished: bool,
    state: State<T>,
}

enum State<T> {
    Ready,
    Fetching(Fetch<T>),
    /// Prefetched result.
    Fetched(Result<Page<T>, Error>),
    Done,
}

impl<T: DeserializeOwned + Send + 'static> Pages<T> {
    /// Creates the pages from the position of the call on: forwards by `after`, or backwards if it has only `before`.
    pub fn new(mut call: Call<Page<T>>) -> Self {
        if !call.has_query("limit") {
            call.query("limit", PAGE_SIZE);
        }
        let direction = if call.has_query("before") && !call.has_query("after") { "before" } else { "after" };
        let cursor = call.query_value(direction);
        Self {
            call,
            direction,
            seen: cursor.iter().cloned().collect(),
            cursor,
            finished: false,
            state: State::Ready,
        }
    }

    /// The next page, or `None` after the last.
    ///
    /// # Errors
    /// Any error of the call, and [`Error::Cursor`] when the list does not advance.
    pub async fn try_next(&mut self) -> Result<Option<Page<T>>, Error> {
        poll_fn(|context| self.poll_page(context)).await.transpose()
    }

    /// Fetches all remaining pages, of which there may be at most `max`.
    ///
    /// # Errors
    /// Any error of the call, [`Error::Cursor`] when the list does not advance, and [`Error::ListTooLong`] when there
    /// are more than `max` pages. The fetched pages are then dropped.
    pub async fn try_collect(mut self, max: usize) -> Result<Vec<Page<T>>, Error> {
        let mut pages = Vec::new();
        while let Some(page) = self.try_next().await? {
            if pages.len() == max {
                return Err(Error::ListTooLong(ListTooLongError::new(self.call.operation(), max)));
            }
            pages.push(page);
        }
        Ok(pages)
    }

    /// The cursor at which the list resumes: of the page that is fetched next, or whose fetch failed. `None` for the
    /// first page of a list, and after the last page; [`is_finished`](Self::is_finished) distinguishes the two.
    #[must_use]
    pub fn cursor(&self) -> Option<&str> {
        self.cursor.as_deref()
    }

    /// Whether the last page was returned. A list that an error ended is not finished.
    #[must_use]
    pub const fn is_finished(&self) -> bool {
        self.finished
    }

    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Page<T>, Error>>> {
        loop {
            match &mut self.state {
                State::Done => return Poll::Ready(None),
                State::Ready => self.state = State::Fetching(self.fetch()),
                State::Fetching(fetch) => {
                    let result = ready!(fetch.as_mut().poll(context));
                    return Poll::Ready(Some(self.take(result)));
                }
                State::Fetched(_) => {
                    // A prefetch is polled only while the list is read, so it can time out although the server
                    // answered. The page is fetched again.
                    match std::mem::replace(&mut self.state, State::Ready) {
                        State::Fetched(Err(error)) if is_timeout(&error) => {}
                        State::Fetched(result) => return Poll::Ready(Some(self.take(result))),
                        _ => {}
                    }
                }
            }
        }
    }

    /// Starts or continues the prefetch of the next page, while the caller reads the current one.
    fn poll_prefetch(&mut self, context: &mut Context<'_>) {
        if matches!(self.state, State::Ready) {
            self.state = State::Fetching(self.fetch());
        }
        if let State::Fetching(fetch) = &mut self.state
            && let Poll::Ready(result) = fetch.as_mut().poll(context)
        {
            self.state = State::Fetched(result);
        }
    }

    fn fetch(&self) -> Fetch<T> {
        let mut call = self.call.clone();
        if let Some(cursor) = &self.cursor {
            call.query(self.direction, cursor);
        }
        Box::pin(call.send())
    }

    /// Returns a fetched page, and ends the list after an error.
    fn take(&mut self, fetched: Result<Page<T>, Error>) -> Result<Page<T>, Error> {
        let result = fetched.and_then(|page| self.advance(page));
        if result.is_err() {
            self.state = State::Done;
        }
        result
    }

    /// Records where the list continues after this page.
    fn advance(&mut self, page: Page<T>) -> Result<Page<T>, Error> {
        let next = if self.direction == "before" { page.before() } else { page.after() };
        self.state = if next.is_some() { State::Ready } else { State::Done };
        if let Some(cursor) = next
            && !self.seen.insert(cursor.to_owned())
        {
            return Err(Error::Cursor(CursorError::new(self.call.operation(), cursor)));
        }
        self.cursor = next.map(str::to_owned);
        self.finished = self.cursor.is_none();
        Ok(page)
    }
}

fn is_timeout(error: &Error) -> bool {
    matches!(error, Error::Transport(error) if error.transport_error().kind() == TransportErrorKind::Timeout)
}

impl<T: DeserializeOwned + Send + 'static> Stream for Pages<T> {
    type Item = Result<Page<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_page(context)
    }
}

// No field is pinned structurally: the call in flight is boxed.
impl<T> Unpin for Pages<T> {}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("call", &self.call)
            .field("cursor", &self.cursor)
            .finish_non_exhaustive()
    }
}

/// The objects of a list, page by page.
///
/// Use it as a [`Stream`], or without stream utilities through [`try_next`](Self::try_next). It requests 100 objects
/// per page unless the call has a limit. It ends after the last object or the first error.
///
/// The next page is prefetched while the current one is read. On the first page, the prefetch starts in the second
/// half, so that a caller that needs only the first objects makes one request. On later pages it starts with the first
/// object. At most one page is prefetched. A prefetch does not change the order of objects and errors: an error of a
/// page is returned after the objects before it. Dropping the list cancels the prefetch.
#[must_use = "pages are fetched only on demand"]
pub struct Items<T> {
    pages: Pages<T>,
    page: std::vec::IntoIter<T>,
    /// The next page is prefetched once fewer objects than this are left on the current one.
    prefetch_below: usize,
    resume: Option<String>,
}

impl<T: DeserializeOwned + Send + 'static> Items<T> {
    /// Creates the list of objects from the position of the call on.
    pub fn new(call: Call<Page<T>>) -> Self {
        let pages = Pages::new(call);
        Self { resume: pages.cursor.clone(), pages, page: Vec::new().into_iter(), prefetch_below: 0 }
    }

    /// The next object, or `None` after the last.
    ///
    /// # Errors
    /// Any error of the call, and [`Error::Cursor`] when the list does not advance.
    pub async fn try_next(&mut self) -> Result<Option<T>, Error> {
        poll_fn(|context| self.poll_item(context)).await.transpose()
    }

    /// Fetches all remaining objects, of which there may be at most `max`: a bound of the memory that a list takes.
    ///
    /// # Errors
    /// Any error of the call, [`Error::Cursor`] when the list does not advance, and [`Error::ListTooLong`] when there
    /// are more than `max` objects. The fetched objects are then dropped.
    pub async fn try_collect(mut self, max: usize) -> Result<Vec<T>, Error> {
        let mut items = Vec::new();
        while let Some(item) = self.try_next().await? {
            if items.len() == max {
                return Err(Error::ListTooLong(ListTooLongError::new(self.pages.call.operation(), max)));
            }
            items.push(item);
        }
        Ok(items)
    }

    /// The cursor of the page of the last returned object. A list that resumes there repeats at most that page and
    /// loses nothing. `None` on the first page of a list.
    #[must_use]
    pub fn cursor(&self) -> Option<&str> {
        self.resume.as_deref()
    }

    /// Whether the last object was returned. A list that an error ended is not finished.
    #[must_use]
    pub fn is_finished(&self) -> bool {
        self.pages.is_finished() && self.page.len() == 0
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            if let Some(item) = self.page.next() {
                if self.page.len() < self.prefetch_below {
                    self.pages.poll_prefetch(context);
                }
                return Poll::Ready(Some(Ok(item)));
            }
            let cursor = self.pages.cursor.clone();
            match ready!(self.pages.poll_page(context)) {
                Some(Ok(page)) => {
                    let objects = page.data.len();
                    // A caller that reads a second page will probably read all pages.
                    self.prefetch_below = if cursor.is_some() { objects } else { objects / 2 };
                    self.page = page.data.into_iter();
                    self.resume = cursor;
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<T: DeserializeOwned + Send + 'static> Stream for Items<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(context)
    }
}

// No field is pinned structurally.
impl<T> Unpin for Items<T> {}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("pages", &self.pages).finish_non_exhaustive()
    }
}
