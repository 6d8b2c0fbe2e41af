//! What a party asks for itself: to be covered, or sound first.

use super::{Effect, Member, Role, Room, Seat};
use protocol::control::FromSfu;
use protocol::media::Event;

impl Room {
    /// The party hides itself, or shows itself again: no picture and no sound passes from or to it. What it writes in
    /// the panel still does, since 筆談 goes on behind the cover.
    pub fn cover(&mut self, seat: Seat, covered: bool) {
        let Some(party) = self.member(seat).map(|m| m.party.clone()) else { return };
        let changed = if covered { self.covered.insert(party.clone()) } else { self.covered.remove(&party) };
        if !changed {
            return;
        }
        self.reseat();
        let (call, epoch) = (self.call.clone(), self.epoch);
        self.effects.push_back(Effect::Report(Event::Covered { call, epoch, party, covered }));
        self.tell_all(self.covered_message());
    }

    /// 音声優先, or not any more: no picture passes from or to the connection, and sound as ever. It ends with the
    /// connection, since only its client knows whether the line is still weak.
    pub fn put_sound_first(&mut self, seat: Seat, on: bool) {
        let Some(Member { role: Role::Party { sound_first, .. }, .. }) = self.member_mut(seat) else { return };
        if *sound_first == on {
            return;
        }
        *sound_first = on;
        self.reseat();
        self.tell_all(self.sound_first_message());
    }

    pub(super) fn covered_message(&self) -> FromSfu {
        FromSfu::Covered { parties: self.covered.iter().cloned().collect() }
    }

    pub(super) fn sound_first_message(&self) -> FromSfu {
        let parties = self.members().filter(|(_, m)| m.has_sound_first()).map(|(_, m)| m.party.clone()).collect();
        FromSfu::SoundFirst { parties }
    }
}

impl Member {
    pub(super) const fn has_sound_first(&self) -> bool {
        matches!(self.role, Role::Party { sound_first: true, .. })
    }
}
