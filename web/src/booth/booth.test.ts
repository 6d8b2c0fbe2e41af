import { describe, expect, test } from 'vitest';
import * as filling from '../features/form/machine';
import { BoothSim, subject } from './sim';

describe('a call', () => {
  test('knows what its devices give, until it ends', async () => {
    const sim = await new BoothSim().inCall();
    sim.feel({ camera: 'good', microphone: 'silent' });
    expect(sim.state.fitness.microphone).toBe('silent');
    sim.fact('closed', 'lost');
    expect(sim.state.fitness.microphone).toBe('good');
  });

  test('turns the devices on when it is accepted, not before', async () => {
    const sim = await new BoothSim().ringing();
    expect(sim.done).toEqual(['ask-prospect', 'ring']);
    sim.fact('accepted');
    expect(sim.done.slice(2)).toEqual(['devices on']);
  });

  test('a refused ring turns the resident away', async () => {
    const sim = new BoothSim();
    await sim.settled();
    sim.booth.tell({ type: 'begin' });
    sim.booth.tell({ type: 'choose', subject });
    await sim.settled();
    sim.booth.ring();
    sim.booth.tell({ type: 'refused', code: 'full' });
    expect(sim.state.visit).toMatchObject({ at: 'turned-away', why: 'full' });
  });

  test('a note with a My Number does not leave; one without a line says so', async () => {
    const sim = await new BoothSim().inCall();
    expect(await sim.booth.sendNote('番号は123456789018')).toBe('my-number');
    sim.channelOpen = false;
    expect(await sim.booth.sendNote('はい')).toBe('offline');
    expect(sim.said.filter(({ from }) => from === 'note')).toEqual([]);
    sim.channelOpen = true;
    expect(await sim.booth.sendNote('はい')).toBeNull();
    sim.hear({ from: 'note', message: { id: 'n9', text: 'どうぞ', by: null } });
    sim.hear({ from: 'note', message: { id: 'n8', text: '123456789018', by: null } });
    await sim.settled();
    expect(sim.state.notes.map(({ text, by }) => [text, by])).toEqual([
      ['はい', 'me'],
      ['どうぞ', { party: 'desk' }],
      [null, { party: 'desk' }],
    ]);
    expect(await sim.booth.sendNote('口座 123456789018', true)).toBeNull();
    expect(sim.said.at(-1)).toMatchObject({ message: { text: '口座 123456789018', declared: true } });
  });
});

describe('筆談', () => {
  const own = (sim: BoothSim) =>
    sim.said.flatMap((said) => (said.from === 'note' ? [said.message.text] : []));

  test('whoever joins later gets what everybody wrote before, and who wrote it', async () => {
    const sim = await new BoothSim().inCall();
    await sim.booth.sendNote('はい');
    sim.hear({ from: 'note', message: { id: 'n9', text: 'どうぞ', by: 'ito' } });
    await sim.settled();
    sim.said.length = 0;
    sim.hear({ from: 'reader', message: { type: 'snapshot' } });
    const again = sim.said.flatMap((said) => (said.from === 'note' ? [said.message] : []));
    expect(again).toMatchObject([
      { text: 'はい', by: null },
      { id: 'n9', text: 'どうぞ', by: 'desk' },
    ]);
  });

  test('asked for while waiting, it is said as soon as somebody can read it, once', async () => {
    const sim = await new BoothSim().ringing();
    sim.booth.writeFirst('筆談でお願いします');
    sim.fact('in-call');
    sim.reopen();
    await sim.settled();
    expect(own(sim)).toEqual(['筆談でお願いします']);
    expect(sim.state.notes).toMatchObject([{ by: 'me' }]);
    sim.booth.tell({ type: 'end' });
    expect(sim.state.writesFirst).toBeNull();
  });
});

describe('the sound check of whoever waits', () => {
  test('has the microphone on while it lasts, and never after the ticket is given up', async () => {
    const sim = await new BoothSim().ringing();
    sim.booth.tryMicrophone(true);
    expect(sim.done.at(-1)).toBe('devices on');
    sim.booth.tryMicrophone(false);
    expect(sim.done.at(-1)).toBe('devices off');
    sim.booth.tryMicrophone(true);
    sim.booth.tell({ type: 'cancel' });
    expect(sim.done).toContain('devices off');
  });

  test('does not take the devices from a call that begins meanwhile', async () => {
    const sim = await new BoothSim().ringing();
    sim.booth.tryMicrophone(true);
    sim.fact('accepted');
    sim.booth.tryMicrophone(false);
    expect(sim.done.at(-1)).toBe('devices on');
  });
});

describe('the form', () => {
  test('is opened by the resident or by the desk, and only the one of this call', async () => {
    const sim = await new BoothSim().inCall();
    expect(sim.said).toEqual([{ from: 'writer', message: { type: 'no-form' } }]);
    sim.hear({ from: 'reader', message: { type: 'open-form', form: 'other' } });
    await sim.settled();
    expect(sim.state.form.is).toBe('closed');
    sim.hear({ from: 'reader', message: { type: 'open-form', form: 'form' } });
    await sim.settled();
    expect(sim.state.form).toMatchObject({ is: 'open', shown: true });
    expect(sim.said.at(-1)).toMatchObject({ message: { type: 'snapshot', seq: 0 } });
  });

  test('a channel that opens again gets a snapshot, and nothing private was ever said', async () => {
    const sim = await new BoothSim().inForm();
    sim.channelOpen = false;
    sim.answer('花子', '090-1234');
    sim.channelOpen = true;
    sim.reopen();
    expect(sim.said.at(-1)).toMatchObject({
      message: {
        type: 'snapshot',
        answers: { name: { shown: 'value', value: '花子' }, contact: { shown: 'filled' } },
      },
    });
    expect(JSON.stringify(sim.said)).not.toContain('090-1234');
  });

  test('under the cover no value leaves, and all of them are there again after it', async () => {
    const sim = await new BoothSim().inForm();
    sim.answer('花子', '090-1234');
    sim.booth.cover();
    const hidden = { name: { shown: 'filled' }, contact: { shown: 'filled' } };
    expect(sim.said.at(-1)).toMatchObject({ message: { type: 'snapshot', answers: hidden } });
    sim.reopen();
    expect(sim.said.at(-1)).toMatchObject({ message: { type: 'snapshot', answers: hidden } });
    sim.booth.lift('partial');
    expect(sim.said.at(-1)).toMatchObject({ message: { type: 'snapshot', answers: hidden } });
    sim.booth.lift('off');
    expect(sim.said.at(-1)).toMatchObject({
      message: { type: 'snapshot', answers: { name: { shown: 'value', value: '花子' } } },
    });
  });

  test('one that cannot be fetched says so and may be tried again', async () => {
    const sim = await new BoothSim().inCall();
    sim.answers.form = { is: 'unreachable' };
    await sim.booth.openForm('form');
    expect(sim.state.form).toEqual({ is: 'unavailable', form: 'form' });
    delete sim.answers.form;
    await sim.booth.openForm('form');
    expect(sim.state.form.is).toBe('open');
  });

  test('a try that got no answer goes out again under its own key', async () => {
    const sim = await new BoothSim().inForm();
    sim.answer('花子', '090-1234');
    sim.answers.submit = { is: 'unreachable' };
    await sim.booth.submit();
    delete sim.answers.submit;
    await sim.booth.submit();
    expect(new Set(sim.keys).size).toBe(1);
    expect(sim.keys).toHaveLength(2);
    expect(sim.said.at(-1)).toMatchObject({
      message: { change: { step: { at: 'receipt', number: 'R-1' } } },
    });
  });

  test('an application that arrived before its answer was lost counts, whatever was changed since', async () => {
    const sim = await new BoothSim().inForm();
    sim.answer('花子', '090-1234');
    sim.answers.submit = { is: 'unreachable' };
    await sim.booth.submit();
    sim.fill((form) => filling.open(form, 'name'));
    sim.answer('花江');
    sim.answers.submit = { is: 'refused', code: 'already-applied', title: '' };
    await sim.booth.submit();
    expect(new Set(sim.keys).size).toBe(2);
    expect(sim.state).toMatchObject({
      visit: { form: 'submitted' },
      form: { form: { place: { at: 'check', submission: { state: 'failed', code: 'already-applied' } } } },
    });
    sim.booth.tell({ type: 'end' });
    sim.booth.tell({ type: 'end' });
    await sim.settled();
    expect(sim.endings).toMatchObject([{ submitted: true }]);
  });

  test('a new version of the form keeps the answers and asks again', async () => {
    const sim = await new BoothSim().inForm();
    sim.answer('花子', '090-1234');
    sim.answers.submit = { is: 'refused', code: 'outdated-form', title: '' };
    sim.version = 2;
    await sim.booth.submit();
    delete sim.answers.submit;
    expect(sim.state.form).toMatchObject({
      form: { place: { at: 'check', submission: { state: 'renewed' } } },
    });
    await sim.booth.submit();
    expect(sim.state.visit).toMatchObject({ form: 'submitted' });
  });

  test('is finished alone when the call ends before it', async () => {
    const sim = await new BoothSim().inForm();
    sim.answer('花子');
    sim.fact('closed', 'completed');
    expect(sim.state.visit).toMatchObject({ at: 'alone', form: 'draft' });
    sim.answer('090-1234');
    await sim.booth.submit();
    expect(sim.state.visit).toMatchObject({ at: 'alone', form: 'submitted' });
  });
});

describe('before a ticket is taken', () => {
  const confirming = async (sim: BoothSim) => {
    await sim.settled();
    sim.booth.tell({ type: 'begin' });
    sim.booth.tell({ type: 'choose', subject });
    await sim.settled();
    return sim;
  };
  const asked = (sim: BoothSim) => sim.done.filter((what) => what === 'ask-prospect').length;

  test('the office is asked how it would stand, again and again, until the resident leaves', async () => {
    const sim = new BoothSim();
    sim.prospect = { is: 'full' };
    await confirming(sim);
    expect(sim.state.visit).toMatchObject({ at: 'confirm', prospect: { is: 'full' } });
    sim.prospect = { is: 'open', ahead: 0, estimate: { is: 'now' } };
    sim.clock.pass(10_000);
    await sim.settled();
    expect(sim.state.visit).toMatchObject({ prospect: { is: 'open' } });
    sim.booth.tell({ type: 'back' });
    const before = asked(sim);
    sim.clock.pass(30_000);
    expect(asked(sim)).toBe(before);
  });

  test('an office that says nothing of it does not keep anybody from ringing', async () => {
    const sim = await confirming(new BoothSim());
    sim.booth.ring();
    expect(sim.state.visit.at).toBe('ringing');
  });
});

describe('an officer who calls back', () => {
  test('is answered by whoever stands at the booth', async () => {
    const sim = new BoothSim();
    await sim.settled();
    sim.fact('dialling');
    sim.booth.tell({ type: 'reply', yes: true });
    expect(sim.done).toEqual(['answer']);
    sim.fact('accepted');
    expect(sim.done).toEqual(['answer', 'devices on']);
    expect(sim.state.visit.at).toBe('call');
  });

  test('is heard as soon as the last visit is wiped', async () => {
    const sim = new BoothSim({ submitted: false, language: 'ja' });
    await sim.settled();
    sim.fact('dialling');
    expect(sim.state.visit.at).toBe('erased');
    sim.booth.tell({ type: 'again' });
    expect(sim.state.visit).toMatchObject({ at: 'dialling', before: { at: 'start' } });
  });

  test('a page that was lost meanwhile learns from the office that nobody calls any more', async () => {
    const before = new BoothSim();
    await before.settled();
    before.fact('dialling');
    const sim = new BoothSim(null, undefined, before.booth.kept());
    await sim.settled();
    expect(sim.state.visit.at).toBe('dialling');
    sim.clock.pass(5_000);
    expect(sim.state.visit).toEqual({ at: 'start' });
  });
});
