#![doc = include_str!("docs.md")]

mod ages;
mod args;
mod commands;
mod demo;
mod failure;
mod feed;
mod files;
mod generated;
mod hints;
mod interrupts;
mod output;
mod settings;
mod terminal;
mod web;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

use crate::args::{Cli, Command, Global};
use crate::failure::Failure;
use crate::output::Output;

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let cli = match parse(&arguments) {
        Ok(cli) => cli,
        Err(error) => {
            return print_parse_error(&error, arguments.iter().any(|argument| argument == "--json"));
        }
    };
    let output = Output::new(cli.global.json);
    let result = cli.global.or_environment().and_then(|global| run(cli.command, &global, &output));
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            output.failure(&failure);
            ExitCode::from(failure.exit_code())
        }
    }
}

fn parse(arguments: &[OsString]) -> Result<Cli, clap::Error> {
    let command = Cli::command().term_width(terminal::help_width());
    Cli::from_arg_matches(&command.try_get_matches_from(arguments)?)
}

fn run(command: Command, global: &Global, output: &Output) -> Result<(), Failure> {
    // A single-threaded runtime is enough for one user's requests, and starts faster.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::usage(format!("the runtime cannot start: {error}")))?;
    runtime.block_on(async {
        match command {
            Command::Demo(command) => demo::run(&command, global, output).await,
            Command::Doctor(command) => commands::doctor::run(&command, global, output).await,
            Command::Emulate(command) => commands::emulate::run(&command, output).await,
            Command::Sso(command) => commands::sso::run(command, global, output).await,
            Command::Connections(command) => commands::connections::run(command, global, output).await,
            Command::Organizations(command) => commands::organizations::run(command, global, output).await,
            Command::Portal(command) => commands::portal::run(command, global, output).await,
            Command::Widgets(command) => commands::widgets::run(command, global, output).await,
            Command::Pipes(command) => commands::pipes::run(command, global, output).await,
            Command::Webhooks(command) => commands::webhooks::run(command, global, output).await,
            Command::Events(command) => commands::events::run(command, global, output).await,
            Command::Api(command) => commands::api::run(command, global, output).await,
        }
    })
}

/// Prints the argument parser's message: help and version to stdout, a usage error to stderr.
fn print_parse_error(error: &clap::Error, json: bool) -> ExitCode {
    if json && error.use_stderr() {
        let text = error.to_string();
        // Take the whole first paragraph: the lines below its first sentence name the missing arguments.
        let lines = text.trim_start_matches("error: ").lines().map(str::trim);
        let message = lines.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
        let hint = "Run the command with `--help` to see its arguments.";
        Output::new(true).failure(&Failure::usage(message).with_hint(hint));
    } else {
        // Ignore a failed write: the reader may have closed the pipe.
        let _ = error.print();
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}
