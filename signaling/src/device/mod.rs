//! ブース端末: how a booth comes to be known, and how it stops being known.
