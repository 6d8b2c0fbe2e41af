//! What a person may be.

use serde::{Deserialize, Serialize};

/// A role. It counts only in the ward, and the section, it was given for.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, clap::ValueEnum, utoipa::ToSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// 職員
    Staff,
    /// 責任者: rings when no officer answers, may listen, and sees the desks
    Supervisor,
    /// 窓口運用担当
    Coordinator,
    /// 通訳
    Interpreter,
    /// 施設の案内係
    Attendant,
    /// 監査
    Auditor,
    /// 管理者
    Administrator,
    /// 審査担当: reads what was applied for, and nobody else does
    Reviewer,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 8] = [
        Self::Staff,
        Self::Supervisor,
        Self::Coordinator,
        Self::Interpreter,
        Self::Attendant,
        Self::Auditor,
        Self::Administrator,
        Self::Reviewer,
    ];
}
