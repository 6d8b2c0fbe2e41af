//! What a coordinator is told about a plan, told as stories of one small ward.

mod changes;
mod explain;
mod findings;
mod flaws;
mod now;
mod town;
