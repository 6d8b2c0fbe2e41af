//! [`door::call`](crate::door::call) as WebAssembly exports.
#![expect(unsafe_code, reason = "exported symbols and raw addresses are what a WebAssembly interface is made of")]

crate::export_door!(crate::door::call);
