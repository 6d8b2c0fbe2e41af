//! What rings and holds are measured by: the same rules, decided anew.

use super::{Stands, goes, screen};
use crate::app::App;
use crate::booking::By;
use crate::call::operate::local_date;
use crate::db::Conn;
use crate::fault::Result;
use crate::place::{self, Facts};
use crate::publication;
use protocol::call::ScreenedAs;
use protocol::guidance::Given;
use protocol::id::{SiteId, SubjectId};
use protocol::problem::Code;
use protocol::screening::{Decision, Verdict};

/// The decision; none as long as a question is open.
async fn decided(app: &App, conn: &mut Conn<'_>, facts: &Facts, given: Option<&Given>) -> Result<Option<Decision>> {
    let none = Given::default();
    Ok(match screen(app, conn, facts, given.unwrap_or(&none)).await?.stands {
        Stands::Decided { decision, .. } => Some(decision),
        Stands::Open { .. } => None,
    })
}

/// Whether a booth may ring about something, and what is kept of it; nothing where nothing is screened.
///
/// # Errors
/// `not-found` for no tile of the booth; `unscreened` where a question is open; `not-remote` where the verdict leads
/// elsewhere, unless the resident `disagrees` with it, which nobody does with a quiet card.
pub(crate) async fn ringing(
    app: &App,
    conn: &mut Conn<'_>,
    (site, subject): (&SiteId, &SubjectId),
    given: Option<&Given>,
    disagrees: bool,
) -> Result<Option<ScreenedAs>> {
    let facts = place::facts(conn, site, subject).await?.ok_or(Code::NotFound)?;
    let Decision { verdict, version, .. } = decided(app, conn, &facts, given).await?.ok_or(Code::Unscreened)?;
    let disagrees = disagrees && !goes(verdict);
    match verdict {
        Verdict::QuietCard => Err(Code::NotRemote.into()),
        verdict if goes(verdict) || disagrees => {
            Ok((version > 0 || disagrees).then_some(ScreenedAs { verdict, disagrees }))
        }
        _ => Err(Code::NotRemote.into()),
    }
}

/// What a screening says to a hold.
pub(crate) struct Booked {
    /// The verdict; none where nothing is screened, or where staff overruled open questions.
    pub(crate) verdict: Option<Verdict>,
    /// Whether staff book against it.
    pub(crate) overruled: bool,
}

/// Whether a time may be held about something.
///
/// # Errors
/// `forbidden` where somebody else than staff overrules; `unscreened`, `not-remote` as of [`ringing`], unless staff overrule
/// them. A counter of the ward office takes what comes to it, whatever the verdict, but for a quiet card. A subject that is
/// not offered there has no times there.
pub(crate) async fn booking(
    app: &App,
    conn: &mut Conn<'_>,
    by: By<'_>,
    (site, subject): (&SiteId, &SubjectId),
    given: Option<&Given>,
    overrules: bool,
) -> Result<Booked> {
    if overrules && !matches!(by, By::Account(_)) {
        return Err(Code::Forbidden.into());
    }
    let Some(facts) = place::facts(conn, site, subject).await? else {
        return Ok(Booked { verdict: None, overruled: false });
    };
    match decided(app, conn, &facts, given).await? {
        Some(Decision { verdict, version, .. })
            if goes(verdict) || (facts.counter && verdict != Verdict::QuietCard) =>
        {
            Ok(Booked { verdict: (version > 0).then_some(verdict), overruled: false })
        }
        Some(Decision { verdict: Verdict::QuietCard, .. }) => Err(Code::NotRemote.into()),
        Some(Decision { verdict, .. }) if overrules => Ok(Booked { verdict: Some(verdict), overruled: true }),
        None if overrules => Ok(Booked { verdict: None, overruled: true }),
        Some(_) => Err(Code::NotRemote.into()),
        None => Err(Code::Unscreened.into()),
    }
}

/// Whether a booking may move to another site. The answers are not known any more: every walk that can have led to its
/// verdict at the one site must lead to a call, or to the same verdict, at the other. A counter takes them all; from one of
/// its bookings only what would lead to a call moves to a booth.
///
/// # Errors
/// `not-remote`.
pub(crate) async fn moving(
    app: &App,
    conn: &mut Conn<'_>,
    subject: &SubjectId,
    (from, to): (&SiteId, &SiteId),
    was: Option<Verdict>,
) -> Result<()> {
    if from == to {
        return Ok(());
    }
    let here = place::facts(conn, from, subject).await?;
    let Some((here, there)) = here.zip(place::facts(conn, to, subject).await?) else { return Ok(()) };
    let today = local_date(app.clock.now(), &app.config.calls);
    let rules = publication::screening(app, conn, &there.ward, today).await?;
    let named = there.about.as_ref().zip(there.tree.as_ref());
    let Some((rules, (about, tree))) = rules.zip(named) else { return Ok(()) };
    let Some(pairs) = rules.along(about, (&here.site, &there.site), tree) else { return Ok(()) };
    let may_have = |verdict: Verdict| was.map_or(goes(verdict), |was| was == verdict);
    let fits = |verdict: Verdict| match (here.counter, there.counter) {
        (_, true) => verdict != Verdict::QuietCard,
        (true, false) => goes(verdict),
        (false, false) => goes(verdict) || was == Some(verdict),
    };
    if pairs.into_iter().filter(|(here, _)| may_have(*here)).all(|(_, there)| fits(there)) {
        Ok(())
    } else {
        Err(Code::NotRemote.into())
    }
}
