//! What a plan stands on: a ward's sections, sites and subjects.

use protocol::id::{SectionId, SiteId, SubjectId};
use std::collections::{BTreeMap, BTreeSet};

/// One ward, as far as hours need to know it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// Its sections and their names: 小倉北区役所 まちづくり推進課.
    pub sections: BTreeMap<SectionId, String>,
    /// Its sites.
    pub sites: BTreeMap<SiteId, SiteFacts>,
    /// The subjects that are answered by video, and who answers.
    pub subjects: BTreeMap<SubjectId, SubjectFacts>,
}

/// A site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteFacts {
    /// 小倉中央市民センター
    pub name: String,
    /// What can be asked there.
    pub subjects: BTreeSet<SubjectId>,
}

/// A subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubjectFacts {
    /// ごみ出し支援
    pub name: String,
    /// About how long it takes where the plan says nothing else.
    pub minutes: u16,
    /// Who answers.
    pub section: SectionId,
}

impl Place {
    /// Whether a section answers a subject at a site.
    pub fn answers(&self, section: &SectionId, site: &SiteId, subject: &SubjectId) -> bool {
        self.sites.get(site).is_some_and(|facts| facts.subjects.contains(subject))
            && self.subjects.get(subject).is_some_and(|facts| facts.section == *section)
    }

    /// A site's name; the id where the ward has no such site any more.
    pub fn site_name<'a>(&'a self, site: &'a SiteId) -> &'a str {
        self.sites.get(site).map_or(site.as_str(), |facts| &facts.name)
    }

    /// A section's name, likewise.
    pub fn section_name<'a>(&'a self, section: &'a SectionId) -> &'a str {
        self.sections.get(section).map_or(section.as_str(), |name| name)
    }

    /// A subject's name, likewise.
    pub fn subject_name<'a>(&'a self, subject: &'a SubjectId) -> &'a str {
        self.subjects.get(subject).map_or(subject.as_str(), |facts| &facts.name)
    }
}
