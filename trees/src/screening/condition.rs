//! Whether a condition holds.

use protocol::screening::{Condition, SiteAttributes, SubjectAttributes};
use protocol::tree::{Answer, Answers};

pub(super) fn of_subject(when: &Condition, subject: &SubjectAttributes) -> bool {
    one_of(&when.documents, subject.documents)
        && equals(when.money, subject.money)
        && one_of(&when.sensitivity, subject.sensitivity)
        && equals(when.kiosk, subject.kiosk)
        && equals(when.danger, subject.danger)
        && one_of(&when.reach, subject.reach)
}

pub(super) fn of_site(when: &Condition, site: &SiteAttributes) -> bool {
    one_of(&when.seclusion, site.seclusion)
        && equals(when.handset, site.handset)
        && equals(when.earphone, site.earphone)
        && equals(when.document_camera, site.document_camera)
        && equals(when.printer, site.printer)
        && equals(when.attendant, site.attendant)
}

pub(super) fn of_answers(when: &Condition, asked: &Answers) -> bool {
    when.answers.iter().all(|wanted| match asked.get(&wanted.question) {
        Some(Answer::One(given)) => wanted.is.iter().any(|id| id.as_str() == given),
        Some(Answer::Several(_)) | None => false,
    })
}

fn one_of<T: PartialEq>(wanted: &Option<Vec<T>>, is: T) -> bool {
    wanted.as_ref().is_none_or(|wanted| wanted.contains(&is))
}

fn equals(wanted: Option<bool>, is: bool) -> bool {
    wanted.is_none_or(|wanted| wanted == is)
}
