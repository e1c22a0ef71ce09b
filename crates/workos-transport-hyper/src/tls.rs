//! TLS: the trusted roots and the cryptography. Configured once per transport, by its first HTTPS connection.

use std::sync::Arc;

use rustls::client::danger::ServerCertVerifier;
use rustls::client::{ClientConfig, WebPkiServerVerifier};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::CertificateDer;
use rustls::{OtherError, RootCertStore};
use tokio::sync::OnceCell;

/// Replaces rustls-platform-verifier on these systems, where it would read every file twice and add only log lines.
#[cfg(all(unix, not(target_os = "android"), not(target_vendor = "apple")))]
mod system;

/// The root certificates that are trusted, besides those that the builder adds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Roots {
    /// The operating system's trust store, or the bundled roots if that store is empty, as in a container without CA
    /// certificates.
    ///
    /// On Linux and other Unix systems except Apple's, the trust store is the system's bundle file, or its certificate
    /// directory if there is no bundle. If `SSL_CERT_FILE` or `SSL_CERT_DIR` is set, only the files and directories
    /// named there are used.
    #[default]
    Platform,
    /// Mozilla's roots, compiled into the program. No files are read. The roots are updated with the crate.
    Bundled,
}

/// The cryptography of TLS.
///
/// It is used for this transport only and never installed as the default of the process. `Ring` is the default if the
/// feature `ring` is enabled, or else `AwsLcRs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TlsProvider {
    /// ring: quick to build and to start. Needs the feature `ring`.
    Ring,
    /// AWS-LC: prefers post-quantum key exchange. Building it and its first use in a process take longer. Needs the
    /// feature `aws-lc-rs`.
    AwsLcRs,
}

impl TlsProvider {
    /// Returns the name of the feature that enables this provider.
    pub(crate) const fn feature(self) -> &'static str {
        match self {
            Self::Ring => "ring",
            Self::AwsLcRs => "aws-lc-rs",
        }
    }

    /// Returns the provider for rustls, or `None` if its feature is off.
    pub(crate) fn provider(self) -> Option<Arc<CryptoProvider>> {
        match self {
            #[cfg(feature = "ring")]
            Self::Ring => Some(Arc::new(rustls::crypto::ring::default_provider())),
            #[cfg(feature = "aws-lc-rs")]
            Self::AwsLcRs => Some(Arc::new(rustls::crypto::aws_lc_rs::default_provider())),
            #[cfg(not(all(feature = "ring", feature = "aws-lc-rs")))]
            _ => None,
        }
    }
}

/// Returns the provider for a builder that sets none.
pub(crate) fn default_provider() -> Arc<CryptoProvider> {
    #[cfg(feature = "ring")]
    return Arc::new(rustls::crypto::ring::default_provider());
    #[cfg(all(feature = "aws-lc-rs", not(feature = "ring")))]
    return Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    // The API is reached over HTTPS only, so a transport without TLS fails to compile.
    #[cfg(not(any(feature = "ring", feature = "aws-lc-rs")))]
    compile_error!(
        "workos-transport-hyper needs cryptography for TLS: turn on its feature `ring` or `aws-lc-rs`"
    )
}

/// The settings of TLS, and the configurations that are created from them on first use. Cheap to clone.
///
/// Reading the system's trust store takes milliseconds and file access. A transport that is never used, or only used
/// without TLS, does not read it.
#[derive(Clone)]
pub(crate) struct Tls(Arc<Inner>);

struct Inner {
    provider: Arc<CryptoProvider>,
    roots: Roots,
    extra_roots: Vec<CertificateDer<'static>>,
    configs: OnceCell<Configs>,
}

/// The configurations for the offers. They differ only in the offered versions.
struct Configs {
    #[cfg(feature = "http2")]
    either: Arc<ClientConfig>,
    http1: Arc<ClientConfig>,
    #[cfg(feature = "http2")]
    http2: Arc<ClientConfig>,
}

/// The versions of HTTP that a handshake offers (ALPN, RFC 7301).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Offer {
    /// HTTP/2 and HTTP/1.1, with HTTP/2 preferred.
    #[cfg(feature = "http2")]
    Either,
    Http1,
    #[cfg(feature = "http2")]
    Http2,
}

impl Tls {
    /// Stores the settings. The configurations are created later.
    pub(crate) fn new(
        provider: Arc<CryptoProvider>,
        roots: Roots,
        extra_roots: Vec<CertificateDer<'static>>,
    ) -> Self {
        Self(Arc::new(Inner { provider, roots, extra_roots, configs: OnceCell::new() }))
    }

    /// Returns the configuration with this offer. The first call creates the configurations.
    pub(crate) async fn config(&self, offer: Offer) -> Result<Arc<ClientConfig>, rustls::Error> {
        let created = self.0.configs.get_or_try_init(|| async {
            match self.0.roots {
                Roots::Bundled => self.0.create_configs(),
                Roots::Platform => {
                    let inner = Arc::clone(&self.0);
                    tokio::task::spawn_blocking(move || inner.create_configs()).await.map_err(other)?
                }
            }
        });
        let configs = created.await?;
        Ok(Arc::clone(match offer {
            #[cfg(feature = "http2")]
            Offer::Either => &configs.either,
            Offer::Http1 => &configs.http1,
            #[cfg(feature = "http2")]
            Offer::Http2 => &configs.http2,
        }))
    }
}

impl Inner {
    fn create_configs(&self) -> Result<Configs, rustls::Error> {
        let config = ClientConfig::builder_with_provider(Arc::clone(&self.provider))
            .with_protocol_versions(&[&rustls::version::TLS13, &rustls::version::TLS12])?
            .dangerous() // needed to set a verifier; both verifiers below verify in full
            .with_custom_certificate_verifier(self.verifier()?)
            .with_no_client_auth();
        let offering = |names: &[&[u8]]| {
            let mut config = config.clone();
            config.alpn_protocols = names.iter().map(|name| name.to_vec()).collect();
            Arc::new(config)
        };
        Ok(Configs {
            #[cfg(feature = "http2")]
            either: offering(&[b"h2", b"http/1.1"]),
            http1: offering(&[b"http/1.1"]),
            #[cfg(feature = "http2")]
            http2: offering(&[b"h2"]),
        })
    }

    fn verifier(&self) -> Result<Arc<dyn ServerCertVerifier>, rustls::Error> {
        if self.roots == Roots::Platform
            && let Some(verifier) = self.platform_verifier()?
        {
            return Ok(verifier);
        }
        let mut store = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        self.add_extra_roots(&mut store)?;
        self.verifier_of(store)
    }

    /// Returns the verifier with the system's roots, or `None` if the system has no roots.
    #[cfg(all(unix, not(target_os = "android"), not(target_vendor = "apple")))]
    fn platform_verifier(&self) -> Result<Option<Arc<dyn ServerCertVerifier>>, rustls::Error> {
        let mut store = RootCertStore::empty();
        system::add_roots(&mut store)?;
        if store.is_empty() {
            return Ok(None);
        }
        self.add_extra_roots(&mut store)?;
        self.verifier_of(store).map(Some)
    }

    /// Returns the verifier with the system's roots, or `None` if the system has no roots.
    #[cfg(not(all(unix, not(target_os = "android"), not(target_vendor = "apple"))))]
    fn platform_verifier(&self) -> Result<Option<Arc<dyn ServerCertVerifier>>, rustls::Error> {
        use rustls_platform_verifier::Verifier;

        // Checks the system's store alone first: with an empty store this fails, but with extra roots it would not.
        Ok(match Verifier::new(Arc::clone(&self.provider)) {
            Ok(verifier) if self.extra_roots.is_empty() => Some(Arc::new(verifier)),
            Ok(_) => {
                let extra_roots = self.extra_roots.iter().cloned();
                let verifier = Verifier::new_with_extra_roots(extra_roots, Arc::clone(&self.provider))?;
                Some(Arc::new(verifier))
            }
            Err(_) => None,
        })
    }

    fn add_extra_roots(&self, store: &mut RootCertStore) -> Result<(), rustls::Error> {
        self.extra_roots.iter().try_for_each(|root| store.add(root.clone()))
    }

    fn verifier_of(&self, store: RootCertStore) -> Result<Arc<dyn ServerCertVerifier>, rustls::Error> {
        let verifier =
            WebPkiServerVerifier::builder_with_provider(Arc::new(store), Arc::clone(&self.provider));
        Ok(verifier.build().map_err(other)?)
    }
}

fn other(error: impl std::error::Error + Send + Sync + 'static) -> rustls::Error {
    rustls::Error::Other(OtherError(Arc::new(error)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tls(roots: Roots) -> Tls {
        Tls::new(default_provider(), roots, Vec::new())
    }

    #[cfg(feature = "http2")]
    #[tokio::test]
    async fn the_configuration_is_created_once_and_has_the_requested_offer() {
        let tls = tls(Roots::Bundled);
        let (first, second) =
            (tls.config(Offer::Either).await.unwrap(), tls.config(Offer::Either).await.unwrap());
        assert!(Arc::ptr_eq(&first, &second));
        assert_eq!(first.alpn_protocols, [b"h2".to_vec(), b"http/1.1".to_vec()]);
        assert_eq!(tls.config(Offer::Http1).await.unwrap().alpn_protocols, [b"http/1.1".to_vec()]);
        assert_eq!(tls.config(Offer::Http2).await.unwrap().alpn_protocols, [b"h2".to_vec()]);
    }

    #[tokio::test]
    async fn platform_roots_work_even_if_the_system_has_none() {
        assert!(tls(Roots::Platform).config(Offer::Http1).await.is_ok());
    }

    #[tokio::test]
    async fn no_provider_is_installed_for_the_process() {
        tls(Roots::Bundled).config(Offer::Http1).await.unwrap();
        assert!(CryptoProvider::get_default().is_none());
    }
}
