import { describe, expect, test } from 'vitest';
import { VirtualClock } from '../../clock/virtual';
import * as filling from '../../features/form/machine';
import { BoothSim, subject } from '../sim';
import { keepVisit, obey, renewPage, reportDevices } from './attend';
import { type Kept, seal, unseal } from './kept';
import { bare, createTerminal, type PageEvent, type Terminal } from './terminal';

/** What the keeper would hand to the next page. */
function lost(sim: BoothSim): Kept {
  const kept = unseal(JSON.parse(JSON.stringify(seal(sim.booth.kept() as Kept))));
  if (kept === null) throw new Error('nothing was kept');
  return kept;
}

async function pageAfter(kept: Kept, version = 1): Promise<BoothSim> {
  const sim = new BoothSim(null, undefined, kept);
  sim.version = version;
  await sim.settled();
  return sim;
}

describe('a page after one that was lost', () => {
  test('is in the same call at the same question, and tells the desk', async () => {
    const first = await new BoothSim().inForm();
    first.booth.speak('easy');
    first.answer('花子');
    first.fill((form) => filling.type(form, '090-12'));
    first.booth.cover();
    const sim = await pageAfter(lost(first));
    expect(sim.done).toEqual(['devices on', 'privacy covered']);
    expect(sim.state).toMatchObject({
      visit: { at: 'call', form: 'draft' },
      privacy: { is: 'covered', by: 'booth' },
      form: { is: 'open', shown: true, form: { place: { at: 'field', typed: '090-12' } } },
    });
    sim.fact('in-call');
    sim.reopen();
    expect(sim.said.at(-1)).toMatchObject({
      message: { type: 'snapshot', language: 'ja', answers: { name: { shown: 'filled' } } },
    });
    sim.answer('090-1234');
    await sim.booth.submit();
    expect(sim.state.visit).toMatchObject({ form: 'submitted' });
  });

  test('does not cover again what the resident of a private matter had lifted', async () => {
    const first = await new BoothSim().ringing();
    const screened = { verdict: 'remote-private', disagrees: false } as const;
    first.fact('in-call', null, { screened });
    first.booth.lift('off');
    const sim = await pageAfter(lost(first));
    sim.fact('in-call', null, { screened });
    expect(sim.state).toMatchObject({ visit: { at: 'call' }, privacy: { is: 'off' } });
  });

  test('repeats a submission that had no answer under its own key', async () => {
    const first = await new BoothSim().inForm();
    first.answer('花子', '090-1234');
    const waiting = first.booth.submit();
    const kept = lost(first);
    await waiting;
    const sim = await pageAfter(kept);
    expect(sim.state.form).toMatchObject({
      form: { place: { at: 'check', submission: { state: 'failed', code: null } } },
    });
    await sim.booth.submit();
    expect(sim.keys).toEqual(first.keys);
  });

  test('rings under the same request while nobody has answered', async () => {
    const first = await new BoothSim().ringing();
    const sim = await pageAfter(lost(first));
    expect(sim.done).toEqual(['ring']);
    expect(sim.state.visit).toEqual(first.state.visit);
    sim.fact('accepted');
    expect(sim.state.visit.at).toBe('call');
  });

  test('lets the resident finish alone where the call ended meanwhile', async () => {
    const first = await new BoothSim().inForm();
    first.answer('花子');
    const sim = await pageAfter(lost(first));
    sim.clock.pass(5_000);
    expect(sim.state).toMatchObject({ visit: { at: 'alone', form: 'draft' }, form: { is: 'open' } });
  });

  test('keeps the answers where the form has a new version', async () => {
    const first = await new BoothSim().inForm();
    first.answer('花子', '090-1234');
    const sim = await pageAfter(lost(first), 2);
    expect(sim.state.form).toMatchObject({
      form: {
        place: { at: 'check', submission: { state: 'renewed' } },
        writer: { values: { name: '花子', contact: '090-1234' } },
      },
    });
  });

  test('loses no draft while the form cannot be fetched', async () => {
    const first = await new BoothSim().inForm();
    first.answer('花子');
    const kept = lost(first);
    const sim = new BoothSim(null, undefined, kept);
    sim.answers.form = { is: 'unreachable' };
    await sim.settled();
    expect(sim.booth.kept()?.form).toEqual(kept.form);
    delete sim.answers.form;
    sim.clock.pass(5_000);
    await sim.settled();
    expect(sim.state.form.is).toBe('open');
  });

  test('starts afresh from what it cannot read', () => {
    for (const foreign of [
      null,
      {},
      { at: 'visit' },
      { at: 'visit', keep: { v: 3, visit: { at: 'tiles' } } },
    ]) {
      expect(unseal(foreign)).toBeNull();
    }
  });
});

/** A terminal that remembers what it was told. */
function fakeTerminal() {
  const told: (Kept | null)[] = [];
  const lamps: string[] = [];
  const hears: ((event: PageEvent) => void)[] = [];
  const end = { reachable: true };
  const terminal: Terminal = {
    equipment: async () => bare,
    load: async () => null,
    speech: async () => null,
    print: async () => false,
    health: async (found) => {
      lamps.push(found.map(({ part, note }) => `${part} ${note ?? 'good'}`).join(', '));
      return end.reachable;
    },
    keep: async (kept) => {
      told.push(kept);
      return end.reachable;
    },
    end: async () => true,
    listen: (hear) => void hears.push(hear),
  };
  const say = (event: PageEvent) => {
    for (const hear of hears) hear(event);
  };
  return { terminal, told, lamps, end, say };
}

describe('keeping a visit', () => {
  async function kept() {
    const sim = new BoothSim();
    await sim.settled();
    const clock = new VirtualClock();
    const { terminal, told, end } = fakeTerminal();
    const atOnce = keepVisit(sim.booth, terminal, clock);
    const pass = async (ms: number) => {
      clock.pass(ms);
      await sim.settled();
    };
    return { sim, told, end, atOnce, pass };
  }

  test('waits for the rest of a burst, and says the latest only', async () => {
    const { sim, told, pass } = await kept();
    sim.booth.tell({ type: 'begin' });
    await pass(200);
    sim.booth.tell({ type: 'choose', subject });
    await sim.settled();
    expect(told).toEqual([]);
    await pass(100);
    expect(told).toMatchObject([{ visit: { at: 'confirm' } }]);
    await pass(10_000);
    expect(told).toHaveLength(1);
  });

  test('is not put off by a resident who never pauses', async () => {
    const { sim, told, pass } = await kept();
    sim.booth.tell({ type: 'begin' });
    for (let n = 0; n < 9; n++) {
      sim.booth.speak((['easy', 'en', 'ja'] as const)[n % 3] ?? 'ja');
      await pass(200);
    }
    expect(told.length).toBeGreaterThan(2);
  });

  test('is done at once for a page that goes', async () => {
    const { sim, told, atOnce } = await kept();
    sim.booth.tell({ type: 'begin' });
    atOnce();
    expect(told).toMatchObject([{ visit: { at: 'tiles' } }]);
  });

  test('is tried again where it failed', async () => {
    const { sim, told, end, pass } = await kept();
    end.reachable = false;
    sim.booth.tell({ type: 'begin' });
    await pass(300);
    end.reachable = true;
    await pass(2_000);
    await pass(2_000);
    expect(told).toHaveLength(2);
  });

  test('ends where the resident goes back to the start, and writes nothing after the end', async () => {
    const { sim, told, pass } = await kept();
    sim.booth.tell({ type: 'begin' });
    await pass(300);
    sim.booth.tell({ type: 'back' });
    await pass(300);
    expect(told.at(-1)).toBeNull();
    sim.booth.tell({ type: 'begin' });
    sim.booth.tell({ type: 'end' });
    await pass(10_000);
    expect(told).toHaveLength(2);
  });
});

describe('the devices of a call', () => {
  async function reported(documentCamera: string | null = null) {
    const sim = new BoothSim();
    const clock = new VirtualClock();
    const { terminal, lamps, end } = fakeTerminal();
    const devices = { ...bare.devices, document_camera: documentCamera };
    reportDevices(sim.booth, terminal, clock, { ...bare, devices });
    await sim.inCall();
    const pass = async (ms: number) => {
      clock.pass(ms);
      await sim.settled();
    };
    await pass(300);
    return { sim, lamps, end, pass };
  }

  test('are told on change, and again where it did not arrive', async () => {
    const { sim, lamps, end, pass } = await reported();
    expect(lamps).toEqual(['camera good, speaker good']);
    end.reachable = false;
    sim.feel({ camera: 'frozen', microphone: 'good' });
    await pass(300);
    end.reachable = true;
    await pass(10_000);
    expect(lamps.slice(1)).toEqual(['camera frozen, speaker good', 'camera frozen, speaker good']);
    sim.devices.update((now) => ({
      ...now,
      tracks: { camera: null, microphone: null, second: null },
      devices: { camera: [], microphone: [{ id: 'mic', name: '' }], speaker: [] },
      problems: { camera: 'unplugged', microphone: 'in-use' },
    }));
    await pass(300);
    expect(lamps.at(-1)).toBe('camera absent, microphone busy, speaker absent');
  });

  test('include the document camera where the machine was set up with one', async () => {
    expect((await reported('brio')).lamps).toEqual(['camera good, document-camera good, speaker good']);
    expect((await reported('IPEVO')).lamps).toEqual(['camera good, document-camera absent, speaker good']);
  });

  test('that the browser does not hand out are not judged', async () => {
    const { sim, lamps, pass } = await reported();
    sim.devices.update((now) => ({ ...now, problems: { camera: 'not-allowed' } }));
    await pass(300);
    expect(lamps.at(-1)).toBe('camera not-measured, speaker good');
  });

  test('are no news once the call is over', async () => {
    const { sim, lamps, pass } = await reported();
    sim.fact('closed', 'lost');
    sim.devices.update((now) => ({ ...now, problems: { camera: 'unplugged' } }));
    await pass(10_000);
    expect(lamps).toHaveLength(1);
  });
});

describe('a tablet whose server speaks another version', () => {
  async function tablet() {
    const sim = new BoothSim();
    await sim.settled();
    const clock = new VirtualClock();
    const did: string[] = [];
    renewPage(sim.booth, clock, () => did.push('reload'));
    const outgrow = () => sim.facts.update((now) => ({ ...now, link: { is: 'ended', why: 'outdated' } }));
    return { sim, clock, did, outgrow };
  }

  test('loads its page anew at once, where it is a minute old', async () => {
    const { clock, did, outgrow } = await tablet();
    clock.pass(60_000);
    outgrow();
    clock.pass(0);
    expect(did).toEqual(['reload']);
  });

  test('waits until it is, so that a server that stays behind is not flooded', async () => {
    const { clock, did, outgrow } = await tablet();
    outgrow();
    clock.pass(59_999);
    expect(did).toEqual([]);
    clock.pass(1);
    expect(did).toEqual(['reload']);
  });

  test('never does so inside a visit', async () => {
    const { sim, clock, did, outgrow } = await tablet();
    sim.booth.tell({ type: 'begin' });
    outgrow();
    clock.pass(600_000);
    sim.booth.tell({ type: 'back' });
    sim.booth.tell({ type: 'begin' });
    clock.pass(600_000);
    expect(did).toEqual([]);
    sim.booth.tell({ type: 'back' });
    clock.pass(0);
    expect(did).toEqual(['reload']);
  });
});

describe('what the terminal says', () => {
  async function obeying() {
    const sim = new BoothSim();
    await sim.settled();
    const { terminal, say } = fakeTerminal();
    const did: string[] = [];
    obey(sim.booth, terminal, { reload: () => did.push('reload'), greet: () => did.push('greet') });
    return { sim, say, did };
  }

  test('いっしょに始める begins a visit with a greeting, and disturbs none', async () => {
    const { sim, say, did } = await obeying();
    say('together');
    expect(sim.state.visit.at).toBe('tiles');
    sim.booth.tell({ type: 'choose', subject });
    await sim.settled();
    say('together');
    expect(sim.state.visit.at).toBe('confirm');
    expect(did).toEqual(['greet']);
  });

  test('the privacy button covers and uncovers a visit', async () => {
    const { sim, say } = await obeying();
    say('cover');
    expect(sim.state.privacy.is).toBe('off');
    say('together');
    say('cover');
    expect(sim.state.privacy).toEqual({ is: 'covered', by: 'booth' });
    say('cover');
    expect(sim.state.privacy.is).toBe('off');
  });

  test('a sensor covers a visit and never shows it again', async () => {
    const { sim, say } = await obeying();
    say('bystander');
    expect(sim.state.privacy.is).toBe('off');
    say('together');
    say('bystander');
    say('bystander');
    expect(sim.state.privacy).toEqual({ is: 'covered', by: 'sensor' });
  });

  test('a reload waits for the end of the visit', async () => {
    const { sim, say, did } = await obeying();
    sim.booth.tell({ type: 'begin' });
    say('reload');
    expect(did).toEqual([]);
    sim.booth.tell({ type: 'back' });
    expect(did).toEqual(['reload']);
  });
});

describe('the loopback', () => {
  function loopback(answer: () => Response) {
    const asked: { method: string; path: string; body: unknown }[] = [];
    const fetcher = async (path: string, init: RequestInit = {}) => {
      const body = typeof init.body === 'string' ? JSON.parse(init.body) : null;
      asked.push({ method: init.method ?? 'GET', path, body });
      return answer();
    };
    return {
      asked,
      terminal: createTerminal(fetcher as typeof fetch, () => new EventTarget() as EventSource),
    };
  }

  test('is asked as agreed', async () => {
    const { asked, terminal } = loopback(() => new Response(null, { status: 204 }));
    const keep = {
      v: 5,
      language: 'ja',
      visit: { at: 'tiles', page: 0 },
      privacy: { is: 'off' },
      form: null,
      guide: null,
    } as const;
    expect(await terminal.load()).toBeNull();
    expect(await terminal.keep(keep)).toBe(true);
    expect(await terminal.keep(null)).toBe(true);
    expect(await terminal.end({ submitted: true, language: 'easy' }, 'idle')).toBe(true);
    expect(asked).toEqual([
      { method: 'GET', path: '/terminal/visit', body: null },
      { method: 'PUT', path: '/terminal/visit', body: { at: 'visit', keep } },
      { method: 'DELETE', path: '/terminal/visit', body: null },
      { method: 'POST', path: '/terminal/end', body: { why: 'idle', submitted: true, language: 'easy' } },
    ]);
  });

  test('is asked for what the machine has, for speech and for paper', async () => {
    const devices = {
      camera: 'BRIO',
      document_camera: null,
      microphone: null,
      speaker: null,
      handset: null,
      earphone: null,
    };
    const equipment = { devices, prints: true, speaks: ['ja'] };
    const { asked, terminal } = loopback(() => Response.json(equipment));
    expect(await terminal.equipment()).toEqual(equipment);
    const sound = await terminal.speech('お名前', 'ja', new AbortController().signal);
    expect(sound?.size).toBeGreaterThan(0);
    expect(await terminal.print()).toBe(true);
    expect(await terminal.health([{ part: 'camera', state: 'good' }])).toBe(true);
    expect(asked).toEqual([
      { method: 'GET', path: '/terminal/config', body: null },
      { method: 'POST', path: '/terminal/speech', body: { text: 'お名前', language: 'ja' } },
      { method: 'POST', path: '/terminal/print', body: null },
      { method: 'PUT', path: '/terminal/health', body: { lamps: [{ part: 'camera', state: 'good' }] } },
    ]);
  });

  test.each(['not-found', 'too-many'])('that refuses with %s says and prints nothing', async (code) => {
    const { terminal } = loopback(() => Response.json({ code }, { status: 404 }));
    expect(await terminal.equipment()).toEqual(bare);
    expect(await terminal.speech('はい', 'ja', new AbortController().signal)).toBeNull();
    expect(await terminal.print()).toBe(false);
  });

  test('that does not answer is no fault of the page', async () => {
    const { terminal } = loopback(() => {
      throw new TypeError('nobody there');
    });
    expect(await terminal.equipment()).toEqual(bare);
    expect(await terminal.load()).toBeNull();
    expect(await terminal.speech('はい', 'ja', new AbortController().signal)).toBeNull();
    expect(await terminal.print()).toBe(false);
    expect(await terminal.health([])).toBe(false);
    expect(await terminal.keep(null)).toBe(false);
    expect(await terminal.end({ submitted: false, language: 'ja' }, 'ended')).toBe(false);
  });
});
