//! 事前確認: whether a subject can be handled at a site, decided here for every face, before anything rings or is held. No
//! answer is kept or logged: whoever asks sends them all again.
//!
//! ```text
//! guidance   where else, what to bring: what goes with a verdict        enforce   what rings and holds are measured by
//! ```
//!
//! A journey: a face asks with the answers so far; those to an older version are taken over; the next question comes back,
//! or the verdict with all that goes with it. `ring` and a hold send the answers along, and the same rules decide anew.

mod enforce;
mod guidance;

pub(crate) use enforce::{booking, moving, ringing};

use crate::app::App;
use crate::booking::By;
use crate::call::operate::local_date;
use crate::db::Conn;
use crate::fault::{Fault, Result};
use crate::place::{self, Facts};
use crate::publication;
use jiff::civil::Date;
use protocol::booking::Words;
use protocol::guidance::{Given, ScreeningAsked, ScreeningStep};
use protocol::id::WardId;
use protocol::place::Handling;
use protocol::problem::Code;
use protocol::screening::{Decision, Seclusion, Verdict};
use protocol::tree::{Answered, Answers, Question, Reason, Walk};

/// Where a screening stands.
pub(crate) struct Screened {
    /// The answers so far, to the version that counts now.
    pub(crate) given: Given,
    /// Whether an answer was lost as the questions were changed.
    pub(crate) renewed: bool,
    pub(crate) stands: Stands,
}

#[expect(clippy::large_enum_variant, reason = "one is made for a request and goes straight onto the wire")]
pub(crate) enum Stands {
    /// A question is open.
    Open { question: Question, refused: Option<Reason>, answered: Vec<Answered>, left: u32 },
    /// It has its verdict.
    Decided { decision: Decision, answered: Vec<Answered> },
}

/// Whether a verdict is handled by video there: it rings, and can be booked.
pub(crate) const fn goes(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Remote | Verdict::RemotePrivate | Verdict::OnlineWithHelp)
}

/// What comes next, or what is to be done.
///
/// # Errors
/// `bad-field` where a site is needed and missing; `not-found` for a subject that is not offered there, or a site that is
/// not there for the caller; `too-many` from one address.
pub async fn step(app: &App, by: By<'_>, asked: ScreeningAsked) -> Result<ScreeningStep> {
    if let By::Public(address) = by {
        app.limits.book_looks.take(&address)?;
    }
    let here = match by {
        By::Booth(booth) => Some(booth.site.clone()),
        By::Public(_) | By::Account(_) | By::Service(_) => None,
    };
    let site = asked.site.or(here);
    let site = site.ok_or_else(|| Fault::bad_field("site", "required", "施設を選んでください。"))?;
    let mut held = app.db.hold().await?;
    let facts = place::facts(&mut held.conn(), &site, &asked.subject).await?;
    let facts = facts.filter(|facts| by.may_hold_in(&facts.ward)).ok_or(Code::NotFound)?;
    let given = asked.given.unwrap_or_default();
    let Screened { given, renewed, stands } = screen(app, &mut held.conn(), &facts, &given).await?;
    drop(held);
    match stands {
        Stands::Open { question, refused, answered, left } => {
            Ok(ScreeningStep::Ask { question: Box::new(question), refused, answered, left, given, renewed })
        }
        Stands::Decided { decision, answered } => {
            let told = guidance::Told { site: &site, subject: &asked.subject, facts: &facts };
            let guidance = told.guidance(app, by, decision, answered, given).await?;
            Ok(ScreeningStep::Decided { guidance: Box::new(guidance) })
        }
    }
}

/// Screens a subject at a site by the answers so far. A subject of which nobody said what it is about, and every subject
/// where no screening counts, has its verdict from how it is handled.
pub(crate) async fn screen(app: &App, conn: &mut Conn<'_>, facts: &Facts, given: &Given) -> Result<Screened> {
    let today = local_date(app.clock.now(), &app.config.calls);
    let rules = publication::screening(app, conn, &facts.ward, today).await?;
    let named = facts.about.as_ref().zip(facts.tree.as_ref());
    let Some((rules, (about, tree))) = rules.as_deref().zip(named) else { return Ok(by_handling(facts)) };
    let Some(tree) = rules.tree(tree) else { return Ok(by_handling(facts)) };
    let version = rules.wire().version;
    let (answers, renewed) = if given.version == version {
        (given.answers.clone(), false)
    } else {
        carried(app, conn, &facts.ward, tree, given, today).await?
    };
    let stands = match tree.step(&answers, today) {
        Walk::Ask { question, refused, answered, left } => Stands::Open { question, refused, answered, left },
        Walk::End { answered, .. } => {
            // the last rule has no condition, and the walk has ended
            let decision = rules.decide(about, &facts.site, tree.id(), &answers, today).ok_or(Code::Internal)?;
            Stands::Decided { decision, answered }
        }
    };
    Ok(Screened { given: Given { version, answers }, renewed, stands })
}

/// Answers to another version, and whether one of them was lost.
async fn carried(
    app: &App,
    conn: &mut Conn<'_>,
    ward: &WardId,
    tree: &trees::Tree,
    given: &Given,
    today: Date,
) -> Result<(Answers, bool)> {
    let older = publication::screening_of(app, conn, ward, given.version).await?;
    Ok(match older.as_deref().and_then(|older| older.tree(tree.id())) {
        Some(older) => {
            let carried = tree.carry(older, &given.answers, today);
            (carried.answers, !carried.asked_again.is_empty())
        }
        None => (Answers::new(), !given.answers.is_empty()),
    })
}

/// What is said of a subject that is not screened.
fn by_handling(facts: &Facts) -> Screened {
    let (verdict, ja, easy, en) = match facts.handling {
        Handling::Remote => (
            Verdict::Remote,
            "この用件は、ここで最後までできます。",
            "ここで {最後|さいご}まで できます。",
            "All of it can be done here.",
        ),
        Handling::Guide => (
            Verdict::Remote,
            "この用件は、ここではご案内だけできます。",
            "ここでは {説明|せつめい}だけ できます。",
            "Here we can give general guidance.",
        ),
        Handling::InPerson => (
            Verdict::InPerson,
            "この用件は、区役所の窓口で扱っています。",
            "{区役所|くやくしょ}の {窓口|まどぐち}で します。",
            "This is done at the ward office.",
        ),
        Handling::BookInPerson => (
            Verdict::InPerson,
            "この用件は、予約して区役所の窓口で行います。",
            "{予約|よやく}して、{区役所|くやくしょ}の {窓口|まどぐち}で します。",
            "This is done at the ward office, by appointment.",
        ),
        Handling::PrivateRoom if facts.site.seclusion == Seclusion::Enclosed => (
            Verdict::Remote,
            "この用件は、まわりに聞こえないここで相談できます。",
            "ここは まわりの {人|ひと}に {聞|き}こえません。{相談|そうだん}できます。",
            "Others cannot hear you here, so it can be talked about.",
        ),
        Handling::PrivateRoom => (
            Verdict::EnclosedBooth,
            "まわりに聞かれないように、個室で相談する用件です。",
            "まわりの {人|ひと}に {聞|き}こえない {部屋|へや}で {話|はな}します。",
            "This is talked about where others cannot hear.",
        ),
        Handling::Kiosk => (
            Verdict::Kiosk,
            "この証明書は、機械かコンビニで受け取れます。",
            "この {証明書|しょうめいしょ}は、{機械|きかい}か コンビニで もらえます。",
            "A kiosk or convenience store prints this certificate.",
        ),
        Handling::QuietCard => (
            Verdict::QuietCard,
            "相談したことは、ここに残りません。",
            "ここには {何|なに}も {残|のこ}りません。",
            "Nothing of this is kept here.",
        ),
    };
    let words = Words { ja: ja.to_owned(), easy: Some(easy.to_owned()), en: Some(en.to_owned()) };
    let reason = Reason { id: "by-handling".parse().expect("an id"), words };
    let decision = Decision {
        verdict,
        title: trees::title(verdict),
        reasons: vec![reason],
        guide: false,
        rule: "by-handling".parse().expect("an id"),
        version: 0,
    };
    let stands = Stands::Decided { decision, answered: Vec::new() };
    Screened { given: Given::default(), renewed: false, stands }
}
