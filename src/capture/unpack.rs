//! Packed files: gzip and zip archives become the files in them, within bounds. Paths inside an archive are names to show
//! and nothing else.

use std::io::Read as _;

use flate2::read::{DeflateDecoder, MultiGzDecoder};

/// The most that a packed file may grow to.
pub const MOST: u64 = 1 << 30;
/// Beyond this many times its size only such small files are unpacked: real captures pack to about a tenth.
const RATIO: u64 = 200;
const SMALL: u64 = 64 << 20;

/// Whether bytes begin as a gzip file does (RFC 1952, section 2.3.1).
pub fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b, 8])
}

/// Whether bytes begin as a zip archive does.
pub fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// The content of a gzip file; one that is cut gives what can be read.
///
/// # Errors
/// When it cannot be unpacked, or grows beyond the bound.
pub fn inflated(bytes: &[u8]) -> Result<Vec<u8>, String> {
    bounded(MultiGzDecoder::new(bytes), bytes.len() as u64)
}

fn bounded(packed: impl std::io::Read, size: u64) -> Result<Vec<u8>, String> {
    let most = MOST.min(SMALL.max(size.saturating_mul(RATIO)));
    let mut content = Vec::new();
    let read = packed.take(most + 1).read_to_end(&mut content);
    if content.len() as u64 > most {
        return Err(format!(
            "it is packed and grows to more than {} MiB: too much to read. Unpack it and give the file itself.",
            most >> 20
        ));
    }
    match read {
        Err(error) if content.is_empty() => Err(format!("it is packed and cannot be unpacked ({error}).")),
        _ => Ok(content),
    }
}

/// A file in an archive.
pub struct Member {
    /// Its path, as the archive names it.
    pub name: String,
    method: u16,
    packed: std::ops::Range<usize>,
}

impl Member {
    /// The content.
    ///
    /// # Errors
    /// When it cannot be unpacked, or grows beyond the bound.
    pub fn content(&self, archive: &[u8]) -> Result<Vec<u8>, String> {
        let packed = archive.get(self.packed.clone()).unwrap_or_default();
        match self.method {
            0 => Ok(packed.to_vec()),
            8 => bounded(DeflateDecoder::new(packed), packed.len() as u64),
            other => Err(format!("it is packed by method {other}, which is not read.")),
        }
    }
}

/// The files of an archive, by its central directory (APPNOTE.TXT, section 4.3.12).
///
/// # Errors
/// When there is no directory, as in an archive that was cut.
pub fn members(archive: &[u8]) -> Result<Vec<Member>, String> {
    let cut = || "it is a zip archive without its directory: it was cut. Save it again.".to_owned();
    let tail = archive.len().saturating_sub(66_000);
    let signature =
        archive.get(tail..).unwrap_or_default().windows(4).rposition(|four| four == b"PK\x05\x06");
    let end = tail + signature.ok_or_else(cut)?;
    let count = number(archive, end + 10, 2).ok_or_else(cut)?;
    let mut at = number(archive, end + 16, 4).ok_or_else(cut)?;
    let mut members = Vec::new();
    for _ in 0..count {
        if archive.get(at..at.saturating_add(4)) != Some(b"PK\x01\x02".as_slice()) {
            break;
        }
        let field = |offset, length| number(archive, at.saturating_add(offset), length).ok_or_else(cut);
        let (method, size, local) = (field(10, 2)?, field(20, 4)?, field(42, 4)?);
        let (name, extra, comment) = (field(28, 2)?, field(30, 2)?, field(32, 2)?);
        let begin = at.saturating_add(46);
        let name_bytes = archive.get(begin..begin.saturating_add(name)).ok_or_else(cut)?;
        // The local header's own lengths may differ from the directory's.
        let skip =
            number(archive, local.saturating_add(26), 2).zip(number(archive, local.saturating_add(28), 2));
        if let Some((name, extra)) = skip {
            let start = local.saturating_add(30 + name + extra);
            members.push(Member {
                name: super::encoding::text(name_bytes).into_owned(),
                method: method as u16,
                packed: start..start.saturating_add(size),
            });
        }
        at = begin.saturating_add(name + extra + comment);
    }
    Ok(members)
}

/// A number in little-endian order.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<usize> {
    let bytes = bytes.get(at..at.checked_add(length)?)?;
    Some(bytes.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte)))
}
