//! TLS: whom to trust, and with which cryptography. Set up once per transport, by its first HTTPS connection.

use std::sync::Arc;

use rustls::client::danger::ServerCertVerifier;
use rustls::client::{ClientConfig, WebPkiServerVerifier};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::CertificateDer;
use rustls::{OtherError, RootCertStore};
use tokio::sync::OnceCell;

/// There rustls-platform-verifier would read every file twice and add nothing but log lines.
#[cfg(all(unix, not(target_os = "android"), not(target_vendor = "apple")))]
mod system;

/// Whose certificates are trusted, besides those added by hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Roots {
    /// The operating system's trust store, or the bundled roots where that store is empty, as in a container
    /// without CA certificates.
    ///
    /// On Linux and other Unix systems, Apple's aside, that is their bundle file, or the certificates' directory where
    /// there is none; or the files and directories that `SSL_CERT_FILE` and `SSL_CERT_DIR` name, and those alone.
    #[default]
    Platform,
    /// Mozilla's roots, compiled in. Reads no files; updated by updating the crate.
    Bundled,
}

/// The cryptography of TLS. It is handed to rustls for this transport alone and never installed process-wide.
///
/// The default is `Ring` where the feature `ring` is on, else `AwsLcRs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TlsProvider {
    /// ring: quick to build and to start. Needs the feature `ring`.
    Ring,
    /// AWS-LC: prefers post-quantum key exchange; slower to build, and on its first use in a process. Needs the
    /// feature `aws-lc-rs`.
    AwsLcRs,
}

impl TlsProvider {
    /// The name of the feature that brings it.
    pub(crate) const fn feature(self) -> &'static str {
        match self {
            Self::Ring => "ring",
            Self::AwsLcRs => "aws-lc-rs",
        }
    }

    /// The provider of rustls, unless its feature is off.
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

/// The provider where the builder names none.
pub(crate) fn default_provider() -> Arc<CryptoProvider> {
    #[cfg(feature = "ring")]
    return Arc::new(rustls::crypto::ring::default_provider());
    #[cfg(all(feature = "aws-lc-rs", not(feature = "ring")))]
    return Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    // At compile time, as an API over HTTPS alone has no use for a transport without TLS.
    #[cfg(not(any(feature = "ring", feature = "aws-lc-rs")))]
    compile_error!(
        "workos-transport-hyper needs cryptography for TLS: turn on its feature `ring` or `aws-lc-rs`"
    )
}

/// What TLS is set up from, and the set-up once it was needed. Cheap to clone.
///
/// Reading the system's store takes milliseconds and file access, so a transport that is made but not used, or
/// only used over plain HTTP, does not pay for it.
#[derive(Clone)]
pub(crate) struct Tls(Arc<Inner>);

struct Inner {
    provider: Arc<CryptoProvider>,
    roots: Roots,
    extra_roots: Vec<CertificateDer<'static>>,
    configs: OnceCell<Configs>,
}

/// The configuration for each offer; they share all but that.
struct Configs {
    #[cfg(feature = "http2")]
    either: Arc<ClientConfig>,
    http1: Arc<ClientConfig>,
    #[cfg(feature = "http2")]
    http2: Arc<ClientConfig>,
}

/// Which versions of HTTP a handshake offers (ALPN, RFC 7301).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Offer {
    /// Both, HTTP/2 preferred.
    #[cfg(feature = "http2")]
    Either,
    Http1,
    #[cfg(feature = "http2")]
    Http2,
}

impl Tls {
    /// What has not been set up yet.
    pub(crate) fn new(
        provider: Arc<CryptoProvider>,
        roots: Roots,
        extra_roots: Vec<CertificateDer<'static>>,
    ) -> Self {
        Self(Arc::new(Inner { provider, roots, extra_roots, configs: OnceCell::new() }))
    }

    /// The configuration with this offer, made by the first caller.
    pub(crate) async fn config(&self, offer: Offer) -> Result<Arc<ClientConfig>, rustls::Error> {
        let made = self.0.configs.get_or_try_init(|| async {
            match self.0.roots {
                Roots::Bundled => self.0.make(),
                Roots::Platform => {
                    let inner = Arc::clone(&self.0);
                    tokio::task::spawn_blocking(move || inner.make()).await.map_err(other)?
                }
            }
        });
        let configs = made.await?;
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
    fn make(&self) -> Result<Configs, rustls::Error> {
        let config = ClientConfig::builder_with_provider(Arc::clone(&self.provider))
            .with_protocol_versions(&[&rustls::version::TLS13, &rustls::version::TLS12])?
            .dangerous() // the way to hand over a verifier; each of the two below verifies in full
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

    /// `None` where the system trusts nobody.
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

    /// `None` where the system trusts nobody.
    #[cfg(not(all(unix, not(target_os = "android"), not(target_vendor = "apple"))))]
    fn platform_verifier(&self) -> Result<Option<Arc<dyn ServerCertVerifier>>, rustls::Error> {
        use rustls_platform_verifier::Verifier;

        // Without extra roots this fails when the system's store is empty; with some it would not.
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
    async fn the_set_up_is_made_once_and_offers_what_is_asked_for() {
        let tls = tls(Roots::Bundled);
        let (first, second) =
            (tls.config(Offer::Either).await.unwrap(), tls.config(Offer::Either).await.unwrap());
        assert!(Arc::ptr_eq(&first, &second));
        assert_eq!(first.alpn_protocols, [b"h2".to_vec(), b"http/1.1".to_vec()]);
        assert_eq!(tls.config(Offer::Http1).await.unwrap().alpn_protocols, [b"http/1.1".to_vec()]);
        assert_eq!(tls.config(Offer::Http2).await.unwrap().alpn_protocols, [b"h2".to_vec()]);
    }

    #[tokio::test]
    async fn platform_roots_are_there_even_where_the_system_has_none() {
        assert!(tls(Roots::Platform).config(Offer::Http1).await.is_ok());
    }

    #[tokio::test]
    async fn no_provider_is_installed_for_the_process() {
        tls(Roots::Bundled).config(Offer::Http1).await.unwrap();
        assert!(CryptoProvider::get_default().is_none());
    }
}
