//! The parameters of a sign-in URL, encoded.

use workos_internal::encode::component;

/// The value of a parameter.
pub(crate) enum Value<'a> {
    Text(&'a str),
    List(&'a [String]),
    Map(&'a [(String, String)]),
}

impl Value<'_> {
    /// Encodes the parameter for a query.
    pub(crate) fn encode(&self, name: &str) -> String {
        match self {
            Self::Text(text) => format!("{name}={}", component(text)),
            Self::List(texts) => {
                let texts: Vec<_> = texts.iter().map(|text| component(text)).collect();
                format!("{name}={}", texts.join(","))
            }
            Self::Map(pairs) => {
                let pair = |(key, value): &(String, String)| {
                    format!("{}={}", component(&format!("{name}[{key}]")), component(value))
                };
                pairs.iter().map(pair).collect::<Vec<_>>().join("&")
            }
        }
    }
}
