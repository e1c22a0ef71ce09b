//! Tests of the Pipes worker, with accounts that are connected, revoked and connected again.

use std::sync::Mutex;

use workos_emulator::Emulator;
use workos_examples::pipes_worker::{
    Ask, Job, Outcome, Provider, Refusal, Worker, connect_url, is_connected,
};
use workos_pipes::{Client, ConnectedAccounts, PipesReturn, Secret, TokenSource};
use workos_transport::async_trait;

use crate::support::{client, follow};

const USER: &str = "user_01HQRS5H000000000000000001";

fn job() -> Job {
    Job { user_id: USER.into(), slug: "github".to_owned() }
}

/// A provider that refuses the first `refuses` tokens, and records all tokens.
#[derive(Default)]
struct GitHub {
    refuses: usize,
    seen: Mutex<Vec<String>>,
}

#[async_trait]
impl Provider for GitHub {
    async fn act(&self, _: &Job, token: &Secret) -> Result<(), Refusal> {
        let mut seen = self.seen.lock().unwrap();
        seen.push(token.expose().to_owned());
        if seen.len() <= self.refuses { Err(Refusal::Token) } else { Ok(()) }
    }
}

/// Authorizes the account and returns to the application, as a user does when asked.
async fn connect(emulator: &Emulator, client: &Client) {
    let (url, state) = connect_url(client, &job(), "https://yourapp.com/connected").await.unwrap();
    let back = follow(emulator, &url);
    PipesReturn::parse(back.query().unwrap(), &state).unwrap();
    assert!(is_connected(client, &job()).await.unwrap());
}

#[tokio::test]
async fn a_user_connects_and_the_job_is_done() {
    let emulator = Emulator::new();
    let client = client(&emulator);
    let (worker, github) = (Worker::new(TokenSource::new(&client)), GitHub::default());

    let outcome = worker.run(&job(), &github).await.unwrap();
    assert_eq!(outcome, Outcome::AskUser(Ask::Connect));
    assert!(github.seen.lock().unwrap().is_empty());

    connect(&emulator, &client).await;
    assert_eq!(worker.run(&job(), &github).await.unwrap(), Outcome::Done);
}

#[tokio::test]
async fn a_user_who_revoked_consent_is_asked_again() {
    let emulator = Emulator::new();
    let client = client(&emulator);
    let (worker, github) = (Worker::new(TokenSource::new(&client)), GitHub::default());
    connect(&emulator, &client).await;
    let account = ConnectedAccounts::new(&client).get(USER, "github").send().await.unwrap();

    emulator.revoke_at_provider(account.id.as_str()).unwrap();
    emulator.advance(std::time::Duration::from_secs(24 * 60 * 60));
    let outcome = worker.run(&job(), &github).await.unwrap();
    assert_eq!(outcome, Outcome::AskUser(Ask::Authorize));

    connect(&emulator, &client).await;
    assert_eq!(worker.run(&job(), &github).await.unwrap(), Outcome::Done);
}

#[tokio::test]
async fn a_refused_token_is_fetched_again_once() {
    let emulator = Emulator::new();
    let client = client(&emulator);
    connect(&emulator, &client).await;
    let tokens = TokenSource::new(&client).reuse(std::time::Duration::from_secs(30));
    let worker = Worker::new(tokens);

    let once = GitHub { refuses: 1, ..GitHub::default() };
    assert_eq!(worker.run(&job(), &once).await.unwrap(), Outcome::Done);
    assert_eq!(once.seen.lock().unwrap().len(), 2);

    let always = GitHub { refuses: 9, ..GitHub::default() };
    assert_eq!(worker.run(&job(), &always).await.unwrap(), Outcome::AskUser(Ask::Authorize));
    assert_eq!(always.seen.lock().unwrap().len(), 2);
}
