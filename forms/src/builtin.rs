//! The definitions that ship with the system.

use crate::definition::Definition;
use jiff::civil::Date;
use protocol::id::FormId;
use std::sync::LazyLock;

static ALL: LazyLock<Vec<Definition>> = LazyLock::new(|| {
    [
        include_str!("../definitions/fureai-shushu.json"),
        include_str!("../definitions/bulky-waste.json"),
        include_str!("../definitions/water.json"),
        include_str!("../definitions/centre-use.json"),
        include_str!("../definitions/bereavement.json"),
    ]
    .into_iter()
    .map(|json| Definition::parse(json).expect("a test reads every definition that ships"))
    .collect()
});

/// Every version of every form.
pub fn all() -> &'static [Definition] {
    &ALL
}

/// The version of a form that may be submitted on this day; the highest, should there be several.
pub fn in_force(form: &FormId, today: Date) -> Option<&'static Definition> {
    all().iter().filter(|d| d.id == *form && d.in_force(today)).max_by_key(|d| d.version)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_version_in_force_is_found_by_day() {
        let form: FormId = "fureai-shushu".parse().expect("an id");
        assert_eq!(in_force(&form, date(2024, 4, 1)).map(|d| d.version), Some(1));
        assert!(in_force(&form, date(2024, 3, 31)).is_none(), "before its first day");
        assert!(in_force(&"other".parse().expect("an id"), date(2024, 4, 1)).is_none());
    }
}
