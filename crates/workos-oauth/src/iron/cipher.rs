//! The cryptographic primitives of Iron: key derivation from passwords, AES-256-CBC, HMAC-SHA256.

use aes::Aes256;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockModeDecrypt as _, BlockModeEncrypt as _, KeyIvInit as _};
use workos_core::Secret;
use zeroize::Zeroizing;

const BLOCK: usize = 16;

/// The initialization vector of a seal.
pub(super) type Iv = [u8; BLOCK];

/// A key of 256 bits, wiped when dropped.
pub(super) type Key = Zeroizing<[u8; 32]>;

/// Derives a key with PBKDF2, HMAC-SHA1 and one iteration, as the format requires.
///
/// One iteration does not slow an attacker down, so passwords must be long. With one iteration, PBKDF2 consists of two
/// HMACs of the salt and a block number, of which the second one is truncated.
pub(super) fn derive(password: &Secret, salt: &str) -> Key {
    let mut key = Key::default();
    for (number, part) in (1_u32..).zip(key.chunks_mut(20)) {
        let input = [salt.as_bytes(), &number.to_be_bytes()].concat();
        let block = Zeroizing::new(hmac_sha1_compact::HMAC::mac(&input, password.expose().as_bytes()));
        part.copy_from_slice(&block[..part.len()]);
    }
    key
}

/// Encrypts a text.
pub(super) fn encrypt(key: &Key, iv: &Iv, plaintext: &[u8]) -> Vec<u8> {
    // PKCS#7 adds at least one byte and at most one block.
    let mut buffer = vec![0; (plaintext.len() / BLOCK + 1) * BLOCK];
    buffer[..plaintext.len()].copy_from_slice(plaintext);
    let cipher = cbc::Encryptor::<Aes256>::new((&**key).into(), iv.into());
    #[expect(clippy::expect_used, reason = "the buffer has space for the padding")]
    cipher
        .encrypt_padded::<Pkcs7>(&mut buffer, plaintext.len())
        .expect("the buffer has space for the padding");
    buffer
}

/// Decrypts a text. Returns `None` if it does not consist of whole blocks or has an invalid padding.
pub(super) fn decrypt(key: &Key, iv: &Iv, ciphertext: Vec<u8>) -> Option<Zeroizing<Vec<u8>>> {
    // The buffer is wiped even if the padding is invalid.
    let mut buffer = Zeroizing::new(ciphertext);
    let cipher = cbc::Decryptor::<Aes256>::new((&**key).into(), iv.into());
    let length = cipher.decrypt_padded::<Pkcs7>(&mut buffer).ok()?.len();
    buffer.truncate(length);
    Some(buffer)
}

/// Returns the authentication code of a text, in base64url.
pub(super) fn mac(key: &Key, text: &str) -> String {
    URL_SAFE_NO_PAD.encode(hmac_sha256::HMAC::mac(text, &key[..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn keys_are_derived_as_in_pbkdf2() {
        // The first vector of RFC 6070 has one iteration too; its 20 bytes are the first block.
        let key = derive(&Secret::from("password"), "salt");
        let expected = [
            0x0c, 0x60, 0xc8, 0x0f, 0x96, 0x1f, 0x0e, 0x71, 0xf3, 0xa9, 0xb5, 0x24, 0xaf, 0x60, 0x12, 0x06,
            0x2f, 0xe0, 0x37, 0xa6,
        ];
        assert_eq!(key[..20], expected);
    }

    proptest! {
        #[test]
        fn encrypted_text_is_decrypted_unchanged(plaintext in proptest::collection::vec(any::<u8>(), 0..70), iv: Iv) {
            let key = derive(&Secret::from("p"), "s");
            let ciphertext = encrypt(&key, &iv, &plaintext);
            prop_assert_eq!(ciphertext.len(), (plaintext.len() / 16 + 1) * 16);
            prop_assert_eq!(decrypt(&key, &iv, ciphertext).unwrap().to_vec(), plaintext);
        }

        #[test]
        fn any_ciphertext_is_decrypted_or_refused(ciphertext in proptest::collection::vec(any::<u8>(), 0..70)) {
            let whole = !ciphertext.is_empty() && ciphertext.len() % 16 == 0;
            let decrypted = decrypt(&derive(&Secret::from("p"), "s"), &[0; 16], ciphertext);
            prop_assert!(whole || decrypted.is_none());
        }
    }
}
