//! `chikamado`: the signaling server and its operator's commands.

use anyhow::Context;
use clap::{Parser, Subcommand};
use signaling::config::Config;
use signaling::db::Db;
use std::path::PathBuf;

/// リモート窓口のサーバー
#[derive(Debug, Parser)]
struct Arguments {
    /// The configuration; see config.example.toml.
    #[arg(long, default_value = "config.toml", env = "CHIKAMADO_CONFIG")]
    config: PathBuf,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Brings the database to this build's state.
    Migrate,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let config = Config::read(&arguments.config)?;
    let db = Db::open(&config.database.address).await.context("opening the database")?;
    match arguments.command {
        Command::Migrate => db.migrate().await?,
    }
    Ok(())
}
