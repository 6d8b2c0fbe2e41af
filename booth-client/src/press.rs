//! `chikamado-booth press`: presses a key as the cabinet's buttons, a hook's sensor or a timer do (PROTOCOL.md section 9).

use crate::keeper::protocol::Key;
use crate::run::config::Config;
use crate::run::runtime;
use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::time::Duration;

/// How long the booth may take to hear it.
const PATIENCE: Duration = Duration::from_secs(5);

/// Press a key of the booth that runs on this machine.
#[derive(Debug, clap::Args)]
pub(crate) struct Press {
    /// Which
    key: Key,
    /// The configuration
    #[arg(long, default_value = "/etc/chikamado/booth.toml")]
    config: PathBuf,
}

/// Presses it.
///
/// # Errors
/// If this user may not, or no page is served now.
pub(crate) async fn run(args: &Press) -> Result<()> {
    let config = Config::load(&args.config)?;
    let token = runtime::read_input(&config.runtime)?;
    let client = reqwest::Client::builder().no_proxy().timeout(PATIENCE).build()?;
    let url = format!("{}/terminal/input", config.origin());
    let asked = client.post(url).bearer_auth(token.reveal()).json(&serde_json::json!({ "key": args.key })).send();
    let answer = asked.await.context("the booth serves no page now; press again when it does")?;
    if !answer.status().is_success() {
        bail!("the booth refused the key: {}", answer.status());
    }
    Ok(())
}
