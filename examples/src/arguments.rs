//! The command line.

use std::ffi::OsString;
use std::fmt;

use lexopt::{Arg, Parser};

use crate::servers::Ports;

/// What `--help` prints.
pub const HELP: &str = "\
The CORS lab, and an orders API under a CORS policy with a page that tries it.

Usage: cargo run -p cors-examples -- [options]

Options:
  --api-port <port>      port of the APIs (4100)
  --allowed-port <port>  port of the lab, and of pages at allowed origins (4101)
  --other-port <port>    port of the same pages at other origins (4102)
  --help                 print this text

Port 0 takes any free port. The lab's policies list port 4101 and no other.
";

/// What the command line asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Serve at these ports.
    Serve(Ports),
    /// Print [`HELP`].
    Help,
}

/// What is wrong with the command line, in one sentence.
#[derive(Debug)]
pub struct ArgumentError(String);

/// Reads the arguments that follow the program's name.
///
/// # Errors
/// If an option is unknown, lacks its port or has something else in its place.
pub fn parse(
    arguments: impl IntoIterator<Item = impl Into<OsString>>,
) -> Result<Command, ArgumentError> {
    let mut ports = Ports::default();
    let mut parser = Parser::from_args(arguments);
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("api-port") => ports.api = port(&mut parser, "--api-port")?,
            Arg::Long("allowed-port") => ports.allowed = port(&mut parser, "--allowed-port")?,
            Arg::Long("other-port") => ports.other = port(&mut parser, "--other-port")?,
            Arg::Long("help") | Arg::Short('h') => return Ok(Command::Help),
            unknown => return Err(unknown.unexpected().into()),
        }
    }
    Ok(Command::Serve(ports))
}

fn port(parser: &mut Parser, option: &str) -> Result<u16, ArgumentError> {
    let value = parser.value()?;
    value.to_str().and_then(|text| text.parse().ok()).ok_or_else(|| {
        let value = value.to_string_lossy();
        ArgumentError(format!("{option} takes a port from 0 to 65535, not `{value}`"))
    })
}

impl From<lexopt::Error> for ArgumentError {
    fn from(error: lexopt::Error) -> ArgumentError {
        ArgumentError(error.to_string())
    }
}

impl fmt::Display for ArgumentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; see --help", self.0)
    }
}

impl std::error::Error for ArgumentError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn ports(arguments: &[&str]) -> Ports {
        match parse(arguments) {
            Ok(Command::Serve(ports)) => ports,
            other => panic!("{arguments:?} gave {other:?}"),
        }
    }

    #[test]
    fn each_option_sets_its_own_port() {
        let default = Ports::default();
        assert_eq!(ports(&[]), Ports { api: 4100, allowed: 4101, other: 4102 });
        assert_eq!(ports(&["--api-port", "5000"]), Ports { api: 5000, ..default });
        assert_eq!(ports(&["--allowed-port=0"]), Ports { allowed: 0, ..default });
        assert_eq!(
            ports(&["--other-port=65535", "--api-port", "1"]),
            Ports { api: 1, other: 65535, ..default }
        );
    }

    #[test]
    fn help_is_printed_on_request() {
        assert_eq!(parse(["--help"]).unwrap(), Command::Help);
        assert_eq!(parse(["--api-port", "1", "-h"]).unwrap(), Command::Help);
    }

    #[test]
    fn mistakes_are_named() {
        for (arguments, message) in [
            (&["--port", "1"][..], "invalid option '--port'; see --help"),
            (&["4100"], "unexpected argument \"4100\"; see --help"),
            (&["--api-port"], "missing argument for option '--api-port'; see --help"),
            (
                &["--api-port", "http"],
                "--api-port takes a port from 0 to 65535, not `http`; see --help",
            ),
            (
                &["--other-port=65536"],
                "--other-port takes a port from 0 to 65535, not `65536`; see --help",
            ),
            (
                &["--allowed-port=-1"],
                "--allowed-port takes a port from 0 to 65535, not `-1`; see --help",
            ),
        ] {
            assert_eq!(parse(arguments).unwrap_err().to_string(), message);
        }
    }
}
