//! The stage of a booth without a screen and without a second camera: it says so to every desk that asks.

use protocol::panel::PanelMessage;
use protocol::stage::{FromGuest, FromHolder, NotShown, SecondCamera};

/// What to answer a desk.
pub(crate) fn answer(message: FromGuest) -> Vec<PanelMessage> {
    let camera = |camera| FromHolder::Stage { camera, shown: None };
    let answer = match message {
        FromGuest::Look => camera(SecondCamera::Off),
        FromGuest::Camera { on } => camera(if on { SecondCamera::Absent } else { SecondCamera::Off }),
        FromGuest::Offer { picture } => FromHolder::Refused { picture: picture.id, why: NotShown::NoScreen },
        FromGuest::Freeze
        | FromGuest::View { .. }
        | FromGuest::Mark { .. }
        | FromGuest::Unmark { .. }
        | FromGuest::Clear { .. }
        | FromGuest::Close { .. }
        | FromGuest::Received { .. } => return vec![],
    };
    vec![PanelMessage::Holder(answer)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::stage::{Picture, PictureMedia};

    fn told(answer: FromHolder) -> Vec<PanelMessage> {
        vec![PanelMessage::Holder(answer)]
    }

    #[test]
    fn it_has_no_second_camera_and_no_screen() {
        let camera = |camera| told(FromHolder::Stage { camera, shown: None });
        assert_eq!(answer(FromGuest::Look), camera(SecondCamera::Off));
        assert_eq!(answer(FromGuest::Camera { on: true }), camera(SecondCamera::Absent));
        let id = "p".parse().expect("an id");
        let picture = Picture { id, media: PictureMedia::Png, width: 1, height: 1, bytes: 90 };
        let refused = FromHolder::Refused { picture: picture.id.clone(), why: NotShown::NoScreen };
        assert_eq!(answer(FromGuest::Offer { picture }), told(refused));
    }

    #[test]
    fn what_is_about_a_picture_that_is_not_there_is_ignored() {
        assert_eq!(answer(FromGuest::Freeze), []);
        assert_eq!(answer(FromGuest::Clear { picture: "p".parse().expect("an id") }), []);
    }
}
