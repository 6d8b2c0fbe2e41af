import { describe, expect, it } from 'vitest';
import type { PartyRole } from '../../generated/protocol';
import { powersOf } from './powers';
import { talk } from './sample';

const transfer = { section: 'n', section_name: '隣の係', warm: true, stage: 'consulting' } as const;

describe('what somebody may do in a call', () => {
  it('is everything for whoever has it, once they talk', () => {
    const all = {
      speaks: true,
      hold: true,
      transfer: true,
      invite: true,
      alarm: true,
      accompany: true,
      identify: true,
      leaving: 'end',
    };
    expect(powersOf(talk(), 'staff')).toMatchObject(all);
    const none = { hold: false, transfer: false, invite: false, alarm: false };
    expect(powersOf(talk({ state: 'connecting' }), 'staff')).toMatchObject({
      ...none,
      accompany: true,
      leaving: 'end',
    });
    expect(powersOf(talk({ state: 'dialling' }), 'staff')).toMatchObject({
      ...none,
      accompany: false,
      leaving: 'undial',
    });
  });

  it('is to release a hold while the line is lost, and to begin none', () => {
    expect(powersOf(talk({ state: 'reconnecting' }), 'staff').hold).toBe(false);
    expect(powersOf(talk({ state: 'reconnecting', held_since: 1 }), 'staff').hold).toBe(true);
  });

  it('is one handing over at a time', () => {
    expect(powersOf(talk({ transfer }), 'staff')).toMatchObject({
      hold: false,
      transfer: false,
      invite: false,
    });
  });

  it.each([
    ['colleague', 'leave'],
    ['interpreter', 'interpret'],
    ['supervisor', 'leave'],
  ] as const satisfies readonly (readonly [PartyRole, string])[])(
    'is to leave, and never to end it, for a %s',
    (role, leaving) => {
      const none = {
        hold: false,
        transfer: false,
        invite: false,
        alarm: false,
        accompany: false,
        identify: false,
      };
      expect(powersOf(talk(), role)).toMatchObject({ ...none, leaving });
    },
  );

  it('is to send a call back for a colleague who is to receive it', () => {
    expect(powersOf(talk({ transfer }), 'colleague').leaving).toBe('decline');
  });

  it('is to be neither seen nor heard for a supervisor who came unasked', () => {
    const silent = { speaks: false, write: false, help: false, leaving: 'listen' };
    expect(powersOf(talk(), 'supervisor', true)).toMatchObject(silent);
    expect(powersOf(talk(), 'supervisor')).toMatchObject({ speaks: true, write: true });
  });
});
