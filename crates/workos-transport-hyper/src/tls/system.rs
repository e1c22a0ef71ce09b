//! The roots that a Unix system trusts, read from its files. Other systems have an interface for that.

use std::env;
use std::path::Path;

use rustls::RootCertStore;
use rustls_native_certs::{CertificateResult, load_certs_from_paths, load_native_certs};

/// Adds what the system trusts, but for certificates that cannot be read; there may be none at all.
///
/// # Errors
/// When the environment says what to trust, and that leaves the store empty: whoever set it wants these and no others.
pub(super) fn add_roots(store: &mut RootCertStore) -> Result<(), rustls::Error> {
    let named = ["SSL_CERT_FILE", "SSL_CERT_DIR"].into_iter().find(|name| env::var_os(name).is_some());
    let found = match named {
        Some(_) => load_native_certs(),
        None => bundle_first(openssl_probe::probe().cert_file.as_deref(), load_native_certs),
    };
    store.add_parsable_certificates(found.certs);
    match named {
        Some(name) if store.is_empty() => {
            let cause = found.errors.first().map_or_else(String::new, |error| format!(": {error}"));
            Err(rustls::Error::General(format!("{name} is set and names no CA certificates{cause}")))
        }
        _ => Ok(()),
    }
}

/// The bundle holds every certificate of the system's directory, where each is a file or two and as many links to them.
fn bundle_first(bundle: Option<&Path>, all: impl FnOnce() -> CertificateResult) -> CertificateResult {
    let in_bundle = load_certs_from_paths(bundle, None);
    if in_bundle.certs.is_empty() { all() } else { in_bundle }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn certificate() -> String {
        let key = rcgen::KeyPair::generate().unwrap();
        rcgen::CertificateParams::new(Vec::new()).unwrap().self_signed(&key).unwrap().pem()
    }

    #[test]
    fn a_bundle_with_certificates_is_all_that_is_read() {
        let bundle = env::temp_dir().join(format!("workos-bundle-{}.pem", std::process::id()));
        fs::write(&bundle, [certificate(), "# in between\n".into(), certificate()].concat()).unwrap();
        let found = bundle_first(Some(&bundle), || unreachable!("the directory too"));
        fs::remove_file(&bundle).unwrap();
        assert_eq!((found.certs.len(), found.errors.len()), (2, 0));
    }

    #[test]
    fn without_a_bundle_that_has_certificates_all_places_are_read() {
        let empty = env::temp_dir().join(format!("workos-empty-bundle-{}.pem", std::process::id()));
        fs::write(&empty, "").unwrap();
        for bundle in [None, Some(Path::new("/nowhere/bundle.pem")), Some(&empty)] {
            let mut read = false;
            bundle_first(bundle, || {
                read = true;
                load_certs_from_paths(None, None)
            });
            assert!(read, "{bundle:?}");
        }
        fs::remove_file(&empty).unwrap();
    }
}
