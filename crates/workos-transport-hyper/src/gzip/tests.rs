//! What is unpacked, what is refused, and how much memory it takes.

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

fn unpacked(packed: &[u8], limit: usize) -> Result<Vec<u8>, Unpacked> {
    Decompressors::default().unpack(Bytes::copy_from_slice(packed), 1, limit).map(Vec::from)
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
fn the_limit_counts_what_is_unpacked_and_is_inclusive() {
    for plain in [vec![b'x'; 100_000], noise(100_000), noise(70), Vec::new()] {
        assert_eq!(unpacked(&gzip(&plain), plain.len()).as_ref(), Ok(&plain));
        if !plain.is_empty() {
            assert_eq!(unpacked(&gzip(&plain), plain.len() - 1), Err(Unpacked::TooLarge));
            assert_eq!(unpacked(&gzip(&plain), 0), Err(Unpacked::TooLarge));
        }
    }
    assert_eq!(unpacked(b"", 0), Ok(Vec::new()));
    assert!(gzip(&noise(100_000)).len() <= packed_limit(100_000));
}

#[test]
fn a_bomb_ends_at_the_limit_in_every_layer() {
    let bomb = gzip(&vec![b' '; 64 * 1024 * 1024]);
    assert_eq!(unpacked(&bomb, 1024 * 1024), Err(Unpacked::TooLarge));
    let pool = Decompressors::default();
    assert_eq!(pool.unpack(gzip(&bomb).into(), 2, 1024 * 1024), Err(Unpacked::TooLarge));
    let large = gzip(&gzip(&noise(2 * 1024 * 1024)));
    assert_eq!(pool.unpack(large.into(), 2, 1024 * 1024), Err(Unpacked::TooLarge));
}

#[test]
fn layers_are_unpacked_one_by_one() {
    let pool = Decompressors::default();
    for layers in 0..=3 {
        let packed = (0..layers).fold(b"hello".to_vec(), |body, _| gzip(&body));
        assert_eq!(pool.unpack(packed.into(), layers, 5).unwrap(), "hello", "{layers}");
    }
    let once = gzip(b"hello");
    assert_eq!(pool.unpack(once.into(), 2, 9), Err(Unpacked::Corrupt("it does not start like gzip")));
}

#[test]
fn members_follow_one_another_and_nothing_else_may() {
    let members = [gzip(b"one "), gzip(b""), gzip(b"two")].concat();
    assert_eq!(unpacked(&members, 7).unwrap(), b"one two");
    assert_eq!(unpacked(&members, 6), Err(Unpacked::TooLarge));
    for rest in [&b"\0"[..], b"more", &gzip(b"x")[..11]] {
        let followed = [&gzip(b"one"), rest].concat();
        assert!(matches!(unpacked(&followed, 100), Err(Unpacked::Corrupt(_))), "{rest:?}");
    }
}

#[test]
fn every_field_of_a_header_is_passed_over() {
    let build = GzBuilder::new().filename("page.json").comment("a comment").extra(vec![7; 300]).mtime(1);
    let mut encoder = build.write(Vec::new(), Compression::default());
    encoder.write_all(b"hello").unwrap();
    let packed = encoder.finish().unwrap();
    assert_eq!(unpacked(&packed, 5).unwrap(), b"hello");
    for end in 0..packed.len() {
        assert!(end == 0 || unpacked(&packed[..end], 5).is_err(), "{end}");
    }

    let mut head = vec![0x1f, 0x8b, 8, 2, 0, 0, 0, 0, 0, 255];
    let checksum = (crc32(0, &head) as u16).to_le_bytes();
    let with = |head: &[u8], checksum: [u8; 2]| [head, &checksum, &gzip(b"hello")[10..]].concat();
    assert_eq!(unpacked(&with(&head, checksum), 5).unwrap(), b"hello");
    assert!(unpacked(&with(&head, [checksum[0] ^ 1, checksum[1]]), 5).is_err());
    head[3] = 0x20;
    assert!(unpacked(&with(&head, checksum), 5).is_err());
}

#[test]
fn damage_is_named() {
    let packed = gzip(b"hello, hello, hello");
    let reason = |bytes: &[u8]| match unpacked(bytes, 100) {
        Err(Unpacked::Corrupt(reason)) => reason,
        other => panic!("{other:?}"),
    };
    let flipped = |at: usize| {
        let mut bytes = packed.clone();
        bytes[at] ^= 0x10;
        bytes
    };
    assert_eq!(reason(b"hello, no gzip"), "it does not start like gzip");
    assert_eq!(reason(&packed[..packed.len() - 1]), "it ends too early");
    assert_eq!(reason(&packed[..12]), "it ends too early");
    assert_eq!(reason(&flipped(packed.len() - 1)), "its checksum does not match");
    assert_eq!(reason(&flipped(packed.len() - 5)), "its checksum does not match");
    // A block of a type that does not exist.
    assert_eq!(reason(&[&packed[..10], &[0xff; 20]].concat()), "its data is corrupt");
    let mut deflate = DeflateEncoder::new(Vec::new(), Compression::default());
    deflate.write_all(b"hello").unwrap();
    assert_eq!(reason(&deflate.finish().unwrap()), "it does not start like gzip");
}

#[test]
fn memory_follows_what_is_unpacked_and_not_what_is_announced() {
    let mut packed = gzip(b"hello");
    let end = packed.len() - 4;
    packed[end..].copy_from_slice(&u32::MAX.to_le_bytes());
    assert_eq!(Plain::new(&packed, usize::MAX).first, FIRST_RESERVE);
    assert_eq!(unpacked(&packed, usize::MAX), Err(Unpacked::Corrupt("its checksum does not match")));

    let mut plain = Plain::new(&packed, 1000);
    assert_eq!(plain.room().unwrap().len(), 1001);
    assert!(plain.bytes.capacity() <= 1001);
    plain.filled = 1001;
    assert_eq!(plain.room().err(), Some(Unpacked::TooLarge));
}

#[test]
fn a_decompressor_is_used_again_and_few_are_kept() {
    let pool = Decompressors::default();
    for number in 0..3 {
        // Damage in one body is not seen by the next.
        let text = format!("body {number}");
        assert_eq!(pool.unpack(gzip(text.as_bytes()).into(), 1, 100).unwrap(), text);
        assert!(pool.unpack(gzip(text.as_bytes())[..15].to_vec().into(), 1, 100).is_err());
    }
    assert_eq!(pool.idle().len(), 1);
    std::thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| {
                assert_eq!(pool.unpack(gzip(&noise(9_000)).into(), 1, 9_000).unwrap().len(), 9_000);
            });
        }
    });
    assert!((1..=KEPT).contains(&pool.idle().len()));
    pool.unpack(Bytes::from_static(b"plain"), 0, 5).unwrap();
}

proptest! {
    #[test]
    fn what_is_packed_comes_back(plain in prop::collection::vec(any::<u8>(), 0..2_000), copies in 1usize..40, level in 0u32..10) {
        let plain = plain.repeat(copies);
        let mut encoder = GzEncoder::new(Vec::new(), Compression::new(level));
        encoder.write_all(&plain).unwrap();
        prop_assert_eq!(unpacked(&encoder.finish().unwrap(), plain.len()), Ok(plain));
    }

    #[test]
    fn damaged_bytes_end_in_an_answer_or_an_error_like_another_decoder_says(
        plain in prop::collection::vec(0u8..4, 0..3_000), at in any::<prop::sample::Index>(), bits in 1u8..=255,
    ) {
        let mut packed = gzip(&plain);
        let at = at.index(packed.len());
        packed[at] ^= bits;
        let other = std::io::read_to_string(MultiGzDecoder::new(packed.as_slice())).map(String::into_bytes);
        // Both look at checksums, so that what both accept is the same.
        if let (Ok(ours), Ok(theirs)) = (unpacked(&packed, 10_000), other) {
            prop_assert_eq!(ours, theirs);
        }
    }

    #[test]
    fn any_bytes_end(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = unpacked(&bytes, 1_000);
        let _ = unpacked(&[&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0], &bytes[..]].concat(), 1_000);
    }
}
