//! The four forms that ship, on paper and as files, read back by programs that are not ours.

mod files;
mod print;
mod sample;
