//! What goes with a verdict: the desk with its hours and number, enclosed booths with their next time, what to bring.

use super::{Screened, Stands, goes, screen};
use crate::app::App;
use crate::booking::{By, free};
use crate::fault::Result;
use crate::hours;
use crate::place::{self, Facts};
use protocol::guidance::{Given, Guidance, KioskPlace, OfficeDesk, PlaceToBook};
use protocol::id::{SiteId, SubjectId, WardId};
use protocol::problem::Code;
use protocol::screening::{Decision, Seclusion, Sensitivity, Verdict};
use protocol::tree::Answered;

/// Most enclosed booths that are offered.
const ENCLOSED_MAX: usize = 3;

/// About what somebody is told, and where.
pub(super) struct Told<'a> {
    pub(super) site: &'a SiteId,
    pub(super) subject: &'a SubjectId,
    pub(super) facts: &'a Facts,
}

impl Told<'_> {
    pub(super) async fn guidance(
        &self,
        app: &App,
        by: By<'_>,
        decision: Decision,
        answered: Vec<Answered>,
        given: Given,
    ) -> Result<Guidance> {
        let facts = self.facts;
        let verdict = decision.verdict;
        let elsewhere = !goes(verdict) && verdict != Verdict::QuietCard;
        let very_private = |about: &protocol::screening::SubjectAttributes| {
            about.sensitivity == Sensitivity::VeryHigh && !about.danger
        };
        let enclosed = match verdict {
            Verdict::EnclosedBooth => self.enclosed(app, by, &given).await?,
            _ => Vec::new(),
        };
        let in_vain = verdict == Verdict::EnclosedBooth && enclosed.iter().all(|booth| booth.next.is_none());
        let counter = verdict == Verdict::InPerson || in_vain;
        Ok(Guidance {
            office: if elsewhere { Some(self.office(app).await?) } else { None },
            counter: if counter { self.counter(app, by).await? } else { None },
            enclosed,
            kiosk: match verdict {
                Verdict::Kiosk => {
                    let mut held = app.db.hold().await?;
                    Some(KioskPlace { certificates: place::kiosk_certificates(&mut held.conn(), &facts.ward).await? })
                }
                _ => None,
            },
            bring: facts.bring.clone().filter(|_| verdict != Verdict::QuietCard),
            may_disagree: elsewhere && matches!(by, By::Booth(_)) && facts.section.is_some(),
            right_to_apply: elsewhere && facts.about.as_ref().is_some_and(very_private),
            decision,
            answered,
            given,
        })
    }

    async fn office(&self, app: &App) -> Result<OfficeDesk> {
        let site = place::site(&app.db, self.site).await?.ok_or(Code::NotFound)?;
        let section = self.facts.section.as_ref();
        let section_name = match section {
            Some(section) => place::section(&app.db, section).await?.map(|(_, name)| name),
            None => None,
        };
        let hours = hours::published(app, &site.ward).await?.and_then(|hours| hours.plan.office_hours(section));
        Ok(OfficeDesk { ward_name: site.ward_name, section_name, telephone: site.telephone, hours })
    }

    /// The nearest enclosed booths where the same answers lead to a call, each with its next time.
    async fn enclosed(&self, app: &App, by: By<'_>, given: &Given) -> Result<Vec<PlaceToBook>> {
        let mut found = Vec::new();
        for site in place::near(&app.db, &self.facts.ward, self.site).await? {
            if found.len() == ENCLOSED_MAX {
                break;
            }
            let Some(there) = self.at(app, &site, given).await? else { continue };
            found.extend(self.place(app, by, &there, site).await?);
        }
        Ok(found)
    }

    /// The ward office's counter, if a section answers there.
    async fn counter(&self, app: &App, by: By<'_>) -> Result<Option<PlaceToBook>> {
        let ward = &self.facts.ward;
        let mut held = app.db.hold().await?;
        let Some(site) = place::counter(&mut held.conn(), ward).await? else { return Ok(None) };
        let facts = place::facts(&mut held.conn(), &site, self.subject).await?;
        drop(held);
        if facts.is_none_or(|facts| facts.section.is_none()) {
            return Ok(None);
        }
        self.place(app, by, ward, site).await
    }

    /// A site with the next time there, as far as the caller may hold one; none if it is gone.
    async fn place(&self, app: &App, by: By<'_>, ward: &WardId, site: SiteId) -> Result<Option<PlaceToBook>> {
        let (next, none) = match by.may_hold_in(ward) {
            true => match free::next(app, ward, &site, self.subject).await? {
                Ok(next) => (Some(next), None),
                Err(why) => (None, Some(why)),
            },
            false => (None, None),
        };
        let Some(place) = place::site(&app.db, &site).await? else { return Ok(None) };
        let mut held = app.db.hold().await?;
        let access = place::access(&mut held.conn(), &site).await?;
        Ok(Some(PlaceToBook { site, site_name: place.name, access, next, none }))
    }

    /// The ward of a site, if it is an enclosed one whose desks answer and where the same answers lead to a call.
    async fn at(&self, app: &App, site: &SiteId, given: &Given) -> Result<Option<WardId>> {
        let mut held = app.db.hold().await?;
        let Some(there) = place::facts(&mut held.conn(), site, self.subject).await? else { return Ok(None) };
        if there.site.seclusion != Seclusion::Enclosed || there.section.is_none() {
            return Ok(None);
        }
        let Screened { stands, .. } = screen(app, &mut held.conn(), &there, given).await?;
        let leads = matches!(stands, Stands::Decided { decision, .. } if goes(decision.verdict));
        Ok(leads.then_some(there.ward))
    }
}
