//! VP8 by libvpx.
//!
//! The only `unsafe` of this crate: libvpx is a C library without a Rust twin that encodes. Each block below calls it
//! with pointers to values that this file owns and that outlive the call; no pointer leaves the file.
#![expect(unsafe_code, reason = "libvpx is a C library; this file is its safe face")]

use super::picture::Picture;
use std::mem::MaybeUninit;
use vpx_sys as vpx;

/// libvpx said no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("libvpx: {0:?}")]
pub(crate) struct VpxError(vpx::vpx_codec_err_t);

fn checked(code: vpx::vpx_codec_err_t) -> Result<(), VpxError> {
    if code == vpx::vpx_codec_err_t::VPX_CODEC_OK { Ok(()) } else { Err(VpxError(code)) }
}

/// Destroys a codec context when dropped.
struct Codec(Box<vpx::vpx_codec_ctx_t>);

// SAFETY: a context is used by one owner at a time (`&mut`), and libvpx ties it to no thread.
unsafe impl Send for Codec {}

impl Drop for Codec {
    fn drop(&mut self) {
        // SAFETY: the context was initialised by the constructor that made this value.
        unsafe { vpx::vpx_codec_destroy(&mut *self.0) };
    }
}

/// Pictures of one size in, frames out.
pub(crate) struct Encoder {
    codec: Codec,
    width: usize,
    height: usize,
    pts: i64,
}

/// One encoded frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Frame {
    pub(crate) data: Vec<u8>,
    pub(crate) keyframe: bool,
}

impl Encoder {
    /// An encoder for live pictures. `kbps` is the target rate in kilobits a second.
    pub(crate) fn new(width: usize, height: usize, fps: u32, kbps: u32) -> Result<Self, VpxError> {
        let mut config = MaybeUninit::<vpx::vpx_codec_enc_cfg_t>::zeroed();
        // SAFETY: the configuration is plain data that the call fills; it is read only when that succeeded.
        let mut config = unsafe {
            checked(vpx::vpx_codec_enc_config_default(vpx::vpx_codec_vp8_cx(), config.as_mut_ptr(), 0))?;
            config.assume_init()
        };
        config.g_w = u32::try_from(width).expect("a picture's width fits 32 bits");
        config.g_h = u32::try_from(height).expect("a picture's height fits 32 bits");
        config.g_timebase.num = 1;
        config.g_timebase.den = i32::try_from(fps).expect("a frame rate fits 31 bits");
        config.g_threads = 1;
        config.g_lag_in_frames = 0;
        config.g_error_resilient = vpx::VPX_ERROR_RESILIENT_DEFAULT;
        config.rc_end_usage = vpx::vpx_rc_mode::VPX_CBR;
        config.rc_target_bitrate = kbps;
        config.kf_max_dist = fps * 60;
        let mut context = Box::new(empty_context());
        // SAFETY: context and configuration live through the calls; the version is that of the linked headers.
        unsafe {
            checked(vpx::vpx_codec_enc_init_ver(
                &mut *context,
                vpx::vpx_codec_vp8_cx(),
                &config,
                0,
                vpx::VPX_ENCODER_ABI_VERSION as i32,
            ))?;
        }
        let mut codec = Codec(context);
        // SAFETY: the context is initialised; this control takes one C int.
        unsafe {
            let fast = vpx::vp8e_enc_control_id::VP8E_SET_CPUUSED as i32;
            checked(vpx::vpx_codec_control_(&mut *codec.0, fast, -8_i32))?;
        }
        Ok(Self { codec, width, height, pts: 0 })
    }

    /// The frames for a picture: one, or none when the rate control drops it.
    pub(crate) fn encode(&mut self, picture: &Picture, keyframe: bool) -> Result<Vec<Frame>, VpxError> {
        let fits = picture.width == self.width
            && picture.height == self.height
            && picture.i420.len() == Picture::size(self.width, self.height);
        if !fits {
            return Err(VpxError(vpx::vpx_codec_err_t::VPX_CODEC_INVALID_PARAM));
        }
        let mut image = MaybeUninit::<vpx::vpx_image_t>::zeroed();
        let flags = if keyframe { i64::from(vpx::VPX_EFLAG_FORCE_KF) } else { 0 };
        // SAFETY: the image borrows the picture's bytes, whose length was checked above; libvpx only reads them, and
        // only during `vpx_codec_encode`.
        unsafe {
            vpx::vpx_img_wrap(
                image.as_mut_ptr(),
                vpx::vpx_img_fmt::VPX_IMG_FMT_I420,
                self.width as u32,
                self.height as u32,
                1,
                picture.i420.as_ptr().cast_mut(),
            );
            checked(vpx::vpx_codec_encode(
                &mut *self.codec.0,
                image.as_ptr(),
                self.pts,
                1,
                flags,
                u64::from(vpx::VPX_DL_REALTIME),
            ))?;
        }
        self.pts += 1;
        Ok(self.frames())
    }

    fn frames(&mut self) -> Vec<Frame> {
        let mut frames = Vec::new();
        let mut iterator: vpx::vpx_codec_iter_t = std::ptr::null();
        loop {
            // SAFETY: a packet that libvpx hands out stays valid until the next call to encode; its bytes are copied
            // before. The union's `frame` is the variant that the kind names.
            unsafe {
                let packet = vpx::vpx_codec_get_cx_data(&mut *self.codec.0, &mut iterator);
                let Some(packet) = packet.as_ref() else { return frames };
                if packet.kind == vpx::vpx_codec_cx_pkt_kind::VPX_CODEC_CX_FRAME_PKT {
                    let frame = packet.data.frame;
                    let data = std::slice::from_raw_parts(frame.buf.cast::<u8>(), frame.sz as usize).to_vec();
                    frames.push(Frame { data, keyframe: frame.flags & vpx::VPX_FRAME_IS_KEY != 0 });
                }
            }
        }
    }
}

/// Frames in, pictures out.
pub(crate) struct Decoder(Codec);

impl Decoder {
    pub(crate) fn new() -> Result<Self, VpxError> {
        let mut context = Box::new(empty_context());
        // SAFETY: the context lives through the call; no configuration means defaults.
        unsafe {
            checked(vpx::vpx_codec_dec_init_ver(
                &mut *context,
                vpx::vpx_codec_vp8_dx(),
                std::ptr::null(),
                0,
                vpx::VPX_DECODER_ABI_VERSION as i32,
            ))?;
        }
        Ok(Self(Codec(context)))
    }

    /// The picture of a frame; `None` when the frame shows nothing.
    pub(crate) fn decode(&mut self, frame: &[u8]) -> Result<Option<Picture>, VpxError> {
        let length = u32::try_from(frame.len()).expect("a frame is shorter than 4 GiB");
        let mut iterator: vpx::vpx_codec_iter_t = std::ptr::null();
        // SAFETY: the frame lives through the call, which copies what it needs. The image belongs to the context and
        // stays valid until the next call to decode; it is copied before.
        unsafe {
            let context = &mut *self.0.0;
            checked(vpx::vpx_codec_decode(context, frame.as_ptr(), length, std::ptr::null_mut(), 0))?;
            Ok(vpx::vpx_codec_get_frame(context, &mut iterator).as_ref().map(|image| copy(image)))
        }
    }
}

fn empty_context() -> vpx::vpx_codec_ctx_t {
    // SAFETY: the context is a C struct of integers and pointers, for which all zeros is the documented empty value.
    unsafe { MaybeUninit::zeroed().assume_init() }
}

/// Copies an I420 image without its row padding; odd sizes lose their last row or column.
///
/// # Safety
/// The image's planes must be valid for its stride and size.
unsafe fn copy(image: &vpx::vpx_image_t) -> Picture {
    let (width, height) = (image.d_w as usize & !1, image.d_h as usize & !1);
    let mut i420 = Vec::with_capacity(Picture::size(width, height));
    for (plane, width, height) in [(0, width, height), (1, width / 2, height / 2), (2, width / 2, height / 2)] {
        let stride = image.stride[plane] as usize;
        for row in 0..height {
            // SAFETY: the row lies within the plane, as the caller promises.
            i420.extend_from_slice(unsafe { std::slice::from_raw_parts(image.planes[plane].add(row * stride), width) });
        }
    }
    Picture { width, height, i420 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::timecode::TimeCode;

    #[test]
    fn a_time_code_survives_encoding_and_decoding() {
        let mut encoder = Encoder::new(640, 360, 25, 800).expect("an encoder");
        let mut decoder = Decoder::new().expect("a decoder");
        let mut read = 0;
        for frame in 0..25 {
            let code = TimeCode::new(1_000_000 + frame * 40, 2);
            let mut picture = Picture::bars(640, 360, frame);
            code.paint(&mut picture);
            for encoded in encoder.encode(&picture, frame == 0).expect("encodes") {
                assert_eq!(encoded.keyframe, frame == 0);
                let shown = decoder.decode(&encoded.data).expect("decodes").expect("shows");
                assert_eq!((shown.width, shown.height), (640, 360));
                assert_eq!(TimeCode::read(&shown), Ok(code));
                read += 1;
            }
        }
        assert!(read >= 20, "{read} of 25 frames");
    }

    #[test]
    fn a_keyframe_comes_when_asked() {
        let mut encoder = Encoder::new(64, 64, 25, 200).expect("an encoder");
        let asked = [true, false, false, true];
        let keys = asked.map(|key| encoder.encode(&Picture::grey(64, 64), key).expect("encodes")[0].keyframe);
        assert_eq!(keys, asked);
    }

    #[test]
    fn a_picture_of_another_size_is_refused() {
        let mut encoder = Encoder::new(64, 64, 25, 200).expect("an encoder");
        assert!(encoder.encode(&Picture::grey(32, 32), false).is_err());
    }

    #[test]
    fn noise_is_refused_and_the_decoder_goes_on() {
        let mut decoder = Decoder::new().expect("a decoder");
        assert!(decoder.decode(&[0xff; 40]).is_err());
        let key = Encoder::new(64, 64, 25, 200).expect("an encoder").encode(&Picture::grey(64, 64), true);
        assert!(decoder.decode(&key.expect("encodes")[0].data).expect("decodes").is_some());
    }
}
