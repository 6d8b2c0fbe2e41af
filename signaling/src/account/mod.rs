//! 職員アカウント: the people who sign in at a desk.

mod role;

pub use role::Role;
