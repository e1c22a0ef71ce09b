//! An application that only lists SSO connections, with the official crate.

use workos::resources::sso::ListConnectionsParams;
use workos::{Client, Error};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let client = Client::new(std::env::var("WORKOS_API_KEY").unwrap_or_default());
    let page = client.sso().list_connections(ListConnectionsParams::default()).await?;
    for connection in page.data {
        println!("{} {}", connection.id, connection.name);
    }
    Ok(())
}
