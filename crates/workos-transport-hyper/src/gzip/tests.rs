//! Valid and invalid gzip bodies, and the memory that decompression takes.

use std::io::Write;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};
use flate2::{GzBuilder, read::MultiGzDecoder};
use proptest::prelude::*;

use super::*;

fn gzip(plain: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(plain).unwrap();
    encoder.finish().unwrap()
}

fn decompressed(compressed: &[u8], limit: usize) -> Result<Vec<u8>, DecompressError> {
    Decompressors::default().decompress(Bytes::copy_from_slice(compressed), 1, limit).map(Vec::from)
}

/// Bytes that do not compress.
fn noise(len: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let step = |state: &mut u64| {
        *state ^= *state << 13;
        *state ^= *state >> 7;
        *state ^= *state << 17;
        *state as u8
    };
    (0..len).map(|_| step(&mut state)).collect()
}

#[test]
fn the_limit_counts_decompressed_bytes_and_is_inclusive() {
    for plain in [vec![b'x'; 100_000], noise(100_000), noise(70), Vec::new()] {
        assert_eq!(decompressed(&gzip(&plain), plain.len()).as_ref(), Ok(&plain));
        if !plain.is_empty() {
            assert_eq!(decompressed(&gzip(&plain), plain.len() - 1), Err(DecompressError::TooLarge));
            assert_eq!(decompressed(&gzip(&plain), 0), Err(DecompressError::TooLarge));
        }
    }
    assert_eq!(decompressed(b"", 0), Ok(Vec::new()));
    assert!(gzip(&noise(100_000)).len() <= compressed_limit(100_000));
}

#[test]
fn a_decompression_bomb_is_refused_at_the_limit_in_every_layer() {
    let bomb = gzip(&vec![b' '; 64 * 1024 * 1024]);
    assert_eq!(decompressed(&bomb, 1024 * 1024), Err(DecompressError::TooLarge));
    let pool = Decompressors::default();
    assert_eq!(pool.decompress(gzip(&bomb).into(), 2, 1024 * 1024), Err(DecompressError::TooLarge));
    let large = gzip(&gzip(&noise(2 * 1024 * 1024)));
    assert_eq!(pool.decompress(large.into(), 2, 1024 * 1024), Err(DecompressError::TooLarge));
}

#[test]
fn layers_are_removed_one_by_one() {
    let pool = Decompressors::default();
    for layers in 0..=3 {
        let compressed = (0..layers).fold(b"hello".to_vec(), |body, _| gzip(&body));
        assert_eq!(pool.decompress(compressed.into(), layers, 5).unwrap(), "hello", "{layers}");
    }
    let once = gzip(b"hello");
    assert_eq!(
        pool.decompress(once.into(), 2, 9),
        Err(DecompressError::Corrupt("it does not start like gzip"))
    );
}

#[test]
fn a_body_has_one_or_more_members_and_nothing_else() {
    let members = [gzip(b"one "), gzip(b""), gzip(b"two")].concat();
    assert_eq!(decompressed(&members, 7).unwrap(), b"one two");
    assert_eq!(decompressed(&members, 6), Err(DecompressError::TooLarge));
    for rest in [&b"\0"[..], b"more", &gzip(b"x")[..11]] {
        let followed = [&gzip(b"one"), rest].concat();
        assert!(matches!(decompressed(&followed, 100), Err(DecompressError::Corrupt(_))), "{rest:?}");
    }
}

#[test]
fn every_field_of_a_header_is_skipped() {
    let build = GzBuilder::new().filename("page.json").comment("a comment").extra(vec![7; 300]).mtime(1);
    let mut encoder = build.write(Vec::new(), Compression::default());
    encoder.write_all(b"hello").unwrap();
    let compressed = encoder.finish().unwrap();
    assert_eq!(decompressed(&compressed, 5).unwrap(), b"hello");
    for end in 0..compressed.len() {
        assert!(end == 0 || decompressed(&compressed[..end], 5).is_err(), "{end}");
    }

    let mut head = vec![0x1f, 0x8b, 8, 2, 0, 0, 0, 0, 0, 255];
    let checksum = (crc32(0, &head) as u16).to_le_bytes();
    let with = |head: &[u8], checksum: [u8; 2]| [head, &checksum, &gzip(b"hello")[10..]].concat();
    assert_eq!(decompressed(&with(&head, checksum), 5).unwrap(), b"hello");
    assert!(decompressed(&with(&head, [checksum[0] ^ 1, checksum[1]]), 5).is_err());
    head[3] = 0x20;
    assert!(decompressed(&with(&head, checksum), 5).is_err());
}

#[test]
fn the_error_for_a_corrupt_body_names_the_reason() {
    let compressed = gzip(b"hello, hello, hello");
    let reason = |bytes: &[u8]| match decompressed(bytes, 100) {
        Err(DecompressError::Corrupt(reason)) => reason,
        other => panic!("{other:?}"),
    };
    let flipped = |at: usize| {
        let mut bytes = compressed.clone();
        bytes[at] ^= 0x10;
        bytes
    };
    assert_eq!(reason(b"hello, no gzip"), "it does not start like gzip");
    assert_eq!(reason(&compressed[..compressed.len() - 1]), "it ends too early");
    assert_eq!(reason(&compressed[..12]), "it ends too early");
    assert_eq!(reason(&flipped(compressed.len() - 1)), "its checksum does not match");
    assert_eq!(reason(&flipped(compressed.len() - 5)), "its checksum does not match");
    // A block with an invalid type.
    assert_eq!(reason(&[&compressed[..10], &[0xff; 20]].concat()), "its data is corrupt");
    let mut deflate = DeflateEncoder::new(Vec::new(), Compression::default());
    deflate.write_all(b"hello").unwrap();
    assert_eq!(reason(&deflate.finish().unwrap()), "it does not start like gzip");
}

#[test]
fn memory_grows_with_the_output_and_not_with_the_announced_length() {
    let mut compressed = gzip(b"hello");
    let end = compressed.len() - 4;
    compressed[end..].copy_from_slice(&u32::MAX.to_le_bytes());
    assert_eq!(Output::new(&compressed, usize::MAX).first, MAX_FIRST_BUFFER);
    assert_eq!(
        decompressed(&compressed, usize::MAX),
        Err(DecompressError::Corrupt("its checksum does not match"))
    );

    let mut output = Output::new(&compressed, 1000);
    assert_eq!(output.space().unwrap().len(), 1001);
    assert!(output.bytes.capacity() <= 1001);
    output.filled = 1001;
    assert_eq!(output.space().err(), Some(DecompressError::TooLarge));
}

#[test]
fn decompressors_are_reused_and_few_are_kept() {
    let pool = Decompressors::default();
    for number in 0..3 {
        // A corrupt body does not affect the next one.
        let text = format!("body {number}");
        assert_eq!(pool.decompress(gzip(text.as_bytes()).into(), 1, 100).unwrap(), text);
        assert!(pool.decompress(gzip(text.as_bytes())[..15].to_vec().into(), 1, 100).is_err());
    }
    assert_eq!(pool.idle().len(), 1);
    std::thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| {
                assert_eq!(pool.decompress(gzip(&noise(9_000)).into(), 1, 9_000).unwrap().len(), 9_000);
            });
        }
    });
    assert!((1..=MAX_IDLE).contains(&pool.idle().len()));
    pool.decompress(Bytes::from_static(b"plain"), 0, 5).unwrap();
}

proptest! {
    #[test]
    fn decompression_restores_the_original_bytes(plain in prop::collection::vec(any::<u8>(), 0..2_000), copies in 1usize..40, level in 0u32..10) {
        let plain = plain.repeat(copies);
        let mut encoder = GzEncoder::new(Vec::new(), Compression::new(level));
        encoder.write_all(&plain).unwrap();
        prop_assert_eq!(decompressed(&encoder.finish().unwrap(), plain.len()), Ok(plain));
    }

    #[test]
    fn a_damaged_body_is_an_error_or_gives_the_same_bytes_as_another_decoder(
        plain in prop::collection::vec(0u8..4, 0..3_000), at in any::<prop::sample::Index>(), bits in 1u8..=255,
    ) {
        let mut compressed = gzip(&plain);
        let at = at.index(compressed.len());
        compressed[at] ^= bits;
        let other = std::io::read_to_string(MultiGzDecoder::new(compressed.as_slice())).map(String::into_bytes);
        // Both decoders verify the checksums, so a body that both accept decodes to the same bytes.
        if let (Ok(ours), Ok(theirs)) = (decompressed(&compressed, 10_000), other) {
            prop_assert_eq!(ours, theirs);
        }
    }

    #[test]
    fn decompression_of_any_bytes_ends(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = decompressed(&bytes, 1_000);
        let _ = decompressed(&[&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0], &bytes[..]].concat(), 1_000);
    }
}
