//! Parses the text of a seal into its fields.

const PREFIX: &str = "Fe26.2";

/// The fields of `Fe26.2*id*salt*iv*ciphertext*expiry*salt*mac`, and the version after `~`.
pub(super) struct Parts<'a> {
    /// The text that the authentication code covers: the first six fields.
    pub(super) authenticated: &'a str,
    pub(super) password_id: &'a str,
    pub(super) encryption_salt: &'a str,
    pub(super) iv: &'a str,
    pub(super) ciphertext: &'a str,
    pub(super) expiry: &'a str,
    pub(super) integrity_salt: &'a str,
    pub(super) mac: &'a str,
    pub(super) version: Version,
}

/// The layout of the content, as numbered by iron-session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    /// The content is below the member `persistent`.
    One,
    /// The whole JSON is the content. Seals without a version have this layout too.
    Two,
}

impl<'a> Parts<'a> {
    /// Parses a seal. Returns `None` if it has another form. Does not verify anything.
    pub(super) fn parse(seal: &'a str) -> Option<Self> {
        let (seal, version) = match seal.split_once('~') {
            None => (seal, Version::Two),
            Some((seal, "1")) => (seal, Version::One),
            Some((seal, "2")) => (seal, Version::Two),
            Some(_) => return None,
        };
        let (authenticated, mac) = seal.rsplit_once('*')?;
        let (authenticated, integrity_salt) = authenticated.rsplit_once('*')?;
        let mut fields = authenticated.split('*');
        let mut field = || fields.next();
        if field()? != PREFIX {
            return None;
        }
        let parts = Self {
            authenticated,
            password_id: field()?,
            encryption_salt: field()?,
            iv: field()?,
            ciphertext: field()?,
            expiry: field()?,
            integrity_salt,
            mac,
            version,
        };
        fields.next().is_none().then_some(parts)
    }
}

/// Joins the fields that the authentication code covers.
pub(super) fn authenticated(
    id: u32,
    encryption_salt: &str,
    iv: &str,
    ciphertext: &str,
    expiry: &str,
) -> String {
    format!("{PREFIX}*{id}*{encryption_salt}*{iv}*{ciphertext}*{expiry}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_has_eight_fields_and_a_known_version() {
        let parts = Parts::parse("Fe26.2*1*es*iv*ct*9*is*mac~1").unwrap();
        assert_eq!((parts.authenticated, parts.version), ("Fe26.2*1*es*iv*ct*9", Version::One));
        assert_eq!([parts.password_id, parts.encryption_salt, parts.iv], ["1", "es", "iv"]);
        assert_eq!(
            [parts.ciphertext, parts.expiry, parts.integrity_salt, parts.mac],
            ["ct", "9", "is", "mac"]
        );
        assert_eq!(parts.authenticated, authenticated(1, "es", "iv", "ct", "9"));
        for seal in [
            "",
            "*******",
            "Fe26.2",
            "Fe26.2*1*es*iv*ct**is",
            "Fe26.2*1*es*iv*ct**is*mac*more",
            "Fe26.1*1*es*iv*ct**is*mac",
            "fe26.2*1*es*iv*ct**is*mac",
            " Fe26.2*1*es*iv*ct**is*mac",
            "Fe26.2*1*es*iv*ct**is*mac~",
            "Fe26.2*1*es*iv*ct**is*mac~3",
            "Fe26.2*1*es*iv*ct**is*mac~2~2",
            "Fe26.2*1*es*iv~2*ct**is*mac",
        ] {
            assert!(Parts::parse(seal).is_none(), "{seal}");
        }
    }
}
