//! Many captures on all cores: each is read and judged by itself, and what was judged leaves in the order of the arguments.

use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};

use loginscope::capture::Capture;
use loginscope::config::ClientConfig;
use loginscope::print;
use loginscope::report::Report;

use super::source;

/// How a capture is judged: [`loginscope::analyse`], or briefly.
pub type Analyse = fn(&[Capture], &[ClientConfig]) -> Report;

/// The report on each file, or why it cannot be read.
pub fn reports(files: &[PathBuf], clients: &[ClientConfig], analyse: Analyse) -> Vec<Result<Report, String>> {
    let mut reports = Vec::with_capacity(files.len());
    in_order(files, clients, analyse, |_, report| reports.push(report));
    reports
}

/// Writes one line of JSON a file, as soon as it and those before it are judged. A file that cannot be read has a line
/// with its `error` and stops no other; the status is 2 then.
pub fn lines(
    files: &[PathBuf],
    clients: &[ClientConfig],
    output: Option<&Path>,
    code: impl Fn(&Report) -> u8,
) -> Result<u8, String> {
    let mut out = Out::open(output)?;
    let mut status = 0;
    let mut broken = None;
    in_order(files, clients, loginscope::analyse, |path, report| {
        let line = match &report {
            Ok(report) => {
                status = status.max(code(report));
                print::json_lines([report])
            }
            Err(says) => {
                status = 2;
                super::complain(says);
                format!("{}\n", serde_json::json!({ "file": path.display().to_string(), "error": says }))
            }
        };
        if broken.is_none() {
            broken = out.write(&line).err();
        }
    });
    match broken {
        Some(error) => Err(error),
        None => out.finish().map(|()| status),
    }
}

type Judged = Result<Report, String>;

fn in_order(files: &[PathBuf], clients: &[ClientConfig], analyse: Analyse, take: impl FnMut(&Path, Judged)) {
    let judge = |path: &Path| source::read(path, clients).map(|capture| analyse(&[capture], clients));
    each(files, judge, take);
}

/// Judges files on as many threads as there are cores, a few ahead of the one whose turn it is: memory stays bounded.
fn each(files: &[PathBuf], judge: impl Fn(&Path) -> Judged + Sync, mut take: impl FnMut(&Path, Judged)) {
    // A fault over one file is that file's alone.
    let judged = |path: &Path| {
        let judge = AssertUnwindSafe(|| judge(path));
        catch_unwind(judge).unwrap_or_else(|_| {
            Err(format!("{}: Loginscope stopped by a fault of its own. Please report it.", path.display()))
        })
    };
    if let [path] = files {
        return take(path, judged(path));
    }
    let cores = std::thread::available_parallelism().map_or(1, usize::from).min(files.len().max(1));
    let ahead = cores * 4;
    let next = AtomicUsize::new(0);
    let done = Mutex::new((0, files.iter().map(|_| None).collect::<Vec<Option<Judged>>>()));
    let changed = Condvar::new();
    let lock = || done.lock().unwrap_or_else(PoisonError::into_inner);
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(path) = files.get(index) else { break };
                    let turn = changed.wait_while(lock(), |(taken, _)| index >= *taken + ahead);
                    drop(turn);
                    let report = judged(path);
                    if let Some(place) = lock().1.get_mut(index) {
                        *place = Some(report);
                    }
                    changed.notify_all();
                }
            });
        }
        for (index, path) in files.iter().enumerate() {
            let is_missing =
                |held: &mut (usize, Vec<Option<_>>)| held.1.get(index).is_some_and(Option::is_none);
            let mut held = changed.wait_while(lock(), is_missing).unwrap_or_else(PoisonError::into_inner);
            held.0 = index + 1;
            let report = held.1.get_mut(index).and_then(Option::take);
            drop(held);
            changed.notify_all();
            if let Some(report) = report {
                take(path, report);
            }
        }
    });
}

/// Standard output, or a file that takes its name only when it is whole.
enum Out<'a> {
    Standard,
    File { part: PathBuf, file: std::io::BufWriter<std::fs::File>, path: &'a Path },
}

impl Out<'_> {
    fn open(path: Option<&Path>) -> Result<Out<'_>, String> {
        let Some(path) = path else { return Ok(Out::Standard) };
        let part = super::check::beside(path);
        let file = std::fs::File::create(&part).map_err(|error| super::check::unwritable(path, &error))?;
        Ok(Out::File { part, file: std::io::BufWriter::new(file), path })
    }

    fn write(&mut self, line: &str) -> Result<(), String> {
        match self {
            Out::Standard => super::say(line),
            Out::File { file, path, .. } => {
                file.write_all(line.as_bytes()).map_err(|error| super::check::unwritable(path, &error))?
            }
        }
        Ok(())
    }

    fn finish(self) -> Result<(), String> {
        let Out::File { part, mut file, path } = self else { return Ok(()) };
        super::check::settle(file.flush(), &part, path)
    }
}

#[cfg(test)]
#[allow(clippy::panic, reason = "a test may stop")]
mod tests {
    use super::*;

    #[test]
    fn a_fault_over_one_file_stops_no_other() {
        let files: Vec<PathBuf> = (0..40).map(|number| PathBuf::from(number.to_string())).collect();
        let judge = |path: &Path| match path.to_string_lossy().as_ref() {
            "7" => panic!("a fault that the test makes"),
            "9" => Err("cannot be read".to_owned()),
            _ => Ok(Report::default()),
        };
        let mut taken = Vec::new();
        each(&files, judge, |path, report| taken.push((path.to_path_buf(), report.is_ok())));
        let expected: Vec<_> =
            files.iter().enumerate().map(|(at, path)| (path.clone(), ![7, 9].contains(&at))).collect();
        assert_eq!(taken, expected);
    }
}
