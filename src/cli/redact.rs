//! `loginscope redact`.

use std::path::PathBuf;

use clap::Args;
use loginscope::config::ClientConfig;
use loginscope::redact::{Keep, redact};

use super::check::{read_config, write_whole};
use super::source;

/// Arguments of `redact`.
#[derive(Args)]
pub struct Redact {
    /// The capture; `-` is standard input.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Where the redacted HAR file goes.
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Client configuration; what it names is recognised in the capture.
    #[arg(long, value_name = "FILE")]
    config: Vec<PathBuf>,
    /// Keep exchanges that have nothing to do with a login too, redacted like the others.
    #[arg(long)]
    all: bool,
}

impl Redact {
    /// Writes the redacted file, and its receipt to standard output.
    pub fn run(self) -> Result<u8, String> {
        if self.output.as_os_str() == "-" {
            return Err("--output: expected a file's name, found `-`. Standard output has the receipt: name a file for the HAR.".into());
        }
        let mut clients: Vec<ClientConfig> = Vec::new();
        for path in &self.config {
            clients.extend(read_config(path)?.0);
        }
        let capture =
            if self.all { source::read_all(&self.file)? } else { source::read(&self.file, &clients)? };
        let mut key = [0; 32];
        getrandom::fill(&mut key).map_err(|error| format!("no random key can be had: {error}."))?;
        let redacted = redact(&capture, &clients, key, if self.all { Keep::All } else { Keep::Logins })
            .map_err(|error| format!("{}: {error}.", self.file.display()))?;
        write_whole(&self.output, &redacted.har)?;
        super::say(&redacted.receipt.to_string());
        Ok(0)
    }
}
