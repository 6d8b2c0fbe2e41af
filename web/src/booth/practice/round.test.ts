import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { VirtualClock } from '../../clock/virtual';
import * as filling from '../../features/form/machine';
import { openDoor } from '../../forms/door';
import { forms } from '../../forms/forms';
import { BoothSim, info, subject } from '../sim';
import { TURN_MS } from './office';
import { stepOf } from './practice';
import { openRound } from './round';

const module = await WebAssembly.compile(
  await readFile(new URL('../../generated/forms.wasm', import.meta.url)),
);

class PracticeSim {
  readonly sim = new BoothSim();
  readonly clock = new VirtualClock();
  readonly round;

  constructor(place = info) {
    this.sim.booth.tell({ type: 'practise' });
    this.round = openRound(this.sim.booth, {
      place,
      clock: this.clock,
      volume: 'normal',
      forms: async () => forms(openDoor(await WebAssembly.instantiate(module))),
    });
  }

  get booth() {
    return this.round.booth;
  }

  get visit() {
    return this.booth.snapshot().visit;
  }

  get form(): filling.Form {
    const { form } = this.booth.snapshot();
    if (form.is !== 'open') throw new Error(`the form is ${form.is}`);
    return form.form;
  }

  /** Lets what is under way arrive; a module is made outside of the test's turns. */
  settled = async () => {
    for (let turn = 0; turn < 5; turn += 1) await new Promise((done) => setImmediate(done));
  };

  async ringing(): Promise<this> {
    await this.settled();
    this.booth.tell({ type: 'choose', subject });
    await this.settled();
    this.booth.ring();
    await this.settled();
    return this;
  }

  async answered(): Promise<this> {
    await this.ringing();
    this.clock.pass(TURN_MS);
    this.clock.pass(TURN_MS);
    return this;
  }

  /** Up to a step of the script. */
  async at(id: ReturnType<typeof stepOf>['id']): Promise<this> {
    await this.answered();
    while (stepOf(this.round.snapshot()).id !== id) this.round.next();
    await this.settled();
    return this;
  }

  async answer(...values: string[]): Promise<void> {
    for (const value of values) {
      this.booth.formed(filling.type(this.form, value));
      this.booth.formed(filling.next(this.form));
    }
  }
}

test('begins at the place’s own tiles, and the officer answers after the wait that was said', async () => {
  const practice = await new PracticeSim().ringing();
  expect(practice.visit).toMatchObject({ at: 'ringing', call: { number: 7, wait: { ahead: 1 } } });
  practice.clock.pass(TURN_MS);
  expect(practice.visit).toMatchObject({ call: { wait: { ahead: 0, step: 'ringing' } } });
  practice.clock.pass(TURN_MS);
  expect(practice.visit).toMatchObject({ at: 'call', call: { state: 'in-call' } });
});

test('has something to ring where the place offers nothing', async () => {
  const practice = new PracticeSim({ ...info, subjects: [] });
  await practice.settled();
  expect(practice.booth.snapshot().info?.subjects).toMatchObject([{ handling: 'remote' }]);
});

test('asks the real office for nothing, and opens no device', async () => {
  const practice = await new PracticeSim().at('bye');
  practice.booth.tell({ type: 'end' });
  practice.booth.tell({ type: 'rate', rating: 'good' });
  await practice.settled();
  expect(practice.sim.done).toEqual([]);
  expect(practice.booth.media.snapshot().tracks).toMatchObject({ camera: null, microphone: null });
});

test('who is with the resident is said in a practice as in a call', async () => {
  const practice = await new PracticeSim().answered();
  const { signal } = practice.booth.snapshot();
  await signal?.request({ type: 'set-companions', call: 'practice', companions: ['family'] });
  expect(practice.visit).toMatchObject({ call: { companions: ['family'] } });
});

test('a ticket that is given up leads back to the tiles, and nobody answers it', async () => {
  const practice = await new PracticeSim().ringing();
  practice.booth.tell({ type: 'cancel' });
  practice.clock.pass(2 * TURN_MS);
  expect(practice.visit.at).toBe('tiles');
});

test('もどる from the tiles leaves the practice', async () => {
  const practice = new PracticeSim();
  await practice.settled();
  practice.booth.tell({ type: 'back' });
  expect(practice.sim.state.visit).toEqual({ at: 'start' });
});

test('おわる ends the booth’s own visit, so that everything is erased as ever', async () => {
  const practice = await new PracticeSim().at('bye');
  practice.booth.tell({ type: 'end' });
  practice.booth.tell({ type: 'rate', rating: 'good' });
  await practice.settled();
  await practice.sim.settled();
  expect(practice.sim.endings).toMatchObject([{ submitted: false, why: 'ended' }]);
});

test('a note arrives and is answered', async () => {
  const practice = await new PracticeSim().at('note');
  practice.round.write('ask', '「はい」と書いてください。');
  practice.round.write('ask', '「はい」と書いてください。');
  expect(await practice.booth.sendNote('はい')).toBeNull();
  expect(practice.booth.snapshot().notes.map(({ by }) => by)).toEqual([{ party: 'officer' }, 'me']);
  expect(practice.round.snapshot().tried).toBe('done');
});

test('the form is filled by the real rules, and what is typed buys the time that typing has', async () => {
  const practice = await new PracticeSim().at('write');
  await practice.booth.openForm('practice');
  practice.booth.formed(filling.next(practice.form));
  expect(practice.form.place).toMatchObject({ at: 'field', error: { code: 'required' } });
  await practice.answer('autumn', 'うどん');
  expect(practice.round.snapshot().tried).toBe('done');
  expect(practice.sim.state.visit).toEqual({ at: 'practice', form: 'draft' });
});

test('the officer proposes an answer once, whether the form was open or not', async () => {
  const practice = await new PracticeSim().at('accept');
  const [proposal] = practice.form.writer.sheet.proposals;
  expect(proposal).toMatchObject({ path: 'reply', value: 'telephone' });
  expect(practice.form.place).toMatchObject({ at: 'field', asked: { path: 'reply' } });
  practice.booth.formed(filling.settle(practice.form, proposal?.id ?? '', true));
  expect(practice.form.writer.values).toEqual({ reply: 'telephone' });
  expect(practice.form.writer.sheet.proposals).toEqual([]);
  expect(practice.round.snapshot().tried).toBe('done');
});

test('a proposal that is met again is another one', async () => {
  const practice = await new PracticeSim().at('accept');
  practice.booth.formed(filling.settle(practice.form, 'proposal-1', true));
  practice.round.back();
  practice.round.next();
  await practice.settled();
  expect(practice.form.writer.sheet.proposals).toMatchObject([{ id: 'proposal-2', value: 'letter' }]);
});

test('おわる with a written form asks how it was, and leaves nothing of the form', async () => {
  const practice = await new PracticeSim().at('write');
  await practice.booth.openForm('practice');
  await practice.answer('autumn', 'うどん', 'letter');
  practice.round.next();
  practice.round.next();
  practice.booth.tell({ type: 'end' });
  expect(practice.visit.at).toBe('rating');
  expect(practice.booth.snapshot().form).toEqual({ is: 'closed' });
});

test('a form that is whole cannot be sent to anybody', async () => {
  const practice = await new PracticeSim().at('write');
  await practice.booth.openForm('practice');
  await practice.answer('autumn', 'うどん', 'letter');
  await practice.booth.submit();
  expect(practice.form.place).toMatchObject({ at: 'check', submission: { state: 'failed' } });
});

test('nothing of it goes on once its screen is gone', async () => {
  const practice = await new PracticeSim().ringing();
  practice.round.close();
  practice.clock.pass(10 * TURN_MS);
  expect(practice.visit.at).toBe('ringing');
});

test('nothing can be booked in it, and nobody is counted', async () => {
  const practice = new PracticeSim({ ...info, subjects: [{ ...subject, handling: 'in-person' }] });
  const { sim, booth } = practice;
  await sim.settled();
  booth.tell({ type: 'begin' });
  const [shown] = booth.snapshot().info?.subjects ?? [];
  if (shown === undefined) throw new Error('there is a tile');
  booth.tell({ type: 'choose', subject: shown });
  await sim.settled();
  expect([booth.snapshot().visit.at, booth.booking(shown)]).toEqual(['elsewhere', null]);
  expect(sim.asked).toEqual([]);
});
