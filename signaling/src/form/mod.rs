//! 電子申請の様式: the form in force. What is made of one is an [`application`](crate::application).

use crate::access::{Act, Caller, Scope, authorise};
use crate::app::App;
use crate::call::operate;
use crate::fault::Result;
use forms::Definition;
use protocol::id::FormId;
use protocol::problem::Code;

/// The definition of a form that is in force today.
pub fn definition(app: &App, caller: &Caller, form: &FormId) -> Result<&'static Definition> {
    let may = match caller {
        Caller::Booth(booth) => authorise(caller, Act::SeeForm, Scope::ward(&booth.ward)).is_ok(),
        // Whoever fills forms in one section may see what forms look like.
        Caller::Account(person) => person.roles.iter().any(|grant| {
            let scope = Scope { ward: &grant.ward, section: grant.section.as_ref(), booth: None };
            authorise(caller, Act::SeeForm, scope).is_ok()
        }),
    };
    if !may {
        return Err(Code::Forbidden.into());
    }
    let today = operate::local_date(app.clock.now(), &app.config.calls);
    forms::builtin::in_force(form, today).ok_or_else(|| Code::NotFound.into())
}
