//! The seam to the SFU.
