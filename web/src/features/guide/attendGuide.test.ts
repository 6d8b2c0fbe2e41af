import { expect, test } from 'vitest';
import type { SharedGuide } from '../../generated/protocol';
import type { RelayChannel } from '../../rtc/channel';
import type { Envelope } from '../../rtc/relay';
import { attendGuide } from './attendGuide';

const guide: SharedGuide = { guide: 'disability', version: 1, answers: { body: 'grade-1' }, back_at: null };

/** A channel whose other end is the test. */
function attending() {
  const sent: unknown[] = [];
  const line = { open: true };
  let hear: (envelope: Envelope) => void = () => {};
  let opens: () => void = () => {};
  const panel: RelayChannel = {
    isOpen: () => line.open,
    send: (payload) => {
      if (line.open) sent.push(JSON.parse(String(payload)));
      return line.open;
    },
    listen: (listener) => {
      hear = listener;
      return () => {
        hear = () => {};
      };
    },
    onOpen: (listener) => {
      opens = listener;
      listener();
      return () => {};
    },
  };
  const adviser = attendGuide(panel);
  const shown = (shown: SharedGuide | null, writer = true) => {
    const text = JSON.stringify({ from: 'walker', message: { type: 'shown', guide: shown } });
    hear({ sender: 'booth', writer, text: true, payload: new TextEncoder().encode(text) });
  };
  return { adviser, sent, line, shown, reopen: () => opens() };
}

test('a desk that joins asks what is open, and shows what the booth says', () => {
  const { adviser, sent, shown } = attending();
  expect(sent).toEqual([{ from: 'adviser', message: { type: 'look' } }]);
  expect(adviser.snapshot().shown).toBe('unheard');
  shown(null);
  expect(adviser.snapshot().shown).toBeNull();
  shown(guide);
  expect(adviser.snapshot().shown).toEqual(guide);
});

test('nobody but the walker is believed', () => {
  const { adviser, shown } = attending();
  shown(guide, false);
  expect(adviser.snapshot().shown).toBe('unheard');
});

test('what is pointed at is said again on a new line, and ends with its page', () => {
  const { adviser, sent, shown, reopen } = attending();
  shown(guide);
  expect(adviser.point({ choice: 'a' })).toBe(true);
  shown(guide);
  reopen();
  expect(sent.slice(-2)).toEqual([
    { from: 'adviser', message: { type: 'look' } },
    { from: 'adviser', message: { type: 'point', at: { choice: 'a' } } },
  ]);
  shown({ ...guide, answers: { body: 'grade-1', mental: 'no' } });
  expect(adviser.snapshot().pointed).toBeNull();
});

test('what cannot be sent says so, and is not shown as if it were', () => {
  const { adviser, line, shown } = attending();
  shown(guide);
  line.open = false;
  expect(adviser.suggest('disability')).toBe(false);
  expect(adviser.point({ scheme: 'taxi' })).toBe(false);
  expect(adviser.snapshot().pointed).toBeNull();
});

test('a closed one hears nothing any more', () => {
  const { adviser, shown } = attending();
  adviser.close();
  shown(guide);
  expect(adviser.snapshot().shown).toBe('unheard');
});
