//! The web examples as one application, at `http://127.0.0.1:3000`.
//!
//! ```console
//! $ cargo run -p workos-cli -- emulate
//! $ export WORKOS_API_KEY=sk_test_default WORKOS_CLIENT_ID=client_test WORKOS_BASE_URL=http://127.0.0.1:4100
//! $ cargo run -p workos-examples
//! ```
//!
//! Then open `http://localhost:3000/login?organization=org_01H5K5Z4J8T9D3G2F1N6M8V7C4`. To use your own account, add
//! `http://localhost:3000/callback` as a redirect URI. To receive its webhooks, set `WORKOS_WEBHOOK_SECRET`.

use std::error::Error;
use std::sync::Arc;

use tokio::net::TcpListener;
use workos_examples::login::{self, Login};
use workos_examples::webhooks::{self, Customers, Receiver};
use workos_pipes::TokenSource;
use workos_sso::{Client, SealKeys};
use workos_webhooks::WebhookVerifier;

#[tokio::main]
#[expect(clippy::print_stdout, reason = "prints the URL to open")]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::from_env()?;
    // A new password at each start, which ends all sessions. Read yours from your configuration.
    let login = Login::new(&client, "http://localhost:3000/callback", SealKeys::generate()?);
    let mut app = login::router(login);
    if let Ok(secret) = std::env::var("WORKOS_WEBHOOK_SECRET") {
        let customers = Arc::new(Customers::default());
        let receiver = Receiver::new(WebhookVerifier::new(secret)?, customers, TokenSource::new(&client));
        app = app.merge(webhooks::router(receiver));
    }
    let listener = TcpListener::bind("127.0.0.1:3000").await?;
    println!("http://localhost:3000/login?organization=org_01H5K5Z4J8T9D3G2F1N6M8V7C4");
    axum::serve(listener, app).await?;
    Ok(())
}
