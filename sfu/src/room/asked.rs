//! What a party asks for itself, or is asked for on its behalf: to be covered, or sound first.

use super::{Effect, Member, Role, Room, Seat};
use protocol::control::FromSfu;
use protocol::id::PartyId;
use protocol::media::Event;
use protocol::privacy::{CoveredBy, PartyPrivacy, Privacy};

impl Room {
    /// The party says how much of it passes. What it writes in the panel always does, since 筆談 goes on behind the cover.
    pub fn set_privacy(&mut self, seat: Seat, privacy: Privacy) {
        let Some(party) = self.member(seat).map(|m| m.party.clone()) else { return };
        let now = self.privacy_of(&party);
        let next = if let Privacy::Covered { by } = privacy { now.cover(by) } else { privacy };
        self.change_privacy(party, next);
    }

    /// Covers a party, there or not.
    pub fn cover(&mut self, party: PartyId, by: CoveredBy) {
        let next = self.privacy_of(&party).cover(by);
        self.change_privacy(party, next);
    }

    /// Takes an account from elsewhere, which may cover and never uncovers.
    pub fn keep_covered(&mut self, accounts: Vec<PartyPrivacy>) {
        for PartyPrivacy { party, privacy } in accounts {
            let next = self.privacy_of(&party).stricter(privacy);
            self.change_privacy(party, next);
        }
    }

    /// Of whom not everything passes.
    pub fn privacy(&self) -> Vec<PartyPrivacy> {
        let whole = |(party, privacy): (&PartyId, &Privacy)| PartyPrivacy { party: party.clone(), privacy: *privacy };
        self.privacy.iter().map(whole).collect()
    }

    pub(super) fn privacy_of(&self, party: &PartyId) -> Privacy {
        self.privacy.get(party).copied().unwrap_or_default()
    }

    fn change_privacy(&mut self, party: PartyId, privacy: Privacy) {
        let before = match privacy {
            Privacy::Off => self.privacy.remove(&party),
            kept => self.privacy.insert(party.clone(), kept),
        };
        if before.unwrap_or_default() == privacy {
            return;
        }
        self.reseat();
        let (call, epoch) = (self.call.clone(), self.epoch);
        self.effects.push_back(Effect::Report(Event::Privacy { call, epoch, party, privacy }));
        self.tell_all(self.privacy_message());
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

    pub(super) fn privacy_message(&self) -> FromSfu {
        FromSfu::Privacy { parties: self.privacy() }
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
