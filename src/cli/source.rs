//! A capture on disk or on standard input goes into the reader, in pieces; of a terminal's standard error the progress is
//! shown there.

use std::fs::{File, Metadata};
use std::io::{self, IsTerminal as _, Read, SeekFrom, Write as _};
use std::path::Path;
use std::sync::Arc;

use loginscope::capture::{self, Capture, Reader};
use loginscope::config::ClientConfig;
use loginscope::report::{Report, StepReport};
use tempfile::SpooledTempFile;

/// Bytes that are read at once.
const ROOM: usize = 256 << 10;
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
    capture::read_all(&name, &bytes).map_err(|error| error.to_string())
}

/// Reads every exchange.
pub fn read_all(path: &Path) -> Result<Capture, String> {
    let mut reader = Reader::new(&path.display().to_string());
    reader.keep_all();
    read_into(reader, path)
}

/// Counts the lines at which the entries of a report's steps begin and end. A file that cannot be read again stays
/// without.
pub fn number_lines(report: &mut Report) {
    let names: Vec<String> = report.captures.iter().map(|capture| capture.file.clone()).collect();
    let several = names.len() > 1;
    for name in names {
        let of_file = |step: &&mut StepReport| !several || step.file.as_ref() == Some(&name);
        let flows = report.flows.iter_mut().flat_map(|flow| &mut Arc::make_mut(flow).steps);
        let mut steps: Vec<&mut StepReport> =
            flows.filter(of_file).filter(|step| step.bytes.is_some()).collect();
        let ends = steps.iter().filter_map(|step| step.bytes);
        let mut offsets: Vec<u64> = ends.flat_map(|(start, end)| [start, end.saturating_sub(1)]).collect();
        offsets.sort_unstable();
        offsets.dedup();
        let Some(lines) = File::open(&name).ok().and_then(|file| lines_at(file, &offsets).ok()) else {
            continue;
        };
        let line = |offset: u64| offsets.binary_search(&offset).ok().and_then(|at| lines.get(at).copied());
        for step in &mut steps {
            let (start, end) = step.bytes.unwrap_or_default();
            step.lines = line(start).zip(line(end.saturating_sub(1)));
        }
    }
}

/// The lines, from 1, of these offsets, which are in order. Those behind the end have none.
fn lines_at(mut file: File, offsets: &[u64]) -> io::Result<Vec<usize>> {
    let (mut lines, mut line, mut at) = (Vec::with_capacity(offsets.len()), 1, 0);
    let mut piece = vec![0; ROOM];
    while lines.len() < offsets.len() {
        let length = file.read(&mut piece)?;
        let mut rest = piece.get(..length).unwrap_or_default();
        while let Some(offset) = offsets.get(lines.len()) {
            let before = usize::try_from(offset - at).unwrap_or(usize::MAX);
            let Some((counted, more)) = rest.split_at_checked(before).filter(|(_, more)| !more.is_empty())
            else {
                break;
            };
            line += line_feeds(counted);
            lines.push(line);
            (rest, at) = (more, *offset);
        }
        line += line_feeds(rest);
        at += rest.len() as u64;
        if length == 0 {
            break;
        }
    }
    Ok(lines)
}

fn line_feeds(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte == b'\n').count()
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
    fill(&mut reader, &mut file, &mut Progress::new(&name, before.len())).map_err(cannot)?;
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
