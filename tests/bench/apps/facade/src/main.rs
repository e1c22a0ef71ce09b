//! An application that only lists SSO connections, with the facade over all domains.

use workos_kit::{Error, WorkOs};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let workos = WorkOs::new(std::env::var("WORKOS_API_KEY").unwrap_or_default())?;
    let page = workos.connections().list().send().await?;
    for connection in page.data {
        println!("{} {}", connection.id, connection.name);
    }
    Ok(())
}
