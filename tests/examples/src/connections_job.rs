//! A background job that copies every connection into SQLite and resumes after a crash.
//!
//! Each page is one transaction, which stores the rows together with the cursor of the next page. After a crash, either
//! both are stored or neither. So no row is lost, and no row is stored twice.
//!
//! ```toml
//! rusqlite = { version = "0.37", features = ["bundled"] }
//! workos-sso = "0.1"
//! ```
//!
//! # What to change for your own use
//! - Run the job on a timer, one run at a time: two runs over one database would overwrite each other's cursor.
//! - For another list, change the handle, the table and the name in `progress`. Every paged list has `after`.
//! - The writes block the runtime, which is acceptable because they are short. For longer writes, or a database across
//!   a network, use `spawn_blocking` or an asynchronous driver. Rows and cursor must still share a transaction.
//! - Between two runs, use webhooks to learn of changes, as the example `webhooks` does.

use std::fmt;

use rusqlite::{Connection as Database, OptionalExtension, Transaction, params};
use workos_sso::{Connection, Connections, Error, Order, Page};

/// The number of connections per request, which is the maximum of the API.
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

/// Starts the next run. Rows of earlier runs are deleted at the end of a run.
const NEXT_RUN: &str = "UPDATE progress SET run = run + 1, cursor = NULL WHERE job = 'connections'";

/// The result of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Number of rows written.
    pub stored: usize,
    /// Number of rows removed, because their connections no longer exist.
    pub removed: usize,
    /// Whether the run resumed an earlier run that had stopped.
    pub resumed: bool,
}

/// Copies every connection. Resumes the last run if it did not complete.
///
/// # Errors
/// When the API or the database fails. Rows stored until then stay, and the next run resumes after them.
pub async fn run(connections: &Connections, database: &mut Database) -> Result<Summary, JobError> {
    database.execute_batch(SCHEMA)?;
    let mut cursor = cursor(database)?;
    let mut summary = Summary { resumed: cursor.is_some(), ..Summary::default() };
    loop {
        // Oldest first: connections that are created during the run come last, so none is missed.
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
            // The cursor is no longer valid, perhaps because its connection was deleted. So start a new run.
            Err(Error::Api(error)) if cursor.is_some() && error.status() == 422 => {
                database.execute(NEXT_RUN, [])?;
                cursor = None;
                summary.resumed = false;
            }
            Err(error) => return Err(error.into()),
        }
    }
}

/// Stores a page and the cursor of the next page. After the last page, ends the run.
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

/// Returns the cursor at which the last run stopped; `None` if that run completed.
fn cursor(database: &Database) -> Result<Option<String>, rusqlite::Error> {
    database
        .query_row("SELECT cursor FROM progress WHERE job = 'connections'", [], |row| row.get(0))
        .optional()
        .map(Option::flatten)
}

/// Why a run ended early.
#[derive(Debug)]
pub enum JobError {
    /// The API failed. `is_retryable()` of the error says whether to start the next run soon.
    Api(Error),
    /// The database failed.
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
