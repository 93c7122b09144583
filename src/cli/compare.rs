//! `loginscope compare`.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use loginscope::config::ClientConfig;
use loginscope::print::{self, Palette};
use loginscope::report::Report;

use super::check::{read_config, write_whole};
use super::source;

/// Arguments of `compare`.
#[derive(Args)]
pub struct Compare {
    /// A capture with the login that works.
    #[arg(value_name = "GOOD")]
    good: PathBuf,
    /// A capture with the login that does not; the same file, if both are in it.
    #[arg(value_name = "BAD")]
    bad: PathBuf,
    /// Client configuration of both.
    #[arg(long, value_name = "FILE")]
    config: Vec<PathBuf>,
    /// Client configuration of the one that does not work, where it has another.
    #[arg(long, value_name = "FILE")]
    bad_config: Vec<PathBuf>,
    #[arg(long, default_value = "text")]
    format: Format,
    /// Write to a file in place of standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
    Markdown,
}

impl Compare {
    /// Prints what differs; the status is 1 where something that may explain a failure does.
    pub fn run(self, palette: Palette) -> Result<u8, String> {
        let own = clients(&self.config)?;
        let theirs = if self.bad_config.is_empty() { own.clone() } else { clients(&self.bad_config)? };
        let (good, bad) = (report(&self.good, &own)?, report(&self.bad, &theirs)?);
        let comparison = loginscope::compare::compare((&good, &own), (&bad, &theirs)).ok_or_else(|| {
            let empty = if bad.flows.is_empty() { &self.bad } else { &self.good };
            format!("{}: holds no login. Record from before the login begins.", empty.display())
        })?;
        let text = match self.format {
            Format::Text if self.output.is_some() => print::comparison_text(&comparison, Palette::Plain),
            Format::Text => print::comparison_text(&comparison, palette),
            Format::Json => print::comparison_json(&comparison),
            Format::Markdown => print::comparison_markdown(&comparison),
        };
        match &self.output {
            Some(path) => write_whole(path, &text)?,
            None => super::say(&text),
        }
        Ok(u8::from(!comparison.differences.is_empty()))
    }
}

fn clients(paths: &[PathBuf]) -> Result<Vec<ClientConfig>, String> {
    let mut clients = Vec::new();
    for path in paths {
        clients.extend(read_config(path)?.0);
    }
    Ok(clients)
}

fn report(path: &Path, clients: &[ClientConfig]) -> Result<Report, String> {
    Ok(loginscope::analyse(&[source::read(path, clients)?], clients))
}
