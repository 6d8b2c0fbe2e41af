//! [`door::call`](crate::door::call) as WebAssembly exports.

forms::export_door!(crate::door::call);
