//! A variant that is its name alone. In an internally tagged enum serde passes over whatever else stands beside the tag of a
//! unit variant, also where unknown fields are denied: `{"is":"all","site":"itozu"}` would close every counter.

use serde::{Deserialize, Deserializer};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

/// Reads what stands beside the tag of such a variant.
///
/// # Errors
/// Where anything does.
pub(crate) fn variant<'de, D: Deserializer<'de>>(beside: D) -> Result<(), D::Error> {
    Nothing::deserialize(beside).map(|Nothing {}| ())
}

#[cfg(test)]
mod tests {
    use crate::call::{Estimate, Invitee, Prospect};
    use crate::device::{DeviceMessage, DeviceOrder, OfficeOrder};
    use crate::panel::{FromReader, FromWriter, Shown, Step};
    use crate::schedule::ClosureScope;
    use crate::signal::{ClientMessage, ServerMessage};
    use crate::stage::FromGuest;
    use serde::Serialize;
    use serde::de::DeserializeOwned;
    use serde_json::Value;

    /// A value reads as it is written; with anything more it does not.
    fn is_bare<T: Serialize + DeserializeOwned>(value: &T) {
        let alone = serde_json::to_value(value).expect("plain values serialise");
        let read = serde_json::from_value::<T>(alone.clone()).expect("it reads as it is written");
        assert_eq!(serde_json::to_value(read).expect("plain values serialise"), alone);
        for (name, more) in [("site", Value::from("itozu")), ("nothing", Value::Null)] {
            let mut beside = alone.clone();
            beside.as_object_mut().expect("an object").insert(name.to_owned(), more);
            assert!(serde_json::from_value::<T>(beside.clone()).is_err(), "{beside}");
            assert!(serde_json::from_str::<T>(&beside.to_string()).is_err(), "{beside} as text");
        }
    }

    #[test]
    fn nothing_may_stand_beside_a_name_that_says_all() {
        is_bare(&ClosureScope::All);
        is_bare(&ClientMessage::Ping);
        is_bare(&Invitee::Interpreter);
        is_bare(&Invitee::Supervisor);
        is_bare(&DeviceMessage::Ping);
        is_bare(&OfficeOrder::Selfcheck);
        is_bare(&OfficeOrder::Restart);
    }

    #[test]
    fn nor_beside_what_booth_desk_and_server_say_to_each_other() {
        is_bare(&FromGuest::Look);
        is_bare(&FromGuest::Freeze);
        is_bare(&FromReader::Snapshot);
        is_bare(&FromWriter::NoForm);
        is_bare(&Shown::Empty);
        is_bare(&Shown::Filled);
        is_bare(&Step::Check);
        is_bare(&ServerMessage::Pong);
        is_bare(&ServerMessage::PlaceChanged);
        is_bare(&DeviceOrder::Pong);
        is_bare(&DeviceOrder::Selfcheck);
        is_bare(&DeviceOrder::Restart);
        is_bare(&Estimate::Now);
        is_bare(&Prospect::Nobody);
        is_bare(&Prospect::Full);
    }
}
