//! Values that are written as text of their own kind.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use workos_core::Secret;

/// Text that is compiled in. An alias, since a plain reference would be borrowed from what is read.
pub(crate) type StaticText = &'static str;

/// The id of an OAuth application with its secret.
pub(crate) fn client_credentials<S: Serializer>(
    credentials: &Option<(String, Secret)>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    credentials.as_ref().map(|(id, secret)| (id, secret.expose())).serialize(serializer)
}

/// A body that is text.
pub(crate) mod body {
    use crate::base::text::{Deserialize, Deserializer, Serializer};
    use bytes::Bytes;
    use serde::ser::Error;

    pub(crate) fn serialize<S: Serializer>(body: &Bytes, serializer: S) -> Result<S::Ok, S::Error> {
        let text = std::str::from_utf8(body).map_err(S::Error::custom)?;
        serializer.serialize_str(text)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Bytes, D::Error> {
        String::deserialize(deserializer).map(Bytes::from)
    }
}

/// A status, if there was one.
pub(crate) mod status {
    use crate::base::text::{Deserialize, Deserializer, Error, Serialize, Serializer};
    use http::StatusCode;

    pub(crate) fn serialize<S: Serializer>(
        status: &Option<StatusCode>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        status.map(|status| status.as_u16()).serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<StatusCode>, D::Error> {
        let status = Option::<u16>::deserialize(deserializer)?;
        status.map(StatusCode::from_u16).transpose().map_err(D::Error::custom)
    }
}

/// A URI.
pub(crate) mod uri {
    use crate::base::text::{Deserialize, Deserializer, Error, Serializer};
    use http::Uri;

    pub(crate) fn serialize<S: Serializer>(uri: &Uri, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(uri)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Uri, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// A counter of 64 bits in hexadecimal: as a number, JavaScript would round it.
pub(crate) mod hex {
    use crate::base::text::{Deserialize, Deserializer, Error, Serializer};

    pub(crate) fn serialize<S: Serializer>(number: &u64, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{number:016x}"))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
        u64::from_str_radix(&String::deserialize(deserializer)?, 16).map_err(D::Error::custom)
    }
}
