//! This build has no VP8 (cargo feature `vpx`): it sends no picture and decodes none.

use super::picture::Picture;

/// There is no codec in this build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this build has no VP8; build with the feature `vpx`")]
pub(crate) struct VpxError;

/// One encoded frame.
#[derive(Debug)]
pub(crate) struct Frame {
    pub(crate) data: Vec<u8>,
}

/// Cannot be made.
pub(crate) enum Encoder {}

impl Encoder {
    pub(crate) fn new(_width: usize, _height: usize, _fps: u32, _kbps: u32) -> Result<Self, VpxError> {
        Err(VpxError)
    }

    pub(crate) fn encode(&mut self, _picture: &Picture, _keyframe: bool) -> Result<Vec<Frame>, VpxError> {
        match *self {}
    }
}

/// Cannot be made.
pub(crate) enum Decoder {}

impl Decoder {
    pub(crate) fn new() -> Result<Self, VpxError> {
        Err(VpxError)
    }

    pub(crate) fn decode(&mut self, _frame: &[u8]) -> Result<Option<Picture>, VpxError> {
        match *self {}
    }
}
