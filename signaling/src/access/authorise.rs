//! The one place that decides what a caller may do.

use super::{AccountCaller, Caller, RoleGrant, TokenCaller};
use crate::account::Role;
use crate::fault::{Fault, Result};
use protocol::id::{BoothId, SectionId, WardId};
use protocol::problem::Code;

/// What somebody may want to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Act {
    /// Read the place's name and tiles.
    SeePlace,
    /// Read a form's definition.
    SeeForm,
    /// Ring.
    Ring,
    /// Submit an application.
    Submit,
    /// Ask for the next certificate.
    RenewCertificate,
    /// Report over the device socket, and open a room to check itself.
    Report,
    /// See who waits.
    SeeQueue,
    /// Accept a call, and all that follows from it at the desk.
    AnswerCall,
    /// Be asked into a call as an interpreter.
    Interpret,
    /// Come into a call to listen, and be asked in as a supervisor.
    Supervise,
    /// Read what staff say about a subject, and whom they can bring in at once.
    ReadMemo,
    /// Change what staff say about a subject.
    EditMemo,
    /// See what is published, what is being changed, closures and holidays.
    SeeHours,
    /// Change, publish and close, and import holidays.
    EditHours,
    /// See, change and publish screening and guides.
    EditPublications,
    /// See bookings, and the number to call where one was given.
    SeeBookings,
    /// Book for somebody who called, move, cancel.
    BookFor,
    /// Say what came of a booking, and what was done about one that cannot take place.
    SettleBooking,
    /// See the live board and the figures.
    SeeFigures,
    /// See how the booths stand.
    Attend,
    /// Hand out a one-time code.
    IssueDeviceCode,
    /// See the sites where devices may stand.
    ListSites,
    /// See the devices.
    ListDevices,
    /// Rename a device, move it, order it.
    ManageDevice,
    /// Revoke a device.
    RevokeDevice,
    /// End every session of an account.
    RevokeAccount,
    /// Read applications: what was written, and where they stand.
    SeeApplications,
    /// Do something about an application.
    ReviewApplication,
    /// Prepare a hand-over, release one, and read its file.
    HandOver,
}

/// On what the act falls.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    /// In which ward.
    pub ward: &'a WardId,
    /// In which section, where the act has one.
    pub section: Option<&'a SectionId>,
    /// Whose booth's it is, where it is one booth's own.
    pub booth: Option<&'a BoothId>,
}

impl<'a> Scope<'a> {
    /// Something of the whole ward.
    pub const fn ward(ward: &'a WardId) -> Self {
        Self { ward, section: None, booth: None }
    }
    /// Something of one section.
    pub const fn section(ward: &'a WardId, section: &'a SectionId) -> Self {
        Self { ward, section: Some(section), booth: None }
    }
    /// Something of one booth.
    pub const fn booth(ward: &'a WardId, booth: &'a BoothId) -> Self {
        Self { ward, section: None, booth: Some(booth) }
    }
}

/// The roles that may do an act, and whether booths may.
const fn who_may(act: Act) -> (&'static [Role], bool) {
    use Role::{Administrator, Attendant, Coordinator, Interpreter, Reviewer, Staff, Supervisor};
    match act {
        Act::SeePlace | Act::Ring | Act::Submit | Act::RenewCertificate | Act::Report => (&[], true),
        Act::SeeForm => (&[Staff, Supervisor, Coordinator, Interpreter, Administrator], true),
        Act::SeeQueue => (&[Staff, Supervisor, Coordinator], false),
        Act::AnswerCall => (&[Staff, Supervisor], false),
        Act::Interpret => (&[Interpreter], false),
        Act::Supervise => (&[Supervisor], false),
        Act::SeeFigures => (&[Supervisor, Coordinator], false),
        Act::Attend => (&[Attendant], false),
        Act::ReadMemo | Act::EditMemo | Act::SeeHours | Act::SeeBookings | Act::BookFor => {
            (&[Staff, Supervisor, Coordinator], false)
        }
        Act::EditHours | Act::EditPublications | Act::SettleBooking => (&[Coordinator], false),
        Act::IssueDeviceCode
        | Act::ListSites
        | Act::ListDevices
        | Act::ManageDevice
        | Act::RevokeDevice
        | Act::RevokeAccount => (&[Administrator], false),
        Act::SeeApplications | Act::ReviewApplication | Act::HandOver => (&[Reviewer], false),
    }
}

/// Decides. A role counts where it was given: in its ward, and in its section unless it covers the whole ward. A
/// booth counts for its own ward and itself.
///
/// # Errors
/// [`Code::Forbidden`].
pub fn authorise(caller: &Caller, act: Act, on: Scope<'_>) -> Result<()> {
    let may = match caller {
        Caller::Account(person) => person.may(act, on),
        Caller::Booth(booth) => {
            let (_, booths) = who_may(act);
            booths && booth.ward == *on.ward && on.booth.is_none_or(|b| *b == booth.booth)
        }
    };
    if may { Ok(()) } else { Err(Fault::from(Code::Forbidden)) }
}

/// Whether one of some roles lets whoever has them do an act there.
pub fn granted(grants: &[RoleGrant], act: Act, on: Scope<'_>) -> bool {
    let (roles, _) = who_may(act);
    grants.iter().any(|grant| {
        let covers = grant.section.is_none() || grant.section.as_ref() == on.section;
        roles.contains(&grant.role) && grant.ward == *on.ward && covers
    })
}

/// What a telephone service may do, in its own ward.
const fn services_may(act: Act) -> bool {
    matches!(act, Act::BookFor)
}

impl TokenCaller {
    /// Whether the service may do an act in a ward.
    pub fn may(&self, act: Act, ward: &WardId) -> bool {
        services_may(act) && self.ward == *ward
    }
}

impl AccountCaller {
    /// Whether one of the person's roles lets them do an act there.
    pub fn may(&self, act: Act, on: Scope<'_>) -> bool {
        granted(&self.roles, act, on)
    }

    /// Whether the person may do an act somewhere in a ward, in whichever section.
    pub fn may_somewhere(&self, act: Act, ward: &WardId) -> bool {
        self.roles.iter().any(|grant| self.may(act, Scope { section: grant.section.as_ref(), ..Scope::ward(ward) }))
    }

    /// Whether the person may do an act somewhere in their own ward, in whichever section.
    ///
    /// # Errors
    /// [`Code::Forbidden`].
    pub fn somewhere(&self, act: Act) -> Result<()> {
        if self.may_somewhere(act, &self.ward) { Ok(()) } else { Err(Code::Forbidden.into()) }
    }

    /// The wards in which the person may do an act, each once.
    ///
    /// # Errors
    /// [`Code::Forbidden`] where there is none.
    pub fn wards(&self, act: Act) -> Result<Vec<&WardId>> {
        let mut wards: Vec<&WardId> = self.roles.iter().map(|grant| &grant.ward).collect();
        wards.sort();
        wards.dedup();
        wards.retain(|ward| self.may(act, Scope::ward(ward)));
        if wards.is_empty() { Err(Fault::from(Code::Forbidden)) } else { Ok(wards) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{BoothCaller, Pass};
    use super::*;
    use protocol::private::Private;

    /// Who may do what, in the order of [`Role::ALL`], then booths.
    const TABLE: [(Act, &str); 29] = [
        //                      staff supervisor coordinator interpreter attendant auditor administrator reviewer · booth
        (Act::SeePlace, "-------- y"),
        (Act::SeeForm, "yyyy--y- y"),
        (Act::Ring, "-------- y"),
        (Act::Submit, "-------- y"),
        (Act::RenewCertificate, "-------- y"),
        (Act::Report, "-------- y"),
        (Act::SeeQueue, "yyy----- -"),
        (Act::AnswerCall, "yy------ -"),
        (Act::Interpret, "---y---- -"),
        (Act::Supervise, "-y------ -"),
        (Act::ReadMemo, "yyy----- -"),
        (Act::EditMemo, "yyy----- -"),
        (Act::SeeHours, "yyy----- -"),
        (Act::EditHours, "--y----- -"),
        (Act::EditPublications, "--y----- -"),
        (Act::SeeBookings, "yyy----- -"),
        (Act::BookFor, "yyy----- -"),
        (Act::SettleBooking, "--y----- -"),
        (Act::SeeFigures, "-yy----- -"),
        (Act::Attend, "----y--- -"),
        (Act::IssueDeviceCode, "------y- -"),
        (Act::ListSites, "------y- -"),
        (Act::ListDevices, "------y- -"),
        (Act::ManageDevice, "------y- -"),
        (Act::RevokeDevice, "------y- -"),
        (Act::RevokeAccount, "------y- -"),
        (Act::SeeApplications, "-------y -"),
        (Act::ReviewApplication, "-------y -"),
        (Act::HandOver, "-------y -"),
    ];

    fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
        text.parse().expect("an id")
    }

    fn person(role: Role, ward: &str, section: Option<&str>) -> Caller {
        Caller::Account(AccountCaller {
            session: id("session"),
            account: id("account"),
            name: Private::new(String::new()),
            ward: id(ward),
            roles: vec![RoleGrant { role, ward: id(ward), section: section.map(id) }],
            languages: Vec::new(),
        })
    }

    fn booth(booth: &str, ward: &str) -> Caller {
        Caller::Booth(BoothCaller { booth: id(booth), site: id("site"), ward: id(ward), pass: Pass::Session(id("s")) })
    }

    #[test]
    fn every_role_may_do_what_the_table_says_and_nothing_else() {
        let (ward, section, other): (WardId, SectionId, SectionId) = (id("w"), id("s"), id("other"));
        for (act, row) in TABLE {
            for (role, expected) in Role::ALL.into_iter().zip(row.chars()) {
                let may = |caller: &Caller, scope| authorise(caller, act, scope).is_ok();
                let whole = person(role, "w", None);
                assert_eq!(may(&whole, Scope::ward(&ward)), expected == 'y', "{role:?} {act:?}");
                assert_eq!(may(&whole, Scope::section(&ward, &section)), expected == 'y', "{role:?} {act:?}");
                let narrow = person(role, "w", Some("s"));
                assert_eq!(may(&narrow, Scope::section(&ward, &section)), expected == 'y', "{role:?} {act:?}");
                assert!(!may(&narrow, Scope::ward(&ward)), "{role:?} of a section may not {act:?} for the ward");
                assert!(!may(&narrow, Scope::section(&ward, &other)), "{role:?} {act:?} in another section");
                assert!(!may(&person(role, "v", None), Scope::ward(&ward)), "{role:?} {act:?} in another ward");
            }
        }
    }

    #[test]
    fn a_booth_acts_for_itself_in_its_ward() {
        let (ward, own, other): (WardId, BoothId, BoothId) = (id("w"), id("b"), id("c"));
        for (act, row) in TABLE {
            let may = |caller: &Caller, scope| authorise(caller, act, scope).is_ok();
            assert_eq!(may(&booth("b", "w"), Scope::booth(&ward, &own)), row.ends_with('y'), "{act:?}");
            assert!(!may(&booth("b", "w"), Scope::booth(&ward, &other)), "{act:?} for another booth");
            assert!(!may(&booth("b", "v"), Scope::ward(&ward)), "{act:?} in another ward");
        }
    }

    #[test]
    fn a_telephone_service_books_in_its_ward_and_does_nothing_else() {
        let service = TokenCaller { token: id("t"), ward: id("w") };
        for (act, _) in TABLE {
            assert_eq!(service.may(act, &id("w")), act == Act::BookFor, "{act:?}");
            assert!(!service.may(act, &id("v")), "{act:?} in another ward");
        }
    }

    #[test]
    fn the_table_names_every_act_once() {
        for (place, (act, _)) in TABLE.iter().enumerate() {
            assert_eq!(*act as usize, place);
        }
        assert_eq!(TABLE.len(), Act::HandOver as usize + 1);
    }
}
