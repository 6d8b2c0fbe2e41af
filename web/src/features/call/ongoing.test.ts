import { describe, expect, it } from 'vitest';
import type { Party } from '../../generated/protocol';
import { ongoing } from './ongoing';
import { talk } from './sample';

const transfer = { section: 'n', section_name: '隣の係', warm: true, stage: 'ringing' } as const;
const supervisor: Party = {
  party: 'sup',
  role: 'supervisor',
  label: '係',
  presence: 'present',
  listens: true,
};

describe('what goes on beside the talk', () => {
  it('is nothing at first', () => {
    expect(ongoing(talk(), 'staff')).toEqual([]);
  });

  it('is a hold, which only its maker can release', () => {
    const held = talk({ held_since: 5 });
    expect(ongoing(held, 'staff')).toEqual([{ is: 'held', since: 5, mayRelease: true }]);
    expect(ongoing(held, 'interpreter')).toEqual([{ is: 'held', since: 5, mayRelease: false }]);
  });

  it('is a transfer in place of the hold that it brings', () => {
    const ringing = talk({ held_since: 5, transfer });
    expect(ongoing(ringing, 'staff')).toEqual([{ is: 'handing-over', transfer, since: 5 }]);
    const talking = { ...transfer, stage: 'consulting' } as const;
    const consulting = talk({ held_since: 5, transfer: talking });
    expect(ongoing(consulting, 'staff')).toEqual([
      { is: 'consulting', transfer: talking, since: 5, isOurs: true },
    ]);
    expect(ongoing(consulting, 'colleague')).toMatchObject([{ is: 'consulting', isOurs: false }]);
    expect(ongoing(consulting, 'interpreter')).toMatchObject([{ is: 'held' }]);
  });

  it('is who was asked in and has not come, and what came to nothing, to whoever asked', () => {
    const call = talk({ invited: [{ who: 'interpreter' }], unreached: 'declined', alarm_since: 7 });
    expect(ongoing(call, 'staff')).toEqual([
      { is: 'alarm', since: 7 },
      { is: 'invited', whom: { who: 'interpreter' } },
      { is: 'unreached', why: 'declined' },
    ]);
    expect(ongoing(call, 'colleague')).toEqual([]);
  });

  it('is a supervisor who listens, to everybody but themselves', () => {
    const parties = [...talk().parties, supervisor];
    expect(ongoing(talk({ parties }), 'staff')).toEqual([{ is: 'listened' }]);
    expect(ongoing(talk({ parties, you: 'sup' }), 'supervisor')).toEqual([]);
    const asked = [...talk().parties, { ...supervisor, listens: false }];
    expect(ongoing(talk({ parties: asked }), 'staff')).toEqual([]);
    const gone = [...talk().parties, { ...supervisor, presence: 'gone' as const }];
    expect(ongoing(talk({ parties: gone }), 'staff')).toEqual([]);
  });
});
