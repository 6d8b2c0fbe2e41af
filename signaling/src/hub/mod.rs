//! Live state of booths, desks and calls, without I/O.
