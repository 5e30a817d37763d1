//! What a command has to say, on standard output. That whoever listens has heard enough (`| head`) is no error.

use anyhow::Context;
use std::fmt::Arguments;
use std::io::{ErrorKind, Write as _};

/// Prints a line; see [`say`].
pub fn line(what: Arguments<'_>) -> anyhow::Result<()> {
    text(&format!("{what}\n"))
}

/// Prints lines.
pub fn text(lines: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    match out.write_all(lines.as_bytes()).and_then(|()| out.flush()) {
        Err(why) if why.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => other.context("the output cannot be written"),
    }
}

/// Prints a line, written as for `format!`, from a function that gives an `anyhow::Result`.
macro_rules! say {
    ($($text:tt)*) => { $crate::output::line(format_args!($($text)*))? };
}
pub(crate) use say;
