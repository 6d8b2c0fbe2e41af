//! Demonstration accounts, whose password everybody knows. Only where the operator says `demo.enabled = true`.

use super::{Login, NewAccount, Plate, Role, add, exists};
use crate::access::RoleGrant;
use crate::app::App;
use crate::audit::Actor;
use crate::fault::{Fault, Result};
use protocol::id::WardId;
use protocol::place::Language;
use protocol::private::Private;
use protocol::problem::Code;

/// The password of every demonstration account.
pub const PASSWORD: &str = "madoguchi-demo";

const WARD: &str = "kokurakita";
const SECTION: &str = "kokurakita-machi";
const OTHER: &str = "kokurakita-kodomo";

/// Login, name on their own screen, 座席番号, role, and in which section; without one it covers the whole ward.
pub type Person = (&'static str, &'static str, Option<&'static str>, Role, Option<&'static str>);

/// Everybody.
pub const PEOPLE: [Person; 11] = [
    ("staff1", "職員 一郎（例）", Some("3番"), Role::Staff, Some(SECTION)),
    ("staff2", "職員 二葉（例）", Some("4番"), Role::Staff, Some(SECTION)),
    ("staff3", "職員 八重（例）", Some("7番"), Role::Staff, Some(OTHER)),
    ("lead1", "責任 九郎（例）", Some("1番"), Role::Supervisor, Some(SECTION)),
    ("interpreter1", "通訳 三枝（例）", None, Role::Interpreter, None),
    ("coordinator1", "運用 四郎（例）", None, Role::Coordinator, None),
    ("attendant1", "案内 五月（例）", None, Role::Attendant, None),
    ("auditor1", "監査 六郎（例）", None, Role::Auditor, None),
    ("review1", "審査 一葉（例）", Some("11番"), Role::Reviewer, None),
    ("review2", "審査 二郎（例）", Some("12番"), Role::Reviewer, None),
    ("admin1", "管理 七海（例）", None, Role::Administrator, None),
];

/// Who of them speaks English, too.
const ENGLISH: [&str; 2] = ["staff2", "interpreter1"];

/// Adds those that are missing.
///
/// # Errors
/// `forbidden` unless the operator allows it.
pub async fn add_people(app: &App) -> Result<()> {
    if !app.config.demo.enabled {
        return Err(Fault::from(Code::Forbidden));
    }
    let ward: WardId = WARD.parse().expect("an id");
    for (word, name, seat, role, section) in PEOPLE {
        let login: Login = word.parse().expect("a login name");
        if exists(app, &login).await? {
            continue;
        }
        let section = section.map(|section| section.parse().expect("an id"));
        let new = NewAccount {
            login,
            name: Private::new(name.to_owned()),
            family_name: name.split(' ').next().map(plate),
            seat: seat.map(plate),
            ward: ward.clone(),
            roles: vec![RoleGrant { role, ward: ward.clone(), section }],
            languages: if ENGLISH.contains(&word) { vec![Language::En] } else { Vec::new() },
            password: Private::new(PASSWORD.to_owned()),
        };
        add(app, new, Actor::Operator).await?;
    }
    Ok(())
}

fn plate(text: &str) -> Plate {
    text.parse().expect("a plate")
}
