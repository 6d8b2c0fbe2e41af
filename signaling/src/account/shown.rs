//! How a resident is told whom they talk to, besides the section: a seat, a 名字, or nothing.

use serde::Deserialize;
use zeroize::Zeroize;

/// The longest [`Plate`], in characters: what a caption has room for beside a section's name.
pub const PLATE_MAX: usize = 20;

/// What may stand after a section's name: 1 to [`PLATE_MAX`] characters, none of them a control character or a blank at
/// either end.
#[derive(Clone, PartialEq, Eq)]
pub struct Plate(String);

/// A text is no [`Plate`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a family name or a seat is 1 to {PLATE_MAX} characters, without control characters")]
pub struct BadPlate;

impl std::str::FromStr for Plate {
    type Err = BadPlate;
    fn from_str(text: &str) -> Result<Self, BadPlate> {
        let text = text.trim();
        let fits = (1..=PLATE_MAX).contains(&text.chars().count()) && !text.chars().any(char::is_control);
        if fits { Ok(Self(text.to_owned())) } else { Err(BadPlate) }
    }
}

impl Plate {
    /// The text, for storing; never for a log.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Plate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("▇▇▇")
    }
}

impl Zeroize for Plate {
    fn zeroize(&mut self) {
        self.0.zeroize();
    }
}

/// `[staff] shown_as`: what of an officer a resident is told besides the section. Where an account lacks it, the section
/// stands alone; nothing takes its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ShownAs {
    /// Nothing.
    Section,
    /// 名字
    FamilyName,
    /// 座席番号: whoever calls again can say whom they talked to, and nobody is named to whoever stands at a booth.
    #[default]
    Seat,
}

impl ShownAs {
    /// The one of the two that may be told.
    pub fn choose<T>(self, family_name: Option<T>, seat: Option<T>) -> Option<T> {
        match self {
            Self::Section => None,
            Self::FamilyName => family_name,
            Self::Seat => seat,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plate_is_short_plain_text_that_no_log_shows() {
        let plate: Plate = " 田中 ".parse().expect("a plate");
        assert_eq!((plate.as_str(), format!("{plate:?}").as_str()), ("田中", "▇▇▇"));
        for bad in ["", "　", "田\n中", &"あ".repeat(PLATE_MAX + 1)] {
            assert_eq!(bad.parse::<Plate>(), Err(BadPlate), "{bad:?}");
        }
    }

    #[test]
    fn the_policy_tells_one_thing_or_none_and_never_the_other() {
        let told = |policy: ShownAs| {
            [(Some("田中"), Some("3番")), (None, Some("3番")), (Some("田中"), None)]
                .map(|(family_name, seat)| policy.choose(family_name, seat))
        };
        assert_eq!(told(ShownAs::Section), [None, None, None]);
        assert_eq!(told(ShownAs::FamilyName), [Some("田中"), None, Some("田中")]);
        assert_eq!(told(ShownAs::Seat), [Some("3番"), Some("3番"), None]);
    }
}
