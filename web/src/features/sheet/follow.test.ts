import { describe, expect, it } from 'vitest';
import type { FromWriter, PanelMessage } from '../../generated/protocol';
import type { RelayChannel } from '../../rtc/channel';
import type { Envelope } from '../../rtc/relay';
import { followPanel } from './follow';

/** A channel whose other end is the test. */
function testChannel() {
  const sent: unknown[] = [];
  const listeners: ((envelope: Envelope) => void)[] = [];
  const openListeners: (() => void)[] = [];
  const end = { open: true };
  const channel: RelayChannel = {
    isOpen: () => end.open,
    send: (payload) => {
      if (end.open) sent.push(JSON.parse(String(payload)));
      return end.open;
    },
    listen: (listener) => {
      listeners.push(listener);
      return () => listeners.splice(listeners.indexOf(listener), 1);
    },
    onOpen: (listener) => {
      openListeners.push(listener);
      listener();
      return () => openListeners.splice(openListeners.indexOf(listener), 1);
    },
  };
  return {
    channel,
    sent,
    end,
    reopen: () => openListeners.forEach((listener) => void listener()),
    say: (message: PanelMessage | string, sender = 'booth') => {
      const text = typeof message === 'string' ? message : JSON.stringify(message);
      const envelope = {
        sender,
        writer: sender === 'booth',
        text: true,
        payload: new TextEncoder().encode(text),
      };
      for (const listener of [...listeners]) listener(envelope);
    },
  };
}

function following() {
  const panel = testChannel();
  const pointer = testChannel();
  let ids = 0;
  const follower = followPanel(
    { panel: panel.channel, pointer: pointer.channel },
    () => `id-${++ids}`,
    (text) => text.includes('123456789018'),
    async (form) => (form === 'f' ? ({ answers }) => `hash of ${JSON.stringify(answers)}` : null),
  );
  const writer = (message: FromWriter) => panel.say({ from: 'writer', message });
  return { panel, pointer, follower, writer };
}

const snapshot: FromWriter = {
  type: 'snapshot',
  seq: 4,
  form: 'f',
  version: 1,
  language: 'ja',
  step: { at: 'check' },
  answers: {},
  proposals: [],
};
const ask = { from: 'reader', message: { type: 'snapshot' } };
const compare = (seq: number, answers = '{}') => ({
  from: 'reader',
  message: { type: 'compare', seq, fingerprint: `hash of ${answers}` },
});
/** The rules are there. */
const loaded = () => new Promise((done) => setImmediate(done));

describe('following the panel', () => {
  it('asks for everything when the channel opens, and again after it reopens', () => {
    const { panel, follower, writer } = following();
    expect(panel.sent).toEqual([ask]);
    writer(snapshot);
    panel.reopen();
    expect(panel.sent).toEqual([ask, ask]);
    expect(follower.snapshot().reader).toMatchObject({ state: 'following', behind: true });
  });

  it('leads, asks to look, and shows that until the resident is there', () => {
    const { panel, follower, writer } = following();
    writer(snapshot);
    follower.lead('name');
    follower.look('name');
    expect(panel.sent.slice(1)).toEqual([
      { from: 'reader', message: { type: 'lead', path: 'name' } },
      { from: 'reader', message: { type: 'look', path: 'name' } },
    ]);
    const moved = (path: string, seq: number) =>
      writer({ type: 'change', seq, change: { change: 'moved', step: { at: 'field', path } } });
    moved('kana', 5);
    expect(follower.snapshot().looking).toBe('name');
    moved('name', 6);
    expect(follower.snapshot().looking).toBeNull();
  });

  it('says what it holds once it has caught up, and when the resident comes to the check page', async () => {
    const { panel, writer } = following();
    writer(snapshot);
    writer({
      type: 'change',
      seq: 5,
      change: { change: 'answer', path: 'name', value: { shown: 'filled' } },
    });
    await loaded();
    const held = '{"name":{"shown":"filled"}}';
    expect(panel.sent).toEqual([ask, compare(5, held)]);
    writer({ type: 'change', seq: 6, change: { change: 'moved', step: { at: 'check' } } });
    await loaded();
    expect(panel.sent.at(-1)).toEqual(compare(6, held));
  });

  it('says nothing of what it cannot compare, or has lost again by then', async () => {
    const { panel, writer } = following();
    writer({ ...snapshot, form: 'unknown' });
    await loaded();
    writer(snapshot);
    panel.reopen();
    await loaded();
    expect(panel.sent).toEqual([ask, ask]);
  });

  it('asks for a snapshot where the booth holds another form, and once only', async () => {
    const { panel, follower, writer } = following();
    const agreement = () => {
      const { reader } = follower.snapshot();
      return reader.state === 'following' && reader.agreement;
    };
    writer(snapshot);
    await loaded();
    writer({ type: 'compared', seq: 3, found: 'different' });
    expect(agreement()).toBe('unknown');
    writer({ type: 'compared', seq: 4, found: 'different' });
    expect(agreement()).toBe('aligning');
    expect(panel.sent.slice(2)).toEqual([ask]);
    writer(snapshot);
    await loaded();
    writer({ type: 'compared', seq: 4, found: 'different' });
    expect(agreement()).toBe('differs');
    expect(panel.sent.slice(3)).toEqual([compare(4)]);
    writer({ type: 'compared', seq: 4, found: 'same' });
    expect(agreement()).toBe('same');
  });

  it('believes nobody but the writer about what was compared', async () => {
    const { panel, follower, writer } = following();
    writer(snapshot);
    await loaded();
    panel.say({ from: 'writer', message: { type: 'compared', seq: 4, found: 'different' } }, 'ito');
    expect(follower.snapshot().reader).toMatchObject({ agreement: 'unknown', behind: false });
  });

  it('believes only the stamped writer, and passes over what it cannot read', () => {
    const { panel, follower } = following();
    panel.say({ from: 'writer', message: snapshot }, 'ito');
    for (const text of ['', '{', 'null', '{"from":"nobody"}', '{"from":"writer","message":null}'])
      panel.say(text);
    expect(follower.snapshot().reader).toEqual({ state: 'waiting' });
  });

  it('proposes, withdraws and highlights', () => {
    const { panel, follower } = following();
    follower.propose('name', '小倉 花子');
    follower.withdraw('id-1');
    follower.highlight('name');
    expect(panel.sent.slice(1)).toEqual([
      {
        from: 'reader',
        message: { type: 'propose', proposal: { id: 'id-1', path: 'name', value: '小倉 花子' } },
      },
      { from: 'reader', message: { type: 'withdraw', id: 'id-1' } },
      { from: 'reader', message: { type: 'highlight', path: 'name' } },
    ]);
    panel.reopen();
    expect(panel.sent.at(-1)).toEqual({ from: 'reader', message: { type: 'highlight', path: 'name' } });
  });

  it('says so when nothing can be sent', () => {
    const { panel, follower } = following();
    panel.end.open = false;
    expect(follower.propose('name', 'x')).toBe(false);
    expect(follower.highlight('name')).toBe(false);
    expect(follower.write('はい', false)).toBe('closed');
    expect(follower.snapshot()).toMatchObject({ highlighted: null, notes: [] });
  });

  it('shows notes of everybody once, with who wrote them', () => {
    const { panel, follower } = following();
    expect(follower.write('聞こえますか', false)).toBeNull();
    const note: PanelMessage = { from: 'note', message: { id: 'n', text: 'はい', by: null } };
    panel.say(note);
    panel.say(note);
    panel.say({ from: 'note', message: { id: 'o', text: 'どうしましたか', by: null } }, 'ito');
    expect(follower.snapshot().notes.map(({ text, by }) => [text, by])).toEqual([
      ['聞こえますか', 'me'],
      ['はい', { party: 'booth' }],
      ['どうしましたか', { party: 'ito' }],
    ]);
  });

  it('believes the booth about what others wrote before, and nobody else', () => {
    const { panel, follower } = following();
    panel.say({ from: 'note', message: { id: 'a', text: 'お待ちください', by: 'sato' } });
    panel.say({ from: 'note', message: { id: 'b', text: 'はい', by: 'booth' } }, 'ito');
    expect(follower.snapshot().notes.map(({ by }) => by)).toEqual([{ party: 'sato' }, { party: 'ito' }]);
  });

  it('says nothing again: the booth does', () => {
    const { panel, follower } = following();
    follower.write('聞こえますか', false);
    panel.sent.length = 0;
    panel.say(JSON.stringify(ask), 'ito');
    expect(panel.sent).toEqual([]);
  });

  it('keeps a My Number here', () => {
    const { panel, follower } = following();
    expect(follower.write('123456789018', false)).toBe('my-number');
    expect(panel.sent).toEqual([ask]);
    panel.say({ from: 'note', message: { id: 'n', text: '123456789018', by: null } });
    expect(follower.snapshot().notes).toMatchObject([{ id: 'n', text: null }]);
    expect(follower.write('123456789018', true)).toBeNull();
    expect(panel.sent.at(-1)).toMatchObject({ message: { text: '123456789018', declared: true } });
  });

  it('points within the panel, and tells when the pointer leaves', () => {
    const { pointer, follower } = following();
    follower.point({ x: 12.4, y: 1200 });
    follower.point(null);
    expect(pointer.sent).toEqual([
      { x: 12, y: 1000 },
      { x: null, y: null },
    ]);
  });

  it('hears nothing once closed', () => {
    const { follower, writer } = following();
    follower.close();
    writer(snapshot);
    expect(follower.snapshot().reader).toEqual({ state: 'waiting' });
  });
});
