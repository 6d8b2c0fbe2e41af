//! The keeper (`chikamado-booth keeper`): a child of the supervisor, one for each visit. It serves the booth's face on
//! the loopback, carries its requests to signaling, and holds what a crashed page needs to come back. Its exit is the
//! forgetting.
//!
//! ```text
//! protocol   what supervisor and keeper say to each other
//! ```

pub(crate) mod protocol;

use anyhow::Result;
use protocol::Order;
use std::io::BufRead;
use tokio::sync::mpsc;

/// Keeps a visit until stdin ends.
pub(crate) async fn run() -> Result<()> {
    let mut orders = orders();
    while let Some(order) = orders.recv().await {
        if order == Order::Forget {
            break;
        }
    }
    Ok(())
}

/// The supervisor's orders; a thread of their own reads them, since stdin cannot be polled.
fn orders() -> mpsc::Receiver<Order> {
    let (pass, orders) = mpsc::channel(16);
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines().map_while(Result::ok) {
            match serde_json::from_str(&line) {
                Ok(order) => {
                    if pass.blocking_send(order).is_err() {
                        return;
                    }
                }
                Err(_) => tracing::warn!("the supervisor gave an order that this version does not know"),
            }
        }
    });
    orders
}
