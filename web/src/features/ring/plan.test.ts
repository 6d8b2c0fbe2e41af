import { describe, expect, it } from 'vitest';
import { ticket } from '../queue/sample';
import { isBareKey, ringPlan } from './plan';

const row = (call: string, rang_at: number, ringing = true) => ticket({ call, rang_at, ringing });

describe('ringing', () => {
  it('takes the row that has waited longest among those that ring here', () => {
    expect(ringPlan([row('a', 30), row('b', 10, false), row('c', 20)], true, false).row?.call).toBe('c');
  });

  it('sounds in one tab, and notifies only where nobody looks', () => {
    const rows = [row('a', 1)];
    expect(ringPlan(rows, true, false)).toMatchObject({ sound: true, notification: false });
    expect(ringPlan(rows, true, true)).toMatchObject({ sound: true, notification: true });
    expect(ringPlan(rows, false, true)).toMatchObject({ sound: false, notification: false });
    expect(ringPlan([row('a', 1, false)], true, true)).toEqual({
      row: null,
      sound: false,
      notification: false,
    });
  });

  it('leaves keys to the input method and to combinations', () => {
    const bare = {
      key: 'F2',
      isComposing: false,
      repeat: false,
      altKey: false,
      ctrlKey: false,
      metaKey: false,
      shiftKey: false,
    };
    expect(isBareKey(bare, 'F2')).toBe(true);
    expect(isBareKey(bare, 'F8')).toBe(false);
    for (const name of ['isComposing', 'repeat', 'altKey', 'ctrlKey', 'metaKey', 'shiftKey'] as const) {
      expect(isBareKey({ ...bare, [name]: true }, 'F2')).toBe(false);
    }
  });
});
