//! Whether a picture of the page shows anything.

use png::{Decoder, Transformations};
use std::io::Cursor;

/// How far apart the darkest and the lightest value of a picture may be that shows nothing.
const FLAT: u8 = 8;

/// Whether every pixel of a PNG is as good as the same. A file that is no PNG shows something: only what was seen to be
/// empty ends a page.
pub(super) fn is_empty(png: &[u8]) -> bool {
    let mut decoder = Decoder::new(Cursor::new(png));
    decoder.set_transformations(Transformations::normalize_to_color8());
    let Ok(mut reader) = decoder.read_info() else { return false };
    let Some(size) = reader.output_buffer_size() else { return false };
    let mut pixels = vec![0; size];
    let Ok(frame) = reader.next_frame(&mut pixels) else { return false };
    let channels = frame.color_type.samples();
    pixels.truncate(frame.buffer_size());
    (0..channels).all(|channel| {
        let values = pixels.iter().skip(channel).step_by(channels);
        let (least, most) = values.fold((u8::MAX, 0), |(least, most), &value| (least.min(value), most.max(value)));
        most.saturating_sub(least) <= FLAT
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(pixels: &[[u8; 3]; 4]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, 2, 2);
        encoder.set_color(png::ColorType::Rgb);
        encoder.write_header().and_then(|mut writer| writer.write_image_data(&pixels.concat())).expect("encodes");
        bytes
    }

    #[test]
    fn black_white_and_any_one_colour_are_empty() {
        for colour in [[0; 3], [255; 3], [0, 23, 193]] {
            assert!(is_empty(&picture(&[colour; 4])), "{colour:?}");
        }
    }

    #[test]
    fn one_dot_is_something() {
        assert!(!is_empty(&picture(&[[255; 3], [255; 3], [0; 3], [255; 3]])));
    }

    #[test]
    fn what_cannot_be_read_is_not_called_empty() {
        assert!(!is_empty(b""));
        let whole = picture(&[[0; 3]; 4]);
        assert!(!is_empty(&whole[..whole.len() / 2]));
    }
}
