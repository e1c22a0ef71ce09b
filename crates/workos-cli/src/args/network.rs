//! The options of `workos emulate` for its connections: from clients, and to webhook endpoints.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::{LISTENING, WEBHOOKS, parse_seconds};

#[derive(Debug, Args)]
pub(crate) struct Network {
    /// Accept requests whose Host is this name; may be repeated.
    ///
    /// By default: localhost, host.docker.internal, IP addresses, the host of --issuer, and with --allow-non-loopback
    /// names without a dot. A web page could use other names to send requests (DNS rebinding).
    #[arg(long, value_name = "NAME", help_heading = LISTENING)]
    pub(crate) allow_host: Vec<String>,
    /// Close connections that send no request within this time.
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = parse_seconds, help_heading = LISTENING)]
    pub(crate) head_timeout: Duration,
    /// Keep at most this many connections open; idle ones are closed first.
    #[arg(long, value_name = "NUMBER", default_value_t = 512, help_heading = LISTENING)]
    pub(crate) max_connections: usize,
    /// Send webhooks to this host, too, for example app; may be repeated.
    ///
    /// By default, webhooks are sent to this machine only.
    #[arg(long, value_name = "HOST", help_heading = WEBHOOKS)]
    pub(crate) webhook_host: Vec<String>,
    /// Trust the certificates of this PEM file for webhooks over https.
    ///
    /// By default, the certificates of the system are trusted.
    #[arg(long, value_name = "FILE", help_heading = WEBHOOKS)]
    pub(crate) webhook_ca: Option<PathBuf>,
}

/// The address that the emulator listens on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Host {
    /// Both loopback addresses.
    Localhost,
    Address(IpAddr),
}

impl Host {
    /// Returns the address, the IPv4 one of `localhost`.
    pub(crate) const fn ip(self) -> IpAddr {
        match self {
            Self::Localhost => IpAddr::V4(Ipv4Addr::LOCALHOST),
            Self::Address(ip) => ip,
        }
    }

    pub(super) fn parse(text: &str) -> Result<Self, String> {
        match text {
            "localhost" => Ok(Self::Localhost),
            _ => text
                .parse()
                .map(Self::Address)
                .map_err(|_| "expected an IP address or `localhost`".to_owned()),
        }
    }
}
