//! The arguments of `workos connections`.

use clap::{Args, Subcommand};

use super::{DeleteArgs, IdArgs, Paging};

#[derive(Debug, Subcommand)]
pub(crate) enum Connections {
    /// List connections, newest first.
    List(ListConnections),
    /// Show one connection.
    Get(IdArgs),
    /// Delete a connection permanently.
    Delete(DeleteArgs),
}

#[derive(Debug, Default, Args)]
pub(crate) struct ListConnections {
    /// Only connections of this type, for instance OktaSAML.
    #[arg(long = "type", alias = "connection-type", value_name = "TYPE")]
    pub(crate) connection_type: Option<String>,
    /// Only connections of this organization.
    #[arg(long, alias = "organization-id", value_name = "ID")]
    pub(crate) organization: Option<String>,
    /// Only connections with this domain.
    #[arg(long)]
    pub(crate) domain: Option<String>,
    /// Only connections whose name contains this text.
    #[arg(long, value_name = "TEXT")]
    pub(crate) search: Option<String>,
    #[command(flatten)]
    pub(crate) paging: Paging,
}
