//! Whether a camera sees anything.

use super::{Taken, bad, good};
use protocol::device::{Lamp, Note, Part};

/// A picture this dark at its brightest point shows nothing; video black is 16.
const DARK: u8 = 40;

/// Judges pictures that were taken one after the other, each as bytes of luma.
pub(crate) fn judge(part: Part, taken: &Taken<Vec<Vec<u8>>>) -> Lamp {
    let pictures = match taken {
        Taken::Absent => return bad(part, Note::Absent),
        Taken::Busy => return bad(part, Note::Busy),
        Taken::Data(pictures) => pictures,
    };
    // A camera that is there and gives one picture only has stopped as well.
    if pictures.iter().flatten().all(|luma| *luma < DARK) {
        bad(part, Note::Black)
    } else if pictures.windows(2).all(|pair| pair[0] == pair[1]) {
        // No two pictures of a real sensor are the same: there is always noise.
        bad(part, Note::Frozen)
    } else {
        good(part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(pictures: Vec<Vec<u8>>) -> Lamp {
        judge(Part::Camera, &Taken::Data(pictures))
    }

    #[test]
    fn a_camera_that_sees_something_move_is_good() {
        assert_eq!(judged(vec![vec![16, 90, 200], vec![16, 91, 200]]), good(Part::Camera));
    }

    #[test]
    fn each_fault_has_its_name() {
        assert_eq!(judge(Part::DocumentCamera, &Taken::Absent), bad(Part::DocumentCamera, Note::Absent));
        assert_eq!(judge(Part::Camera, &Taken::Busy), bad(Part::Camera, Note::Busy));
        assert_eq!(judged(vec![vec![16; 4], vec![18; 4]]), bad(Part::Camera, Note::Black));
        assert_eq!(judged(vec![vec![90, 120]; 5]), bad(Part::Camera, Note::Frozen));
        assert_eq!(judged(vec![vec![90, 120]]), bad(Part::Camera, Note::Frozen));
    }
}
