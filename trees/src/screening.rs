//! The screening: rules over what a subject is about, what a site has, and what was answered. The first rule that holds
//! decides; the last one always holds.

mod changes;
mod condition;
mod read;
mod space;
mod words;

use crate::tree::{Effective, Tree};
use jiff::civil::Date;
use protocol::id::TreeId;
use protocol::screening::{self as wire, Decision, SiteAttributes, SubjectAttributes, Verdict};
use protocol::tree::{Answers, Reason};

pub(crate) use words::named;
pub use words::title;

/// One version of a screening, read.
#[derive(Debug, Clone)]
pub struct Screening {
    wire: wire::Screening,
    effective: Effective,
    trees: Vec<Tree>,
}

impl Screening {
    /// What was published.
    pub fn wire(&self) -> &wire::Screening {
        &self.wire
    }

    /// Whether it counts on a date.
    pub fn in_force(&self, date: Date) -> bool {
        self.effective.on(date)
    }

    /// What is asked about a subject that names this tree; [`Tree::step`] asks it.
    pub fn tree(&self, id: &TreeId) -> Option<&Tree> {
        self.trees.iter().find(|tree| tree.id() == id)
    }

    /// The one verdict; none as long as the tree has a question to ask, or where there is no such tree.
    pub fn decide(
        &self,
        subject: &SubjectAttributes,
        site: &SiteAttributes,
        tree: &TreeId,
        answers: &Answers,
        today: Date,
    ) -> Option<Decision> {
        let asked = self.tree(tree)?.asked(answers, today)?;
        let rule = self.wire.rules.iter().find(|rule| {
            let when = &rule.when;
            condition::of_subject(when, subject)
                && condition::of_site(when, site)
                && condition::of_answers(when, &asked)
        })?;
        let reasons = rule.reasons.iter().filter_map(|id| self.reason(id)).cloned().collect();
        let (verdict, guide, rule, version) = (rule.verdict, rule.guide, rule.id.clone(), self.wire.version);
        Some(Decision { verdict, title: title(verdict), reasons, guide, rule, version })
    }

    /// The verdicts of every walk through a tree, at one site and at another: for somebody whose answers are not known any
    /// more. None where there is no such tree.
    pub fn along(
        &self,
        subject: &SubjectAttributes,
        (here, there): (&SiteAttributes, &SiteAttributes),
        tree: &TreeId,
    ) -> Option<Vec<(Verdict, Verdict)>> {
        let walks = self.tree(tree)?.walks();
        // Screening trees ask choices only, so that no day counts.
        let verdict = |site, walk| self.decide(subject, site, tree, walk, Date::ZERO).map(|decision| decision.verdict);
        walks.iter().map(|walk| Some((verdict(here, walk)?, verdict(there, walk)?))).collect()
    }

    fn reason(&self, id: &protocol::id::ReasonId) -> Option<&Reason> {
        self.wire.reasons.iter().find(|reason| reason.id == *id)
    }
}
