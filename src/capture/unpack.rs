//! Packed files: gzip and zip archives become the files in them, within bounds. Paths inside an archive are names to show
//! and nothing else.

use std::io::Read;

use flate2::read::{DeflateDecoder, MultiGzDecoder};

use super::Capture;

/// The most that a packed file may grow to where it is read piece by piece, and where it is held.
const MOST: u64 = 1 << 36;
const MOST_HELD: u64 = 1 << 30;
/// Bytes that are unpacked at once.
const PIECE: usize = 256 << 10;
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
    Packed::Gzip(bytes).content()
}

/// The name of what a gzip file holds: its own without the ending.
pub fn inner_name(file: &str) -> String {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let end = name.len().saturating_sub(3);
    let (stem, ending) = name.split_at_checked(end).unwrap_or((name, ""));
    if ending.eq_ignore_ascii_case(".gz") && !stem.is_empty() { stem.to_owned() } else { name.to_owned() }
}

/// A capture that was packed in these files, from the outermost.
pub fn within(mut capture: Capture, paths: &[String]) -> Capture {
    let paths: std::sync::Arc<[String]> = paths.into();
    for exchange in capture.exchanges.iter_mut().filter(|exchange| exchange.bytes.is_some()) {
        exchange.within = paths.clone();
    }
    capture
}

/// What a packed file holds at these paths, piece by piece.
///
/// # Errors
/// When there is none, or it cannot be unpacked.
pub fn open(bytes: &[u8], paths: &[String], take: &mut dyn FnMut(&[u8])) -> Result<(), String> {
    let Some((path, rest)) = paths.split_first() else {
        take(bytes);
        return Ok(());
    };
    let members = if is_zip(bytes) { members(bytes)? } else { Vec::new() };
    let packed = match members.iter().find(|member| member.path() == *path) {
        Some(member) => member.packed(bytes)?,
        None if is_gzip(bytes) => Packed::Gzip(bytes),
        None => return Err(format!("it holds no {path}.")),
    };
    if rest.is_empty() { packed.each(take) } else { open(&packed.content()?, rest, take) }
}

/// What is packed, and can be unpacked as often as it is asked for.
#[derive(Clone, Copy)]
pub enum Packed<'a> {
    Gzip(&'a [u8]),
    /// DEFLATE (RFC 1951), as archives have it.
    Deflated(&'a [u8]),
    Stored(&'a [u8]),
}

impl<'a> Packed<'a> {
    /// The content; what is cut gives what can be read.
    ///
    /// # Errors
    /// When it cannot be unpacked, or grows beyond the bound.
    pub fn content(self) -> Result<Vec<u8>, String> {
        let mut content = Vec::new();
        self.unpack(MOST_HELD, &mut |piece| content.extend_from_slice(piece))?;
        Ok(content)
    }

    /// The content, piece by piece, so that nobody need hold it.
    ///
    /// # Errors
    /// As with [`Packed::content`]; the pieces before are handed over.
    pub fn each(self, take: &mut dyn FnMut(&[u8])) -> Result<(), String> {
        self.unpack(MOST, take)
    }

    fn unpack(self, most: u64, take: &mut dyn FnMut(&[u8])) -> Result<(), String> {
        let (mut source, size): (Box<dyn Read + 'a>, usize) = match self {
            Packed::Gzip(bytes) => (Box::new(MultiGzDecoder::new(bytes)), bytes.len()),
            Packed::Deflated(bytes) => (Box::new(DeflateDecoder::new(bytes)), bytes.len()),
            Packed::Stored(bytes) => (Box::new(bytes), bytes.len()),
        };
        let most = most.min(SMALL.max((size as u64).saturating_mul(RATIO)));
        let mut piece = vec![0; PIECE];
        let mut length = 0;
        loop {
            let read = match source.read(&mut piece) {
                Ok(0) => return Ok(()),
                Ok(read) => read,
                Err(error) if length == 0 => {
                    return Err(format!("it is packed and cannot be unpacked ({error})."));
                }
                Err(_) => return Ok(()),
            };
            length += read as u64;
            if length > most {
                return Err(format!(
                    "it is packed and grows to more than {} MiB: too much to read. Unpack it and give the file itself.",
                    most >> 20
                ));
            }
            take(piece.get(..read).unwrap_or_default());
        }
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
    /// Its path as it is shown: no control characters, and nothing that leads out of the archive.
    pub fn path(&self) -> String {
        let shown: String = self.name.chars().filter(|c| !c.is_control()).take(200).collect();
        shown.trim_start_matches(['/', '.', '\\']).to_owned()
    }

    /// It in its packed form.
    ///
    /// # Errors
    /// When it is packed in a way that is not known here.
    pub fn packed<'a>(&self, archive: &'a [u8]) -> Result<Packed<'a>, String> {
        let packed = archive.get(self.packed.clone()).unwrap_or_default();
        match self.method {
            0 => Ok(Packed::Stored(packed)),
            8 => Ok(Packed::Deflated(packed)),
            other => Err(format!("it is packed by method {other}, which is not read.")),
        }
    }

    /// The content.
    ///
    /// # Errors
    /// When it cannot be unpacked, or grows beyond the bound.
    pub fn content(&self, archive: &[u8]) -> Result<Vec<u8>, String> {
        self.packed(archive)?.content()
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
