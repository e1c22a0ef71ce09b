//! The key that signs access tokens: RS256 (RFC 7518) and its JWKS (RFC 7517).

use std::fmt;
use std::sync::{Arc, OnceLock};

use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::rsa::{KeyPair, PublicKeyComponents};
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, RsaPublicKeyComponents};
use serde_json::{Value, json};
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// A published key pair with its certificate. It proves nothing, on purpose.
static PUBLIC_TEST_KEY: &str = include_str!("../../keys/public-test-key-not-a-secret.pem");

/// The certificate of the key that every emulator uses unless told otherwise, as PEM.
pub(crate) fn public_test_certificate() -> &'static str {
    const BEGIN: &str = "-----BEGIN CERTIFICATE-----";
    PUBLIC_TEST_KEY.find(BEGIN).map_or("", |start| &PUBLIC_TEST_KEY[start..])
}

/// An RSA key pair with the certificate that the JWKS shows.
pub(crate) struct SigningKey {
    pair: KeyPair,
    components: PublicKeyComponents<Vec<u8>>,
    kid: String,
    jwk: Value,
}

impl SigningKey {
    /// The key that every emulator uses unless told otherwise; read once per process.
    #[expect(clippy::expect_used, reason = "the key is compiled in, and a test reads it")]
    pub(crate) fn public_test_key() -> Arc<Self> {
        static KEY: OnceLock<Arc<SigningKey>> = OnceLock::new();
        let key = KEY
            .get_or_init(|| Arc::new(Self::from_pem(PUBLIC_TEST_KEY).expect("the compiled-in key is valid")));
        Arc::clone(key)
    }

    /// Reads an RSA private key (PKCS#8 or PKCS#1) and its certificate; the error says what is wrong.
    pub(crate) fn from_pem(pem: &str) -> Result<Self, String> {
        let key = PrivateKeyDer::from_pem_slice(pem.as_bytes())
            .map_err(|error| format!("no private key in the PEM text: {error}"))?;
        let pair = match &key {
            PrivateKeyDer::Pkcs8(der) => KeyPair::from_pkcs8(der.secret_pkcs8_der()),
            PrivateKeyDer::Pkcs1(der) => KeyPair::from_der(der.secret_pkcs1_der()),
            _ => return Err("the private key is not an RSA key".to_owned()),
        }
        .map_err(|error| format!("not a usable RSA key: {error}"))?;
        let certificate = CertificateDer::from_pem_slice(pem.as_bytes()).map_err(|_| {
            "the PEM text has no certificate, which the JWKS requires: add the output of \
             `openssl req -x509 -new -key key.pem -subj /CN=workos-emulator -days 3650`"
                .to_owned()
        })?;
        let components = PublicKeyComponents::<Vec<u8>>::from(pair.public());
        if !contains(&certificate, &components.n) {
            return Err("the certificate belongs to another key".to_owned());
        }
        let (n, e) = (url_base64(&components.n), url_base64(&components.e));
        // The key id is the thumbprint of RFC 7638, so that it never outlives its key.
        let kid = url_base64(
            digest(&SHA256, format!(r#"{{"e":"{e}","kty":"RSA","n":"{n}"}}"#).as_bytes()).as_ref(),
        );
        let jwk = json!({
            "alg": "RS256", "kty": "RSA", "use": "sig", "kid": kid, "n": n, "e": e,
            "x5c": [BASE64_STANDARD.encode(&certificate)],
            "x5t#S256": url_base64(digest(&SHA256, &certificate).as_ref()),
        });
        Ok(Self { pair, components, kid, jwk })
    }

    /// The public key as the JWKS shows it.
    pub(crate) const fn jwk(&self) -> &Value {
        &self.jwk
    }

    /// Signs claims as a JWT. Fails only when the system has no randomness.
    pub(crate) fn sign(&self, claims: &Value) -> Option<String> {
        let header = json!({"alg": "RS256", "typ": "JWT", "kid": self.kid});
        let signed = format!(
            "{}.{}",
            url_base64(header.to_string().as_bytes()),
            url_base64(claims.to_string().as_bytes())
        );
        let mut signature = vec![0; self.pair.public().modulus_len()];
        self.pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), signed.as_bytes(), &mut signature).ok()?;
        Some(format!("{signed}.{}", url_base64(&signature)))
    }

    /// The claims of a JWT that this key signed. Expiry is the caller's to check.
    pub(crate) fn verify(&self, token: &str) -> Option<Value> {
        let (signed, signature) = token.rsplit_once('.')?;
        let (header, claims) = signed.split_once('.')?;
        let decode = |part: &str| BASE64_URL_SAFE_NO_PAD.decode(part).ok();
        let header: Value = serde_json::from_slice(&decode(header)?).ok()?;
        if header["alg"] != "RS256" {
            return None;
        }
        let public = RsaPublicKeyComponents { n: &self.components.n, e: &self.components.e };
        public.verify(&RSA_PKCS1_2048_8192_SHA256, signed.as_bytes(), &decode(signature)?).ok()?;
        serde_json::from_slice(&decode(claims)?).ok()
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey").field("kid", &self.kid).finish_non_exhaustive()
    }
}

/// Unpadded base64url (RFC 4648 section 5).
pub(crate) fn url_base64(bytes: &[u8]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_verifies_only_unchanged() {
        let key = SigningKey::public_test_key();
        let token = key.sign(&json!({"sub": "prof_1"})).unwrap();
        assert_eq!(key.verify(&token).unwrap()["sub"], "prof_1");
        let other = url_base64(br#"{"sub":"prof_2"}"#);
        let parts: Vec<_> = token.split('.').collect();
        for forged in [
            format!("{}.{other}.{}", parts[0], parts[2]),
            format!("{}.{}.", parts[0], parts[1]),
            format!("{}.{other}.", url_base64(br#"{"alg":"none"}"#)),
            "01HQRS5H".to_owned(),
            String::new(),
        ] {
            assert!(key.verify(&forged).is_none(), "{forged}");
        }
    }

    #[test]
    fn the_jwks_has_every_field_of_the_contract() {
        let key = SigningKey::public_test_key().jwk().clone();
        for field in ["alg", "kty", "use", "kid", "n", "e", "x5t#S256"] {
            assert!(key[field].as_str().is_some_and(|text| !text.is_empty()), "{field}");
        }
        assert_eq!((key["e"].as_str(), key["x5c"].as_array().map(Vec::len)), (Some("AQAB"), Some(1)));
    }

    #[test]
    fn a_key_without_its_certificate_is_refused_with_the_command_that_makes_one() {
        let (key, certificate) = PUBLIC_TEST_KEY.split_once("-----BEGIN CERTIFICATE").unwrap();
        assert!(SigningKey::from_pem(key).unwrap_err().contains("openssl req -x509"));
        let certificate = format!("-----BEGIN CERTIFICATE{certificate}");
        assert!(SigningKey::from_pem(&certificate).unwrap_err().contains("no private key"));
    }
}
