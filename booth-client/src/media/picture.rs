//! One picture in I420: a luma plane, then two chroma planes of half the width and height, without padding.

/// A picture. Width and height are even.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Picture {
    pub(crate) width: usize,
    pub(crate) height: usize,
    /// `width * height * 3 / 2` bytes.
    pub(crate) i420: Vec<u8>,
}

impl Picture {
    /// How many bytes a picture has.
    pub(crate) const fn size(width: usize, height: usize) -> usize {
        width * height * 3 / 2
    }

    /// A grey one.
    pub(crate) fn grey(width: usize, height: usize) -> Self {
        Self { width, height, i420: vec![128; Self::size(width, height)] }
    }

    /// The luma at a point.
    pub(crate) fn luma(&self, x: usize, y: usize) -> u8 {
        self.i420[y * self.width + x]
    }

    /// Makes a point grey of this luma.
    pub(crate) fn set_grey(&mut self, x: usize, y: usize, luma: u8) {
        self.i420[y * self.width + x] = luma;
        let (half, area) = (self.width / 2, self.width * self.height);
        let chroma = y / 2 * half + x / 2;
        self.i420[area + chroma] = 128;
        self.i420[area * 5 / 4 + chroma] = 128;
    }

    /// A test picture: eight colour bars that wander, so that every frame differs from the one before.
    pub(crate) fn bars(width: usize, height: usize, frame: u64) -> Self {
        let mut picture = Self::grey(width, height);
        let shift = usize::try_from(frame % width as u64).expect("less than the width") * 4;
        let bar = |x: usize| (x + shift) % width * 8 / width;
        for (i, luma) in picture.i420[..width * height].iter_mut().enumerate() {
            *luma = 40 + 24 * bar(i % width) as u8;
        }
        let (half, area) = (width / 2, width * height);
        for i in 0..area / 4 {
            let tint = 10 * bar(i % half * 2) as u8;
            picture.i420[area + i] = 90 + tint;
            picture.i420[area * 5 / 4 + i] = 170 - tint;
        }
        picture
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_wander() {
        let [a, b] = [0, 1].map(|frame| Picture::bars(64, 36, frame));
        assert_eq!(a.i420.len(), Picture::size(64, 36));
        assert_ne!(a, b);
    }
}
