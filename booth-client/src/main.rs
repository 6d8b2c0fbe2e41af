//! `chikamado-booth`: the booth's own program (ブース端末).
//!
//! ```text
//! enrol      how the booth gets its certificate, once by a code and then by itself
//! identity   the folder with key, certificate and addresses
//! http       HTTPS to signaling
//! line       a WebSocket over mutual TLS that comes back by itself
//! link       what a visit says over it (pure)
//! session    one resident's visit (pure)
//! panel      the shared form's single writer (pure)
//! stage      what a booth without a screen says of pictures and a second camera (pure)
//! resident   the resident whom a headless booth plays (pure)
//! media      the native peer
//! report     what a headless visit measured
//! health     how the booth's parts are
//! selfcheck  whether the booth is fit for visits
//! headless   the rim that carries values between all of these
//! run        the supervisor's rim: config, device socket, keeper, screen
//! terminal   the booth as a device that looks after itself (pure)
//! browser    the kiosk's Chromium: policies, debugging pipe, heartbeat
//! wipe       the forgetting
//! speech     reading aloud
//! printer    slips on paper
//! program    a small program of the machine, run to its end
//! keeper     a visit's loopback server and its memory; a child process
//! press      a key, for the programs of sensors, buttons and timers
//! doctor     what a fresh machine lacks, and the command that mends it
//! ```
//!
//! A journey: `headless` rings over its [`line`]; a desk accepts; the [`session`] states the fingerprint and gets a
//! grant; [`media`] offers, the SFU answers; pictures and sound flow both ways while the [`resident`] fills the form
//! through the [`panel`]; the application is posted and gets its receipt; the call ends and nothing of it is left.

mod browser;
mod clock;
mod doctor;
mod enrol;
mod headless;
mod health;
mod http;
mod identity;
mod keeper;
mod line;
mod link;
mod media;
mod panel;
mod press;
mod printer;
mod program;
mod report;
mod resident;
mod run;
mod selfcheck;
mod session;
mod speech;
mod stage;
mod terminal;
mod wipe;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;
use tracing_subscriber::EnvFilter;

/// The booth of リモート窓口.
#[derive(Debug, Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Get this booth's certificate with a one-time code
    Enrol(enrol::Enrol),
    /// Get the next certificate before the present one ends
    Renew {
        /// The folder that `enrol` filled
        #[arg(long)]
        dir: PathBuf,
    },
    /// Look after the booth: its page, its forgetting, its line to the office
    Run(run::Run),
    /// Print the managed policies of the kiosk's browser, or put them where it reads them
    Policies(run::Policies),
    /// Play a whole booth without a screen
    Headless(headless::Headless),
    /// Check whether this booth is fit for visits
    Selfcheck(selfcheck::Selfcheck),
    /// Press a key of the booth that runs on this machine
    Press(press::Press),
    /// Say what this machine lacks to be a booth, and the command that mends it
    Doctor(doctor::Doctor),
    /// Hold one visit for the supervisor, which speaks over stdin and stdout
    #[command(hide = true)]
    Keeper,
}

#[tokio::main(worker_threads = 2)]
async fn main() -> ExitCode {
    let command = Cli::parse().command;
    // What a resident says passes through the keeper: no setting may make a library there log it.
    let wished = EnvFilter::try_from_default_env().ok().filter(|_| !matches!(command, Command::Keeper));
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_env_filter(wished.unwrap_or_else(|| "warn,chikamado_booth=info".into()))
        .init();
    rustls::crypto::aws_lc_rs::default_provider().install_default().expect("nothing was installed before");
    match obey(command).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn obey(command: Command) -> Result<()> {
    match command {
        Command::Enrol(ask) => {
            let booth = enrol::enrol(&ask).await?;
            tracing::info!(%booth, "this booth is enrolled");
        }
        Command::Renew { dir } => {
            enrol::renew(&dir).await?;
            tracing::info!("the certificate is renewed");
        }
        Command::Run(args) => run::run(&args).await?,
        Command::Policies(args) => run::policies(&args)?,
        Command::Headless(args) => headless::run(args).await?,
        Command::Selfcheck(args) => selfcheck::run(args).await?,
        Command::Press(args) => press::run(&args).await?,
        Command::Doctor(args) => doctor::run(&args)?,
        Command::Keeper => keeper::run().await?,
    }
    Ok(())
}
