//! The command line: arguments → read → analyse → print → exit status. 0: nothing at or above the level. 1: something is.
//! 2: the input or the arguments cannot be read.

mod cli;

use std::process::ExitCode;

use clap::{ColorChoice, Parser, Subcommand};
use cli::{check, compare, explain, redact, rules};

/// Why did this OAuth 2.0 / OpenID Connect login fail, and what exactly must I change?
#[derive(Parser)]
#[command(name = "loginscope", version, about, color = ColorChoice::Auto)]
struct Arguments {
    /// When to use colours; `NO_COLOR` is respected.
    #[arg(long, global = true, default_value = "auto")]
    color: Colors,
    #[command(subcommand)]
    command: Command,
}

#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
enum Colors {
    Auto,
    Always,
    Never,
}

#[derive(Subcommand)]
enum Command {
    /// Judge captures: HAR files or the output of `curl -v`; `-` is standard input.
    Check(check::Check),
    /// Explain a rule or a cause: what, why, fix, references, example.
    Explain(explain::Explain),
    /// List the rules.
    Rules(rules::Rules),
    /// What differs, by meaning, between a login that works and one that does not.
    Compare(compare::Compare),
    /// Write a HAR that can be handed on: secrets replaced, the diagnosis unchanged. Prints a receipt.
    Redact(redact::Redact),
    /// Check a stored client configuration and print it in its stored form.
    Config(check::Config),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let palette = palette(arguments.color);
    let result = match arguments.command {
        Command::Check(check) => check.run(palette),
        Command::Explain(explain) => explain.run(),
        Command::Rules(rules) => rules.run(),
        Command::Compare(compare) => compare.run(palette),
        Command::Redact(redact) => redact.run(),
        Command::Config(config) => config.run(),
    };
    match result {
        Ok(code) => ExitCode::from(code),
        Err(says) => {
            cli::complain(&says);
            ExitCode::from(2)
        }
    }
}

fn palette(colors: Colors) -> loginscope::print::Palette {
    use std::io::IsTerminal as _;
    let asked_not_to = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let colored = match colors {
        Colors::Always => true,
        Colors::Never => false,
        Colors::Auto => !asked_not_to && std::io::stdout().is_terminal(),
    };
    if colored { loginscope::print::Palette::Ansi } else { loginscope::print::Palette::Plain }
}
