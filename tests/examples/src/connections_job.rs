//! A background job that copies every connection into SQLite and goes on where it stopped after a crash.
//!
//! Each page is one transaction, which stores the rows and the cursor of the next page together: after a crash either
//! both are there or neither. So no row is lost, and none is there twice.
//!
//! ```toml
//! rusqlite = { version = "0.37", features = ["bundled"] }
//! workos-sso = "0.1"
//! ```
//!
//! # What to change for your own use
//! - Run it on a timer, one at a time: two jobs over one database would take each other's cursor.
//! - Another list is another handle, table and name in `progress`. Everything that is `paged` has `after` and `pages`.
//! - The writes are short and block the runtime for that long. Where they are not, or with a database across a
//!   network, use `spawn_blocking` or an asynchronous driver; what matters is that rows and cursor share a transaction.
//! - Between two runs let webhooks tell of changes, as the example `webhooks` does.

use std::fmt;

use rusqlite::{Connection as Database, OptionalExtension, Transaction, params};
use workos_sso::{Connection, Connections, Error, Order, Page};

/// Connections a request; the API gives no more.
const PAGE: u32 = 100;

const SCHEMA: &str = "
    CREATE TABLE IF NOT EXISTS connections (
        id TEXT PRIMARY KEY,
        organization_id TEXT,
        name TEXT NOT NULL,
        connection_type TEXT NOT NULL,
        state TEXT NOT NULL,
        run INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS progress (
        job TEXT PRIMARY KEY,
        run INTEGER NOT NULL,
        cursor TEXT
    ) STRICT;
    INSERT INTO progress VALUES ('connections', 1, NULL) ON CONFLICT DO NOTHING;
";

/// Rows of earlier runs go when this one has come to its end.
const NEXT_RUN: &str = "UPDATE progress SET run = run + 1, cursor = NULL WHERE job = 'connections'";

/// What a run did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Rows that were written.
    pub stored: usize,
    /// Rows of connections that there are no more.
    pub removed: usize,
    /// Whether it went on where an earlier run had stopped.
    pub resumed: bool,
}

/// Copies every connection; goes on where the last run stopped, if it did not come to its end.
///
/// # Errors
/// When the API or the database fails. What was stored until then stays, and the next run goes on from there.
pub async fn run(connections: &Connections, database: &mut Database) -> Result<Summary, JobError> {
    database.execute_batch(SCHEMA)?;
    let mut cursor = cursor(database)?;
    let mut summary = Summary { resumed: cursor.is_some(), ..Summary::default() };
    loop {
        // Oldest first: what is created meanwhile comes at the end and is not missed.
        let mut list = connections.list().order(Order::Asc).limit(PAGE);
        if let Some(cursor) = &cursor {
            list = list.after(cursor.as_str());
        }
        match list.send().await {
            Ok(page) => {
                cursor = store(database, &page, &mut summary)?;
                if cursor.is_none() {
                    return Ok(summary);
                }
            }
            // The cursor is not good any more: its connection was deleted, perhaps. So this is another run.
            Err(Error::Api(error)) if cursor.is_some() && error.status() == 422 => {
                database.execute(NEXT_RUN, [])?;
                cursor = None;
                summary.resumed = false;
            }
            Err(error) => return Err(error.into()),
        }
    }
}

/// Stores a page and the cursor of the next one, or, after the last page, ends the run.
fn store(
    database: &mut Database,
    page: &Page<Connection>,
    summary: &mut Summary,
) -> Result<Option<String>, rusqlite::Error> {
    let transaction = database.transaction()?;
    let run: i64 =
        transaction.query_row("SELECT run FROM progress WHERE job = 'connections'", [], |row| row.get(0))?;
    for connection in &page.data {
        upsert(&transaction, connection, run)?;
    }
    let next = page.list_metadata.after.clone();
    let removed = match &next {
        Some(cursor) => {
            transaction.execute("UPDATE progress SET cursor = ?1 WHERE job = 'connections'", [cursor])?;
            0
        }
        None => {
            let removed = transaction.execute("DELETE FROM connections WHERE run <> ?1", [run])?;
            transaction.execute(NEXT_RUN, [])?;
            removed
        }
    };
    transaction.commit()?;
    summary.stored += page.data.len();
    summary.removed += removed;
    Ok(next)
}

fn upsert(transaction: &Transaction<'_>, connection: &Connection, run: i64) -> Result<(), rusqlite::Error> {
    transaction
        .prepare_cached(
            "INSERT INTO connections (id, organization_id, name, connection_type, state, run)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (id) DO UPDATE SET organization_id = excluded.organization_id, name = excluded.name,
                 connection_type = excluded.connection_type, state = excluded.state, run = excluded.run",
        )?
        .execute(params![
            connection.id.as_str(),
            connection.organization_id.as_ref().map(|id| id.as_str()),
            connection.name,
            connection.connection_type.as_str(),
            connection.state.as_ref().map(|state| state.as_str()),
            run,
        ])?;
    Ok(())
}

/// Where the last run stopped; `None` when it came to its end.
fn cursor(database: &Database) -> Result<Option<String>, rusqlite::Error> {
    database
        .query_row("SELECT cursor FROM progress WHERE job = 'connections'", [], |row| row.get(0))
        .optional()
        .map(Option::flatten)
}

/// Why a run ended early.
#[derive(Debug)]
pub enum JobError {
    /// The API. Its `is_retryable()` says whether the next run can be soon.
    Api(Error),
    /// The database.
    Database(rusqlite::Error),
}

impl From<Error> for JobError {
    fn from(error: Error) -> Self {
        Self::Api(error)
    }
}

impl From<rusqlite::Error> for JobError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}

impl fmt::Display for JobError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api(error) => error.fmt(f),
            Self::Database(error) => write!(f, "the database failed: {error}"),
        }
    }
}

impl std::error::Error for JobError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Api(error) => Some(error),
            Self::Database(error) => Some(error),
        }
    }
}
