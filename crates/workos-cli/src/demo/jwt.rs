//! Verifies tokens by the published keys of WorkOS (RFC 7519, with only RS256 of RFC 7518).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents};
use serde_json::Value;
use workos_kit::sso::Jwks;

/// Returns the claims of a token that one of the keys signed.
///
/// # Errors
/// The reason why the token is not valid, as a clause.
pub(super) fn verified_claims(token: &str, keys: &Jwks) -> Result<Value, &'static str> {
    let (signed, signature) = token.rsplit_once('.').ok_or("it is not a JWT")?;
    let (header, claims) = signed.split_once('.').ok_or("it is not a JWT")?;
    let header = json(header)?;
    // Accept one algorithm only: a token must not choose how it is verified.
    if header["alg"] != "RS256" {
        return Err("it is not signed with RS256");
    }
    let key = keys.keys.iter().find(|key| header["kid"] == key.kid.as_str());
    let key = key.filter(|key| key.kty == "RSA").ok_or("its key is not published")?;
    let key = RsaPublicKeyComponents { n: decode(&key.n)?, e: decode(&key.e)? };
    key.verify(&RSA_PKCS1_2048_8192_SHA256, signed.as_bytes(), &decode(signature)?)
        .map_err(|_| "its signature does not match its key")?;
    json(claims)
}

fn json(part: &str) -> Result<Value, &'static str> {
    serde_json::from_slice(&decode(part)?).map_err(|_| "a part of it is not JSON")
}

fn decode(part: &str) -> Result<Vec<u8>, &'static str> {
    URL_SAFE_NO_PAD.decode(part).map_err(|_| "a part of it is not base64url")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_without_a_signature_by_a_published_key_is_refused() {
        let keys: Jwks = serde_json::from_str(r#"{"keys":[]}"#).unwrap();
        let none = format!("{}.e30.", URL_SAFE_NO_PAD.encode(r#"{"alg":"none"}"#));
        let unknown = format!("{}.e30.AA", URL_SAFE_NO_PAD.encode(r#"{"alg":"RS256","kid":"x"}"#));
        for (token, reason) in [
            ("", "not a JWT"),
            ("a.b", "not a JWT"),
            (none.as_str(), "RS256"),
            (unknown.as_str(), "not published"),
        ] {
            assert!(verified_claims(token, &keys).unwrap_err().contains(reason), "{token}");
        }
    }
}
