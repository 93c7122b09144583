//! A capture on disk or on standard input goes into the reader, in pieces; of a terminal's standard error the progress is
//! shown there.

use std::fs::{File, Metadata};
use std::io::{self, IsTerminal as _, Read, SeekFrom, Write as _};
use std::path::Path;

use loginscope::capture::{self, Capture, Reader};
use loginscope::config::ClientConfig;
use tempfile::SpooledTempFile;

use super::ahead;

/// Bytes that are read at once.
const ROOM: usize = 256 << 10;
/// A file that is larger is read ahead of.
const LARGE: u64 = 4 << 20;
/// What comes from standard input is held in memory up to this size, in case some of it is wanted once more.
const IN_MEMORY: usize = 4 << 20;
/// From this size on, and so often, progress is shown.
const STEP: u64 = 32 << 20;

/// Reads what may be part of a login; `-` is standard input.
pub fn read(path: &Path, clients: &[ClientConfig]) -> Result<Capture, String> {
    let mut reader = Reader::new(&path.display().to_string());
    clients.iter().flat_map(ClientConfig::addresses).for_each(|url| reader.watch(url));
    read_into(reader, path)
}

/// Reads every capture in a file: an archive may hold several.
pub fn read_each(path: &Path, clients: &[ClientConfig]) -> Result<Vec<Capture>, String> {
    let mut begin = [0; 4];
    let is_zip = path.is_file()
        && File::open(path).and_then(|mut file| file.read_exact(&mut begin)).is_ok()
        && begin.starts_with(b"PK");
    if !is_zip {
        return read(path, clients).map(|capture| vec![capture]);
    }
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|error| format!("{name}: cannot be read: {error}."))?;
    let addresses = clients.iter().flat_map(ClientConfig::addresses);
    capture::read_all(&name, &bytes, addresses).map_err(|error| error.to_string())
}

/// Reads every exchange.
pub fn read_all(path: &Path) -> Result<Capture, String> {
    let mut reader = Reader::new(&path.display().to_string());
    reader.keep_all();
    read_into(reader, path)
}

fn read_into(mut reader: Reader, path: &Path) -> Result<Capture, String> {
    let name = path.display().to_string();
    let cannot = |error: io::Error| format!("{name}: cannot be read: {error}.");
    if path.as_os_str() == "-" {
        let mut spool = tempfile::spooled_tempfile(IN_MEMORY);
        let mut input = Copied { input: io::stdin().lock(), spool: &mut spool };
        fill(&mut reader, &mut input, &mut Progress::new(&name, 0)).map_err(cannot)?;
        once_more(&mut reader, &mut spool).map_err(cannot)?;
        return reader.finish().map_err(|error| error.to_string());
    }
    if path.is_dir() {
        return Err(format!("{name}: is a folder. Expected a file; name the captures in it."));
    }
    let mut file = File::open(path).map_err(cannot)?;
    let before = file.metadata().map_err(cannot)?;
    let mut progress = Progress::new(&name, before.len());
    if before.len() > LARGE {
        ahead::read(&file, |piece| {
            reader.push(piece);
            progress.add(piece.len() as u64, reader.entries());
        })
        .map_err(cannot)?;
    } else {
        fill(&mut reader, &mut file, &mut progress).map_err(cannot)?;
    }
    drop(progress);
    once_more(&mut reader, &mut file).map_err(cannot)?;
    let mut capture = reader.finish().map_err(|error| error.to_string())?;
    if path.metadata().is_ok_and(|after| changed(&before, &after)) {
        capture.notes.push("The file changed while it was read. Check it again when it is complete.".into());
    }
    Ok(capture)
}

fn changed(before: &Metadata, after: &Metadata) -> bool {
    before.is_file() && (before.len() != after.len() || before.modified().ok() != after.modified().ok())
}

fn fill(reader: &mut Reader, input: &mut impl Read, progress: &mut Progress<'_>) -> io::Result<()> {
    loop {
        match input.read(reader.space(ROOM)) {
            Ok(0) => return Ok(()),
            Ok(bytes) => {
                reader.commit(bytes);
                progress.add(bytes as u64, reader.entries());
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

fn once_more(reader: &mut Reader, source: &mut (impl Read + io::Seek)) -> io::Result<()> {
    for range in reader.again() {
        source.seek(SeekFrom::Start(range.start))?;
        let mut part = source.by_ref().take(range.end - range.start);
        fill(reader, &mut part, &mut Progress::new("", 0))?;
    }
    Ok(())
}

/// Standard input, of which a copy is kept.
struct Copied<'a, R> {
    input: R,
    spool: &'a mut SpooledTempFile,
}

impl<R: Read> Read for Copied<'_, R> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let bytes = self.input.read(room)?;
        self.spool.write_all(room.get(..bytes).unwrap_or_default())?;
        Ok(bytes)
    }
}

/// How far the reading of a large file is, in one line that is written over.
struct Progress<'a> {
    name: &'a str,
    size: u64,
    done: u64,
    shown: bool,
}

impl Progress<'_> {
    fn new(name: &str, size: u64) -> Progress<'_> {
        Progress { name, size, done: 0, shown: false }
    }

    fn add(&mut self, bytes: u64, entries: usize) {
        let before = self.done / STEP;
        self.done += bytes;
        if self.size > STEP && self.done / STEP > before && (self.shown || io::stderr().is_terminal()) {
            self.shown = true;
            let percent = (self.done * 100).checked_div(self.size).unwrap_or_default().min(100);
            let _ = write!(io::stderr(), "\r{}: {percent} %, {entries} entries", self.name);
        }
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        if self.shown {
            // Erases the line.
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}
