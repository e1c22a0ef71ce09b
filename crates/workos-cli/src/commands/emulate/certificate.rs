//! The TLS certificate of the emulator.
//!
//! Each certificate has its own certificate authority. The authority's key is not stored, so a client that trusts the
//! authority trusts this one certificate only.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose, date_time_ymd,
};
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use workos_kit::{Secret, Timestamp};

use crate::failure::Failure;
use crate::settings::save_secret;

/// The validity of a certificate in days: the longest that browsers accept.
const DAYS: i64 = 397;
/// The number of days before its expiry at which a certificate is replaced.
const SPARE_DAYS: i64 = 7;

/// A certificate, as a configuration for the server.
#[derive(Debug)]
pub(super) struct Certificate {
    pub(super) config: Arc<ServerConfig>,
    /// The file with the certificate authority, which clients have to trust.
    pub(super) authority: PathBuf,
}

impl Certificate {
    /// Loads the certificate for these names from a directory. Creates a new one if it is missing or expires soon.
    ///
    /// # Errors
    /// If the directory cannot be used.
    pub(super) fn load_or_create(
        directory: &Path,
        names: &[String],
        now: Timestamp,
    ) -> Result<Self, Failure> {
        let shown = directory.display();
        let failed = |error: &dyn std::fmt::Display| {
            Failure::usage(format!("no certificate can be loaded or created in {shown}: {error}"))
                .with_hint("Set another directory with `--tls-dir`.")
        };
        fs::create_dir_all(directory).map_err(|error| failed(&error))?;
        // If two emulators start at once, one creates the certificate and the other loads it.
        let lock = File::create(directory.join("lock")).map_err(|error| failed(&error))?;
        lock.lock().map_err(|error| failed(&error))?;
        let files = Directory(directory);
        let wanted = names.join(" ");
        let valid = files.description().filter(|description| {
            description.names == wanted && description.last_day > now.as_secs() / DAY + SPARE_DAYS
        });
        if valid.is_none() {
            files.create(names, &wanted, now).map_err(|error| failed(&error))?;
        }
        let config = files.config().map_err(|error| failed(&error))?;
        let authority = files.file("ca.pem");
        Ok(Self { config, authority: fs::canonicalize(&authority).unwrap_or(authority) })
    }
}

/// Returns the default directory for certificates, if the system has one.
pub(super) fn default_directory() -> Option<PathBuf> {
    let directory = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let state = if cfg!(windows) {
        directory("LOCALAPPDATA")
    } else {
        directory("XDG_STATE_HOME").or_else(|| Some(directory("HOME")?.join(".local/state")))
    };
    Some(state?.join("workos/emulator-tls"))
}

const DAY: i64 = 24 * 60 * 60;

type Problem = Box<dyn std::error::Error>;

/// A directory with the certificate (`cert.pem`), its key (`key.pem`), its authority (`ca.pem`) and a description
/// (`made-for`, written last).
struct Directory<'a>(&'a Path);

/// The names and the expiry of a stored certificate.
struct Description {
    names: String,
    /// The day of the expiry, counted from 1970.
    last_day: i64,
}

impl Directory<'_> {
    fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn description(&self) -> Option<Description> {
        let text = fs::read_to_string(self.file("made-for")).ok()?;
        let (last_day, names) = text.trim_end().split_once(' ')?;
        Some(Description { names: names.to_owned(), last_day: last_day.parse().ok()? })
    }

    fn create(&self, names: &[String], wanted: &str, now: Timestamp) -> Result<(), Problem> {
        let today = now.as_secs() / DAY;
        let last_day = today + DAYS;
        let at = |day: i64| {
            let time = Timestamp::from_secs(day * DAY).unwrap_or(now).to_string();
            let mut parts = time.split(['-', 'T']).filter_map(|part| part.parse::<u16>().ok());
            let mut next = || parts.next().unwrap_or(1);
            let (year, month, day) = (next(), next(), next());
            date_time_ymd(i32::from(year), u8::try_from(month).unwrap_or(1), u8::try_from(day).unwrap_or(1))
        };
        let mut authority = CertificateParams::default();
        authority.distinguished_name.push(DnType::CommonName, "WorkOS emulator on this machine");
        authority.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        authority.key_usages = vec![KeyUsagePurpose::KeyCertSign];
        (authority.not_before, authority.not_after) = (at(today - 1), at(last_day));
        let authority_key = KeyPair::generate()?;

        let mut leaf = CertificateParams::new(names)?;
        leaf.distinguished_name.push(DnType::CommonName, "WorkOS emulator");
        leaf.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        leaf.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        leaf.use_authority_key_identifier_extension = true;
        (leaf.not_before, leaf.not_after) = (at(today - 1), at(last_day));
        let leaf_key = KeyPair::generate()?;
        let signed = leaf.signed_by(&leaf_key, &Issuer::from_params(&authority, &authority_key))?;

        // Without `made-for`, the directory counts as empty until all new files are written.
        match fs::remove_file(self.file("made-for")) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
        let key = Secret::from(leaf_key.serialize_pem());
        save_secret(&self.file("key.pem"), &key).map_err(|failure| failure.to_string())?;
        fs::write(self.file("cert.pem"), signed.pem())?;
        fs::write(self.file("ca.pem"), authority.self_signed(&authority_key)?.pem())?;
        fs::write(self.file("made-for"), format!("{last_day} {wanted}\n"))?;
        Ok(())
    }

    fn config(&self) -> Result<Arc<ServerConfig>, Problem> {
        let certificate = CertificateDer::from_pem_file(self.file("cert.pem"))?;
        let key = PrivateKeyDer::from_pem_file(self.file("key.pem"))?;
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(vec![certificate], key)?;
        Ok(Arc::new(config))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_is_reused_until_it_expires_soon_or_the_names_change() {
        let directory = std::env::temp_dir().join(format!("workos-cli-tls-{}", std::process::id()));
        let names = ["localhost".to_owned(), "127.0.0.1".to_owned(), "::1".to_owned()];
        let day = |day: i64| Timestamp::from_secs(1_768_478_400 + day * DAY).unwrap();
        let made = |names: &[String], now| {
            let certificate = Certificate::load_or_create(&directory, names, now).unwrap();
            fs::read_to_string(certificate.authority).unwrap()
        };
        let first = made(&names, day(0));
        assert_eq!(made(&names, day(DAYS - SPARE_DAYS - 1)), first);
        let second = made(&names, day(DAYS - SPARE_DAYS));
        assert_ne!(second, first);
        let third = made(&names[..1], day(DAYS));
        assert_ne!(third, second);
        // An incomplete certificate is created again.
        fs::remove_file(directory.join("made-for")).unwrap();
        assert_ne!(made(&names[..1], day(DAYS)), third);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(directory.join("key.pem")).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        fs::remove_dir_all(directory).unwrap();
    }

    #[test]
    fn a_directory_that_cannot_be_created_is_a_usage_error_with_a_hint() {
        let file = std::env::temp_dir().join(format!("workos-cli-tls-file-{}", std::process::id()));
        fs::write(&file, "").unwrap();
        let error =
            Certificate::load_or_create(&file, &["localhost".to_owned()], Timestamp::UNIX_EPOCH).unwrap_err();
        assert!(error.hint().is_some_and(|hint| hint.contains("--tls-dir")), "{error}");
        fs::remove_file(file).unwrap();
    }
}
