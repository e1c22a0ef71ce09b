//! The passwords for creating and opening seals.

use std::collections::BTreeSet;
use std::fmt;

use workos_core::{Report, Secret};

use crate::RandomnessError;
use crate::random::random_text;

/// The password id in the seals of applications that do not number their passwords.
const DEFAULT_ID: u32 = 1;

/// Passwords for sealed cookies: one password seals, and all passwords open. Cheap to clone.
///
/// Every instance of the application needs the same passwords. Take them from the configuration; create one with
/// `openssl rand -base64 32`. They are hidden in `Debug` and wiped when the last clone is dropped.
///
/// To replace a password, seal with the new one, and pass the old one to [`previous`](Self::previous) until the cookies
/// that it sealed have expired. With several instances, deploy the new password as `previous` first, so that each
/// instance can open the cookies of the others.
///
/// ```
/// use workos_oauth::SealKeys;
///
/// let keys = SealKeys::from_password("a new password of 32 characters or more")?
///     .previous("the old password, which had 32 as well")?;
/// assert!(SealKeys::from_password("too short").is_err());
/// # drop(keys);
/// # Ok::<(), workos_oauth::SealKeysError>(())
/// ```
#[derive(Clone, Debug)]
pub struct SealKeys {
    sealing: Key,
    others: Vec<Key>,
}

/// A password and its id in seals.
#[derive(Clone, Debug)]
struct Key {
    id: u32,
    password: Secret,
}

impl SealKeys {
    /// The minimum number of characters of a password, as in the other libraries of this format.
    pub const MIN_PASSWORD_LEN: usize = 32;

    /// Creates keys with one password, which seals and opens.
    ///
    /// # Errors
    /// [`SealKeysError::TooShort`] if it has fewer than 32 characters.
    pub fn from_password(password: impl Into<Secret>) -> Result<Self, SealKeysError> {
        Ok(Self { sealing: Key::checked(DEFAULT_ID, password.into())?, others: Vec::new() })
    }

    /// Creates keys with numbered passwords, like the password maps of iron-session.
    ///
    /// The password with the highest id seals, and a seal is opened with the password of its id. For a seal with id 1,
    /// every password is tried, because some SDKs write that id for any password.
    ///
    /// # Errors
    /// [`SealKeysError::NoPassword`] if there is no password, [`SealKeysError::DuplicateId`] if two passwords have the
    /// same id, [`SealKeysError::TooShort`] if a password has fewer than 32 characters.
    pub fn from_numbered<P: Into<Secret>>(
        passwords: impl IntoIterator<Item = (u32, P)>,
    ) -> Result<Self, SealKeysError> {
        let mut ids = BTreeSet::new();
        let mut keys = Vec::new();
        for (id, password) in passwords {
            if !ids.insert(id) {
                return Err(SealKeysError::DuplicateId(id));
            }
            keys.push(Key::checked(id, password.into())?);
        }
        keys.sort_by_key(|key| key.id);
        let sealing = keys.pop().ok_or(SealKeysError::NoPassword)?;
        Ok(Self { sealing, others: keys })
    }

    /// Adds a password that only opens: an earlier sealing password, or the sealing password of the next deployment.
    ///
    /// # Errors
    /// [`SealKeysError::TooShort`] if it has fewer than 32 characters.
    pub fn previous(mut self, password: impl Into<Secret>) -> Result<Self, SealKeysError> {
        self.others.push(Key::checked(DEFAULT_ID, password.into())?);
        Ok(self)
    }

    /// Creates keys with a random password, for tests and for a single process whose seals need not outlive it.
    ///
    /// # Errors
    /// If the operating system provides no randomness.
    pub fn generate() -> Result<Self, RandomnessError> {
        Ok(Self { sealing: Key { id: DEFAULT_ID, password: random_text()? }, others: Vec::new() })
    }

    /// Returns the id and the password to seal with.
    pub(crate) fn sealing(&self) -> (u32, &Secret) {
        (self.sealing.id, &self.sealing.password)
    }

    /// Returns the passwords that may open a seal with this id, each with whether it is the sealing password.
    pub(crate) fn opening(&self, id: u32) -> impl Iterator<Item = (bool, &Secret)> {
        let keys = std::iter::once((true, &self.sealing)).chain(self.others.iter().map(|key| (false, key)));
        keys.filter(move |(_, key)| id == DEFAULT_ID || key.id == id)
            .map(|(seals, key)| (seals, &key.password))
    }
}

impl Key {
    fn checked(id: u32, password: Secret) -> Result<Self, SealKeysError> {
        match password.expose().chars().count() {
            SealKeys::MIN_PASSWORD_LEN.. => Ok(Self { id, password }),
            length => Err(SealKeysError::TooShort { length }),
        }
    }
}

/// The error of passwords that cannot be used for seals. Its message does not contain them.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum SealKeysError {
    /// A password has fewer than 32 characters.
    TooShort {
        /// The number of its characters.
        length: usize,
    },
    /// There is no password.
    NoPassword,
    /// Two passwords have the same id.
    DuplicateId(u32),
}

impl SealKeysError {
    /// Returns advice on how to handle the error.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::TooShort { .. } | Self::NoPassword => {
                "Set a password of 32 characters or more, for instance the output of `openssl rand -base64 32`."
            }
            Self::DuplicateId(_) => "Give each password a different id; the highest id seals.",
        }
    }
}

impl fmt::Display for SealKeysError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooShort { length } => {
                write!(
                    f,
                    "a seal password has {length} characters, but at least {} are needed",
                    SealKeys::MIN_PASSWORD_LEN
                )
            }
            Self::NoPassword => f.write_str("there is no seal password"),
            Self::DuplicateId(id) => write!(f, "two seal passwords have the id {id}"),
        }
    }
}

impl fmt::Debug for SealKeysError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&Report::new(self).hint(Some(self.hint())), f)
    }
}

impl std::error::Error for SealKeysError {}

#[cfg(test)]
mod tests {
    use super::*;

    const PASSWORD: &str = "correct horse battery staple 12345678";
    const OTHER: &str = "a second password, for the rotation!";

    fn opening(keys: &SealKeys, id: u32) -> Vec<&str> {
        keys.opening(id).map(|(_, password)| password.expose()).collect()
    }

    #[test]
    fn a_password_of_fewer_than_32_characters_is_refused_and_not_shown_in_the_error() {
        for password in ["", "0123456789abcdef0123456789abcde", &"é".repeat(31)] {
            let length = password.chars().count();
            let error = SealKeys::from_password(password).unwrap_err();
            assert_eq!(error, SealKeysError::TooShort { length });
            assert!(password.is_empty() || !format!("{error} {error:?}").contains(password));
            assert!(SealKeys::from_password(PASSWORD).unwrap().previous(password).is_err());
            assert!(SealKeys::from_numbered([(1, PASSWORD), (2, password)]).is_err());
        }
        assert!(SealKeys::from_password("é".repeat(32)).is_ok());
    }

    #[test]
    fn the_first_password_seals_and_all_passwords_open() {
        let keys = SealKeys::from_password(PASSWORD).unwrap().previous(OTHER).unwrap();
        assert_eq!(keys.sealing(), (1, &Secret::from(PASSWORD)));
        assert_eq!(opening(&keys, 1), [PASSWORD, OTHER]);
        assert!(opening(&keys, 2).is_empty());
    }

    #[test]
    fn the_highest_id_seals_and_the_id_of_a_seal_selects_the_password() {
        let keys = SealKeys::from_numbered([(3, OTHER), (2, PASSWORD)]).unwrap();
        assert_eq!(keys.sealing(), (3, &Secret::from(OTHER)));
        assert_eq!((opening(&keys, 2), opening(&keys, 3)), (vec![PASSWORD], vec![OTHER]));
        assert_eq!(opening(&keys, 1).len(), 2);
        assert!(opening(&keys, 4).is_empty());
        assert_eq!(
            SealKeys::from_numbered([(1, OTHER), (1, PASSWORD)]).unwrap_err(),
            SealKeysError::DuplicateId(1)
        );
        let none = SealKeys::from_numbered::<Secret>([]).unwrap_err();
        assert_eq!(none, SealKeysError::NoPassword);
        assert!(!none.hint().is_empty());
    }

    #[test]
    fn debug_hides_passwords() {
        let keys = SealKeys::from_password("canary canary canary canary canary").unwrap();
        let keys = keys.previous("canary canary canary canary canary 2").unwrap();
        assert!(!format!("{keys:?} {keys:#?}").contains("canary"));
    }

    #[test]
    fn generated_keys_differ() {
        let (one, other) = (SealKeys::generate().unwrap(), SealKeys::generate().unwrap());
        assert_ne!(one.sealing(), other.sealing());
    }
}
