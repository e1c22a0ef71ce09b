//! The settings of the emulator's connections.

use std::io;
use std::path::Path;
use std::sync::Arc;

use rustls::client::WantsClientCert;
use rustls::crypto::ring;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, ConfigBuilder, RootCertStore, WantsVerifier};
use workos_emulator::Builder;

use crate::args::Network;
use crate::failure::Failure;

/// Applies the options for connections.
pub(super) fn apply(mut builder: Builder, network: &Network) -> Result<Builder, Failure> {
    builder = network.allow_host.iter().fold(builder, |builder, host| builder.allow_host(host));
    builder = network.webhook_host.iter().fold(builder, |builder, host| builder.webhook_host(host));
    builder = builder.head_timeout(network.head_timeout).max_connections(network.max_connections);
    Ok(match &network.webhook_ca {
        // Reading the system's certificates takes milliseconds, so the first webhook over https does it.
        None => builder.webhook_tls(system_config),
        Some(path) => {
            let config = ca_config(path).map_err(|error| {
                Failure::usage(format!("{} contains no certificates: {error}", path.display()))
                    .with_hint("Give `--webhook-ca` a PEM file with the certificate of the authority.")
            })?;
            builder.webhook_tls(move || Ok(Arc::clone(&config)))
        }
    })
}

fn config_builder() -> io::Result<ConfigBuilder<ClientConfig, WantsVerifier>> {
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
    builder.with_safe_default_protocol_versions().map_err(io::Error::other)
}

fn finish(builder: ConfigBuilder<ClientConfig, WantsClientCert>) -> Arc<ClientConfig> {
    Arc::new(builder.with_no_client_auth())
}

/// Trusts the certificates of a file.
fn ca_config(path: &Path) -> io::Result<Arc<ClientConfig>> {
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_file_iter(path).map_err(io::Error::other)? {
        roots.add(certificate.map_err(io::Error::other)?).map_err(io::Error::other)?;
    }
    if roots.is_empty() {
        return Err(io::Error::other("it is not a PEM file with certificates"));
    }
    Ok(finish(config_builder()?.with_root_certificates(roots)))
}

/// Trusts the certificates of the system.
#[cfg(all(unix, not(target_os = "android"), not(target_vendor = "apple")))]
fn system_config() -> io::Result<Arc<ClientConfig>> {
    let found = rustls_native_certs::load_native_certs();
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(found.certs);
    if roots.is_empty() {
        let reason = found.errors.first().map_or_else(String::new, |error| format!(": {error}"));
        return Err(io::Error::other(format!(
            "the system has no trusted certificates{reason}; give a file with `--webhook-ca`"
        )));
    }
    Ok(finish(config_builder()?.with_root_certificates(roots)))
}

/// Trusts the certificates of the system.
#[cfg(not(all(unix, not(target_os = "android"), not(target_vendor = "apple"))))]
fn system_config() -> io::Result<Arc<ClientConfig>> {
    use rustls_platform_verifier::BuilderVerifierExt as _;
    Ok(finish(config_builder()?.with_platform_verifier().map_err(io::Error::other)?))
}
