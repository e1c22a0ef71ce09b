//! Lists longer than a page.

use std::collections::HashSet;
use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use serde::de::DeserializeOwned;
use workos_core::Page;
use workos_transport::TransportErrorKind;

use crate::{Call, CursorError, Error};

/// What auto-paging asks for unless told otherwise: the API's maximum, a tenth of the requests of its default.
const PAGE_SIZE: u32 = 100;

type Fetch<T> = Pin<Box<dyn Future<Output = Result<Page<T>, Error>> + Send>>;

/// The pages of a list, fetched one after another as they are asked for.
///
/// A [`Stream`], and usable without one by [`try_next`](Self::try_next). It owns all it needs: it can be moved to
/// another task. It ends after the last page or the first error; [`cursor`](Self::cursor) is where to resume.
#[must_use = "pages are fetched only as they are asked for"]
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
    /// The page that comes next, or why it does not, is there before it was asked for.
    Fetched(Result<Page<T>, Error>),
    Done,
}

impl<T: DeserializeOwned + Send + 'static> Pages<T> {
    /// Pages from where the call points to: forwards by `after`, or backwards if it has only `before`.
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
    /// Those of the call, and [`Error::Cursor`] when the list does not advance.
    pub async fn try_next(&mut self) -> Result<Option<Page<T>>, Error> {
        poll_fn(|context| self.poll_page(context)).await.transpose()
    }

    /// The cursor of the page that is fetched next, or whose fetch failed: a list resumes there. `None` for the first
    /// page of a list, and after the last one; [`is_finished`](Self::is_finished) tells them apart.
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
                    // A fetch that nobody waited for can time out because its page was not wanted yet.
                    match std::mem::replace(&mut self.state, State::Ready) {
                        State::Fetched(Err(error)) if is_timeout(&error) => {}
                        State::Fetched(result) => return Poll::Ready(Some(self.take(result))),
                        _ => {}
                    }
                }
            }
        }
    }

    /// Starts the fetch of the next page, or carries it on, while the caller is busy with the page before.
    fn poll_ahead(&mut self, context: &mut Context<'_>) {
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

    /// Hands out what was fetched.
    fn take(&mut self, fetched: Result<Page<T>, Error>) -> Result<Page<T>, Error> {
        let result = fetched.and_then(|page| self.advance(page));
        if result.is_err() {
            self.state = State::Done;
        }
        result
    }

    /// Notes where the list goes on after this page.
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

// Nothing in it is pinned structurally: the call in flight is boxed.
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
/// A [`Stream`], and usable without one by [`try_next`](Self::try_next). It asks for 100 objects a page unless the
/// call has a limit. It ends after the last object or the first error.
///
/// The next page is fetched while the current one is used: from the second page on with its first object, and on the
/// first page in its second half, so that a caller who only looks at the beginning costs one request. At most one page
/// is fetched ahead. Order and errors are those of a list without it: what goes wrong with a page is told when the
/// objects before it are used up, and to drop the list drops the fetch.
#[must_use = "pages are fetched only as they are asked for"]
pub struct Items<T> {
    pages: Pages<T>,
    page: std::vec::IntoIter<T>,
    /// How many objects are left on the page when the next is fetched.
    ahead_below: usize,
    resume: Option<String>,
}

impl<T: DeserializeOwned + Send + 'static> Items<T> {
    /// The objects from where the call points to.
    pub fn new(call: Call<Page<T>>) -> Self {
        let pages = Pages::new(call);
        Self { resume: pages.cursor.clone(), pages, page: Vec::new().into_iter(), ahead_below: 0 }
    }

    /// The next object, or `None` after the last.
    ///
    /// # Errors
    /// Those of the call, and [`Error::Cursor`] when the list does not advance.
    pub async fn try_next(&mut self) -> Result<Option<T>, Error> {
        poll_fn(|context| self.poll_item(context)).await.transpose()
    }

    /// The cursor of the page that the last returned object came from: a list that resumes there repeats at most
    /// that page and loses nothing. `None` in the first page of a list.
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
                if self.page.len() < self.ahead_below {
                    self.pages.poll_ahead(context);
                }
                return Poll::Ready(Some(Ok(item)));
            }
            let cursor = self.pages.cursor.clone();
            match ready!(self.pages.poll_page(context)) {
                Some(Ok(page)) => {
                    let objects = page.data.len();
                    // Who asks for a second page is likely to want them all.
                    self.ahead_below = if cursor.is_some() { objects } else { objects / 2 };
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

// Nothing in it is pinned structurally.
impl<T> Unpin for Items<T> {}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("pages", &self.pages).finish_non_exhaustive()
    }
}
