//! An application that only lists SSO connections, with the crate of that domain.

use workos_sso::{Client, Connections, Error};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let client = Client::new(std::env::var("WORKOS_API_KEY").unwrap_or_default())?;
    let page = Connections::new(&client).list().send().await?;
    for connection in page.data {
        println!("{} {}", connection.id, connection.name);
    }
    Ok(())
}
