//! Demonstration accounts, whose password everybody knows. Only where the operator says `demo.enabled = true`.

use super::{Login, NewAccount, Role, add, exists};
use crate::access::RoleGrant;
use crate::app::App;
use crate::audit::Actor;
use crate::fault::{Fault, Result};
use protocol::id::{SectionId, WardId};
use protocol::private::Private;
use protocol::problem::Code;

/// The password of every demonstration account.
pub const PASSWORD: &str = "madoguchi-demo";

const WARD: &str = "kokurakita";
const SECTION: &str = "kokurakita-machi";

/// Login, name on their own screen, role, and whether it covers the whole ward.
pub const PEOPLE: [(&str, &str, Role, bool); 7] = [
    ("staff1", "職員 一郎（例）", Role::Staff, false),
    ("staff2", "職員 二葉（例）", Role::Staff, false),
    ("interpreter1", "通訳 三枝（例）", Role::Interpreter, true),
    ("coordinator1", "運用 四郎（例）", Role::Coordinator, true),
    ("attendant1", "案内 五月（例）", Role::Attendant, true),
    ("auditor1", "監査 六郎（例）", Role::Auditor, true),
    ("admin1", "管理 七海（例）", Role::Administrator, true),
];

/// Adds those that are missing.
///
/// # Errors
/// `forbidden` unless the operator allows it.
pub async fn add_people(app: &App) -> Result<()> {
    if !app.config.demo.enabled {
        return Err(Fault::from(Code::Forbidden));
    }
    let ward: WardId = WARD.parse().expect("an id");
    let section: SectionId = SECTION.parse().expect("an id");
    for (login, name, role, whole_ward) in PEOPLE {
        let login: Login = login.parse().expect("a login name");
        if exists(app, &login).await? {
            continue;
        }
        let section = (!whole_ward).then(|| section.clone());
        let new = NewAccount {
            login,
            name: Private::new(name.to_owned()),
            ward: ward.clone(),
            roles: vec![RoleGrant { role, ward: ward.clone(), section }],
            password: Private::new(PASSWORD.to_owned()),
        };
        add(app, new, Actor::Operator).await?;
    }
    Ok(())
}
