//! What goes on by itself: holds run out, mails are sent, personal data goes.

use super::mail::{self, Post};
use super::sweep;
use crate::app::App;
use crate::application;
use crate::clock::{HOUR, Millis};
use crate::fault::{Fault, Result};
use std::time::Duration;
use tokio::time::{MissedTickBehavior, interval};

const EVERY: Duration = Duration::from_secs(15);

/// Runs until the server stops.
pub async fn run(app: App) {
    let post = match app.config.mail.as_ref().map(Post::new).transpose() {
        Ok(post) => post,
        Err(fault) => {
            tracing::error!(error = &fault as &dyn std::error::Error, "mails cannot be sent");
            None
        }
    };
    let mut tick = interval(EVERY);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut stopping = app.stopping();
    let mut erased_at: Option<Millis> = None;
    loop {
        tokio::select! {
            _ = tick.tick() => {}
            _ = stopping.wait_for(|stopping| *stopping) => return,
        }
        let now = app.clock.now();
        say(sweep::let_go(&app).await, "holds could not be let go");
        if let Some(post) = &post {
            say(mail::pass(&app, post).await, "the outbox could not be worked through");
        }
        if erased_at.is_none_or(|at| now - at >= HOUR) {
            say(sweep::erase(&app).await.map(drop), "old bookings could not be erased");
            say(application::sweep(&app).await.map(drop), "old applications could not be erased");
            erased_at = Some(now);
        }
    }
}

fn say(result: Result<()>, what: &'static str) {
    if let Err(fault) = result {
        let fault: &Fault = &fault;
        tracing::error!(error = fault as &dyn std::error::Error, "{what}");
    }
}
