//! Says how far a long analysis is: a bar where somebody watches, plain lines where they are asked for.

use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal as _;
use std::time::Duration;

/// The stages of one run. Nothing of it goes into the output.
pub struct Stages {
    bar: Option<ProgressBar>,
    verbose: bool,
}

impl Stages {
    /// Begins; a bar is drawn on standard error if that is a terminal.
    pub fn new(verbose: bool) -> Self {
        let bar = std::io::stderr().is_terminal().then(ProgressBar::new_spinner);
        if let Some(bar) = &bar {
            bar.enable_steady_tick(Duration::from_millis(120));
        }
        Self { bar, verbose }
    }

    /// A stage begins that has no countable parts.
    pub fn begin(&self, what: &str) {
        self.count(what, 0);
    }

    /// A stage begins that has so many parts; 0 when they cannot be counted.
    pub fn count(&self, what: &str, parts: usize) {
        if self.verbose {
            self.quietly(|| eprintln!("{what}"));
        }
        let Some(bar) = &self.bar else { return };
        let style = if parts > 1 {
            "{msg} {wide_bar} {pos}/{len}"
        } else {
            "{spinner} {msg}"
        };
        if let Ok(style) = ProgressStyle::with_template(style) {
            bar.set_style(style);
        }
        bar.set_length(parts as u64);
        bar.set_position(0);
        bar.set_message(what.to_owned());
    }

    /// One part of the stage is done.
    pub fn advance(&self) {
        if let Some(bar) = &self.bar {
            bar.inc(1);
        }
    }

    /// All is done.
    pub fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }

    /// Says something on standard error without tearing the bar.
    pub fn quietly<T>(&self, say: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(say),
            None => say(),
        }
    }
}

impl Drop for Stages {
    fn drop(&mut self) {
        self.end();
    }
}
