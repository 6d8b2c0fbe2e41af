//! Personal data in a type that cannot be printed: no `Display`, and `Debug` shows a bar.

use serde::{Deserialize, Serialize};
use zeroize::Zeroize;

/// A value about a person. Zeroed when dropped; only [`Private::reveal`] lets it out, so each use can be found.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Private<T: Zeroize>(T);

impl<T: Zeroize> Private<T> {
    /// Wraps a value.
    pub const fn new(value: T) -> Self {
        Self(value)
    }
    /// The value itself, for storing or validating; never for a log.
    pub const fn reveal(&self) -> &T {
        &self.0
    }
}

impl<T: Zeroize> std::fmt::Debug for Private<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("▇▇▇")
    }
}

impl<T: Zeroize> Drop for Private<T> {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_a_bar_only() {
        let shown = format!("{:?}", Private::new("小倉 花子".to_owned()));
        assert_eq!(shown, "▇▇▇");
    }
}
