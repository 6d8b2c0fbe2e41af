//! What a test's own server logs. One subscriber serves the whole test binary, since `tracing` remembers for the whole
//! process which lines anybody wants; each test's lines are kept by its own thread.

use std::cell::RefCell;
use std::io::{self, Write};
use std::sync::Once;

thread_local! {
    static LINES: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

struct Keep;

impl Write for Keep {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        LINES.with_borrow_mut(|lines| lines.extend_from_slice(bytes));
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Listens from now on, to everything.
pub(crate) fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let subscriber = tracing_subscriber::fmt().json().with_max_level(tracing::Level::TRACE).with_writer(|| Keep);
        subscriber.init();
    });
}

/// Everything that was logged on this test's thread.
pub(crate) fn text() -> String {
    LINES.with_borrow(|lines| String::from_utf8_lossy(lines).into_owned())
}
