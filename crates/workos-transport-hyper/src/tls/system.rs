//! Reads the root certificates of a Unix system from its files. Other systems have an API for their roots.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use rustls::RootCertStore;
use rustls_native_certs::{CertificateResult, load_certs_from_paths};

/// Adds the root certificates of the system. Skips certificates that cannot be read, so the store may stay empty.
///
/// # Errors
/// When the environment names the roots, and the store stays empty. Falling back to other roots would then trust
/// certificates that the user did not choose.
pub(super) fn add_roots(store: &mut RootCertStore) -> Result<(), rustls::Error> {
    let named = NamedRoots::from_vars(env::var_os);
    let found = match &named {
        Some(named) => named.load(),
        None => bundle_first(openssl_probe::probe().cert_file.as_deref(), load_everything),
    };
    store.add_parsable_certificates(found.certs);
    match named {
        Some(NamedRoots { variable, .. }) if store.is_empty() => {
            let cause = found.errors.first().map_or_else(String::new, |error| format!(": {error}"));
            Err(rustls::Error::General(format!("{variable} is set and names no CA certificates{cause}")))
        }
        _ => Ok(()),
    }
}

/// The roots that the environment names.
struct NamedRoots {
    /// The variable that names the roots. `SSL_CERT_FILE` if both are set.
    variable: &'static str,
    file: Option<PathBuf>,
    directories: Vec<PathBuf>,
}

impl NamedRoots {
    /// Reads `SSL_CERT_FILE` and `SSL_CERT_DIR`. A blank variable counts as not set.
    fn from_vars(read: impl Fn(&'static str) -> Option<OsString>) -> Option<Self> {
        let is_blank = |value: &OsString| value.to_str().is_some_and(|text| text.trim().is_empty());
        let read = |name| read(name).filter(|value| !is_blank(value));
        let file = read("SSL_CERT_FILE").map(PathBuf::from);
        let directories = read("SSL_CERT_DIR").map(|paths| env::split_paths(&paths).collect::<Vec<_>>());
        let variable = match (&file, &directories) {
            (Some(_), _) => "SSL_CERT_FILE",
            (None, Some(_)) => "SSL_CERT_DIR",
            (None, None) => return None,
        };
        let mut directories = directories.unwrap_or_default();
        directories.retain(|path| !path.as_os_str().is_empty());
        Some(Self { variable, file, directories })
    }

    fn load(&self) -> CertificateResult {
        load_all(self.file.as_deref(), &self.directories)
    }
}

/// Reads all places in which this system may keep its root certificates.
fn load_everything() -> CertificateResult {
    let places = openssl_probe::probe();
    load_all(places.cert_file.as_deref(), &places.cert_dir)
}

fn load_all(file: Option<&Path>, directories: &[PathBuf]) -> CertificateResult {
    let mut all = load_certs_from_paths(file, None);
    for directory in directories {
        let found = load_certs_from_paths(None, Some(directory));
        all.certs.extend(found.certs);
        all.errors.extend(found.errors);
    }
    all
}

/// Reads the bundle only, unless it has no certificates.
///
/// The bundle contains all certificates of the system's directory. The directory has one or two files and as many links
/// per certificate, so reading it as well would only be slower.
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
    fn a_blank_variable_counts_as_not_set() {
        let named = |file: Option<&str>, dir: Option<&str>| {
            let named = NamedRoots::from_vars(|name| {
                if name == "SSL_CERT_FILE" { file } else { dir }.map(Into::into)
            });
            named.map(|named| (named.variable, named.file, named.directories))
        };
        let paths = |texts: &[&str]| texts.iter().map(PathBuf::from).collect::<Vec<_>>();
        for blank in [None, Some(""), Some(" ")] {
            assert_eq!(named(blank, blank), None);
            assert_eq!(named(Some("/f"), blank), Some(("SSL_CERT_FILE", Some("/f".into()), vec![])));
            assert_eq!(named(blank, Some("/a::/b:")), Some(("SSL_CERT_DIR", None, paths(&["/a", "/b"]))));
        }
        assert_eq!(named(Some("/f"), Some("/d")), Some(("SSL_CERT_FILE", Some("/f".into()), paths(&["/d"]))));
    }

    #[test]
    fn if_the_bundle_has_certificates_only_the_bundle_is_read() {
        let bundle = env::temp_dir().join(format!("workos-bundle-{}.pem", std::process::id()));
        fs::write(&bundle, [certificate(), "# in between\n".into(), certificate()].concat()).unwrap();
        let found = bundle_first(Some(&bundle), || unreachable!("the directory is read too"));
        fs::remove_file(&bundle).unwrap();
        assert_eq!((found.certs.len(), found.errors.len()), (2, 0));
    }

    #[test]
    fn if_the_bundle_has_no_certificates_all_places_are_read() {
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
