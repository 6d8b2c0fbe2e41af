//! The guide: which schemes a person can use, and why; which not, and why not.

mod advise;
mod reach;
mod read;
mod test;

use crate::tree::Tree;
use jiff::civil::Date;
use protocol::guide as wire;

/// One version of a guide, read. It has the version and the dates of its tree.
#[derive(Debug, Clone)]
pub struct Guide {
    wire: wire::Guide,
    tree: Tree,
}

impl Guide {
    /// What was published.
    pub fn wire(&self) -> &wire::Guide {
        &self.wire
    }

    /// What is asked; [`Tree::step`] asks it.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// Whether it counts on a date.
    pub fn in_force(&self, date: Date) -> bool {
        self.tree.in_force(date)
    }
}
