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
    /// The subjects that are answered somewhere.
    pub subjects: BTreeMap<SubjectId, SubjectFacts>,
}

/// A site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteFacts {
    /// 小倉中央市民センター
    pub name: String,
    /// Whether it is a counter of the ward office, where people come in person and no booth is needed.
    pub counter: bool,
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
    /// Who answers it by video; none where nobody does.
    pub section: Option<SectionId>,
    /// Who answers it at the ward office's counter.
    pub at_counter: Option<SectionId>,
}

impl SubjectFacts {
    /// Whether a section answers it, by whichever way.
    pub fn is_of(&self, section: &SectionId) -> bool {
        [&self.section, &self.at_counter].into_iter().flatten().any(|own| own == section)
    }
}

impl Place {
    /// Who answers a subject at a site; none where it cannot be asked there.
    pub fn section_at(&self, site: &SiteId, subject: &SubjectId) -> Option<&SectionId> {
        let SiteFacts { counter, subjects, .. } = self.sites.get(site)?;
        let facts = self.subjects.get(subject).filter(|_| subjects.contains(subject))?;
        if *counter { facts.at_counter.as_ref() } else { facts.section.as_ref() }
    }

    /// Whether a section answers a subject at a site.
    pub fn answers(&self, section: &SectionId, site: &SiteId, subject: &SubjectId) -> bool {
        self.section_at(site, subject) == Some(section)
    }

    /// Whether a site is a counter of the ward office.
    pub fn is_counter(&self, site: &SiteId) -> bool {
        self.sites.get(site).is_some_and(|facts| facts.counter)
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
