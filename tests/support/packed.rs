//! Makes packed files.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

/// An archive by the letter of APPNOTE.TXT, without checksums (they are not looked at).
pub fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut archive, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in files {
        let mut packed = DeflateEncoder::new(Vec::new(), Compression::default());
        packed.write_all(content).unwrap();
        let packed = packed.finish().unwrap();
        let at = archive.len() as u32;
        let two = |number: usize| (number as u16).to_le_bytes();
        let four = |number: usize| (number as u32).to_le_bytes();
        let common = [
            &two(20)[..],
            &two(0),
            &two(8),
            &two(0),
            &two(0),
            &four(0),
            &four(packed.len()),
            &four(content.len()),
            &two(name.len()),
            &two(0),
        ]
        .concat();
        archive.extend([b"PK\x03\x04", &common[..], name.as_bytes(), &packed].concat());
        directory.extend(
            [
                b"PK\x01\x02",
                &two(20)[..],
                &common,
                &two(0),
                &two(0),
                &two(0),
                &four(0),
                &at.to_le_bytes(),
                name.as_bytes(),
            ]
            .concat(),
        );
    }
    let (count, size, at) = (files.len() as u16, directory.len() as u32, archive.len() as u32);
    archive.extend(directory);
    archive.extend(
        [
            b"PK\x05\x06\0\0\0\0".as_slice(),
            &count.to_le_bytes(),
            &count.to_le_bytes(),
            &size.to_le_bytes(),
            &at.to_le_bytes(),
            b"\0\0",
        ]
        .concat(),
    );
    archive
}
