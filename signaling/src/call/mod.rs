//! 呼び出し: one call from ring to wrap-up.
