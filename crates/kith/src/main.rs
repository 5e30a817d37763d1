//! The one binary: serves an installation, fills a demonstration, and does from the command line what its
//! pages do. Every command ends with a plain sentence when something is wrong.

#![expect(
    clippy::doc_markdown,
    reason = "comments on options are what a terminal shows"
)]

mod agency;
mod analyse;
mod backup;
mod demo;
mod disclose;
mod doctor;
mod logs;
mod mail;
mod measure;
mod network;
mod options;
mod output;
mod refusal;
mod serve;
mod staff;
mod survey;
mod verify;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Kith runs peer networks of school teams, and reads school-climate data together with the community.
#[derive(Parser)]
#[command(version, about, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves an installation.
    Serve(serve::Serve),
    /// Fills an installation with a believable season and serves it.
    Demo(demo::Demo),
    /// Reads a file of answers and prints what may be shown of it.
    Analyse(analyse::Analyse),
    /// Says before a survey which groups will be visible, and what would help.
    Foresee(analyse::Foresee),
    /// Finds which cells of a table to hide, in the format of the cell-suppression field.
    Disclose(disclose::Disclose),
    /// Checks a stored release by adding up whole numbers, and says what that proves.
    Verify(verify::Verify),
    /// Computes a statistic from a CSV file: reliability, models, fairness, samples, weights, trends.
    ///
    /// For data that you hold and may see: nothing is hidden and nobody is protected, so what is printed is not for
    /// publication. `kith analyse` makes what may be shown. Empty cells and NA are missing.
    Measure(measure::Measure),
    /// Looks at an installation and says what is set and what is wrong.
    Doctor(doctor::Doctor),
    /// Writes a backup to a new file.
    Backup(backup::Backup),
    /// Restores a backup into an empty installation.
    Restore(backup::Restore),
    /// The directory of agencies and schools.
    #[command(subcommand)]
    Agency(agency::Agency),
    /// Networks.
    #[command(subcommand)]
    Network(network::Network),
    /// Surveys.
    #[command(subcommand)]
    Survey(survey::Survey),
    /// The host's staff.
    #[command(subcommand)]
    Staff(staff::Staff),
}

#[tokio::main]
async fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Serve(serve) => serve.run().await,
        Command::Demo(demo) => demo.run().await,
        Command::Network(network) => network.run().await,
        Command::Survey(survey) => survey.run().await,
        Command::Analyse(analyse) => analyse.run(),
        Command::Foresee(foresee) => foresee.run(),
        Command::Disclose(disclose) => disclose.run(),
        Command::Verify(verify) => verify.run(),
        Command::Measure(measure) => measure.run(),
        Command::Doctor(doctor) => doctor.run().await,
        Command::Backup(backup) => backup.run().await,
        Command::Restore(restore) => restore.run().await,
        Command::Agency(agency) => agency.run().await,
        Command::Staff(staff) => staff.run().await,
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("kith: {}", refusal::told(&why));
            ExitCode::FAILURE
        }
    }
}
