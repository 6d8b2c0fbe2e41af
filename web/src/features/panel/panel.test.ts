import { describe, expect, test } from 'vitest';
import type { FromReader, PanelMessage } from '../../generated/protocol';
import type { Reader } from './reader';
import * as reading from './reader';
import {
  answer,
  moveTo,
  open,
  type PanelForm,
  receive,
  removeEntry,
  settle,
  snapshot,
  type Writer,
} from './writer';

const form: PanelForm = {
  id: 'garbage-support',
  version: 1,
  access(path) {
    if (path === 'consent' || path === 'household') return 'own';
    if (path === 'contact' || /^household\/\d\/note$/.test(path)) return 'private';
    return path === 'name' || path === 'phone' || /^household\/\d\/name$/.test(path) ? 'open' : undefined;
  },
  normalised: (_path, value) => (value.includes('!') ? undefined : value.trim()),
};

const begun = () => open(form, 'ja', { at: 'field', path: 'name' }).writer;
const propose = (id: string, path: string, value: string): FromReader => ({
  type: 'propose',
  proposal: { id, path, value },
});
const withHousehold = (...names: string[]) =>
  names.reduce(
    (writer, name, i) => answer(writer, `household/${i}/name`, name).writer,
    answer(begun(), 'household', String(names.length)).writer,
  );

describe('the writer', () => {
  test('numbers every change from 1 without a gap', () => {
    const first = answer(begun(), 'name', '小倉花子');
    const second = moveTo(first.writer, { at: 'field', path: 'phone' });
    expect([...first.say, ...second.say]).toEqual([
      {
        from: 'writer',
        message: {
          type: 'change',
          seq: 1,
          change: { change: 'answer', path: 'name', value: { shown: 'value', value: '小倉花子' } },
        },
      },
      {
        from: 'writer',
        message: {
          type: 'change',
          seq: 2,
          change: { change: 'moved', step: { at: 'field', path: 'phone' } },
        },
      },
    ]);
  });

  test('says nothing when nothing changes', () => {
    const { writer } = answer(begun(), 'name', '花子');
    expect(answer(writer, 'name', '花子').say).toEqual([]);
    expect(answer(writer, 'phone', '').say).toEqual([]);
    expect(moveTo(writer, { at: 'field', path: 'name' }).say).toEqual([]);
  });

  test('tells of a private field only that it is answered, and keeps the value', () => {
    const { writer, say } = answer(begun(), 'contact', '090-0000-0000');
    expect(JSON.stringify([say, snapshot(writer)])).not.toContain('090');
    expect(writer.sheet.answers.contact).toEqual({ shown: 'filled' });
    expect(writer.values.contact).toBe('090-0000-0000');
    expect(answer(writer, 'contact', '').writer.sheet.answers).toEqual({});
  });

  test.each([
    ['a private field', 'contact', '1'],
    ['a consent', 'consent', 'yes'],
    ['how many entries there are', 'household', '2'],
    ['an unknown path', 'secret', '1'],
    ['an entry that is not there', 'household/1/name', '太郎'],
    ['a value that the form refuses', 'name', '!'],
    ['nothing', 'name', ' '],
  ])('refuses a proposal for %s', (_what, path, value) => {
    const before = withHousehold('花子');
    const { writer, say } = receive(before, propose('p', path, value));
    expect(say).toEqual([]);
    expect(writer.sheet).toEqual(before.sheet);
  });

  test('refuses a proposal after the submission', () => {
    const { writer } = moveTo(begun(), { at: 'receipt', number: 'K-1' });
    expect(receive(writer, propose('p', 'name', '花子')).say).toEqual([]);
  });

  test('shows a repeated proposal once, even after the resident declined it', () => {
    const first = receive(begun(), propose('p1', 'name', ' 花子 '));
    expect(first.writer.sheet.proposals).toEqual([{ id: 'p1', path: 'name', value: '花子' }]);
    expect(receive(first.writer, propose('p1', 'name', '花子')).say).toEqual([]);
    const declined = settle(first.writer, 'p1', false).writer;
    expect(declined.values).toEqual({});
    expect(receive(declined, propose('p1', 'name', '花子')).say).toEqual([]);
  });

  test('takes a value over only when the resident accepts it', () => {
    const { writer } = receive(begun(), propose('p1', 'name', '花子'));
    expect(writer.values).toEqual({});
    const accepted = settle(writer, 'p1', true);
    expect(accepted.writer.values).toEqual({ name: '花子' });
    expect(accepted.writer.sheet.proposals).toEqual([]);
    expect(accepted.say).toHaveLength(2);
    expect(settle(accepted.writer, 'p1', true).say).toEqual([]);
  });

  test('a newer proposal for the same field replaces the older one, and an own answer settles it', () => {
    const one = receive(begun(), propose('p1', 'name', '花子')).writer;
    const two = receive(one, propose('p2', 'name', '華子')).writer;
    expect(two.sheet.proposals.map(({ id }) => id)).toEqual(['p2']);
    expect(answer(two, 'name', 'はな').writer.sheet.proposals).toEqual([]);
    expect(receive(two, { type: 'withdraw', id: 'p2' }).writer.sheet.proposals).toEqual([]);
  });

  test('removing an entry moves later ones up, their proposals too', () => {
    const three = withHousehold('一', '二', '三');
    const proposed = receive(three, propose('p1', 'household/2/name', '参')).writer;
    const { writer } = removeEntry(proposed, 'household/1');
    expect(writer.values).toEqual({ household: '2', 'household/0/name': '一', 'household/1/name': '三' });
    expect(writer.sheet.proposals).toEqual([{ id: 'p1', path: 'household/1/name', value: '参' }]);
    expect(removeEntry(writer, 'household/2').say).toEqual([]);
  });

  test('highlights only what there is', () => {
    const highlighted = receive(begun(), { type: 'highlight', path: 'phone' }).writer;
    expect(highlighted.highlight).toBe('phone');
    expect(receive(highlighted, { type: 'highlight', path: 'secret' }).writer.highlight).toBeNull();
  });
});

describe('the reader', () => {
  const change = (seq: number, value: string): PanelMessage => ({
    from: 'writer',
    message: {
      type: 'change',
      seq,
      change: { change: 'answer', path: 'name', value: { shown: 'value', value } },
    },
  });
  const following = reading.receive(reading.waiting, snapshot(begun()), true).reader;

  test('asks for a snapshot when it joins, and when a number is skipped', () => {
    expect(reading.opened(reading.waiting).say).toEqual([reading.askSnapshot]);
    expect(reading.receive(reading.waiting, change(1, '花'), true).say).toEqual([reading.askSnapshot]);
    const skipped = reading.receive(following, change(2, '花'), true);
    expect(skipped.say).toEqual([reading.askSnapshot]);
    expect(skipped.reader).toMatchObject({ behind: true, seq: 0 });
  });

  test('ignores a repetition', () => {
    const { reader } = reading.receive(following, change(1, '花'), true);
    expect(reading.receive(reader, change(1, '別'), true)).toEqual({ reader, say: [] });
  });

  test('believes nobody but the stamped writer', () => {
    expect(reading.receive(following, change(1, '偽'), false)).toEqual({ reader: following, say: [] });
    expect(reading.receive(reading.waiting, snapshot(begun()), false).reader).toEqual(reading.waiting);
  });

  test('learns that no form is open', () => {
    const none: PanelMessage = { from: 'writer', message: { type: 'no-form' } };
    expect(reading.receive(following, none, true).reader).toEqual({ state: 'no-form' });
  });
});

/** Booth and desk on a channel that drops what is under way and opens again. */
class LossyPanel {
  writer: Writer = begun();
  reader: Reader = reading.waiting;
  heard: string[] = [];
  private toDesk: PanelMessage[] = [];
  private toBooth: PanelMessage[] = [];
  private up = false;

  write(written: { writer: Writer; say: readonly PanelMessage[] }) {
    this.writer = written.writer;
    if (this.up) this.toDesk.push(...written.say);
  }

  ask(message: FromReader) {
    if (this.up) this.toBooth.push(reading.say(message));
  }

  drop() {
    this.up = false;
    this.toDesk = [];
    this.toBooth = [];
  }

  reopen() {
    this.drop();
    this.up = true;
    const asked = reading.opened(this.reader);
    this.reader = asked.reader;
    this.toBooth.push(...asked.say);
    this.toDesk.push(snapshot(this.writer));
  }

  /** Delivers one message in one direction. */
  deliver(toDesk: boolean) {
    if (toDesk) {
      const message = this.toDesk.shift();
      if (message === undefined) return;
      this.heard.push(JSON.stringify(message));
      const { reader, say } = reading.receive(this.reader, message, true);
      this.reader = reader;
      this.toBooth.push(...say);
    } else {
      const message = this.toBooth.shift();
      if (message?.from === 'reader') this.write(receive(this.writer, message.message));
    }
  }

  settleDown() {
    while (this.toDesk.length > 0 || this.toBooth.length > 0) {
      this.deliver(true);
      this.deliver(false);
    }
  }
}

/** Mulberry32: one seed is one run. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

test('wherever the channel drops, both sides end equal and nothing private was said', () => {
  const paths = ['name', 'phone', 'contact', 'consent', 'secret', 'household/0/name', 'household/1/note'];
  for (let seed = 0; seed < 400; seed += 1) {
    const random = seeded(seed);
    const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T;
    const panel = new LossyPanel();
    for (let i = 0; i < 80; i += 1) {
      const path = pick(paths);
      const proposal = pick(panel.writer.sheet.proposals.map(({ id }) => id).concat('gone'));
      const acts = [
        () => {
          const hidden = form.access(path) === 'private' ? 'PRIVATE' : 'v';
          panel.write(answer(panel.writer, path, pick(['', `${hidden}${i}`])));
        },
        () => panel.write(answer(panel.writer, 'household', String(random(3)))),
        () => panel.write(removeEntry(panel.writer, `household/${random(3)}`)),
        () =>
          panel.write(moveTo(panel.writer, pick([{ at: 'check' }, { at: 'field', path: 'phone' }] as const))),
        () => panel.write(settle(panel.writer, proposal, random(2) === 0)),
        () => panel.ask({ type: 'propose', proposal: { id: `p${random(12)}`, path, value: `s${i}` } }),
        () => panel.ask({ type: 'withdraw', id: proposal }),
        () => panel.deliver(random(2) === 0),
        () => panel.deliver(random(2) === 0),
        () => (random(3) === 0 ? panel.drop() : panel.reopen()),
      ];
      pick(acts)();
    }
    panel.reopen();
    panel.settleDown();
    const { seq, sheet } = panel.writer;
    expect(panel.reader, `seed ${seed}`).toMatchObject({ state: 'following', seq, sheet, behind: false });
    expect(panel.heard.join(), `seed ${seed}`).not.toContain('PRIVATE');
  }
});
