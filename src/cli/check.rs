//! `loginscope check` and `loginscope config`.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use loginscope::capture::{self, Capture};
use loginscope::config::{self, ClientConfig};
use loginscope::print::{self, Palette};
use loginscope::report::{Outcome, Report};

/// Arguments of `check`.
#[derive(Args)]
pub struct Check {
    /// HAR files or `curl -v` output; `-` is standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Client configuration; one file per environment or client.
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
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
    Jsonl,
    Markdown,
    Html,
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
    /// Reads, analyses, prints. Everything is read before anything is written.
    pub fn run(self, palette: Palette) -> Result<u8, String> {
        let mut clients: Vec<ClientConfig> = Vec::new();
        for path in &self.config {
            let (read, notes) = read_config(path)?;
            clients.extend(read);
            notes.iter().for_each(|note| super::complain(&format!("note: {note}")));
        }
        let mut captures = Vec::new();
        for path in &self.files {
            let name = path.display().to_string();
            captures.push(capture::read(&name, &bytes(path)?).map_err(|error| error.to_string())?);
        }
        let reports = reports(captures, &clients, self.merge);
        let code = reports.iter().map(|report| self.fail_on.code(report)).max().unwrap_or(0);
        let text = self.format.print(reports, if self.output.is_some() { Palette::Plain } else { palette });
        match &self.output {
            Some(path) => write_whole(path, &text)?,
            None => super::say(&text),
        }
        Ok(code)
    }
}

fn reports(captures: Vec<Capture>, clients: &[ClientConfig], merge: bool) -> Vec<Report> {
    if merge {
        return vec![loginscope::analyse(&captures, clients)];
    }
    captures.into_iter().map(|capture| loginscope::analyse(&[capture], clients)).collect()
}

impl Format {
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
        }
    }
}

impl Level {
    fn code(self, report: &Report) -> u8 {
        let failed = report.flows.iter().any(|flow| flow.outcome == Outcome::Failed);
        let has = |severity: &str| {
            report.flows.iter().flat_map(|flow| &flow.findings).any(|finding| finding.severity == severity)
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

fn read_config(path: &Path) -> Result<(Vec<ClientConfig>, Vec<String>), String> {
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
fn write_whole(path: &Path, text: &str) -> Result<(), String> {
    let cannot = |error: std::io::Error| format!("{}: cannot be written: {error}.", path.display());
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let part = path.with_file_name(name);
    std::fs::write(&part, text).and_then(|()| std::fs::rename(&part, path)).map_err(|error| {
        let _ = std::fs::remove_file(&part);
        cannot(error)
    })
}
