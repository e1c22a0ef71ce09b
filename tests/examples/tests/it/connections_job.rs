//! Tests of the job that copies connections: crashes at every request and inside a transaction.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rusqlite::Connection as Database;
use serde_json::json;
use workos_emulator::{Emulator, EmulatorTransport, NewConnection};
use workos_examples::connections_job::{JobError, Summary, run};
use workos_sso::{Connections, Order};
use workos_transport::{
    Clock, Request, Response, Transport, TransportError, TransportErrorKind, async_trait,
};
use workos_transport_mock::{RecordedRequest, Reply, Script};

use crate::support::{client, client_over};

/// Fills three pages, the last one partly.
const CONNECTIONS: usize = 230;

fn emulator() -> Emulator {
    let emulator = Emulator::new();
    for number in 0..CONNECTIONS {
        emulator.add_connection(NewConnection::new("OktaSAML").name(format!("Okta {number}"))).unwrap();
    }
    emulator
}

/// Loses the connection at the request with the number `at`.
#[derive(Debug)]
struct FailsOnce {
    inner: EmulatorTransport,
    sent: AtomicUsize,
    at: usize,
}

#[async_trait]
impl Transport for FailsOnce {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        if self.sent.fetch_add(1, Ordering::Relaxed) == self.at {
            return Err(TransportError::new(TransportErrorKind::Lost, "unplugged"));
        }
        self.inner.send(request).await
    }

    fn clock(&self) -> Arc<dyn Clock> {
        self.inner.clock()
    }
}

fn failing(emulator: &Emulator, at: usize) -> Connections {
    let transport = FailsOnce { inner: emulator.transport(), sent: AtomicUsize::new(0), at };
    Connections::new(&client_over(emulator, transport))
}

fn working(emulator: &Emulator) -> Connections {
    Connections::new(&client(emulator))
}

/// Returns the ids in the table. A duplicate would violate the primary key, and would change the count.
fn stored(database: &Database) -> Vec<String> {
    let mut select = database.prepare("SELECT id FROM connections ORDER BY id").unwrap();
    select.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

async fn existing(emulator: &Emulator) -> Vec<String> {
    let mut items = working(emulator).list().order(Order::Asc).limit(100).items();
    let mut ids = BTreeSet::new();
    while let Some(connection) = items.try_next().await.unwrap() {
        ids.insert(connection.id.to_string());
    }
    ids.into_iter().collect()
}

/// A database file that outlives a crashed job. It is removed on drop.
struct DatabaseFile(std::path::PathBuf);

impl DatabaseFile {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("workos-examples-{}-{name}.sqlite", std::process::id()));
        let _ = std::fs::remove_file(&path);
        Self(path)
    }

    fn open(&self) -> Database {
        Database::open(&self.0).unwrap()
    }
}

impl Drop for DatabaseFile {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

#[tokio::test]
async fn a_run_copies_every_page() {
    let emulator = emulator();
    let mut database = Database::open_in_memory().unwrap();
    let summary = run(&working(&emulator), &mut database).await.unwrap();
    assert!(summary.stored > CONNECTIONS && !summary.resumed);
    assert_eq!(stored(&database), existing(&emulator).await);
}

#[tokio::test]
async fn a_crash_at_any_request_loses_and_duplicates_nothing() {
    let emulator = emulator();
    for at in 0..3 {
        let file = DatabaseFile::new(&format!("request-{at}"));
        let error = run(&failing(&emulator, at), &mut file.open()).await.unwrap_err();
        assert!(matches!(error, JobError::Api(error) if error.is_retryable()));
        assert_eq!(stored(&file.open()).len(), at * 100, "whole pages");

        let summary = run(&working(&emulator), &mut file.open()).await.unwrap();
        assert_eq!((summary.resumed, summary.removed), (at > 0, 0));
        assert_eq!(summary.stored + at * 100, existing(&emulator).await.len(), "no page is fetched twice");
        assert_eq!(stored(&file.open()), existing(&emulator).await);
    }
}

#[tokio::test]
async fn a_crash_inside_a_page_stores_nothing_of_that_page() {
    let emulator = emulator();
    let file = DatabaseFile::new("transaction");
    run(&failing(&emulator, 1), &mut file.open()).await.unwrap_err();

    let mut database = file.open();
    database
        .execute_batch(
            "CREATE TEMP TRIGGER full AFTER INSERT ON main.connections
             WHEN (SELECT count(*) FROM main.connections) = 150
             BEGIN SELECT RAISE(ABORT, 'the disk is full'); END",
        )
        .unwrap();
    let error = run(&working(&emulator), &mut database).await.unwrap_err();
    assert!(matches!(error, JobError::Database(_)), "{error}");
    assert_eq!(stored(&database).len(), 100);

    drop(database);
    run(&working(&emulator), &mut file.open()).await.unwrap();
    assert_eq!(stored(&file.open()), existing(&emulator).await);
}

#[tokio::test]
async fn deleted_connections_are_removed_by_the_next_complete_run() {
    let emulator = emulator();
    let mut database = Database::open_in_memory().unwrap();
    run(&working(&emulator), &mut database).await.unwrap();
    let gone = stored(&database).remove(7);
    working(&emulator).delete(gone.as_str()).send().await.unwrap();
    emulator.add_connection(NewConnection::new("OktaSAML")).unwrap();

    let summary = run(&working(&emulator), &mut database).await.unwrap();
    assert_eq!((summary.removed, summary.resumed), (1, false));
    assert_eq!(stored(&database), existing(&emulator).await);
    let again = run(&working(&emulator), &mut database).await.unwrap();
    assert_eq!(again, Summary { removed: 0, ..summary });
}

#[tokio::test]
async fn a_refused_cursor_restarts_the_run() {
    let emulator = emulator();
    let mut database = Database::open_in_memory().unwrap();
    run(&failing(&emulator, 1), &mut database).await.unwrap_err();

    let one = json!({"id": "conn_1", "name": "Okta", "connection_type": "OktaSAML", "state": "active"});
    let script = Script::new()
        .reply(Reply::json(422, json!({"message": "Invalid cursor"})))
        .reply(Reply::json(200, json!({"data": [one], "list_metadata": {"after": null}})));
    let connections = Connections::new(&client_over(&emulator, script.clone()));
    let summary = run(&connections, &mut database).await.unwrap();

    let has_cursor = |request: &RecordedRequest| request.query().iter().any(|(name, _)| name == "after");
    assert_eq!(script.requests().iter().map(has_cursor).collect::<Vec<_>>(), [true, false]);
    assert_eq!(summary, Summary { stored: 1, removed: 100, resumed: false });
    assert_eq!(stored(&database), ["conn_1"]);
}
