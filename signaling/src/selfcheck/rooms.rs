//! Which booth has which room, and until when. No I/O and no clock.

use crate::clock::Millis;
use protocol::id::{BoothId, CallId};
use std::collections::BTreeMap;

/// A room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    /// Its name.
    pub id: CallId,
    /// When it closes by itself.
    pub closes_at: Millis,
}

/// The rooms that are open, one a booth at most.
#[derive(Debug, Default)]
pub struct Rooms(BTreeMap<BoothId, Room>);

impl Rooms {
    /// Opens a room; answers the one that the booth had.
    pub fn open(&mut self, booth: BoothId, room: Room) -> Option<Room> {
        self.0.insert(booth, room)
    }

    /// Closes a booth's room, if it is this one.
    pub fn close(&mut self, booth: &BoothId, room: &CallId) -> Option<Room> {
        self.0.get(booth).filter(|open| open.id == *room)?;
        self.0.remove(booth)
    }

    /// Closes whatever room the booth has.
    pub fn of(&mut self, booth: &BoothId) -> Option<Room> {
        self.0.remove(booth)
    }

    /// Closes those whose time is up.
    pub fn due(&mut self, now: Millis) -> Vec<Room> {
        self.0.extract_if(.., |_, room| room.closes_at <= now).map(|(_, room)| room).collect()
    }

    /// How many are open, not counting the one of `but`.
    pub fn count(&self, but: Option<&BoothId>) -> usize {
        self.0.keys().filter(|booth| Some(*booth) != but).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
        text.parse().expect("an id")
    }

    #[test]
    fn a_booth_has_one_room_until_its_time_is_up() {
        let mut rooms = Rooms::default();
        let room = |name: &str, closes_at| Room { id: id(name), closes_at };
        assert_eq!(rooms.open(id("b"), room("r1", 60)), None);
        assert_eq!(rooms.open(id("b"), room("r2", 70)), Some(room("r1", 60)));
        assert_eq!(rooms.open(id("c"), room("r3", 80)), None);
        assert_eq!((rooms.count(None), rooms.count(Some(&id("b")))), (2, 1));
        assert_eq!((rooms.close(&id("b"), &id("r1")), rooms.close(&id("c"), &id("r2"))), (None, None));
        assert_eq!((rooms.due(69), rooms.due(70)), (vec![], vec![room("r2", 70)]));
        assert_eq!((rooms.of(&id("c")), rooms.count(None)), (Some(room("r3", 80)), 0));
    }
}
