//! `loginscope check` and `loginscope config`.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use loginscope::capture::Capture;
use loginscope::config::{self, ClientConfig};
use loginscope::print::{self, Palette};
use loginscope::report::{Outcome, Report};

use super::baseline::Baseline;
use super::many;
use super::places;
use super::source;

/// Arguments of `check`.
#[derive(Args)]
pub struct Check {
    /// HAR files or `curl -v` output; `-` is standard input. Without any, the configuration alone is checked.
    #[arg(required_unless_present = "config", value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Client configuration; one file per environment or client. The secret that tokens are signed with is taken from there
    /// or from the environment variable `LOGINSCOPE_CLIENT_SECRET`.
    #[arg(long, value_name = "FILE")]
    config: Vec<PathBuf>,
    #[arg(long, default_value = "text")]
    format: Format,
    /// Write to a file in place of standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// All FILEs are one capture (browser side and server side).
    #[arg(long)]
    merge: bool,
    /// From which level on the exit status is 1.
    #[arg(long, value_name = "LEVEL", default_value = "error")]
    fail_on: Level,
    /// Findings and causes that are known and accepted; they do not count for the exit status.
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write a baseline that accepts all that is found now.
    #[arg(long, value_name = "FILE")]
    write_baseline: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
    Jsonl,
    Markdown,
    Html,
    Sarif,
    Junit,
    /// Annotations of GitHub Actions.
    Github,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Level {
    Error,
    Warning,
    Never,
}

/// Arguments of `config`.
#[derive(Args)]
pub struct Config {
    /// A stored configuration; `-` is standard input.
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

impl Check {
    /// Reads, analyses, prints. Everything is read before anything is written, but for JSON Lines, which are written
    /// file after file.
    pub fn run(self, palette: Palette) -> Result<u8, String> {
        let mut clients: Vec<ClientConfig> = Vec::new();
        for path in &self.config {
            let (read, notes) = read_config(path)?;
            clients.extend(read);
            notes.iter().for_each(|note| super::complain(&format!("note: {note}")));
        }
        if let Some(secret) =
            std::env::var("LOGINSCOPE_CLIENT_SECRET").ok().filter(|secret| !secret.is_empty())
        {
            let secret = secret.into();
            clients.iter_mut().for_each(|client| client.give(&secret));
        }
        let accepted = self.baseline.as_deref().map(Baseline::read).transpose()?.unwrap_or_default();
        if matches!(self.format, Format::Jsonl) && !self.merge && self.write_baseline.is_none() {
            return many::lines(&self.files, &clients, self.output.as_deref(), |report| {
                self.fail_on.code(report, &accepted)
            });
        }
        let reports = if self.merge || self.files.is_empty() {
            let captures: Result<Vec<Vec<Capture>>, String> =
                self.files.iter().map(|path| source::read_each(path, &clients)).collect();
            vec![self.format.analyse()(&captures?.concat(), &clients)]
        } else {
            many::reports(&self.files, &clients, self.format.analyse())
                .into_iter()
                .collect::<Result<Vec<Report>, String>>()?
        };
        if let Some(path) = &self.write_baseline {
            write_whole(path, &Baseline::of(&reports).text())?;
        }
        let code = reports.iter().map(|report| self.fail_on.code(report, &accepted)).max().unwrap_or(0);
        let by_config = self.files.is_empty() && self.fail_on != Level::Never;
        let failed = reports.iter().flat_map(|report| &report.checklist).any(|list| list.counts.failed > 0);
        let code = if by_config { u8::from(failed) } else { code };
        let mut reports = reports;
        if matches!(self.format, Format::Sarif | Format::Github) {
            reports.iter_mut().for_each(places::add);
        }
        let text = self.format.print(reports, if self.output.is_some() { Palette::Plain } else { palette });
        match &self.output {
            Some(path) => write_whole(path, &text)?,
            None => super::say(&text),
        }
        Ok(code)
    }
}

impl Format {
    /// As far as it is printed.
    fn analyse(self) -> many::Analyse {
        match self {
            Format::Text | Format::Junit | Format::Github => loginscope::analyse_briefly,
            Format::Json | Format::Jsonl | Format::Markdown | Format::Html | Format::Sarif => {
                loginscope::analyse
            }
        }
    }

    fn print(self, reports: Vec<Report>, palette: Palette) -> String {
        if matches!(self, Format::Jsonl) {
            return print::json_lines(&reports);
        }
        let report = Report::join(reports);
        match self {
            Format::Text => print::text(&report, palette),
            Format::Json | Format::Jsonl => print::json(&report),
            Format::Markdown => print::markdown(&report),
            Format::Html => print::html(&report),
            Format::Sarif => print::sarif(&report),
            Format::Junit => print::junit(&report),
            Format::Github => print::github(&report),
        }
    }
}

impl Level {
    fn code(self, report: &Report, accepted: &Baseline) -> u8 {
        let failed = report.flows.iter().any(|flow| flow.outcome == Outcome::Failed && !accepted.cause(flow));
        let has = |severity: &str| {
            let open = report.flows.iter().filter(|flow| !accepted.cause(flow));
            let mut findings = open.flat_map(|flow| &flow.findings);
            findings.any(|finding| finding.severity == severity && !accepted.finding(finding))
        };
        let reached = match self {
            Level::Never => false,
            Level::Error => failed || has("error"),
            Level::Warning => failed || has("error") || has("warning"),
        };
        u8::from(reached)
    }
}

impl Config {
    /// Prints the configuration in its stored form; notes go to standard error.
    pub fn run(self) -> Result<u8, String> {
        let (clients, notes) = read_config(&self.file)?;
        for note in notes {
            super::complain(&format!("note: {note}"));
        }
        super::say(&(serde_json::to_string_pretty(&clients).unwrap_or_default() + "\n"));
        Ok(0)
    }
}

pub fn read_config(path: &Path) -> Result<(Vec<ClientConfig>, Vec<String>), String> {
    let bytes = bytes(path)?;
    config::read(&String::from_utf8_lossy(&bytes)).map_err(|error| format!("{}: {error}", path.display()))
}

fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    let cannot = |error: std::io::Error| format!("{}: cannot be read: {error}.", path.display());
    if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        return std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes).map_err(cannot);
    }
    if path.is_dir() {
        return Err(format!("{}: is a folder. Expected a file; name the captures in it.", path.display()));
    }
    std::fs::read(path).map_err(cannot)
}

/// Writes beside the target and renames, so that nothing half-written stays.
pub fn write_whole(path: &Path, text: &str) -> Result<(), String> {
    let part = beside(path);
    let written = std::fs::write(&part, text);
    settle(written, &part, path)
}

/// The name under which a file is written until it is whole. A device or a pipe has none: it is written to, and stays.
pub fn beside(path: &Path) -> PathBuf {
    if std::fs::metadata(path).is_ok_and(|known| !known.is_file() && !known.is_dir()) {
        return path.to_owned();
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    path.with_file_name(name)
}

/// Gives what was written its name, or takes it away where it could not be written.
pub fn settle(written: std::io::Result<()>, part: &Path, path: &Path) -> Result<(), String> {
    if part == path {
        return written.map_err(|error| unwritable(path, &error));
    }
    written.and_then(|()| std::fs::rename(part, path)).map_err(|error| {
        let _ = std::fs::remove_file(part);
        unwritable(path, &error)
    })
}

/// Why a file cannot be written.
pub fn unwritable(path: &Path, error: &std::io::Error) -> String {
    format!("{}: cannot be written: {error}.", path.display())
}
